import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { openPostgresStore, unfitBecause } from "../../src/stores/postgres-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { madeUpNews } from "../bench/made-up-news.ts";
import {
  aDatabase,
  aSharedDatabase,
  describeWithPostgres,
  runSql,
  serverUrl,
} from "../support/a-database.ts";
import { aFigure, anActor, anArticle, aPlace, someFacts } from "../support/articles.ts";
import { collect } from "../support/collect.ts";
import { copiesContract } from "../support/contracts/copies-contract.ts";
import { keyvStorageContract } from "../support/contracts/keyv-storage-contract.ts";
import { storeContract } from "../support/contracts/store-contract.ts";
import { storeTopicsContract } from "../support/contracts/store-topics-contract.ts";
import { versionsContract } from "../support/contracts/versions-contract.ts";

const WRITER = new URL("../support/store-writer.ts", import.meta.url).pathname;
const ALL = { from: null, to: null };

describeWithPostgres("a store in PostgreSQL", () => {
  const emptied = aSharedDatabase();
  const openEmpty = async () => openPostgresStore(await emptied());
  const open = async (url: string): Promise<Store> => {
    const store = await openPostgresStore(url);
    onTestFinished(() => store.close());
    return store;
  };
  const put = (store: Store, given: Parameters<typeof anArticle>[0], facts = {}) => {
    const article = anArticle(given);
    return store.put({ article, facts: someFacts(article.id, facts), reader: "v1", bundled: false });
  };

  storeContract("PostgreSQL store", openEmpty);
  storeTopicsContract("PostgreSQL store", openEmpty);
  copiesContract("PostgreSQL store", openEmpty);
  versionsContract("PostgreSQL store", openEmpty);
  keyvStorageContract("storage in PostgreSQL", openEmpty);

  it("has everything when it is opened again", async () => {
    const url = await emptied();
    const first = await openPostgresStore(url);
    await put(first, {});
    await first.close();

    const again = await open(url);

    expect((await again.article("article-1"))?.article.title).toBe("Shelling in Tarsk");
  });

  it("makes a partition for each month of publication, and one for the undated", async () => {
    const url = await aDatabase();
    const store = await open(url);
    for (const [id, publishedAt] of [
      ["a", "2025-03-31T23:59:59.999Z"],
      ["b", "2025-04-01"],
      ["c", "2025-04-30"],
      ["d", ""],
      ["e", "1969-12-31"],
    ] as const)
      await put(store, { id, publishedAt });

    const rows = await runSql<{ part: string; ids: string[] }>(
      url,
      "SELECT tableoid::regclass::text AS part, array_agg(id ORDER BY id) AS ids FROM sitrep.articles GROUP BY 1 ORDER BY 1",
    );

    expect(rows.map(({ part, ids }) => [part.replace("sitrep.articles_", ""), ids])).toEqual([
      ["1969_12", ["e"]],
      ["2025_03", ["a"]],
      ["2025_04", ["b", "c"]],
      ["undated", ["d"]],
    ]);
  });

  it("reads only the months of a window", async () => {
    const url = await aDatabase();
    const store = await open(url);
    for (const month of ["01", "02", "03", "04"])
      await put(store, { id: month, publishedAt: `2025-${month}-05` });
    const from = Date.parse("2025-03-01") * 1024;

    const plan = await runSql<{ "QUERY PLAN": string }>(
      url,
      `EXPLAIN SELECT * FROM sitrep.articles WHERE key BETWEEN ${from} AND ${from + 1024} AND search @@ '''tarsk'''::tsquery`,
    );

    const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toContain("articles_2025_03");
    expect(text).not.toMatch(/articles_2025_0[124]|undated/);
  });

  it("keeps the text that a publisher replaced, once", async () => {
    const store = await open(await emptied());
    for (const text of ["First.", "Second.", "First.", "Second."]) await put(store, { text });

    const earlier = await collect(store.versions.all());

    expect(earlier.map(({ article }) => article.text)).toEqual(["First.", "Second."]);
  });

  it("finds words of any script, and what stands between two blanks as a phrase", async () => {
    const store = await open(await emptied());
    await put(store, { id: "ru", text: "Обстрел города Тарск." });
    await put(store, { id: "ar", text: "قصف مدينة تارسك" });
    await put(store, { id: "near", text: "Kelmar-Olm agreed, it's said: 3.5 per cent" });
    await put(store, { id: "far", text: "Olm said that Kelmar agreed, 5 or 3 per cent" });

    const found = async (typed: string) =>
      (await collect(store.search(typed, ALL, 9))).map(({ article }) => article.id);
    expect(await found("ТАРСК")).toEqual(["ru"]);
    expect(await found("مدينة")).toEqual(["ar"]);
    expect(await found("kelmar-olm")).toEqual(["near"]);
    expect(await found("kelmar olm")).toEqual(["far", "near"]);
    expect(await found("3.5")).toEqual(["near"]);
    expect(await found("'\\:*&|!()<->")).toEqual([]);
  });

  it("keeps an article with more words than an index entry takes, and one with an endless word", async () => {
    const store = await open(await emptied());
    const words = Array.from({ length: 200_000 }, (_, number) => `word${number}`).join(" ");

    await put(store, { id: "many", text: `Tarsk ${words}` });
    await put(store, { id: "long", text: `Tarsk ${"x".repeat(1_000_000)}` });

    expect(await store.articlesWith("tarsk", 9)).toBe(2);
    expect((await store.article("many"))?.article.text.length).toBe(words.length + 6);
    expect(await store.articlesWith("x".repeat(1_000_000), 9)).toBe(1);
  });

  it("takes in the same article once when it comes ten times at once", async () => {
    const store = await open(await emptied());

    const outcomes = await Promise.all(Array.from({ length: 10 }, () => put(store, {})));

    expect(outcomes.filter((outcome) => outcome === "new")).toHaveLength(1);
    expect(await store.counts()).toMatchObject({ articles: 1 });
  });

  it("counts right when articles of one day and the same names come at once", async () => {
    const url = await emptied();
    const stores = [await open(url), await open(url)];
    const names = { places: [aPlace("Tarsk"), aPlace("Kelmar")], actors: [anActor("Reed Front")] };
    const figures = (id: string) => ({ figures: [aFigure(id, `f${id}`)] });

    await Promise.all(
      Array.from({ length: 60 }, (_, number) => {
        const id = `a${number}`;
        const places = number % 2 === 0 ? names.places : names.places.toReversed();
        return put(stores[number % 2]!, { id, text: `${id}.` }, { ...names, places, ...figures(id) });
      }),
    );

    const store = stores[0]!;
    expect(await store.counts()).toMatchObject({ articles: 60, facts: 60 });
    expect(await store.revision()).toBe(60);
    const { places, actors } = await store.catalogue();
    expect([...places, ...actors].map(({ articles }) => articles)).toEqual([60, 60, 60]);
    expect(await collect(store.between(ALL))).toHaveLength(60);
  });

  it("lets two processes write at once and loses nothing", async () => {
    const url = await aDatabase();
    const writers = ["a", "b"].map((name) =>
      spawn(process.execPath, [WRITER, url, name, "60"], { stdio: "ignore" }),
    );

    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, "exit"))[0]));
    const store = await open(url);

    expect(codes).toEqual([0, 0]);
    expect((await store.counts()).articles).toBe(120);
    expect(await store.revision()).toBe(120);
  });

  it("finds all copies while articles are put, changed and looked at from two sides", async () => {
    const url = await emptied();
    const stores = [await open(url), await open(url)];
    const story = madeUpNews(1, 100).text;
    const place = async (store: Store) => {
      for (let i = 0; i < 12; i++) await store.copies.place(5);
    };

    await Promise.all([
      ...Array.from({ length: 24 }, async (_, n) => {
        const store = stores[n % 2]!;
        await put(store, { id: `a${n}`, text: madeUpNews(n + 2, 100).text });
        await put(store, { id: `a${n}`, text: n < 20 ? `${story} ${n}` : madeUpNews(n + 50, 100).text });
      }),
      ...stores.map(place),
    ]);
    while ((await stores[0]!.copies.place(50)) > 0);

    const groups = await stores[1]!.copies.groups(ALL);
    expect(groups.map((group) => group.length)).toEqual([20]);
  });

  it("does one thing at a time that is to be done alone", async () => {
    const url = await emptied();
    const stores = [await open(url), await open(url)];
    let inside = 0;
    let most = 0;

    await Promise.all(
      stores.map((store) =>
        store.alone("a test", async () => {
          most = Math.max(most, ++inside);
          await store.setNote("seen", "yes");
          inside -= 1;
        }),
      ),
    );

    expect(most).toBe(1);
  });

  it("goes on after the server closed its connections, and says so to who waited", async () => {
    const url = await emptied();
    const store = await open(url);
    await put(store, {});

    await runSql(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sitrep' AND datname = current_database()",
    );
    // The first one may still meet a closed connection.
    await store
      .counts()
      .catch((error: unknown) => expect(error).toMatchObject({ code: "store-unavailable" }));

    expect((await store.counts()).articles).toBe(1);
  });
});

describeWithPostgres("a PostgreSQL that will not do", () => {
  const changed = (change: Partial<URL>): string => Object.assign(new URL(serverUrl()), change).href;
  const refusal = async (url: string): Promise<Error & { code: string }> =>
    openPostgresStore(url).then(
      () => expect.unreachable("it was opened"),
      (error) => error as Error & { code: string },
    );

  it("is named when nothing answers there", async () => {
    const error = await refusal("postgres://ada:secret@127.0.0.1:1/news");

    expect(error).toMatchObject({ code: "store-unavailable" });
    expect(error.message).toContain("127.0.0.1:1/news cannot be reached (ECONNREFUSED)");
    expect(error.message).not.toContain("secret");
  });

  it.each<[string, Partial<URL>, string]>([
    ["a wrong password", { password: "secret" }, "name or the password"],
    ["an unknown user", { username: "nobody" }, "name or the password"],
    ["no password", { password: "" }, "name or the password"],
    ["an unknown database", { pathname: "/none" }, "no such database"],
    ["encryption it has not", { search: "?sslmode=verify-full" }, "no encryption"],
  ])("refuses %s in words, without the password", async (_, change, words) => {
    const error = await refusal(changed(change));

    expect(error).toMatchObject({ code: "store-unavailable" });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("secret");
    expect(error.cause).toBeUndefined();
  });

  it.each(["news", "postgres://ada:secret@host:99999999/news"])("is no address: %s", async (url) => {
    const error = await refusal(url);

    expect(error).toMatchObject({ code: "bad-setting" });
    expect(error.message).not.toContain("secret");
  });

  it("is one that keeps another encoding than UTF-8", async () => {
    const error = await refusal(await aDatabase("ENCODING 'SQL_ASCII' TEMPLATE template0"));

    expect(error.message).toContain("keeps SQL_ASCII");
  });

  it("is one in which the user may make nothing", async () => {
    const url = await aDatabase();
    const role = `reader_${new URL(url).pathname.slice(8)}`;
    await runSql(url, `CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    onTestFinished(async () => {
      await runSql(serverUrl(), `DROP ROLE ${role}`);
    });
    const asReader = new URL(url);
    asReader.username = role;
    asReader.password = "secret";

    const error = await refusal(asReader.href);

    expect(error).toMatchObject({ code: "store-unavailable" });
    expect(error.message).toContain("let it create a schema");
  });
});

describe("a PostgreSQL server", () => {
  it.each([
    ["14.11 (Debian 14.11-1)", "UTF8", /version 14\.11.*15 or newer/],
    ["9.6.24", "UTF8", /15 or newer/],
    ["16.2", "LATIN1", /keeps LATIN1/],
  ])("%s with %s is refused", (version, encoding, reason) => {
    expect(unfitBecause(version, encoding)).toMatch(reason);
  });

  it.each(["15.0", "15.18 (Debian)", "18.4", "19beta1"])("%s will do", (version) => {
    expect(unfitBecause(version, "UTF8")).toBeNull();
  });
});
