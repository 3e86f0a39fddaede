import { type ChatAdapter, DeliveryError } from "../../src/chat/adapter.ts";
import { type Document, heading, paragraph } from "../../src/chat/document.ts";
import { deliverPosts } from "../../src/schedule/deliver-posts.ts";
import { type AskedRun, LEASE_MS, makeDueRuns, type RunDigest } from "../../src/schedule/make-runs.ts";
import { nextRuns } from "../../src/schedule/next-runs.ts";
import type { Store } from "../../src/stores/store.ts";
import type { NewSubscription } from "../../src/stores/subscriptions.ts";

type Posting = Pick<ChatAdapter, "platform" | "post" | "findPost" | "missingAccess" | "tell">;

export interface PostsCampaign {
  /** Called for every process that starts, with its place among them; each has the store of its own. */
  readonly openStore: (place: number) => Promise<Store>;
  readonly adapter: Posting;
  readonly subscriptions: readonly Omit<NewSubscription, "createdAt" | "nextAt">[];
  readonly start: Date;
  readonly days: number;
  /** Between 0 and 1, the same row of numbers each time. */
  readonly random: () => number;
  /** How likely a process dies before or after a step it takes. */
  readonly risk: number;
  /** How many processes work side by side, and by how much (milliseconds) each one's clock is wrong. */
  readonly skews: readonly number[];
  /** Milliseconds of a step while nothing has been due for three hours; five minutes unless told. */
  readonly idleStepMs?: number;
  readonly onAdvance?: (ms: number) => void;
  /** Before the processes do their work of a step; what it changes outside of them is no kill. */
  readonly beforeStep?: () => void;
  /** Takes the trouble that a process has with its store; without it trouble ends the campaign. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface PostsReport {
  readonly kills: number;
  /** Of those, between "stored at the platform" and "confirmed". */
  readonly afterPosting: number;
  readonly expected: readonly string[];
}

class Killed extends Error {}

/** Ticks are five minutes apart: more often changes nothing that is due at full minutes. */
const STEP_MS = 5 * 60_000;
const BUSY_MS = 3 * 3_600_000;

/**
 * Runs the schedule and the delivery over days of a fake clock. Processes die between any two steps; another one with
 * the same clock starts at the next tick. What should have arrived is in the report, by the keys of the posts.
 */
export async function postsCampaign(campaign: PostsCampaign): Promise<PostsReport> {
  const { openStore, adapter, subscriptions, start, days, random, risk, skews } = campaign;
  const { onAdvance, beforeStep, onTrouble, idleStepMs = STEP_MS } = campaign;
  let now = start.getTime();
  let kills = 0;
  let afterPosting = 0;
  let born = 0;
  const setUp = await openStore(0);
  for (const wish of subscriptions) {
    const nextAt = nextRuns(wish.cadence, start, 1)[0]!.dueAt;
    await setUp.subscriptions.add({ ...wish, createdAt: start.toISOString(), nextAt }, 99);
  }
  await setUp.close();

  const aProcess = async (skew: number, place: number) => {
    const store = await openStore(place);
    const name = `process ${++born}`;
    let dead = false;
    const die = (step: string) => {
      dead = true;
      kills += 1;
      if (step === "after post") afterPosting += 1;
      throw new Killed();
    };
    const mortal = <T extends object>(port: T): T =>
      new Proxy(port, {
        get(target, key) {
          const member: unknown = Reflect.get(target, key);
          if (typeof member !== "function") return member;
          return async (...given: unknown[]) => {
            if (dead) throw new Killed();
            if (random() < risk) die(`before ${String(key)}`);
            const result: unknown = await (member.apply(target, given) as Promise<unknown>);
            if (dead) throw new Killed();
            // The moment that matters most is met more often than the others.
            if (random() < (key === "post" ? 20 * risk : risk)) die(`after ${String(key)}`);
            return result;
          };
        },
      });
    const ports = {
      subscriptions: mortal(store.subscriptions),
      runs: mortal(store.runs),
      outbox: mortal(store.outbox),
      watches: store.watches,
    };
    const common = {
      store: ports,
      clock: { now: () => new Date(now + skew) },
      holder: name,
      log: { info: () => {}, error: () => {} },
    };
    const posting = mortal(adapter);
    return {
      isDead: () => dead,
      close: () => store.close(),
      async tick() {
        try {
          await makeDueRuns({ ...common, makeDigest: aDigest, heldUntil: async () => (moment) => moment });
          while (!dead && (await deliverPosts({ ...common, adapter: posting, random })) > 0);
        } catch (error) {
          if (error instanceof Killed || dead) return;
          if (onTrouble === undefined) throw error;
          onTrouble(error);
        }
      },
    };
  };

  const processes = await Promise.all(skews.map(aProcess));
  const end = now + days * 24 * 3_600_000 + 12 * LEASE_MS;
  const dueAt = subscriptions.flatMap(({ cadence }) =>
    nextRuns(cadence, start, days * 30).map((run) => Date.parse(run.dueAt)),
  );
  while (now < end) {
    beforeStep?.();
    await Promise.all(processes.map((one) => one.tick()));
    for (const [i, one] of processes.entries()) {
      if (!one.isDead()) continue;
      await one.close();
      processes[i] = await aProcess(skews[i]!, i);
    }
    const isBusy = dueAt.some((at) => now >= at - idleStepMs && now < at + BUSY_MS);
    const step = isBusy ? STEP_MS : idleStepMs;
    now += step;
    onAdvance?.(step);
  }
  for (const one of processes) await one.close();
  const until = new Date(start.getTime() + days * 24 * 3_600_000).toISOString();
  const expected = subscriptions.flatMap(({ id, cadence }) =>
    nextRuns(cadence, start, days * 30)
      .filter(({ dueAt }) => dueAt <= until)
      .map(({ day }) => `${id}/${day}`),
  );
  return { kills, afterPosting, expected };
}

/** The key of the run stands in the document, so that what arrived can be counted by it. */
async function aDigest({ subscription, period }: AskedRun): Promise<RunDigest> {
  const zone = subscription.cadence.zone;
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date(period.to));
  return {
    summary: saying(`${subscription.id}/${day}`),
    details: subscription.layout === "thread" ? saying(`${subscription.id}/${day} details`) : null,
    snapshot: { day },
  };
}

function saying(words: string): Document {
  return { summary: words, tone: "found", blocks: [heading(1, words), paragraph(words)] };
}

/**
 * A platform that keeps what it is given, drops some connections after storing, and knows a name for five minutes, as
 * Discord documents; whether it lets one look for posts is up to the test.
 */
export function aPlatform(options: {
  readonly now: () => number;
  readonly random: () => number;
  readonly drops: number;
  readonly looks: boolean;
}): Posting & { readonly arrived: () => string[] } {
  const posts: { id: string; place: string; once: string; words: string; at: number }[] = [];
  const { now, random, drops, looks } = options;
  return {
    platform: "discord",
    arrived: () => posts.map(({ words }) => words),
    async post({ id }, document, once, under) {
      if (random() < drops) throw new DeliveryError("unclear");
      const place = under ?? id;
      const known = posts.find(
        (post) => post.place === place && post.once === once && now() - post.at < 300_000,
      );
      const post = known ?? { id: `m${posts.length}`, place, once, words: document.summary, at: now() };
      if (known === undefined) posts.push(post);
      if (random() < drops) throw new DeliveryError("unclear");
      return post.id;
    },
    async findPost({ id }, once, _since, under) {
      if (!looks) return "unknown";
      return posts.find((post) => post.place === (under ?? id) && post.once === once)?.id ?? null;
    },
    missingAccess: async () => [],
    tell: async () => {},
  };
}
