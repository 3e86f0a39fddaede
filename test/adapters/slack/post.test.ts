import { describe, expect, it, onTestFinished } from "vitest";
import { createSlackAdapter, type SlackAdapter } from "../../../adapters/slack/index.ts";
import { DeliveryError } from "../../../src/chat/adapter.ts";
import { type Document, paragraph } from "../../../src/chat/document.ts";
import { systemClock } from "../../../src/clock.ts";
import { openChatMemory } from "../../../src/stores/keyed-chat-memory.ts";
import { openMemoryStore } from "../../../src/stores/sqlite-store.ts";
import { textOf } from "../../support/a-slack-sitrep.ts";
import type { FakeSlack, FakeSlackOptions } from "../../support/fake-slack/fake-slack.ts";
import { BOT_SCOPES } from "../../support/fake-slack/world.ts";
import { aFakeSlack } from "./a-bolt-app.ts";

const CHANNEL = { platform: "slack", tenant: "T1", id: "C1" };
const DOCUMENT: Document = { summary: "Marenta: killed 41", tone: "found", blocks: [paragraph("41 killed")] };
const SINCE = "2020-01-01T00:00:00Z";

async function anAdapter(
  options: FakeSlackOptions = {},
): Promise<{ fake: FakeSlack; adapter: SlackAdapter }> {
  const fake = await aFakeSlack(options);
  const names = new Set<string>();
  const adapter = createSlackAdapter({
    settings: { botToken: fake.token(), appToken: fake.appToken, http: null, apiBase: fake.apiUrl },
    commands: [],
    suggest: async () => [],
    memory: openChatMemory(openMemoryStore(), "slack", systemClock),
    clock: systemClock,
    log: { info() {}, error() {} },
    shelf: null,
    alone: (_name, work) => work(),
    fetchFile: async () => ({ ok: false, why: "unreachable" }),
    once: async (name) => !names.has(name) && names.add(name).has(name),
    onPresent() {},
    onRemoved() {},
  });
  await adapter.start(async () => DOCUMENT);
  onTestFinished(() => adapter.stop());
  return { fake, adapter };
}

const READER = { workspaces: [{ id: "T1", scopes: [...BOT_SCOPES, "channels:history"] }] };
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) =>
      error instanceof DeliveryError ? { problem: error.problem, retryAfter: error.retryAfter } : error,
  );

describe("a post", () => {
  it("stands in the channel, in a thread or in direct messages, and is found again by its name", async () => {
    const { fake, adapter } = await anAdapter(READER);

    const id = await adapter.post(CHANNEL, DOCUMENT, "morning");
    const reply = await adapter.post(CHANNEL, DOCUMENT, "detail", id);
    await adapter.tell("T1", "U1", DOCUMENT, "word");

    const [post, below] = fake.messages("C1");
    expect(post).toMatchObject({ ts: id, text: "Marenta: killed 41" });
    expect(textOf(post!)).toBe("41 killed");
    expect(below).toMatchObject({ ts: reply, threadTs: id });
    expect(fake.messages("DU1")).toHaveLength(1);
    expect(await adapter.findPost(CHANNEL, "morning", SINCE)).toBe(id);
    expect(await adapter.findPost(CHANNEL, "detail", SINCE, id)).toBe(reply);
    expect(await adapter.findPost(CHANNEL, "evening", SINCE)).toBeNull();
  });

  it("that may have arrived is sent once, and looked for where the scopes allow it", async () => {
    const { fake, adapter } = await anAdapter(READER);
    fake.fail({ method: "chat.postMessage", drop: "after" });

    expect(await problemOf(adapter.post(CHANNEL, DOCUMENT, "morning"))).toMatchObject({ problem: "unclear" });

    expect(fake.messages("C1")).toHaveLength(1);
    expect(await adapter.findPost(CHANNEL, "morning", SINCE)).toBe(fake.messages("C1")[0]?.ts);
  });

  it("cannot be looked for without the scope, and says so", async () => {
    const { adapter } = await anAdapter();

    expect(await adapter.findPost(CHANNEL, "morning", SINCE)).toBe("unknown");
  });

  it.each([
    [
      { status: 429, headers: { "retry-after": "7" } },
      { problem: "rate-limited", retryAfter: 7000 },
    ],
    [{ status: 429 }, { problem: "rate-limited", retryAfter: null }],
    [{ status: 503 }, { problem: "unclear", retryAfter: null }],
    [{ drop: "before" as const }, { problem: "unclear", retryAfter: null }],
    [{ error: "not_in_channel" }, { problem: "no-access", retryAfter: null }],
    [{ error: "is_archived" }, { problem: "no-access", retryAfter: null }],
    [{ error: "token_revoked" }, { problem: "gone", retryAfter: null }],
  ])("that meets %j says what became of it after one try", async (fault, problem) => {
    const { fake, adapter } = await anAdapter();
    fake.fail({ method: "chat.postMessage", ...fault });

    expect(await problemOf(adapter.post(CHANNEL, DOCUMENT, "morning"))).toEqual(problem);

    expect(fake.journal.calls("chat.postMessage")).toHaveLength(1);
  });

  it("goes without its table where Slack takes none", async () => {
    const { fake, adapter } = await anAdapter();
    const ladder: Document = {
      ...DOCUMENT,
      blocks: [
        {
          kind: "rows",
          shape: "numbers",
          title: [{ kind: "text", text: "Killed" }],
          aside: [],
          rows: [
            {
              lead: [{ kind: "strong", text: "41" }],
              body: [{ kind: "text", text: "Mayor" }],
              when: [],
              id: null,
              notes: [],
            },
          ],
        },
      ],
    };
    fake.fail({ method: "chat.postMessage", error: "invalid_blocks" });

    await adapter.post(CHANNEL, ladder, "morning");

    expect(fake.messages("C1")[0]?.blocks.map(({ type }) => type)).toEqual(["rich_text"]);
  });

  it("into another workspace, which has no token here, is for nobody", async () => {
    const { adapter } = await anAdapter();

    expect(await problemOf(adapter.post({ ...CHANNEL, tenant: "T2" }, DOCUMENT, "x"))).toMatchObject({
      problem: "gone",
    });
  });
});

describe("what is missing for posting", () => {
  it("is nothing, an invitation, or an end of the archive; and asking leaves no trace", async () => {
    const { fake, adapter } = await anAdapter({
      workspaces: [
        { id: "T1", channels: [{ id: "C1" }, { id: "C2", hasBot: false }, { id: "C3", archived: true }] },
      ],
    });
    const missing = (id: string) => adapter.missingAccess({ ...CHANNEL, id });

    expect(await missing("C1")).toEqual([]);
    expect(await missing("C2")).toEqual(["/invite @Sitrep"]);
    expect(await missing("C3")).toEqual(["unarchive the channel"]);

    expect(fake.scheduled).toEqual([]);
    expect(fake.messages("C1")).toEqual([]);
  });
});
