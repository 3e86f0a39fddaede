import type { KnownBlock } from "@slack/types";
import { describe, expect, it } from "vitest";
import type { FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { aBoltApp, aFakeSlack, eventually, type Mode } from "./a-bolt-app.ts";

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
    await eventually(() => failures.length).toBe(2);

    expect(drive.ack.body).toEqual({});
    expect(shared.to).toBeNull();
    expect(shared.message.blocks).toHaveLength(2);
    expect(drive.seen).toHaveLength(5);
    expect(failures.map(String).join()).toContain("404");
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
    await eventually(() => triggers.length).toBe(2);

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
