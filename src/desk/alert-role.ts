import { sayable } from "../chat/say-error.ts";

/** A role of Discord as a member writes it or by its id; a group of users of Slack likewise. */
const ROLE = /^(?:<@&)?(\d{17,20})>?$/;
const GROUP = /^(?:<!subteam\^)?(S[A-Z0-9]{5,})(?:\|[^>]*)?>?$/;
const OFF = new Set(["", "off", "no", "none", "non", "aucun"]);

/** The platform's id of whom alerts ping, from what an administrator typed; "" is nobody. Throws a `UserError` (bad-option). */
export function roleId(typed: string): string {
  const given = typed.trim();
  if (OFF.has(given.toLowerCase())) return "";
  const id = ROLE.exec(given)?.[1] ?? GROUP.exec(given)?.[1];
  if (id === undefined) throw sayable("bad-option", { key: "alert-role", filled: { given } });
  return id;
}
