import { UserError } from "../errors.ts";

/** What a process of `sitrep serve` does; one process may do everything. */
export const ROLES = ["bot", "scheduler", "worker"] as const;
export type Role = (typeof ROLES)[number];

/** The roles named by `--role bot,worker`; all of them when it is not given. Throws a `UserError` (bad-option). */
export function readRoles(given: string | true | undefined): ReadonlySet<Role> {
  if (typeof given !== "string") return new Set(ROLES);
  const names = given.split(/[\s,]+/).filter((name) => name !== "");
  const roles = ROLES.filter((role) => names.includes(role));
  if (names.length === 0 || names.some((name) => !ROLES.some((role) => role === name)))
    throw new UserError("bad-option", `--role takes ${ROLES.join(", ")}, or several of them with commas`);
  return new Set(roles);
}
