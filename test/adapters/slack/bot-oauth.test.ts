import { describe, expect, it } from "vitest";
import { aDatabase, describeWithPostgres } from "../../support/a-database.ts";
import {
  addressIn,
  aSlackSitrep,
  buttonOf,
  oauthEnvironment,
  startSlackSitrep,
  textOf,
} from "../../support/a-slack-sitrep.ts";
import type { RunningBot } from "../../support/fake-discord/run-bot.ts";
import type { FakeSlack, FakeSlackOptions } from "../../support/fake-slack/fake-slack.ts";
import { tempDir } from "../../support/temp-dir.ts";
import { aFakeSlack, eventually } from "./a-bolt-app.ts";

const GOMA = "goma since:2025-01-26 until:2025-02-07";
const ORG = { id: "E1", name: "org" };
const WORKSPACES = [
  {
    id: "T1",
    enterprise: ORG,
    token: null,
    members: [{ id: "U1" }, { id: "UADMIN", isAdmin: true }],
    channels: [{ id: "C1" }],
  },
  {
    id: "T2",
    enterprise: ORG,
    token: null,
    members: [{ id: "U2" }, { id: "UOTHER", isAdmin: true }],
    channels: [{ id: "C2" }],
  },
];
const REDIRECT = "http://127.0.0.1:9/slack/oauth_redirect";

async function start(options: FakeSlackOptions = {}, env: Readonly<Record<string, string>> = {}) {
  const fake = await aFakeSlack({ mode: "http", workspaces: WORKSPACES, ...options });
  const bot = await aSlackSitrep(fake, {
    ...oauthEnvironment(fake),
    SLACK_REDIRECT_URI: REDIRECT,
    ...env,
  });
  return { fake, bot };
}

/** An admin goes through the pages of the installation. */
async function install(fake: FakeSlack, bot: RunningBot, team: string, orgWide = false): Promise<void> {
  const base = addressIn(bot) ?? "";
  const tamper = (back: URL) => {
    back.port = new URL(base).port;
  };
  const done = await fake.install({ installUrl: `${base}/slack/install`, team, orgWide, tamper });
  expect(done.status).toBe(200);
}

const briefing = async (fake: FakeSlack, team = "T1"): Promise<string> =>
  textOf((await (await fake.slash({ command: "/briefing", text: GOMA, team })).next("ephemeral")).message);

const exchanges = (fake: FakeSlack) =>
  fake.journal
    .calls("oauth.v2.access")
    .filter(({ args }) => (args as { grant_type?: string }).grant_type === "refresh_token");

describe("an organisation that installed the app for all its workspaces", () => {
  it("is answered in each with one key, and each has settings, managers, pages and posts of its own", async () => {
    const { fake, bot } = await start();
    await install(fake, bot, "T1", true);

    expect(await briefing(fake, "T1")).toMatch(/^Goma\n/);
    expect(await briefing(fake, "T2")).toMatch(/^Goma\n/);
    const ask = async (text: string, team: string, user: string) =>
      (await (await fake.slash({ command: "/sitrep", text, team, user })).next("ephemeral")).message;
    expect(textOf(await ask("settings window:30d", "T1", "UADMIN"))).toContain("30 days");
    expect(textOf(await ask("settings", "T2", "UOTHER"))).not.toContain("30 days");
    // The admin of one workspace is nobody in the other.
    expect(textOf(await ask("settings window:3d", "T2", "U2"))).toContain("who may manage");

    const home = (await (await fake.openHome({ team: "T2", user: "UOTHER" })).next("home")).view;
    const opened = await fake.press(home, buttonOf(home, "Settings of this server"));
    await opened.next("view");
    expect(textOf((await opened.next("view")).view)).toContain("7 days");

    const all = fake.watch({ team: "T2", user: "U2", channel: "C2" });
    const saved = await ask('subscribe goma when:"daily 07:00"', "T2", "UOTHER");
    expect(textOf(saved)).toContain("Saved");
    const subscriptions = await ask("subscriptions", "T2", "UOTHER");
    await fake.press(subscriptions, buttonOf(subscriptions, /Send/), undefined, { team: "T2" });
    expect((await all.next("message")).message).toMatchObject({ team: "T2", channel: "C2" });
  });

  it("loses all of it when it removes the app, and one workspace when it is taken out", async () => {
    const { fake, bot } = await start();
    await install(fake, bot, "T1", true);
    await briefing(fake, "T1");
    await briefing(fake, "T2");

    await fake.event({ type: "team_access_revoked", team_ids: ["T2"] }, { team: "T1" });
    await bot.wrote('"outcome":"gone","tenant":"slack:T2"');
    expect(bot.stderr()).not.toContain('"outcome":"gone","tenant":"slack:T1"');
    expect(await briefing(fake, "T1")).toMatch(/^Goma\n/);

    await fake.uninstall("T1");
    await bot.wrote('"outcome":"gone","tenant":"slack:T1"');
    for (const team of ["T1", "T2"]) {
      const asked = await fake.slash({ command: "/briefing", text: GOMA, team });
      expect(asked.seen.filter(({ kind }) => kind === "ephemeral")).toEqual([]);
    }
  });
});

describe("tokens that end", () => {
  it("are exchanged before they do, and the new one is the one that is kept", async () => {
    const data = tempDir();
    const { fake, bot } = await start({ oauth: { rotation: 60 } }, { SITREP_DATA: data });
    await install(fake, bot, "T1");
    const first = fake.token("T1");
    fake.rotate(43_200);

    expect(await briefing(fake)).toContain("Goma");
    expect(bot.stderr()).toContain('"outcome":"token renewed","workspace":"T1"');
    const second = fake.token("T1");
    expect(second).not.toBe(first);
    expect(exchanges(fake)).toHaveLength(1);
    await bot.stop();

    const again = await aSlackSitrep(fake, {
      ...oauthEnvironment(fake),
      SLACK_REDIRECT_URI: REDIRECT,
      SITREP_DATA: data,
    });
    await fake.openHome();
    await eventually(() => fake.journal.calls("views.publish").map(({ token }) => token)).toEqual([second]);
    expect(exchanges(fake)).toHaveLength(1);
    expect(again.stderr()).not.toContain("not renewed");
    for (const secret of [first, second, "xoxe-1-"])
      expect(bot.stderr() + again.stderr()).not.toContain(secret);
  });

  it("one that is good for a while keeps nobody waiting for its exchange", async () => {
    const { fake, bot } = await start({ oauth: { rotation: 3600 } });
    await install(fake, bot, "T1");
    fake.rotate(43_200);
    fake.fail({ method: "oauth.v2.access", delay: 5000 });

    const asked = await fake.slash({ command: "/briefing", text: GOMA });
    // Slack had its sign, within its three seconds, while the exchange was still under way.
    expect(asked.ack.outcome).toBe("acked");
    expect(bot.stderr()).not.toContain("token renewed");
    await asked.next("ephemeral");

    await bot.wrote('"outcome":"token renewed"');
    expect(exchanges(fake)).toHaveLength(1);
  });

  it.each([
    [{ error: "invalid_refresh_token" }, "invalid_refresh_token"],
    [{ status: 503, times: 9 }, "Slack could not be reached"],
  ])(
    "an exchange that meets %j says so in the log, and members are still answered",
    async (fault, reason) => {
      const { fake, bot } = await start({ oauth: { rotation: 60 } });
      await install(fake, bot, "T1");
      fake.fail({ method: "oauth.v2.access", ...fault });

      expect(await briefing(fake)).toContain("Goma");
      expect(await briefing(fake)).toContain("Goma");

      const said = bot
        .stderr()
        .split("\n")
        .filter((line) => line.includes('"token not renewed"'));
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(`"workspace":"T1","reason":"${reason}"`);
    },
  );
});

describeWithPostgres("two processes that share a database", () => {
  it("exchange a token once between them, and both go on with the new one", async () => {
    const DATABASE_URL = await aDatabase();
    const { fake, bot } = await start({ oauth: { rotation: 60 } }, { DATABASE_URL });
    const other = startSlackSitrep({
      ...oauthEnvironment(fake),
      SLACK_REDIRECT_URI: REDIRECT,
      DATABASE_URL,
    });
    await other.wrote('"event":"serving"');
    await install(fake, bot, "T1");
    fake.rotate(43_200);
    fake.fail({ method: "oauth.v2.access", delay: 300 });

    const at = [addressIn(bot), addressIn(other)].map((address) => `${address}/slack/events`);
    const asked: Awaited<ReturnType<FakeSlack["slash"]>>[] = [];
    await Promise.all(
      [0, 1, 0, 1].map((which) => {
        fake.http.url = at[which] ?? "";
        return fake.slash({ command: "/sitrep", text: "help" }).then((one) => asked.push(one));
      }),
    );
    for (const one of asked) await one.next("ephemeral");

    expect(exchanges(fake)).toHaveLength(1);
    expect(bot.stderr() + other.stderr()).not.toContain("token not renewed");
    const newest = fake.token("T1");
    for (const url of at) {
      fake.http.url = url;
      await (await fake.openHome()).next("home");
    }
    expect(fake.journal.calls("views.publish").map(({ token }) => token)).toEqual([newest, newest]);
  });
});
