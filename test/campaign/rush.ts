import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { type FakeDiscord, startFakeDiscord } from "../support/fake-discord/index.ts";
import { type BotProcess, startBotProcess } from "./bot-process.ts";
import { readLibrary } from "./month.ts";

const SITREP = new URL("../../src/sitrep.mjs", import.meta.url).pathname;
/** Guilds of very different size: the first has a third of all subscriptions. */
const GUILDS = 500;
const TOPICS = ["goma", "bukavu", "m23", "kinshasa", "rwanda", "sake", "unicef", "kagame", "uvira", "masisi"];
/** Discord's real limits, which the stand-in enforces: of all requests together, and of posts into one channel. */
const LIMITS = { overall: { limit: 50, windowMs: 1000 }, channel: { limit: 5, windowMs: 5000 } };
const ANSWERED_MS = 1000;
const PATIENCE_MS = 20 * 60_000;
const MINUTE_MS = 60_000;

interface Waits {
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
  /** When the longest was asked, ms since 1970. */
  readonly longestAt: number;
  readonly asked: number;
}

/**
 * So many digests due at the same minute, in 500 guilds: the bot itself on the stand-in with Discord's limits. Prints
 * how long members waited for answers before and meanwhile, the pace, and in which order the guilds had theirs.
 */
export async function rush(subscriptions: number): Promise<boolean> {
  const folder = readLibrary(mkdtempSync(join(tmpdir(), "sitrep-rush-")));
  const fake = await startFakeDiscord();
  fake.rateLimit("*", LIMITS.overall);
  fake.rateLimit("POST /channels/:channel/messages", LIMITS.channel);
  // Far enough away for the questions before.
  const dueAt = Math.ceil((Date.now() + 45_000) / MINUTE_MS) * MINUTE_MS;
  const rooms = await subscribeAll(folder, fake, subscriptions, new Date(dueAt));
  const env = { DISCORD_TOKEN: fake.token, DISCORD_API_BASE: fake.api, SITREP_DATA: folder };
  const { bot, ready } = startBotProcess(env, [SITREP, "start"]);
  try {
    await ready;
    const arrivals = () => arrivalsIn(fake, rooms);
    await asking(fake, () => false, 8);
    const idle = await asking(fake, () => false, 30);
    while (arrivals().length === 0 && Date.now() < dueAt + PATIENCE_MS) await wait(100);
    const meanwhile = await asking(
      fake,
      () => arrivals().length >= subscriptions || Date.now() > dueAt + PATIENCE_MS,
      Number.POSITIVE_INFINITY,
    );
    const arrived = arrivals();
    const isGood = tell({ subscriptions, dueAt, idle, meanwhile, arrived, fake, bot });
    bot.kill();
    await bot.ended;
    return isGood;
  } finally {
    bot.kill();
    await fake.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Arrival {
  readonly guild: string;
  readonly channel: string;
  readonly at: number;
}

function tell(seen: {
  readonly subscriptions: number;
  readonly dueAt: number;
  readonly idle: Waits;
  readonly meanwhile: Waits;
  readonly arrived: readonly Arrival[];
  readonly fake: FakeDiscord;
  readonly bot: BotProcess;
}): boolean {
  const { subscriptions, dueAt, idle, meanwhile, arrived, fake, bot } = seen;
  const doubled = arrived.length - new Set(arrived.map(({ channel }) => channel)).size;
  const guilds = new Set(arrived.map(({ guild }) => guild)).size;
  const firstTurn = new Set(arrived.slice(0, guilds).map(({ guild }) => guild)).size;
  const last = ((arrived.at(-1)?.at ?? dueAt) - dueAt) / 1000;
  const refused = fake.requests.filter(({ status }) => status === 429).length;
  const broken = fake.violations.length;
  console.log(
    `${arrived.length} of ${subscriptions} digests arrived, ${doubled} twice, the last ${last.toFixed(0)} s after its ` +
      `minute (${(arrived.length / last).toFixed(1)} a second; Discord takes ${LIMITS.overall.limit} requests); ` +
      `${refused} requests refused for a limit, ${broken} rules broken\n` +
      `among the first ${guilds}: ${firstTurn} of ${guilds} guilds\n` +
      `answers to /briefing: ${idle.median.toFixed(0)} ms before (longest ${idle.longest.toFixed(0)} of ${idle.asked}), ` +
      `${meanwhile.median.toFixed(0)} ms meanwhile (p99 ${meanwhile.p99.toFixed(0)}, longest ${meanwhile.longest.toFixed(0)} of ${meanwhile.asked}, ` +
      `${((meanwhile.longestAt - dueAt) / 1000).toFixed(0)} s after the minute): ` +
      `${(meanwhile.median / idle.median).toFixed(1)} times as long`,
  );
  if (broken > 0) console.log(fake.violations.slice(0, 3));
  if (arrived.length < subscriptions) console.log(bot.wrote().slice(-3000));
  return (
    arrived.length === subscriptions &&
    doubled === 0 &&
    broken === 0 &&
    firstTurn > 0.9 * guilds &&
    meanwhile.longest < ANSWERED_MS
  );
}

/** Each subscription in a channel of its own; gives the guild of each channel. */
async function subscribeAll(folder: string, fake: FakeDiscord, subscriptions: number, due: Date) {
  const guilds = Array.from({ length: GUILDS }, () => fake.addGuild());
  const rooms = new Map<string, string>();
  const store = openSqliteStore(folder);
  const time = due.toISOString().slice(11, 16);
  for (let i = 0; i < subscriptions; i++) {
    const guild = guilds[i % 3 === 0 ? 0 : 1 + (i % (GUILDS - 1))]!;
    const channel = fake.addChannel(guild, `room-${i}`);
    rooms.set(channel.id, guild.id);
    await store.subscriptions.add(
      {
        ...{ id: `s${i}`, tenant: `discord:${guild.id}`, channel: channel.id },
        ...{ owner: "1", language: "en", layout: "single" },
        query: { topic: TOPICS[i % TOPICS.length]! },
        cadence: { kind: "daily", at: [time], zone: "UTC" },
        createdAt: new Date(due.getTime() - 3_600_000).toISOString(),
        nextAt: due.toISOString(),
      },
      9,
    );
  }
  await store.close();
  return rooms;
}

function arrivalsIn(fake: FakeDiscord, rooms: ReadonlyMap<string, string>): Arrival[] {
  return fake.requests.flatMap(({ method, path, status, at }) => {
    const channel = /^\/channels\/(\d+)\/messages$/.exec(path)?.[1];
    const guild = channel === undefined ? undefined : rooms.get(channel);
    return method === "POST" && status === 200 && channel !== undefined && guild !== undefined
      ? [{ guild, channel, at }]
      : [];
  });
}

/** Asks one question after the other, half a second between, until it is enough. */
async function asking(fake: FakeDiscord, isEnough: () => boolean, most: number): Promise<Waits> {
  const waits: number[] = [];
  let [longest, longestAt] = [0, 0];
  while (!isEnough() && waits.length < most) {
    const topic = TOPICS[waits.length % TOPICS.length]!;
    const from = performance.now();
    const seen = await fake.command({ name: "briefing", options: { topic }, until: "acknowledged" });
    await seen.until(({ reply }) => reply?.loading === false);
    const waited = performance.now() - from;
    waits.push(waited);
    if (waited > longest) [longest, longestAt] = [waited, Date.now() - waited];
    await wait(500);
  }
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { median: at(0.5), p99: at(0.99), longest, longestAt, asked: sorted.length };
}
