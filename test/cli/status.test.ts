import { describe, expect, it } from "vitest";
import { openFeedBook } from "../../src/stores/keyed-feed-book.ts";
import { openOwnLibraries } from "../../src/stores/own-libraries.ts";
import { openSettings } from "../../src/stores/settings.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aSubscription } from "../support/contracts/posting-contract.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { tempDir } from "../support/temp-dir.ts";
import { runCli } from "./run-cli.ts";

const clock = fixedClock("2025-03-30T12:00:00Z");
const FEED = {
  publisher: "Sowa Radio",
  everyMinutes: 15,
  addedAt: "2025-03-01T00:00:00Z",
  failures: 0,
} as const;

/** A digest that comes in quiet hours, one that is paused, and a feed in trouble of everybody and of one tenant. */
async function aLibrary(): Promise<string> {
  const dataDir = tempDir();
  const store = openSqliteStore(dataDir);
  const libraries = openOwnLibraries({ dataDir, databaseUrl: null }, store, clock);
  await store.subscriptions.add(aSubscription(), 9);
  await store.subscriptions.add(aSubscription({ id: "s2", tenant: "slack:T1", channel: "C1" }), 9);
  await store.subscriptions.pause("slack:T1", "s2", "2025-03-30T12:00:00Z", "no-access: chat:write");
  await openSettings(store, "settings:discord:1", clock).set("quiet", "06:00-08:00 Africa/Lubumbashi");
  await openFeedBook(store, clock).save({ ...FEED, url: "https://all.example/rss", problem: "HTTP 500" });
  await openFeedBook(store, clock).save({ ...FEED, url: "https://well.example/rss" });
  const own = await libraries.make("discord:1");
  await openFeedBook(own, clock).save({ ...FEED, url: "https://own.example/rss", problem: "HTTP 404" });
  await libraries.close();
  await store.close();
  return dataDir;
}

describe("status in a shell", () => {
  it("tells of every digest and feed, tenants' own included, in the language asked for", async () => {
    const data = await aLibrary();

    const english = await runCli(["status", "--data", data, "--lang", "en"]);
    const french = await runCli(["status", "--data", data, "--lang", "fr"]);
    const json = await runCli(["status", "--data", data, "--json"]);

    expect(english).toMatchObject({ code: 0, stderr: "" });
    expect(english.stdout.split("\n")).toEqual([
      "Subscriptions: 2, 1 paused",
      "discord:1 mbelo: daily at 07:00 (Africa/Lubumbashi); last none yet; next 2025-03-30T06:00:00.000Z",
      "slack:T1 mbelo: daily at 07:00 (Africa/Lubumbashi); last none yet; next paused; no-access: chat:write",
      "Posts waiting: 0; given up: 0",
      "Feeds: 3, 2 with problems",
      "https://all.example/rss: HTTP 500",
      "discord:1 https://own.example/rss: HTTP 404",
      "",
    ]);
    expect(french.stdout).toContain("Abonnements\u00a0: 2, dont 1 en pause");
    expect(french.stdout).toContain("tous les jours à 07:00");
    expect(french.stdout).toContain("Flux\u00a0: 3, dont 2 en difficulté");
    expect(french.stdout).not.toMatch(/last|next|waiting/);
    expect(JSON.parse(json.stdout)).toMatchObject({
      subscriptions: [{ tenant: "discord:1" }, { tenant: "slack:T1", paused: true }],
      feeds: [
        { tenant: null },
        { tenant: null, problem: null },
        { tenant: "discord:1", problem: "HTTP 404" },
      ],
    });
  });
});
