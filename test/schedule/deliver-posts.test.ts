import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { DeliveryError } from "../../src/chat/adapter.ts";
import { type DeliverPosts, deliverPosts, type PostingPort } from "../../src/schedule/deliver-posts.ts";
import { LEASE_MS } from "../../src/schedule/make-runs.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { aPost, aSubscription } from "../support/contracts/posting-contract.ts";
import { tempDir } from "../support/temp-dir.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MORNING = new Date("2025-03-30T05:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ now: MORNING, toFake: ["setInterval", "clearInterval", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store with one post, and a platform that does with each post what `post` does. */
async function aDelivery(post: PostingPort["post"], also: Partial<PostingPort> = {}) {
  const store = openSqliteStore(tempDir());
  onTestFinished(() => store.close());
  await store.subscriptions.add(aSubscription(), 9);
  await store.outbox.put([aPost({ key: "s1/2025-03-30", subscription: "s1" })], MORNING);
  const adapter: PostingPort = {
    platform: "discord",
    post,
    findPost: async () => null,
    missingAccess: async () => [],
    tell: async () => {},
    ...also,
  };
  const needs: DeliverPosts = {
    store,
    adapter,
    clock: { now: () => new Date() },
    holder: "one",
    random: () => 0.5,
    log: { info: () => {}, error: () => {} },
  };
  return { store, needs };
}

const problemOf = async (store: Store) => (await store.subscriptions.get("discord:1", "s1"))?.problem;

/** Puts the clock forward minute by minute, so that what recurs finds the store between. */
async function pass(ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += MINUTE) await vi.advanceTimersByTimeAsync(MINUTE);
}

describe("a post that the platform's client holds back", () => {
  it("is nobody else's, however long it takes", async () => {
    const held = Promise.withResolvers<string>();
    const { store, needs } = await aDelivery(() => held.promise);

    const delivery = deliverPosts(needs);
    await pass(3 * LEASE_MS);

    expect(await store.outbox.claim("discord", "two", new Date(), LEASE_MS, 9)).toEqual([]);
    held.resolve("m1");
    await delivery;
    expect(await store.outbox.counts()).toMatchObject({ posted: 1 });
  });

  it("is another's once its process is frozen for longer than the lease, and then confirmed once only", async () => {
    const held = Promise.withResolvers<string>();
    const { store, needs } = await aDelivery(() => held.promise);

    const delivery = deliverPosts(needs);
    await vi.advanceTimersByTimeAsync(1);
    vi.setSystemTime(MORNING.getTime() + LEASE_MS + MINUTE);
    const [taken] = await store.outbox.claim("discord", "two", new Date(), LEASE_MS, 9);

    expect(taken).toMatchObject({ unclear: true, attempts: 2 });
    expect(await store.outbox.confirm(taken!, "m2", new Date())).toBe(true);
    held.resolve("m1");
    await delivery;
    expect(await store.outbox.counts()).toMatchObject({ posted: 1, failed: 0 });
  });

  it("is not sent when the claim was lost while it was looked for", async () => {
    const looking = Promise.withResolvers<null>();
    const post = vi.fn(async () => "m1");
    const { store, needs } = await aDelivery(post, { findPost: () => looking.promise });
    await store.outbox.claim("discord", "dead", new Date(), LEASE_MS, 9);
    vi.setSystemTime(MORNING.getTime() + LEASE_MS + MINUTE);

    const delivery = deliverPosts(needs);
    await vi.advanceTimersByTimeAsync(1);
    vi.setSystemTime(MORNING.getTime() + 2 * LEASE_MS + 2 * MINUTE);
    const taken = await store.outbox.claim("discord", "two", new Date(), LEASE_MS, 9);
    looking.resolve(null);
    await delivery;

    expect(taken).toHaveLength(1);
    expect(post).not.toHaveBeenCalled();
  });

  it("stays claimed when the store cannot be written, and is looked for afterwards", async () => {
    const sent: string[] = [];
    const { store, needs } = await aDelivery(
      async (_, __, once) => {
        sent.push(once);
        return "m1";
      },
      { findPost: async (_, once) => (sent.includes(once) ? "m1" : null) },
    );
    const outOfReach = async () => {
      throw new Error("the network is cut");
    };
    await deliverPosts({ ...needs, store: { ...store, outbox: { ...store.outbox, confirm: outOfReach } } });

    await pass(LEASE_MS + MINUTE);
    await deliverPosts({ ...needs, store });

    expect(sent).toEqual(["s1/2025-03-30"]);
    expect(await store.outbox.counts()).toMatchObject({ posted: 1 });
  });
});

describe("a post that the platform refuses", () => {
  it("waits as long as the platform says, and is no second try before that", async () => {
    const post = vi
      .fn<PostingPort["post"]>()
      .mockRejectedValueOnce(new DeliveryError("rate-limited", { retryAfter: 90_000 }))
      .mockResolvedValue("m1");
    const { store, needs } = await aDelivery(post);

    await deliverPosts(needs);
    expect(await problemOf(store)).toBe("rate-limited");
    await pass(MINUTE);
    expect(await deliverPosts(needs)).toBe(0);
    await pass(MINUTE);
    expect(await deliverPosts(needs)).toBe(1);

    expect(await store.outbox.counts()).toMatchObject({ posted: 1 });
    expect(await problemOf(store)).toBeNull();
  });

  it("is tried again at growing distances within the day, and then given up", async () => {
    const tries: number[] = [];
    const { store, needs } = await aDelivery(async () => {
      tries.push(Date.now() - MORNING.getTime());
      throw new DeliveryError("unclear");
    });

    const retry = vi.spyOn(store.outbox, "retry");
    for (let next: Date | undefined = MORNING; next !== undefined; ) {
      vi.setSystemTime(next.getTime() - 1);
      expect(await deliverPosts(needs)).toBe(0);
      vi.setSystemTime(next);
      retry.mockClear();
      await deliverPosts(needs);
      next = retry.mock.calls[0]?.[1].at;
    }

    const waits = tries.slice(1).map((at, i) => at - tries[i]!);
    expect(waits.slice(0, 4)).toEqual([5000, 10_000, 20_000, 40_000]);
    expect(Math.max(...waits)).toBe(30 * MINUTE);
    expect(tries.at(-1)).toBeGreaterThan(24 * HOUR);
    expect(tries.at(-1)).toBeLessThanOrEqual(24.5 * HOUR);
    expect(await store.outbox.counts()).toMatchObject({ waiting: 0, claimed: 0, failed: 1 });
    expect((await store.subscriptions.get("discord:1", "s1"))?.pausedAt).toBeNull();
  });

  it("varies the distances by half to either side, so that not all come back at once", async () => {
    const again = async (random: number) => {
      const { store, needs } = await aDelivery(async () => {
        throw new DeliveryError("unclear");
      });
      await deliverPosts({ ...needs, random: () => random });
      for (let ms = 0; ; ms += 100) {
        const at = new Date(MORNING.getTime() + ms);
        if ((await store.outbox.claim("discord", "two", at, LEASE_MS, 9)).length > 0) return ms;
      }
    };

    expect([await again(0), await again(0.999)]).toEqual([2500, 7500]);
  });

  it("for lack of access pauses the subscription and names the permission to its owner, once", async () => {
    const told: unknown[][] = [];
    const { store, needs } = await aDelivery(
      async () => {
        throw new DeliveryError("no-access");
      },
      {
        missingAccess: async () => ["Send Messages"],
        tell: async (...word) => {
          told.push(word);
        },
      },
    );

    await deliverPosts(needs);
    await deliverPosts(needs);
    await deliverPosts(needs);

    expect(await store.subscriptions.get("discord:1", "s1")).toMatchObject({
      pausedWhy: "no-access: Send Messages",
      nextAt: null,
    });
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told[0])).toContain("Send Messages");
  });
});
