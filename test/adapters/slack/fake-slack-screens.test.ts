import type { KnownBlock, ModalView } from "@slack/types";
import { describe, expect, it } from "vitest";
import type { FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { aBoltApp, aFakeSlack, type Mode } from "./a-bolt-app.ts";

const QUIET = { unfurl_links: false, unfurl_media: false };
const plain = (text: string) => ({ type: "plain_text" as const, text });

const page = (n: number): KnownBlock[] => [
  { type: "section", text: { type: "mrkdwn", text: `page ${n}` } },
  {
    type: "actions",
    block_id: "pager",
    elements: [
      { type: "button", text: plain("Next"), action_id: "page", value: String(n + 1) },
      { type: "overflow", action_id: "more", options: [{ text: plain("Drop"), value: "drop" }] },
    ],
  },
];

const dialog: ModalView = {
  type: "modal",
  callback_id: "ask",
  title: plain("Place"),
  submit: plain("Go"),
  blocks: [
    {
      type: "input",
      block_id: "place",
      label: plain("Place"),
      element: { type: "external_select", action_id: "place", min_query_length: 1 },
    },
    {
      type: "input",
      block_id: "window",
      label: plain("Window"),
      optional: true,
      element: { type: "plain_text_input", action_id: "window", initial_value: "72h" },
    },
  ],
};

describe.each<Mode>(["socket", "http"])("an unmodified Bolt app in %s mode", (mode) => {
  const start = async (
    options = {},
  ): Promise<{ fake: FakeSlack; app: Awaited<ReturnType<typeof aBoltApp>> }> => {
    const fake = await aFakeSlack({ mode, ...options });
    return { fake, app: await aBoltApp(fake, mode) };
  };

  it("turns a page in place, and deletes what it posted", async () => {
    const { fake, app } = await start();
    app.command("/briefing", async ({ ack, respond }) => {
      await ack();
      await respond({ response_type: "in_channel", text: "page 1", blocks: page(1) });
    });
    app.action({ action_id: "page", type: "block_actions" }, async ({ ack, respond, action }) => {
      await ack();
      const n = Number("value" in action ? action.value : 0);
      await respond({ replace_original: true, text: `page ${n}`, blocks: page(n) });
    });
    app.action({ action_id: "more", type: "block_actions" }, async ({ ack, respond, action }) => {
      await ack();
      if (action.type === "overflow")
        await respond({ delete_original: action.selected_option.value === "drop" });
    });

    const first = await (await fake.slash({ command: "/briefing" })).next("message");
    const second = await (await fake.press(first.message, "page", "2")).next("update");
    const third = await (await fake.press(second.message, "page")).next("update");

    expect(third.message).toMatchObject({ ts: first.message.ts, text: "page 3", edited: true });
    await (await fake.select(third.message, "more", "drop")).next("delete");
    expect(fake.messages("C1")).toEqual([]);
    await expect(fake.press(first.message, "page", "9")).rejects.toThrow("no element page=9");
  });

  it("opens a dialog, suggests places, shows errors, and closes it", async () => {
    const { fake, app } = await start();
    const heard: unknown[] = [];
    app.command("/ask", async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: dialog });
    });
    app.options("place", async ({ ack, options }) =>
      ack({
        options: ["Goma", "Gomel"]
          .filter((name) => name.toLowerCase().startsWith(options.value))
          .map((name) => ({ text: plain(name), value: name.toLowerCase() })),
      }),
    );
    app.view("ask", async ({ ack, view }) => {
      const place = view.state.values.place?.place?.selected_option?.value;
      heard.push(place, view.state.values.window?.window?.value);
      if (place === "gomel")
        await ack({ response_action: "errors", errors: { place: "nothing from there" } });
      else await ack();
    });

    const { view } = await (await fake.slash({ command: "/ask" })).next("view");
    await expect(fake.submitView(view, {})).rejects.toThrow("while place is empty");
    await expect(fake.submitView(view, { place: "goma" })).rejects.toThrow("does not offer");
    const { options } = await fake.suggest(view, "place", "gom");
    const refused = await fake.submitView(view, { place: "gomel" });
    const sent = await fake.submitView(view, { place: "goma", window: "7d" });

    expect(options.map(({ value }) => value)).toEqual(["goma", "gomel"]);
    expect((await refused.next("form-errors")).errors).toEqual({ place: "nothing from there" });
    expect(await sent.next("view")).toMatchObject({ how: "close" });
    expect(heard).toEqual(["gomel", "72h", "goma", "7d"]);
  });

  it("puts another dialog on top or in place", async () => {
    const { fake, app } = await start();
    const notice = (text: string): ModalView => ({
      type: "modal",
      title: plain(text),
      blocks: [{ type: "divider" }],
    });
    app.shortcut("ask", async ({ ack, client, shortcut }) => {
      await ack();
      const opened = await client.views.open({ trigger_id: shortcut.trigger_id, view: notice("one") });
      await client.views.update({
        view_id: opened.view?.id ?? "",
        hash: opened.view?.hash ?? "",
        view: { ...dialog, blocks: [page(1)[1]!] },
      });
    });
    app.view("ask", async ({ ack }) => ack({ response_action: "update", view: notice("thanks") }));
    app.action("page", async ({ ack, client, body }) => {
      await ack();
      if (body.type === "block_actions")
        await client.views.push({ trigger_id: body.trigger_id, view: notice("top") });
    });

    const drive = await fake.shortcut("ask", null);
    expect(await drive.next("view")).toMatchObject({ how: "open" });
    const { view } = await drive.next("view");
    const pushed = await (await fake.press(view, "page")).next("view");
    const done = await (await fake.submitView(view)).next("view");

    expect(pushed).toMatchObject({ how: "push", view: { rootId: view.id, previousId: view.id } });
    expect(done).toMatchObject({
      how: "update",
      view: { id: view.id, content: { title: { text: "thanks" } } },
    });
  });

  it("publishes the App Home to the one who opened it", async () => {
    const { fake, app } = await start({
      workspaces: [{ id: "T1", members: [{ id: "U1" }, { id: "U2", locale: "fr-FR", isAdmin: true }] }],
    });
    app.event("app_home_opened", async ({ event, client }) => {
      const { user } = await client.users.info({ user: event.user, include_locale: true });
      await client.views.publish({
        user_id: event.user,
        view: {
          type: "home",
          blocks: [{ type: "section", text: plain(`${user?.locale} ${user?.tz} ${user?.is_admin}`) }],
        },
      });
    });
    const other = fake.watch({ user: "U1" });

    const { view } = await (await fake.openHome({ user: "U2" })).next("home");

    expect(view.content.blocks).toMatchObject([{ text: { text: "fr-FR Europe/Paris true" } }]);
    expect(other.seen).toEqual([]);
  });

  it("posts, threads, changes, and takes away messages", async () => {
    const { fake, app } = await start();
    const watch = fake.watch();

    const root = await app.client.chat.postMessage({
      channel: "C1",
      text: "briefing",
      blocks: page(1),
      ...QUIET,
    });
    await app.client.chat.postMessage({ channel: "C1", text: "more", thread_ts: root.ts ?? "", ...QUIET });
    await app.client.chat.update({ channel: "C1", ts: root.ts ?? "", text: "newer" });
    await app.client.chat.postEphemeral({ channel: "C1", user: "U1", text: "psst" });
    await app.client.chat.delete({ channel: "C1", ts: root.ts ?? "" });

    expect(watch.seen.map(({ kind }) => kind)).toEqual([
      "message",
      "message",
      "update",
      "ephemeral",
      "delete",
    ]);
    expect(fake.messages("C1").map(({ text, threadTs }) => [text, threadTs])).toEqual([
      ["more", root.ts],
      ["psst", null],
    ]);
  });

  it("uploads a file, byte for byte", async () => {
    const { fake, app } = await start();
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, i) => i % 256));

    await app.client.filesUploadV2({
      channel_id: "C1",
      file: bytes,
      filename: "export.csv",
      initial_comment: "the export",
    });

    const [upload] = fake.uploads.values();
    expect(Buffer.from(upload?.bytes ?? []).equals(bytes)).toBe(true);
    expect(upload).toMatchObject({ name: "export.csv", length: 3000, channel: "C1" });
    expect(fake.messages("C1")[0]).toMatchObject({ text: "the export", files: [{ name: "export.csv" }] });
  });
});
