import { expect, it } from "vitest";
import { postingClient } from "../../../adapters/slack/client.ts";
import { postDocument } from "../../../adapters/slack/post.ts";
import { sendFiles } from "../../../adapters/slack/send-files.ts";
import { openDrawings } from "../../../adapters/slack/show.ts";
import { homeView } from "../../../adapters/slack/views.ts";
import { createDispatch } from "../../../src/chat/dispatch.ts";
import { systemClock } from "../../../src/clock.ts";
import { commands, type Needs } from "../../../src/commands/index.ts";
import { openChatMemory } from "../../../src/stores/keyed-chat-memory.ts";
import { openMemoryStore } from "../../../src/stores/sqlite-store.ts";
import { aDesk } from "../../support/a-desk.ts";
import { anEmulator } from "./an-emulator.ts";

it("a stand-in written by others takes a post, a file and the page of the bot", async () => {
  const client = postingClient("test_token_admin", `${await anEmulator()}/api/`);
  const { channels = [] } = await client.conversations.list();
  const { user_id: user = "" } = await client.auth.test();
  const channel = channels[0]?.id ?? "";
  const drawings = openDrawings(openChatMemory(openMemoryStore(), "slack", systemClock));
  const dispatch = createDispatch<Needs>({
    commands,
    needs: () => ({ desk: aDesk() }),
    log: { info() {}, error() {} },
    clock: systemClock,
  });
  const document = await dispatch({
    command: "briefing",
    options: { topic: "marenta" },
    platform: "slack",
    tenant: "T1",
    channel: null,
    language: "en",
    user: null,
    mayManage: false,
  });

  const ts = await postDocument(client, drawings, { to: channel, tenant: "T1", document, once: "x" });
  const { messages = [] } = await client.conversations.history({ channel });
  const page = await drawings.plain.page("T1", document, 0);
  const home = await client.views.publish({ user_id: user, view: homeView(page) });
  const file = { name: "marenta.md", type: "text/markdown", content: "# Marenta", about: "a file" } as const;
  // A member's id stands for the conversation with them at Slack; there a channel has to do.
  await sendFiles(client, channel, { ...document, files: [file] });

  expect(messages.find((message) => message.ts === ts)?.text).toBe(document.summary);
  expect(home.ok).toBe(true);
});
