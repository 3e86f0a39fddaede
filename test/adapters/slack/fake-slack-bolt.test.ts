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

  it("acknowledges a command with a message that only the member sees", async () => {
    const { fake, app } = await start();
    app.command("/briefing", async ({ ack, command }) => ack({ text: `you asked for ${command.text}` }));

    const drive = await fake.slash({ command: "/briefing", text: "goma 7d" });

    expect(drive.ack).toMatchObject({ outcome: "acked", status: mode === "http" ? 200 : null });
    expect(drive.ack.milliseconds).toBeGreaterThan(0);
    const { message, to } = await drive.next("ephemeral");
    expect(message.text).toBe("you asked for goma 7d");
    expect(to).toBe("U1");
  });

  it("answers later through the response_url, for one or for all, five times", async () => {
    const { fake, app } = await start();
    const failures: unknown[] = [];
    app.command("/briefing", async ({ ack, respond }) => {
      await ack();
      await respond({ text: "only you" });
      await respond({ response_type: "in_channel", text: "everybody", blocks: page(1) });
      for (const n of [3, 4, 5]) await respond(`answer ${n}`);
      await respond("too many").catch((error: unknown) => failures.push(error));
      await respond("again").catch((error: unknown) => failures.push(error));
    });

    const drive = await fake.slash({ command: "/briefing" });
    const shared = await drive.next("message");
    for (let n = 0; n < 4; n += 1) await drive.next("ephemeral");
    await expect.poll(() => failures.length).toBe(2);

    expect(drive.ack.body).toEqual({});
    expect(shared.to).toBeNull();
    expect(shared.message.blocks).toHaveLength(2);
    expect(drive.seen).toHaveLength(5);
    expect(failures.map(String).join()).toContain("404");
  });

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

  it("hears events with their retry marks, and shortcuts on messages", async () => {
    const { fake, app } = await start();
    const heard: unknown[] = [];
    app.event(
      "app_uninstalled",
      async ({ context, body }) => void heard.push(body.team_id, context.retryNum, context.retryReason),
    );
    app.shortcut("why", async ({ ack, respond, shortcut }) => {
      await ack();
      await respond(`about ${shortcut.type === "message_action" ? shortcut.message.text : ""}`);
    });
    await app.client.chat.postMessage({ channel: "C1", text: "a claim", ...QUIET });

    await fake.event({ type: "app_uninstalled" }, {}, { retry: { attempt: 2, reason: "timeout" } });
    const answer = await (await fake.shortcut("why", fake.messages("C1")[0]!)).next("ephemeral");

    expect(heard).toEqual(["T1", 2, "timeout"]);
    expect(answer.message.text).toBe("about a claim");
  });

  it("runs a handler twice when the same thing is delivered twice", async () => {
    const { fake, app } = await start();
    const triggers: string[] = [];
    app.command("/briefing", async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack();
    });

    await fake.slash({ command: "/briefing" }, { twice: true });
    await expect.poll(() => triggers.length).toBe(2);

    expect(triggers[0]).toBe(triggers[1]);
  });

  it("answers each workspace with its own token, names and channels being the same", async () => {
    const members = [{ id: "U1", name: "ana" }];
    const channels = [{ id: "C1", name: "general" }];
    const fake = await aFakeSlack({
      mode,
      workspaces: [
        { id: "T1", members, channels },
        { id: "T2", members, channels },
      ],
    });
    const app = await aBoltApp(fake, mode, {
      authorize: async ({ teamId }) => ({ botToken: fake.token(teamId), botUserId: "B", botId: "B" }),
    });
    app.command("/briefing", async ({ ack, say, command }) => {
      await ack();
      await say({ text: `for ${command.team_id}`, ...QUIET });
    });
    const other = fake.watch({ team: "T1" });

    const { message } = await (await fake.slash({ command: "/briefing", team: "T2" })).next("message");

    expect(message.text).toBe("for T2");
    expect(fake.messages("C1", "T2")).toHaveLength(1);
    expect(fake.messages("C1", "T1")).toEqual([]);
    expect(other.seen).toEqual([]);
  });

  it("leaves the member with Slack's own words when a handler throws before its ack, or nobody listens", async () => {
    const { fake, app } = await start({ ackLimit: 200 });
    app.command("/briefing", async () => {
      throw new Error("a bug");
    });

    const thrown = await fake.slash({ command: "/briefing" });
    const unheard = await fake.slash({ command: "/nobody" });

    expect(thrown.ack.outcome).not.toBe("acked");
    expect((await thrown.next("trouble")).text).toMatch(
      /\/briefing failed with the error "(operation_timeout|dispatch_failed)"/,
    );
    expect(unheard.ack.outcome).toBe("timeout");
    expect((await unheard.next("trouble")).text).toContain("operation_timeout");
  });

  it("calls an acknowledgement late that comes after the limit", async () => {
    const { fake, app } = await start({ ackLimit: 100 });
    const done = Promise.withResolvers<void>();
    const acknowledged = Promise.withResolvers<void>();
    app.command("/briefing", async ({ ack }) => {
      await done.promise;
      await ack({ text: "sorry" });
      acknowledged.resolve();
    });

    const drive = await fake.slash({ command: "/briefing" });
    done.resolve();
    await acknowledged.promise;

    expect(drive.ack.outcome).toBe("timeout");
    expect(drive.seen.map(({ kind }) => kind)).toEqual(["trouble"]);
  });
});
