import { describe, expect, it } from "vitest";
import {
  aSlackSitrep,
  buttonOf,
  slackEnvironment,
  startSlackSitrep,
  textOf,
} from "../../support/a-slack-sitrep.ts";
import { aFakeSlack } from "./a-bolt-app.ts";

const GOMA = "goma since:2025-01-26 until:2025-02-07";
const start = async () => {
  const fake = await aFakeSlack();
  const bot = await aSlackSitrep(fake, slackEnvironment(fake, "socket"));
  return { fake, bot };
};

describe("misfortunes on Slack", () => {
  it.each([{ status: 429, headers: { "retry-after": "1" } }, { status: 429 }, { status: 503 }])(
    "an answer that meets %j is shown all the same, once",
    async (fault) => {
      const { fake } = await start();
      fake.fail({ method: "response_url", ...fault });

      const asked = await fake.slash({ command: "/briefing", text: GOMA });
      await asked.next("ephemeral");

      expect(asked.seen.filter(({ kind }) => kind === "ephemeral")).toHaveLength(1);
    },
  );

  it("an answer that was cut off after it arrived is not given twice, but a page is turned again", async () => {
    const { fake, bot } = await start();
    fake.fail({ method: "response_url", drop: "after" });

    const asked = await fake.slash({ command: "/briefing", text: GOMA });
    const { message } = await asked.next("ephemeral");
    await bot.wrote("answer failed");
    expect(asked.seen.filter(({ kind }) => kind === "ephemeral")).toHaveLength(1);

    fake.fail({ method: "response_url", drop: "before" });
    const turned = await fake.press(message, buttonOf(message, "More"));
    expect(textOf((await turned.next("update")).message)).toContain("page 2 of ");
  });

  it("an address that is used up is answered by a message for the asker alone", async () => {
    const { fake } = await start();
    fake.fail({ method: "response_url", status: 404, error: "expired_url" });

    const asked = await fake.slash({ command: "/briefing", text: GOMA });

    expect(textOf((await asked.next("ephemeral")).message)).toMatch(/^Goma\n/);
    expect(fake.journal.calls("chat.postEphemeral")).toHaveLength(1);
  });

  it("a member of whom Slack says nothing is answered in English and manages nothing", async () => {
    const { fake } = await start();
    fake.fail({ method: "users.info", error: "user_not_found", times: 9 });

    const asked = await fake.slash({ command: "/sitrep", text: "settings window:30d" });

    expect(textOf((await asked.next("ephemeral")).message)).toContain("who may manage");
  });

  it("comes back when Slack asks it to or the line breaks, and hears what happened in between", async () => {
    const { fake, bot } = await start();

    fake.socket.disconnect();
    await bot.wrote('"outcome":"reconnecting"');
    await fake.socket.connected();
    await (await fake.slash({ command: "/sitrep", text: "help" })).next("ephemeral");

    fake.fail({ method: "apps.connections.open", status: 503 });
    fake.socket.terminate();
    const home = await fake.openHome();
    await home.next("home");

    expect(home.ack.outcome).toBe("queued");
  });

  it("ends with one line when Slack refuses the app token while it comes back", async () => {
    const { fake, bot } = await start();
    fake.fail({ method: "apps.connections.open", error: "invalid_auth", times: 9 });

    fake.socket.terminate();

    expect(await bot.ended).toBe(2);
    const lines = bot
      .stderr()
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("{"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("SLACK_APP_TOKEN");
  });

  it.each([
    ["SLACK_BOT_TOKEN", "xoxb-T1-wrong"],
    ["SLACK_APP_TOKEN", "xapp-1-wrong"],
  ])("does not start with a wrong %s, and says which", async (name, value) => {
    const fake = await aFakeSlack();

    const bot = startSlackSitrep({ ...slackEnvironment(fake, "socket"), [name]: value });

    expect(await bot.ended).toBe(2);
    expect(bot.stderr()).toContain(name);
    expect(bot.stderr()).not.toContain(value);
  });

  it("a workspace that takes the token back gets nothing more, and its data is marked for deletion", async () => {
    const { fake, bot } = await start();

    await fake.uninstall("T1");
    await bot.wrote('"outcome":"gone","tenant":"slack:T1"');

    const asked = await fake.slash({ command: "/sitrep", text: "help" });
    expect(asked.seen.filter(({ kind }) => kind === "ephemeral")).toEqual([]);
  });

  it("writes no secret, in good times and bad, whatever is switched on", async () => {
    const fake = await aFakeSlack();
    const talkative = { DEBUG: "*", NODE_DEBUG: "net,tls,timer,worker,module", NODE_ENV: "development" };
    const bot = await aSlackSitrep(fake, { ...slackEnvironment(fake, "socket"), ...talkative });

    const { message } = await (await fake.slash({ command: "/briefing", text: GOMA })).next("ephemeral");
    fake.fail({ method: "response_url", status: 500, times: 9 });
    await fake.press(message, buttonOf(message, "Figures"));
    await bot.wrote("answer failed");
    fake.fail({ method: "apps.connections.open", error: "invalid_auth", times: 9 });
    fake.socket.terminate();
    await bot.ended;

    const written = bot.stdout() + bot.stderr();
    for (const secret of [fake.token(), fake.appToken, "/response/T1", "ticket="])
      expect(written).not.toContain(secret);
  });
});
