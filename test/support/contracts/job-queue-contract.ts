import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JobQueue } from "../../../src/stores/job-queue.ts";

/** What every queue of jobs must do. `open` gives a new, empty queue whose pauses between tries are short. */
export function jobQueueContract(name: string, open: () => Promise<JobQueue>): void {
  describe(`${name} keeps the contract of job queues`, () => {
    let queue: JobQueue;

    beforeEach(async () => {
      queue = await open();
    });
    afterEach(() => queue.stop());

    it("does every job that was sent before and after somebody takes", async () => {
      const done = new Set<unknown>();
      const all = Promise.withResolvers<void>();

      await queue.send("read-feed", [job("a"), job("b")]);
      await queue.take("read-feed", 2, async (data) => {
        done.add((data as { key: string }).key);
        if (done.size === 3) all.resolve();
      });
      await queue.send("read-feed", [job("c")]);
      await all.promise;

      expect([...done].sort()).toEqual(["a", "b", "c"]);
    });

    it("has a job once as long as it waits, and again when it is done", async () => {
      const twice = [await queue.send("read-feed", [job("a")]), await queue.send("read-feed", [job("a")])];
      let runs = 0;
      const first = Promise.withResolvers<void>();
      await queue.take("read-feed", 1, async () => {
        runs += 1;
        first.resolve();
      });
      await first.promise;
      let again = 0;
      while (again === 0) again = await queue.send("read-feed", [job("a")]);

      expect(twice).toEqual([1, 0]);
      expect(again).toBe(1);
      expect(runs).toBeGreaterThan(0);
    });

    it("does not take a job that runs a second time", async () => {
      const started = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      await queue.take("read-feed", 2, async () => {
        started.resolve();
        await release.promise;
      });
      await queue.send("read-feed", [job("a")]);
      await started.promise;

      const sent = await queue.send("read-feed", [job("a")]);
      release.resolve();

      expect(sent).toBe(0);
    });

    it("keeps kinds apart", async () => {
      const kinds: string[] = [];
      const both = Promise.withResolvers<void>();
      const note = (kind: string) => async () => {
        kinds.push(kind);
        if (kinds.length === 2) both.resolve();
      };
      await queue.take("read-feed", 1, note("read-feed"));
      await queue.take("read-articles", 1, note("read-articles"));
      await queue.send("read-feed", [job("same")]);
      await queue.send("read-articles", [job("same")]);
      await both.promise;

      expect(kinds.sort()).toEqual(["read-articles", "read-feed"]);
    });

    it("tells a job under way to end when it is stopped, and waits for it", async () => {
      const started = Promise.withResolvers<void>();
      let ended = false;
      await queue.take("read-feed", 1, async (_, signal) => {
        started.resolve();
        await new Promise<void>((resolve) =>
          signal.addEventListener("abort", () => resolve(), { once: true }),
        );
        ended = true;
      });
      await queue.send("read-feed", [job("a")]);
      await started.promise;

      await queue.stop();

      expect(ended).toBe(true);
    });

    it("puts a job back that fails, and does the others", async () => {
      let tries = 0;
      const through = Promise.withResolvers<void>();
      const other = Promise.withResolvers<void>();
      await queue.take("read-feed", 2, async (data) => {
        if ((data as { key: string }).key === "well") return other.resolve();
        tries += 1;
        if (tries === 1) throw new Error("not yet");
        return through.resolve();
      });
      await queue.send("read-feed", [job("bad"), job("well")]);
      await Promise.all([through.promise, other.promise]);

      expect(tries).toBe(2);
    });

    it("counts what waits", async () => {
      await queue.send("read-feed", [job("a"), job("b")]);

      expect(await queue.counts("read-feed")).toEqual({ waiting: 2, running: 0, failed: 0 });
      expect(await queue.counts("read-articles")).toEqual({ waiting: 0, running: 0, failed: 0 });
    });
  });
}

function job(key: string) {
  return { key, data: { key } };
}
