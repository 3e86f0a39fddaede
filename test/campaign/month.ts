import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { nextRuns } from "../../src/schedule/next-runs.ts";
import { openSqliteStore, STORE_FILE } from "../../src/stores/sqlite-store.ts";
import type { NewSubscription } from "../../src/stores/subscriptions.ts";
import type { NewWatch } from "../../src/stores/watches.ts";
import { type BotProcess, startBotProcess } from "./bot-process.ts";
import { discordForMonth, type MonthPlatform, slackForMonth } from "./month-platforms.ts";

export interface MonthWish {
  readonly platform: "discord" | "slack";
  /** On Slack: whether the operator granted channels:history. */
  readonly looks: boolean;
  /** A folder with the bundled reports read in, from \`readLibrary\`; it is copied. */
  readonly library: string;
  readonly days: number;
  readonly kills: number;
  /** Between 0 and 1, the same row of numbers each time. */
  readonly random: () => number;
  /** What happens besides, for example reports that come in: done when the clock has passed its moment. */
  readonly happenings?: readonly Happening[];
}

export interface Happening {
  readonly at: Date;
  readonly happen: (month: { readonly dataDir: string; readonly platform: MonthPlatform }) => Promise<void>;
}

export interface MonthReport {
  readonly digests: number;
  /** What the watches told of, as "watch/key", by name: the same whether or not anybody was killed. */
  readonly told: readonly string[];
  /** Messages that told it. */
  readonly alerts: number;
  /** Messages that all of these were, threads included. */
  readonly posts: number;
  readonly kills: Readonly<Record<Killing, number>>;
  /** Posts that stood at the platform and were not confirmed when the process died. */
  readonly unconfirmed: number;
  /** How often the bot could not look whether a post had arrived, and posted it. */
  readonly unclear: number;
  readonly missed: readonly string[];
  readonly doubled: readonly string[];
  /** Messages that nobody asked for. */
  readonly strange: number;
  readonly violations: readonly string[];
}

/** At any moment of the work; as a post arrives, before or after it is stored there; while the process starts. */
export const KILLINGS = ["any moment", "before storing", "after storing", "starting"] as const;
export type Killing = (typeof KILLINGS)[number];

const START = new Date("2025-01-28T00:00:00Z");
const SITREP = new URL("../../src/sitrep.mjs", import.meta.url).pathname;
const DAY_MS = 24 * 3_600_000;
/** Between two rounds of work; after a kill, so long that what the dead process held is given up. */
const SOON_MS = 20_000;
const LEASE_OVER_MS = 5.5 * 60_000;
/** Rounds after which a digest is missed: fewer than fit into the grace period. */
const MOST_ROUNDS = 40;

/** Two daily digests and a weekly one on what the bundled reports tell of that month. */
function subscriptionsOn({
  tenant,
  channels,
}: MonthPlatform): Omit<NewSubscription, "createdAt" | "nextAt">[] {
  const common = { tenant, owner: "1", language: "en" } as const;
  return [
    {
      ...{ ...common, id: "a", channel: channels[0], query: { topic: "goma" }, layout: "thread" },
      cadence: { kind: "daily", at: ["07:00"], zone: "Africa/Lubumbashi" },
    },
    {
      ...{ ...common, id: "b", channel: channels[1], query: { topic: "bukavu" }, layout: "single" },
      cadence: { kind: "daily", at: ["06:30"], zone: "Europe/Paris" },
    },
    {
      ...{ ...common, id: "w", channel: channels[2], query: { topic: "m23" }, layout: "thread" },
      cadence: { kind: "weekly", days: ["mon"], at: ["18:00"], zone: "UTC" },
    },
  ];
}

/** Three watches on the same news, one in each channel. */
function watchesOn({ tenant, channels }: MonthPlatform): Omit<NewWatch, "createdAt" | "picture">[] {
  const common = { tenant, owner: "1", language: "en" } as const;
  const shift = { direction: "either", percent: 25 } as const;
  const killed = {
    kind: "figure",
    metric: "killed",
    above: null,
    shift,
    scope: "total",
    unit: "people",
  } as const;
  return [
    { ...common, id: "wk", channel: channels[0], topic: "goma", condition: killed },
    { ...common, id: "wd", channel: channels[1], topic: "goma", condition: { kind: "disagreement" } },
    { ...common, id: "wa", channel: channels[2], topic: "goma", condition: { kind: "anything" } },
  ];
}

/**
 * Days of digests of the bot itself, one process after the other, each killed (SIGKILL) at a moment drawn by lot, on
 * a stand-in that survives. Says what stands there in the end.
 */
export async function aMonthOfKills(wish: MonthWish): Promise<MonthReport> {
  const dataDir = mkdtempSync(join(tmpdir(), "sitrep-month-"));
  const platform =
    wish.platform === "discord" ? await discordForMonth(START) : await slackForMonth(START, wish.looks);
  try {
    return await play(wish, platform, dataDir);
  } finally {
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function play(wish: MonthWish, platform: MonthPlatform, dataDir: string): Promise<MonthReport> {
  const { days, random, happenings = [] } = wish;
  const subscriptions = subscriptionsOn(platform);
  await setUp(wish.library, dataDir, subscriptions, watchesOn(platform));
  const due = dueIn(subscriptions, days);
  const deck = killsFor(due.length, wish.kills, random);
  const kills = { "any moment": 0, "before storing": 0, "after storing": 0, starting: 0 };
  const missed: string[] = [];
  const doubled: string[] = [];
  let [posts, unconfirmed, unclear, workMs] = [0, 0, 0, 200];
  // The store forgets what was told and posted long ago.
  const alerts = new Map<string, StoredPost>();
  const told = new Set<string>();
  const noteAlerts = () => {
    for (const post of alertsIn(dataDir)) alerts.set(post.key, post);
    for (const one of toldIn(dataDir)) told.add(one);
  };
  let bot: BotProcess | null = null;
  let dying: Killing | null = null;

  const now = () => Date.now() + platform.ahead();
  const forward = async (to: number) => {
    platform.advance(Math.max(0, to - now()));
    for (const one of happenings)
      if (one.at.getTime() <= now() && !happened.has(one)) {
        happened.add(one);
        await one.happen({ dataDir, platform });
      }
  };
  const happened = new Set<Happening>();

  const strike = (kind: Killing) => {
    dying = kind;
    bot?.kill();
  };

  /** Starts a process unless one runs; null when it was killed before it served. */
  async function running(killing: Killing | null): Promise<BotProcess | null> {
    if (bot !== null && killing !== "starting") return bot;
    if (bot !== null) {
      strike("any moment");
      return null;
    }
    const started = startBotProcess({
      ...platform.env,
      SITREP_DATA: dataDir,
      MONTH_AHEAD: String(platform.ahead()),
    });
    bot = started.bot;
    if (killing === "starting")
      void wait(random() * 1500).then(() => bot === started.bot && strike("starting"));
    const isReady = await started.ready;
    if (isReady && killing !== "starting") return bot;
    if (isReady) strike("starting");
    return null;
  }

  async function bury(key: string): Promise<void> {
    if (bot === null || dying === null) return;
    await bot.ended;
    unclear += bot.wrote().split('"cannot be looked for"').length - 1;
    kills[dying] += 1;
    dying = null;
    bot = null;
    for (const post of [...postsOf(dataDir, key), ...alertsIn(dataDir)])
      if (post.state !== "posted" && platform.standing(post.channel, post.key) > 0) unconfirmed += 1;
    await forward(now() + LEASE_OVER_MS);
  }

  for (const [turn, { key, at }] of due.entries()) {
    const coming = deck[turn] ?? [];
    await forward(at);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const killing = coming.at(-1) ?? null;
      if (killing !== "starting" || bot === null) coming.pop();
      const process = await running(killing);
      if (process !== null) {
        if (killing === "before storing") platform.meetPost("before", () => strike(killing));
        if (killing === "after storing") platform.meetPost("after", () => strike(killing));
        if (killing === "any moment")
          void wait(random() * workMs * 1.2).then(() => bot === process && dying === null && strike(killing));
        const began = performance.now();
        if (await process.move(platform.ahead())) workMs = (workMs + performance.now() - began) / 2;
        // A process that was quicker than its end dies idle.
        if (killing === "any moment" && dying === null) strike(killing);
      }
      if (dying !== null) await bury(key);
      noteAlerts();
      const made = postsOf(dataDir, key);
      if (made.length > 0 && made.every(({ state }) => state === "posted") && coming.length === 0) break;
      await forward(now() + SOON_MS);
    }
    const made = postsOf(dataDir, key);
    if (made.length === 0) missed.push(key);
    for (const post of made) {
      posts += 1;
      const standing = platform.standing(post.channel, post.key);
      if (standing === 0) missed.push(post.key);
      if (standing > 1) doubled.push(`${post.key} (${standing} times)`);
    }
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (await (await running(null))?.move(platform.ahead())) {
      if (alertsIn(dataDir).every(({ state }) => state === "posted")) break;
    }
    await forward(now() + SOON_MS);
  }
  strike("any moment");
  await bury("");
  noteAlerts();
  for (const post of alerts.values()) {
    posts += 1;
    const standing = platform.standing(post.channel, post.key);
    if (standing === 0 || post.state !== "posted") missed.push(post.key);
    if (standing > 1) doubled.push(`${post.key} (${standing} times)`);
  }
  kills["any moment"] -= 1;
  const extra = doubled.reduce((sum, one) => sum + Number(/\((\d+) times\)/.exec(one)?.[1]) - 1, 0);
  return {
    ...{
      digests: due.length,
      told: [...told].sort(),
      alerts: alerts.size,
      posts,
      kills,
      unconfirmed,
      unclear,
      missed,
      doubled,
    },
    strange: platform.total() - posts - extra + missed.length,
    violations: platform.violations(),
  };
}

/** Reads the bundled reports into a folder. */
export function readLibrary(folder: string): string {
  const args = [SITREP, "sources", "goma", "--data", folder];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the library could not be made: ${stderr}`);
  return folder;
}

/** What recurs, in a library of the month's own. */
async function setUp(
  library: string,
  dataDir: string,
  subscriptions: readonly Omit<NewSubscription, "createdAt" | "nextAt">[],
  watches: readonly Omit<NewWatch, "createdAt" | "picture">[],
): Promise<void> {
  cpSync(library, dataDir, { recursive: true });
  const store = openSqliteStore(dataDir);
  for (const wish of subscriptions) {
    const nextAt = nextRuns(wish.cadence, START, 1)[0]!.dueAt;
    await store.subscriptions.add({ ...wish, createdAt: START.toISOString(), nextAt }, 9);
  }
  const createdAt = START.toISOString();
  for (const watch of watches) await store.watches.add({ ...watch, createdAt, picture: null }, 9);
  await store.close();
}

function dueIn(subscriptions: readonly Omit<NewSubscription, "createdAt" | "nextAt">[], days: number) {
  const until = START.getTime() + days * DAY_MS;
  return subscriptions
    .flatMap(({ id, cadence }) =>
      nextRuns(cadence, START, days).map(({ day, dueAt }) => ({
        key: `${id}/${day}`,
        at: Date.parse(dueAt),
      })),
    )
    .filter(({ at }) => at < until)
    .sort((a, b) => a.at - b.at);
}

/** How the kills fall on the digests: each kind as often as the others, by lot. */
function killsFor(digests: number, kills: number, random: () => number): Killing[][] {
  const deck: Killing[][] = Array.from({ length: digests }, () => []);
  for (let i = 0; i < kills; i++) deck[Math.floor(random() * digests)]!.push(KILLINGS[i % KILLINGS.length]!);
  return deck;
}

/** The posts of all watches. */
function alertsIn(dataDir: string): readonly StoredPost[] {
  return rowsOf<StoredPost>(
    dataDir,
    "SELECT key, channel, state FROM posts WHERE subscription IN (SELECT id FROM watches) ORDER BY key",
  );
}

function toldIn(dataDir: string): readonly string[] {
  const rows = rowsOf<{ told: string }>(
    dataDir,
    "SELECT watch || '/' || key AS told FROM alerts ORDER BY told",
  );
  return rows.map(({ told }) => told);
}

/** The posts of a run as the store has them, which no process holds open meanwhile for longer than a write. */
function postsOf(dataDir: string, key: string): readonly StoredPost[] {
  return rowsOf(
    dataDir,
    "SELECT key, channel, state FROM posts WHERE key = ? OR parent = ? ORDER BY key",
    key,
    key,
  );
}

interface StoredPost {
  readonly key: string;
  readonly channel: string;
  readonly state: string;
}

function rowsOf<Row>(dataDir: string, sql: string, ...values: readonly string[]): readonly Row[] {
  const db = new DatabaseSync(join(dataDir, STORE_FILE), { readOnly: true });
  try {
    return db.prepare(sql).all(...values) as unknown as readonly Row[];
  } finally {
    db.close();
  }
}
