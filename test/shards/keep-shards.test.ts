import { describe, expect, it } from "vitest";
import { keepShards, type ShardProcess } from "../../src/shards/keep-shards.ts";

const quiet = { info() {}, error() {} };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Shards whose lives are in the hands of the test, and pauses that end when it says so. */
function aKeeper(count: number, atOnce: number) {
  const started: {
    readonly id: number;
    readonly ready: (is: boolean) => void;
    readonly end: (code: number | null, reason?: string) => void;
  }[] = [];
  const pauses: { readonly milliseconds: number; readonly over: () => void }[] = [];
  const shards = keepShards({
    count,
    atOnce,
    log: quiet,
    pause: (milliseconds) =>
      new Promise<void>((over) => {
        pauses.push({ milliseconds, over });
      }),
    start(id): ShardProcess {
      const ready = Promise.withResolvers<boolean>();
      const ended = Promise.withResolvers<{ code: number | null; reason: string | null }>();
      const end = (code: number | null, reason = "") => {
        ready.resolve(false);
        ended.resolve({ code, reason });
      };
      started.push({ id, ready: ready.resolve, end });
      return { pid: id, ready: ready.promise, ended: ended.promise, stop: async () => end(0) };
    },
  });
  return { shards, started, pauses, ids: () => started.map(({ id }) => id) };
}

describe("shards", () => {
  it("begin one after the other, as many at once as Discord allows", async () => {
    const { started, pauses, ids } = aKeeper(4, 2);
    await settled();
    expect(ids()).toEqual([0, 1]);

    started[0]?.ready(true);
    await settled();
    expect(ids()).toEqual([0, 1]);
    expect(pauses.map(({ milliseconds }) => milliseconds)).toEqual([5500]);

    pauses[0]?.over();
    await settled();
    expect(ids()).toEqual([0, 1, 2]);
  });

  it("that die are started again, with longer pauses while they do not come up", async () => {
    const { started, pauses, ids } = aKeeper(1, 1);
    await settled();
    started[0]?.ready(true);
    await settled();
    pauses.shift()?.over();

    const waits: number[] = [];
    for (const life of [0, 1, 2]) {
      started[life]?.end(1);
      await settled();
      for (const pause of pauses.splice(0)) {
        waits.push(pause.milliseconds);
        pause.over();
      }
      await settled();
      for (const pause of pauses.splice(0)) pause.over();
      await settled();
    }

    expect(ids()).toEqual([0, 0, 0, 0]);
    expect(waits.filter((milliseconds) => milliseconds !== 5500)).toEqual([500, 2000, 10_000]);
  });

  it("end all of it when one says at the beginning, or while it answers, that a setting is wrong", async () => {
    const first = aKeeper(1, 1);
    await settled();
    first.started[0]?.end(2, "set it right");
    expect(await first.shards.failed).toBe("set it right");

    const later = aKeeper(1, 1);
    await settled();
    later.started[0]?.ready(true);
    await settled();
    later.started[0]?.end(2, "set that right");
    expect(await later.shards.failed).toBe("set that right");
  });

  it("but not when one that came up before cannot: its database may be away for a while", async () => {
    const { shards, started, pauses, ids } = aKeeper(1, 1);
    let failed = false;
    void shards.failed.then(() => {
      failed = true;
    });
    const goOn = async () => {
      await settled();
      for (const pause of pauses.splice(0)) pause.over();
      await settled();
      for (const pause of pauses.splice(0)) pause.over();
      await settled();
    };
    await settled();
    started[0]?.ready(true);
    await settled();
    started[0]?.end(null);
    await goOn();
    started[1]?.end(2, "the database is away");
    await goOn();

    expect(ids()).toEqual([0, 0, 0]);
    expect(failed).toBe(false);
  });

  it("start nothing any more once they are told to stop", async () => {
    const { shards, started, pauses, ids } = aKeeper(2, 1);
    await settled();
    started[0]?.ready(true);
    await settled();

    await shards.stop();
    for (const pause of pauses.splice(0)) pause.over();
    await settled();

    expect(ids()).toEqual([0]);
  });
});
