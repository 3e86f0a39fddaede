import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import type { PostingPort } from "../../src/schedule/deliver-posts.ts";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { aSharedDatabase, describeWithPostgres } from "../support/a-database.ts";
import { aWatchedLibrary, type GivenReport } from "../support/a-watched-library.ts";
import { linesOf } from "../support/lines-of.ts";
import { tempDir } from "../support/temp-dir.ts";

const START = "2031-03-04T12:00:00Z";

function toll(id: string, at: string, count: number, who = "Ona Perrel, the health minister"): GivenReport {
  return {
    id,
    at,
    text: `KELMAR — At least ${count} people were killed in Goma on Monday, ${who}, said on Tuesday.\n\nShe gave no further details of the attack on Goma.`,
  };
}

const first = toll("a", "2031-03-04T10:00:00Z", 41);
const second = toll("b", "2031-03-04T12:10:00Z", 63);

function alertsIn(name: string, open: () => Promise<Store>): void {
  const aLibrary = async (given: Parameters<typeof aWatchedLibrary>[2] = {}) => {
    const library = aWatchedLibrary(await open(), START, given);
    await library.take([first]);
    return library;
  };
  const watching = async (given: Parameters<typeof aWatchedLibrary>[2] = {}) => {
    const library = await aLibrary(given);
    const made = await library.watches.watch({ topic: "goma >40", metric: "killed" });
    if (made.status !== "saved") throw new Error(made.status);
    await library.round();
    return { ...library, id: made.line.id };
  };
  const textOf = async ({ posts }: { posts: Awaited<ReturnType<typeof watching>>["posts"] }) =>
    (await posts()).map(({ document }) => linesOf(document.blocks).join("\n"));

  describe(`alerts ${name}`, () => {
    it("say nothing of what was there when the watch was made, nor while nothing comes in", async () => {
      const library = await watching();

      library.at("2031-03-04T18:00:00Z");
      expect(await library.round()).toBe(0);
      expect(await library.posts()).toEqual([]);
    });

    it("tell a number that comes in, once, with the rule, the source, the evidence and a link", async () => {
      const library = await watching();
      library.at("2031-03-04T12:11:00Z");
      await library.take([second]);

      expect([await library.round(), await library.round()]).toEqual([1, 0]);

      const [text] = await textOf(library);
      expect(text).toContain("63");
      expect(text).toContain("Ona Perrel");
      expect(text).toContain("Killed: a number above 40");
      expect(text).toContain("Post of b");
      expect(text).toContain("https://news.example/b");
      expect(text).toMatch(/\bf[0-9a-z]{6}\b/);
    });

    it("tell nothing of what is not on the topic, nor of a number below", async () => {
      const library = await watching();
      library.at("2031-03-04T12:11:00Z");
      await library.take([
        {
          id: "x",
          at: "2031-03-04T12:10:00Z",
          text: "KELMAR — At least 90 people were killed in Bukavu on Monday, Ona Perrel, the health minister, said.",
        },
        toll("y", "2031-03-04T12:10:00Z", 12, "Dario Kest, a nurse"),
      ]);

      expect(await library.round()).toBe(0);
    });

    it("tell nothing of a report of before the watch that comes in late", async () => {
      const library = await watching();
      library.at("2031-03-04T12:30:00Z");
      await library.take([toll("b", "2031-03-04T11:00:00Z", 63)]);

      expect(await library.round()).toBe(0);
      expect(await library.posts()).toEqual([]);
    });

    it("gather what comes in during a cooldown into one post, and say in how long", async () => {
      const library = await watching();
      library.at("2031-03-04T12:11:00Z");
      await library.take([second]);
      await library.round();
      for (const [minute, id, count, who] of [
        [20, "c", 70, "Dario Kest, the mayor"],
        [40, "d", 80, "Lina Okoro, a surgeon"],
      ] as const) {
        library.at(`2031-03-04T12:${minute}:00Z`);
        await library.take([toll(id, `2031-03-04T12:${minute}:00Z`, count, who)]);
        expect(await library.round()).toBe(0);
      }

      library.at("2031-03-04T13:11:00Z");
      expect(await library.round()).toBe(1);

      const texts = await textOf(library);
      expect(texts).toHaveLength(2);
      expect(texts[1]).toContain("2 changes in 51 minutes");
      expect(texts[1]).toContain("70");
      expect(texts[1]).toContain("80");
      expect(texts[1]).not.toMatch(/\b63\b/);
    });

    it("name a role only where an administrator named one", async () => {
      const mentioned = async (role: string) => {
        const library = await watching({ role });
        library.at("2031-03-04T12:11:00Z");
        await library.take([second]);
        await library.round();
        return (await library.posts()).map(({ document }) => document.mention);
      };

      expect(await mentioned("")).toEqual([undefined]);
      expect(await mentioned("123456789012345678")).toEqual(["123456789012345678"]);
    });

    it("wait for the end of quiet hours", async () => {
      const library = await watching({ quiet: "12:00-14:00 UTC" });
      library.at("2031-03-04T12:11:00Z");
      await library.take([second]);
      expect(await library.round()).toBe(0);

      library.at("2031-03-04T14:00:00Z");
      expect(await library.round()).toBe(1);
    });

    it("are so many an hour in a channel, and the rest comes when there is room", async () => {
      const library = await watching({ alerts: "2" });
      for (const above of [41, 42])
        await library.watches.watch({ topic: "goma", metric: "killed", number: `>${above}` });
      await library.round();
      library.at("2031-03-04T12:11:00Z");
      await library.take([second]);

      expect(await library.round()).toBe(2);
      library.at("2031-03-04T12:30:00Z");
      expect(await library.round()).toBe(0);
      library.at("2031-03-04T13:11:01Z");
      expect(await library.round()).toBe(1);
      expect(await library.posts()).toHaveLength(3);
    });

    it("are no more watches than a channel may have", async () => {
      const library = await aLibrary({ watches: "5" });
      const made = [];
      for (let n = 0; n < 6; n++) made.push((await library.watches.watch({ topic: "goma" })).status);

      expect(made).toEqual(["saved", "saved", "saved", "saved", "saved", "too-many"]);
    });

    it("say nothing while a watch is paused, and not of what came meanwhile when it goes on", async () => {
      const library = await watching();
      await library.watches.pause(library.id);
      library.at("2031-03-04T12:11:00Z");
      await library.take([second]);
      await library.round();
      library.at("2031-03-04T12:20:00Z");
      await library.watches.resume(library.id);
      expect(await library.round()).toBe(0);

      library.at("2031-03-04T12:31:00Z");
      await library.take([toll("c", "2031-03-04T12:30:00Z", 90, "Dario Kest, the mayor")]);
      expect(await library.round()).toBe(1);
      expect((await textOf(library)).join()).not.toContain("changes");
    });

    it("tell a corrected report as an update", async () => {
      const library = await watching();
      library.at("2031-03-04T12:11:00Z");
      await library.take([{ ...toll("a", "2031-03-04T10:00:00Z", 63) }]);

      expect(await library.round()).toBe(1);

      const [text] = await textOf(library);
      expect(text).toContain("UPDATED");
      expect(text).toContain("report corrected");
    });

    it("come from what nobody had reported on when the watch was made", async () => {
      const library = await aLibrary();
      const made = await library.watches.watch({ topic: "cholera" });
      expect(made).toMatchObject({ status: "saved", nothingYet: true });
      await library.round();
      library.at("2031-03-04T12:11:00Z");
      await library.take([
        {
          id: "c",
          at: "2031-03-04T12:10:00Z",
          text: "KELMAR — Cholera has reached the camps near Goma, Ona Perrel, the health minister, said on Tuesday.",
        },
      ]);

      expect(await library.round()).toBe(1);
    });

    it("are shown for the last seven days when a watch is tested", async () => {
      const library = await watching();
      await library.take([second]);
      library.at("2031-03-08T12:00:00Z");

      const test = await library.watches.test(library.id);

      expect(test?.days.flatMap(({ alerts }) => alerts)).toHaveLength(2);
      expect(await library.posts()).toEqual([]);
    });

    it("reach the channel once, at whatever step the process dies", async () => {
      let steps = Number.POSITIVE_INFINITY;
      let crashes = 0;
      for (let step = 0; step < 2 * steps; step++) {
        const library = await watching();
        library.at("2031-03-04T12:11:00Z");
        await library.take([second]);
        const mortal = mortalFrom(library.store, Math.floor(step / 2), step % 2 === 0 ? "before" : "after");
        const channel = aChannel();

        await library.live(mortal.store, mortal.of(channel)).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          crashes += 1;
        });
        if (steps === Number.POSITIVE_INFINITY && crashes === step) steps = mortal.steps();
        // Another process goes on when the lease of the dead one is over.
        library.at("2031-03-04T12:31:00Z");
        await library.live(library.store, channel);
        await library.live(library.store, channel);

        expect([...channel.posted.values()]).toHaveLength(1);
        expect(channel.posted.size).toBe(1);
      }
      expect(crashes).toBeGreaterThan(15);
    });

    it("are told once by several who look at the same time", async () => {
      const library = await watching();
      library.at("2031-03-04T12:11:00Z");
      await library.take([second]);

      await Promise.all([library.round(), library.round(), library.round()]);

      expect(await library.posts()).toHaveLength(1);
    });
  });
}

alertsIn("from a file", async () => closed(openSqliteStore(tempDir())));

describeWithPostgres("alerts with PostgreSQL", () => {
  const database = aSharedDatabase();
  alertsIn("from PostgreSQL", async () => closed(await openPostgresStore(await database())));

  it("are not lost to a writer that commits after later ones were followed up", async () => {
    const url = await database();
    const [store, other] = [closed(await openPostgresStore(url)), closed(await openPostgresStore(url))];
    const library = aWatchedLibrary(store, START);
    await library.take([first]);
    await library.watches.watch({ topic: "goma >40", metric: "killed" });
    await library.round();
    library.at("2031-03-04T12:11:00Z");
    // Every writer on Goma waits here, at the end of its transaction.
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    onTestFinished(() => holder.end());
    await holder.query("BEGIN");
    await holder.query("SELECT FROM sitrep.names WHERE name = 'Goma' FOR UPDATE");
    const late = aWatchedLibrary(other, START).take([second]);
    const waiting =
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while ((await holder.query(waiting)).rowCount === 0);

    await library.take([
      { id: "z", at: "2031-03-04T12:10:30Z", text: "KELMAR — The market in Bukavu opened again on Tuesday." },
    ]);
    expect(await library.round()).toBe(0);
    expect(await store.changes.next(9)).toEqual([]);
    await holder.query("COMMIT");
    await late;

    expect([await library.round(), await library.round()]).toEqual([1, 0]);
    expect(await library.posts()).toHaveLength(1);
  });
});

class Killed extends Error {}

/** A channel that keeps each post under its name, and can be looked through. */
function aChannel(): PostingPort & { readonly posted: Map<string, string> } {
  const posted = new Map<string, string>();
  return {
    platform: "discord",
    posted,
    post: async (_channel, _document, once) => {
      if (posted.has(once)) throw new Error(`${once} was posted twice`);
      posted.set(once, `m${posted.size}`);
      return posted.get(once)!;
    },
    findPost: async (_channel, once) => posted.get(once) ?? null,
    missingAccess: async () => [],
    tell: async () => {},
  };
}

/** The store, and a channel, of a process that dies before or after the n-th thing it does with either. */
function mortalFrom(store: Store, n: number, when: "before" | "after") {
  let done = 0;
  const of = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member === "object" && member !== null && !(member instanceof Map)) return of(member);
        if (typeof member !== "function") return member;
        return async (...given: unknown[]) => {
          const isLast = done++ === n;
          if (done > n + 1 || (isLast && when === "before")) throw new Killed();
          const result: unknown = await (member.apply(target, given) as Promise<unknown>);
          if (isLast) throw new Killed();
          return result;
        };
      },
    });
  return { store: of(store), of, steps: () => done };
}

function closed(store: Store): Store {
  onTestFinished(() => store.close());
  return store;
}
