import type { Role } from "../desk/roles.ts";
import { UserError } from "../errors.ts";
import type { ShardsAsked } from "./read-shards.ts";

/** What Discord says of a bot's connections. */
export interface Advice {
  readonly shards: number;
  /** How many may begin at the same time. */
  readonly atOnce: number;
}

export type ShardPlan =
  /** These connections belong to this process; null: the one that every bot has. */
  | {
      readonly kind: "here";
      readonly shards: { readonly ids: readonly number[]; readonly count: number } | null;
    }
  /** Each connection gets a process of its own, which this one looks after. */
  | { readonly kind: "processes"; readonly count: number; readonly atOnce: number };

export interface PlanNeeds {
  readonly roles: ReadonlySet<Role>;
  readonly hasDiscord: boolean;
  readonly hasDatabase: boolean;
  readonly advise: () => Promise<Advice>;
}

/**
 * Who holds which connection. On one file they all stay in one process, since a file belongs to one; with a database
 * each gets its own. Throws a `UserError` (bad-setting) for what cannot be.
 */
export async function planShards({ all, one }: ShardsAsked, needs: PlanNeeds): Promise<ShardPlan> {
  const { roles, hasDiscord, hasDatabase, advise } = needs;
  if (all === null && one === null) return { kind: "here", shards: null };
  const flag = all === null ? "--shard" : "--shards";
  if (!hasDiscord) throw new UserError("bad-setting", `${flag} is for Discord: set DISCORD_TOKEN as well`);
  if (!roles.has("bot"))
    throw new UserError("bad-setting", `${flag} is for the role bot: add it to --role, or leave ${flag} out`);
  if (one !== null) {
    if (!hasDatabase)
      throw new UserError(
        "bad-setting",
        "--shard needs a database that the shards share: set DATABASE_URL, or run sitrep serve --shards auto",
      );
    return { kind: "here", shards: { ids: [one.id], count: one.count } };
  }
  const advice = await advise();
  const count = all === "auto" || all === null ? advice.shards : all;
  if (count === 1) return { kind: "here", shards: null };
  if (hasDatabase) return { kind: "processes", count, atOnce: Math.max(1, advice.atOnce) };
  return { kind: "here", shards: { ids: Array.from({ length: count }, (_, id) => id), count } };
}
