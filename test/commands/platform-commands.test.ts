import { describe, expect, it } from "vitest";
import {
  type ChannelRef,
  DeliveryError,
  type DeliveryProblem,
  type Invocation,
} from "../../src/chat/adapter.ts";
import { createDispatch } from "../../src/chat/dispatch.ts";
import type { Block } from "../../src/chat/document.ts";
import { platformCommands } from "../../src/commands/index.ts";
import type { FeedLine, ReadingResult, TenantSettings } from "../../src/desk/desk.ts";
import { writtenQuietHours } from "../../src/desk/quiet-hours.ts";
import { openSubscriptionDesk } from "../../src/desk/subscription-desk.ts";
import { openWatchDesk } from "../../src/desk/watch-desk.ts";
import { Settings } from "../../src/stores/settings.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { aDesk } from "../support/a-desk.ts";
import { anArticle, someFacts } from "../support/articles.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { linesOf } from "../support/lines-of.ts";

const FEED: FeedLine = {
  url: "https://news.example/rss",
  publisher: "Kelmar Post",
  everyMinutes: 15,
  lastReadAt: "2031-05-08T05:00:00.000Z",
  problem: null,
};

interface World {
  readonly own?: readonly FeedLine[];
  readonly reading?: ReadingResult;
  /** Permissions that the bot lacks in the channel. */
  readonly missing?: readonly string[];
  /** What the platform answers when it is asked for them. */
  readonly unreachable?: DeliveryProblem;
  /** Channels in which it lacks one. */
  readonly closed?: readonly string[];
  readonly brief?: Parameters<typeof aDesk>[0];
}

/** A tenant in memory: what its commands change can be looked at afterwards. */
function aTenant({
  own = [],
  reading = { status: "too-short" },
  missing = [],
  unreachable,
  closed = [],
  brief = {},
}: World = {}) {
  const changes: unknown[] = [];
  const asked: unknown[] = [];
  const store = openMemoryStore();
  let settings: TenantSettings = Settings.parse({});
  const clock = fixedClock("2031-05-08T06:00:00Z");
  const invocation = {
    channel: { platform: "test", tenant: "server", id: "c1" },
    user: "u1",
    language: "en",
  } as const;
  const missingAccess = async (channel: ChannelRef) => {
    asked.push(channel);
    if (unreachable !== undefined) throw new DeliveryError(unreachable);
    return closed.includes(channel.id) ? ["Send Messages"] : missing;
  };
  const place = { store, clock, tenant: "test:server", invocation, missingAccess };
  const ask = async (command: string, options: Invocation["options"] = {}, mayManage = true) => {
    const dispatch = createDispatch({
      commands: platformCommands,
      needs: () => ({
        desk: aDesk(),
        mayManage,
        feeds: {
          list: async () => ({ own, common: 2 }),
          add: async (url: string) => {
            changes.push({ add: url });
            return { status: "added" as const, feed: { ...FEED, url }, articles: 3 };
          },
          remove: async (url: string) => own.some((feed) => feed.url === url),
          health: async () => ({
            feeds: own.length + 2,
            failing: own.filter(({ problem }) => problem).length,
            own,
          }),
        },
        reading: {
          read: async (given: unknown) => {
            changes.push(given);
            return reading;
          },
        },
        subscriptions: openSubscriptionDesk({
          ...place,
          settings: async () => settings,
          makeDigest: async () => ({
            summary: { summary: "the digest", tone: "found", blocks: [] },
            details: null,
            snapshot: null,
          }),
        }),
        watches: openWatchDesk({ ...place, desk: aDesk(brief), settings: { read: async () => settings } }),
        settings: {
          read: async () => settings,
          set: async ({ quiet, ...change }: Partial<TenantSettings>) => {
            settings = {
              ...settings,
              ...change,
              ...(quiet === undefined ? {} : { quiet: writtenQuietHours(quiet) }),
            };
          },
        },
      }),
      log: { info: () => {}, error: (_event, _fields, cause) => expect(cause).toBeUndefined() },
      clock: fixedClock("2031-05-08T06:00Z"),
    });
    const where = { platform: "test", tenant: "t", channel: null, language: "en", user: "u" } as const;
    return dispatch({ command, options, mayManage, ...where });
  };
  return {
    ask,
    changes,
    store,
    asked,
    lines: async (...asked: Parameters<typeof ask>) => linesOf((await ask(...asked)).blocks),
  };
}

describe("feeds", () => {
  it("lists what the tenant has, with buttons to add and remove", async () => {
    const { ask } = aTenant({ own: [FEED] });

    const document = await ask("feeds");

    expect(linesOf(document.blocks).join("\n")).toContain("Kelmar Post · every 15 min");
    const actions = document.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []));
    expect(actions.map(({ label }) => label)).toEqual(["Add a feed", "Remove Kelmar Post"]);
    expect(actions[0]?.asks?.map(({ option }) => option)).toEqual(["address", "publisher"]);
  });

  it("adds, and says how many articles came and who sees them", async () => {
    const { lines, changes } = aTenant();

    expect((await lines("feeds", { action: "add", address: FEED.url })).join()).toContain(
      "3 articles taken in. Only this server sees them.",
    );
    expect(changes).toEqual([{ add: FEED.url }]);
  });

  it("asks for the address where there is none, and knows no feed that is not there", async () => {
    const { lines } = aTenant();

    expect((await lines("feeds", { action: "remove" })).join()).toContain("Give its address");
    expect((await lines("feeds", { action: "remove", address: "https://x.example/" })).join()).toContain(
      "There is no feed https://x.example/ here.",
    );
  });

  it("are not for everybody", async () => {
    const { lines, changes } = aTenant();

    expect((await lines("feeds", { action: "add", address: FEED.url }, false)).join()).toContain(
      "may manage",
    );
    expect(changes).toEqual([]);
  });
});

describe("sources", () => {
  it("end with the feeds that could not be read, by name, and why", async () => {
    const { lines } = aTenant({ own: [{ ...FEED, problem: "answers with 500" }] });

    const text = (await lines("sources", { topic: "goma" })).join("\n");

    expect(text).toContain("Feeds: 1 of 3 could not be read last time");
    expect(text).toContain("Kelmar Post");
    expect(text).toContain("answers with 500");
  });

  it("say so when all of them could", async () => {
    expect((await aTenant({ own: [FEED] }).lines("sources", { topic: "goma" })).join("\n")).toContain(
      "All 3 feeds were read last time",
    );
  });
});

describe("settings", () => {
  it("show what is set, take a change, and offer the other values", async () => {
    const { ask } = aTenant();

    const document = await ask("settings", { window: "30d" });

    expect(linesOf(document.blocks).join("\n")).toContain("30 days");
    const labels = document.blocks.flatMap((block) =>
      block.kind === "actions" ? block.actions.map(({ label }) => label) : [],
    );
    expect(labels.slice(0, 5)).toEqual(["English", "French", "24 hours", "3 days", "7 days"]);
    expect(labels.slice(5)).toEqual([
      "Alerts: 15 minutes",
      "Alerts: 3 hours",
      "Alerts: 12 hours",
      "Quiet hours",
    ]);
  });
});

describe("settings for what comes by itself", () => {
  it("has quiet hours, shown with the subscriptions, and says what to write where they are none", async () => {
    const { ask, lines } = aTenant();
    await ask("subscribe", { topic: "goma daily 23:00 Africa/Lubumbashi" });

    const set = await lines("settings", { quiet: "22:00-06:00 Africa/Lubumbashi" });

    expect(set.join("\n")).toContain("22:00-06:00 Africa/Lubumbashi");
    const text = (await lines("subscriptions")).join("\n");
    expect(text).toContain("Quiet hours 22:00-06:00 Africa/Lubumbashi");
    expect(text).toContain("9 May 2031 04:00 UTC");
    expect((await lines("settings", { quiet: "at night" })).join()).toContain(
      "22:00-06:30 Africa/Lubumbashi",
    );
    await ask("settings", { quiet: "off" });
    expect((await lines("subscriptions")).join("\n")).not.toContain("Quiet hours");
  });

  it("limits the subscriptions of a channel", async () => {
    const { ask, lines } = aTenant();
    await ask("settings", { digests: "1" });
    await ask("subscribe", { topic: "goma daily 07:00" });

    expect((await lines("subscribe", { topic: "sake daily 07:00" })).join()).toContain(
      "A channel can have 1",
    );
    await ask("settings", { digests: "3" });
    expect((await ask("subscribe", { topic: "sake daily 07:00" })).tone).toBe("found");
  });
});

describe("read", () => {
  const article = anArticle({ id: "one" });
  const read: ReadingResult = { status: "read", article, facts: someFacts("one"), kept: "no" };

  it("stores nothing unless a manager asks for it", async () => {
    const { ask, changes } = aTenant({ reading: read });

    await ask("read", { text: "a report" });
    await ask("read", { text: "a report", keep: "yes" }, false);
    await ask("read", { text: "a report", keep: "yes" });

    expect(changes).toEqual([
      { text: "a report", keep: false },
      { text: "a report", keep: false },
      { text: "a report", keep: true },
    ]);
  });

  it("offers to keep it to those who may, and says what is in the way of reading", async () => {
    const keep = async (mayManage: boolean) =>
      JSON.stringify(await aTenant({ reading: read }).ask("read", { text: "x" }, mayManage)).includes(
        "Keep this report",
      );

    expect(await keep(true)).toBe(true);
    expect(await keep(false)).toBe(false);
    expect((await aTenant().lines("read", { text: "x" })).join()).toContain("too little text");
  });
});

describe("file", () => {
  it("hands over the briefing as Markdown, or as JSON for programs", async () => {
    const { ask } = aTenant();

    const [markdown] = (await ask("file", { topic: "goma" })).files ?? [];
    const [json] = (await ask("file", { topic: "goma", as: "json" })).files ?? [];

    expect(markdown).toMatchObject({ type: "text/markdown", name: expect.stringMatching(/\.md$/) });
    expect(JSON.parse(String(json?.content))).toHaveProperty("topic");
  });
});

describe("subscribing", () => {
  const GOMA = { topic: "goma daily 07:00 Africa/Lubumbashi" };

  it("saves a wish in one line, and says when the next three come", async () => {
    const { ask } = aTenant();

    const text = linesOf((await ask("subscribe", GOMA)).blocks).join("\n");

    expect(text).toContain("daily at 07:00 (Africa/Lubumbashi)");
    expect(text).toContain("9 May 2031");
    expect(text).toContain("11 May 2031");
    expect(linesOf((await ask("subscriptions")).blocks).join()).toContain("goma");
  });

  it.each<[DeliveryProblem, string]>([
    ["unclear", "Try again in a minute"],
    ["rate-limited", "Try again in a minute"],
    ["gone", "ask there"],
  ])("saves nothing where the platform's answer is %s, and says what to do", async (unreachable, words) => {
    const { lines } = aTenant({ unreachable });

    expect((await lines("subscribe", GOMA)).join(" ").replace(/\s+/g, " ")).toContain(words);
    expect((await lines("subscriptions")).join()).toContain("none yet");
  });

  it("saves nothing where the bot lacks a permission, and names it", async () => {
    const { lines } = aTenant({ missing: ["Send Messages"] });

    expect((await lines("subscribe", GOMA)).join()).toContain("the bot lacks Send Messages");
    expect((await lines("subscriptions")).join()).toContain("There are none yet");
  });

  it("asks for the time where there is none, and says which words it did not understand", async () => {
    const { lines } = aTenant();

    expect((await lines("subscribe", { topic: "goma" })).join()).toContain("Say when");
    expect((await lines("subscribe", { topic: "goma", when: "daily 07:00 Mars/Base" })).join()).toContain(
      "is not a time zone",
    );
  });

  it("is for managers, and so is every button of it", async () => {
    const { ask } = aTenant();
    const document = await ask("subscribe", GOMA);
    const actions = document.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []));

    for (const { command, options } of actions)
      expect((await ask(command, options, false)).tone).toBe("trouble");
    expect((await ask("subscribe", GOMA, false)).tone).toBe("trouble");
    expect(linesOf((await ask("subscriptions")).blocks).join()).not.toContain("paused");
  });

  it("pauses, resumes, moves, previews, sends now and removes by its buttons", async () => {
    const { ask, lines } = aTenant();
    const document = await ask("subscribe", GOMA);
    const actions = document.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []));
    const press = (label: string, more = {}) => {
      const { command, options } = actions.find((action) => action.label === label)!;
      return ask(command, { ...options, ...more });
    };

    await press("Pause");
    expect((await lines("subscriptions")).join()).toContain("paused");
    const [id = ""] = actions.map(({ options }) => options.id);
    await ask("subscriptions", { action: "resume", id });
    await press("Move", { when: "weekdays 06:30" });
    expect((await lines("status")).join()).toContain("on weekdays at 06:30 (Africa/Lubumbashi)");
    expect((await press("Preview")).summary).toBe("the digest");
    await press("Send one now");
    await press("Send one now");
    expect((await lines("status")).join()).toContain("Posts waiting: 1; given up: 0");
    await press("Remove");
    expect((await lines("subscriptions")).join()).toContain("There are none yet");
    expect((await press("Pause")).tone).toBe("trouble");
  });

  it("moves to another channel of the server, where the bot may post, and keeps its time", async () => {
    const { ask, lines, store, asked } = aTenant({ closed: ["c9"] });
    await ask("subscribe", GOMA);
    const [before] = await store.subscriptions.list();
    const move = (channel: string) => lines("subscriptions", { action: "move", id: before?.id, channel });

    expect((await move("<#c9>")).join()).toContain("the bot lacks Send Messages");
    expect((await move("the other one")).join()).toContain("ask there");
    expect((await move("<#c2|briefings>")).join()).toContain("Changed");

    expect(asked.at(-1)).toEqual({ platform: "test", tenant: "server", id: "c2" });
    const [after] = await store.subscriptions.list();
    expect(after).toEqual({ ...before, channel: "c2" });
    await move("here");
    expect((await store.subscriptions.list())[0]?.channel).toBe("c1");
  });

  it("does not move to a channel that has as many as it may have", async () => {
    const { ask, lines, store } = aTenant();
    await ask("settings", { digests: "1" });
    await ask("subscribe", GOMA);
    const [kept] = await store.subscriptions.list();
    await store.subscriptions.change({ ...kept!, channel: "c2" });
    await ask("subscribe", { topic: "sake daily 07:00" });

    const text = await lines("subscriptions", { action: "move", id: kept?.id, channel: "here" });

    expect(text.join()).toContain("A channel can have 1");
  });
});

describe("status", () => {
  it("names the server's own feeds that could not be read, and counts the others", async () => {
    const broken = { ...FEED, publisher: "Sowa Radio", problem: "HTTP 500" };

    const text = (await aTenant({ own: [FEED, broken] }).lines("status")).join("\n");

    expect(text).toContain("Sowa Radio");
    expect(text).toContain("HTTP 500");
    expect(text).not.toContain("Kelmar Post");
  });
});

describe("watching", () => {
  const KILLED = { topic: "goma", metric: "killed", number: "+25%" };
  const buttonsOf = ({ blocks }: { readonly blocks: readonly Block[] }) =>
    blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []));

  it("saves a rule and says it as it was understood", async () => {
    const { ask, lines } = aTenant();

    const text = linesOf((await ask("watch", KILLED)).blocks).join("\n");

    expect(text).toContain("Killed: a number 25% or more above the one before");
    expect((await lines("watches")).join()).toContain("goma");
  });

  it("saves nothing where the bot lacks a permission, and names it", async () => {
    const { lines } = aTenant({ missing: ["Send Messages"] });

    expect((await lines("watch", KILLED)).join()).toContain("the bot lacks Send Messages");
    expect((await lines("watches")).join()).toContain("There are none yet");
  });

  it("says what to write where a condition is none", async () => {
    const { lines } = aTenant();

    expect((await lines("watch", { topic: "goma +25%" })).join()).toContain("goma killed +25%");
    expect((await lines("watch", { ...KILLED, number: "many" })).join()).toContain("write >100");
    expect((await lines("watch", { ...KILLED, act: "denied" })).join()).toContain("one condition");
    expect((await lines("watch", { topic: "goma", act: "denyed" })).join()).toContain("denied");
    expect((await lines("watches")).join()).toContain("There are none yet");
  });

  it("asks which topic is meant, keeping the rule", async () => {
    const options = [{ query: "Goma, DRC", label: "Goma", detail: "DR Congo" }];
    const { ask } = aTenant({ brief: { brief: { status: "several", query: "goma", options } } });

    const [button] = buttonsOf(await ask("watch", KILLED));

    expect(button).toMatchObject({ command: "watch", options: { ...KILLED, topic: "Goma, DRC" } });
  });

  it("is for managers, and so is every button of it", async () => {
    const { ask, lines } = aTenant();
    const actions = buttonsOf(await ask("watch", KILLED));

    for (const { command, options } of actions)
      expect((await ask(command, options, false)).tone).toBe("trouble");
    expect((await ask("watch", KILLED, false)).tone).toBe("trouble");
    expect((await lines("watches")).join()).not.toContain("paused");
  });

  it("tests, pauses, resumes and removes by its buttons", async () => {
    const { ask, lines } = aTenant();
    const actions = buttonsOf(await ask("watch", KILLED));
    const press = (label: string) => {
      const { command, options } = actions.find((action) => action.label === label)!;
      return ask(command, options);
    };

    expect(linesOf((await press("Test")).blocks).join()).toContain("it would have told nothing");
    await press("Pause");
    expect((await lines("watches")).join()).toContain("paused");
    const resume = buttonsOf(await ask("watches")).find(({ label }) => label === "Resume")!;
    await ask(resume.command, resume.options);
    expect((await lines("watches")).join()).not.toContain("paused");
    await press("Remove");
    expect((await lines("watches")).join()).toContain("There are none yet");
    expect((await press("Pause")).tone).toBe("trouble");
  });
});
