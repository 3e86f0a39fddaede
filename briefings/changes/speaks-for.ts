import type { Digest, StatementLine } from "../digest.ts";
import { foldName } from "../gazetteer.ts";

/** Somebody who held an office speaks for it no more. */
const NO_LONGER = /^(?:former|formerly|ex|late|onetime)\b/;

/**
 * Whether a statement is by the actor somebody typed: by a name of theirs or a part of it ("Kagame"), or by somebody
 * whose office names them ("spokesman for M23"). Whoever is merely spoken of, or held the office once, is not meant.
 */
export function isBy(typed: string, { statement }: StatementLine, { actors }: Digest): boolean {
  const wanted = foldName(typed).replace(/^the /, "");
  if (wanted === "") return false;
  const folded = foldName(statement.speaker.name);
  const actor = actors.find(({ name, aliases }) =>
    [name, ...aliases].some((one) => foldName(one) === folded),
  );
  const names = [statement.speaker.name, ...(actor === undefined ? [] : [actor.name, ...actor.aliases])];
  const meant = actors.find(({ name, aliases }) =>
    [name, ...aliases].some((one) => foldName(one) === wanted),
  );
  const forms = [wanted, ...(meant === undefined ? [] : [meant.name, ...meant.aliases].map(foldName))];
  if (names.map(foldName).some((name) => forms.includes(name))) return true;
  if (actor?.kind === "person" && names.some((name) => has(name, wanted))) return true;
  const roles = [statement.speaker.role ?? "", ...(actor?.kind === "person" ? actor.roles : [])];
  return roles.some((role) => !NO_LONGER.test(foldName(role)) && forms.some((form) => has(role, form)));
}

function has(text: string, form: string): boolean {
  return form !== "" && ` ${foldName(text)} `.includes(` ${form} `);
}
