/** Milliseconds from 1970 to the first moment of 2015, where Discord's ids begin. */
const DISCORD_EPOCH = 1_420_070_400_000;

/** Ids as Discord makes them: the time in the upper bits, 17 to 19 digits in all, never the same twice. */
export interface Snowflakes {
  next(): string;
  /** An id of another moment (ms since 1970); guilds far apart land on different shards. */
  at(ms: number): string;
}

export function createSnowflakes(now: () => number): Snowflakes {
  let last = 0n;
  let made = 0;
  const at = (ms: number) => (BigInt(Math.trunc(ms) - DISCORD_EPOCH) << 22n) | BigInt(made++ & 0xfff);
  return {
    next() {
      const id = at(now());
      last = id > last ? id : last + 1n;
      return String(last);
    },
    at: (ms) => String(at(ms)),
  };
}

/** Whether a text looks like an id: outside 17 to 19 digits rate-limit bucketing of discord.js breaks silently. */
export function isSnowflake(text: string): boolean {
  return /^\d{17,19}$/.test(text);
}

/** The shard that gets the events of a guild, by Discord's formula; 0 for direct messages. */
export function shardOf(guildId: string | null, shardCount: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}
