import { UserError } from "../errors.ts";

/** One connection of several to Discord, counted from 0. */
export interface Shard {
  readonly id: number;
  readonly count: number;
}

/** How a bot is divided over connections, as asked for on the command line. */
export interface ShardsAsked {
  /** Of all shards; "auto": as many as Discord advises; null: not asked for. */
  readonly all: number | "auto" | null;
  /** This process is one of them. */
  readonly one: Shard | null;
}

/** Discord itself gives a bot one per thousand servers; more than this is a slip of the finger. */
const MOST = 1000;

/** Reads `--shards auto|N` and `--shard I/N`. Throws a `UserError` (bad-option). */
export function readShards(all: string | true | undefined, one: string | true | undefined): ShardsAsked {
  if (all !== undefined && one !== undefined)
    throw new UserError("bad-option", "--shards and --shard do not go together: give one of them");
  return { all: readAll(all), one: readOne(one) };
}

function readAll(given: string | true | undefined): ShardsAsked["all"] {
  if (given === undefined) return null;
  if (given === "auto") return "auto";
  const count = typeof given === "string" && /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (count < 1 || count > MOST)
    throw new UserError("bad-option", `--shards takes auto or a number from 1 to ${MOST}`);
  return count;
}

function readOne(given: string | true | undefined): Shard | null {
  if (given === undefined) return null;
  const [, id = "", count = ""] = /^(\d{1,4})\/(\d{1,4})$/.exec(String(given)) ?? [];
  if (count === "" || Number(count) < 1 || Number(count) > MOST || Number(id) >= Number(count))
    throw new UserError("bad-option", "--shard takes a shard and their number, counted from 0: 0/4 to 3/4");
  return { id: Number(id), count: Number(count) };
}
