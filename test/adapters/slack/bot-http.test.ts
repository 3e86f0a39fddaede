import { describe, expect, it } from "vitest";
import {
  addressIn,
  aSlackSitrep,
  buttonOf,
  oauthEnvironment,
  slackEnvironment,
  startSlackSitrep,
  textOf,
} from "../../support/a-slack-sitrep.ts";
import { signatureOf } from "../../support/fake-slack/http-link.ts";
import { aFakeSlack } from "./a-bolt-app.ts";

const FORM = "application/x-www-form-urlencoded";
const GOMA = "goma since:2025-01-26 until:2025-02-07";
const bodyOf = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const commandBody = (trigger: string) =>
  bodyOf({
    team_id: "T1",
    user_id: "U1",
    channel_id: "C1",
    command: "/sitrep",
    text: "help",
    trigger_id: trigger,
    response_url: "https://192.0.2.1/never",
  });

describe("requests over HTTP", () => {
  it("are refused unless Slack signed them just now, for the first time, as they are", async () => {
    const fake = await aFakeSlack({ mode: "http" });
    const bot = await aSlackSitrep(fake, slackEnvironment(fake, "http"));
    const now = () => Math.floor(Date.now() / 1000);
    const url = fake.http.url ?? "";
    const post = (body: string, headers: Record<string, string>) =>
      fetch(url, { method: "POST", headers: { "content-type": FORM, ...headers }, body });
    const signed = (body: string, at: number, secret = fake.signingSecret) => ({
      "x-slack-request-timestamp": String(at),
      "x-slack-signature": signatureOf(secret, String(at), body),
    });

    const refused: [string, Promise<Response>][] = [
      ["wrong secret", post(commandBody("1"), signed(commandBody("1"), now(), "another"))],
      ["stale", post(commandBody("2"), signed(commandBody("2"), now() - 301))],
      ["future", post(commandBody("3"), signed(commandBody("3"), now() + 120))],
      ["altered", post(`${commandBody("4")}&text=x`, signed(commandBody("4"), now()))],
      ["no headers", post(commandBody("5"), {})],
      [
        "no time",
        post(commandBody("6"), {
          "x-slack-signature": signed(commandBody("6"), now())["x-slack-signature"] ?? "",
        }),
      ],
      [
        "time is no number",
        post(commandBody("7"), { ...signed(commandBody("7"), now()), "x-slack-request-timestamp": "now" }),
      ],
    ];
    for (const [name, response] of refused) expect([name, (await response).status]).toEqual([name, 401]);
    expect(bot.stdout() + bot.stderr()).not.toContain('"event":"command"');

    const at = now();
    const body = commandBody("8");
    expect((await post(body, signed(body, at))).status).toBe(200);
    expect((await post(body, signed(body, at))).status).toBe(401);
    await bot.wrote('"event":"command"');
    expect((bot.stdout() + bot.stderr()).split('"event":"command"')).toHaveLength(2);

    const long = "x".repeat(600_000);
    expect((await post(long, signed(long, now()))).status).toBe(413);
    expect((await fetch(new URL("/elsewhere", url))).status).toBe(404);
    // Slack's question whether anybody is there is not signed; what is smuggled in with it is not heard.
    expect((await post(`ssl_check=1&${commandBody("9")}`, {})).status).toBe(200);
    expect((await post(`ssl_check=2&${commandBody("10")}`, {})).status).toBe(401);
    expect((bot.stdout() + bot.stderr()).split('"event":"command"')).toHaveLength(2);
    expect((await fake.http.checkSsl()).outcome).toBe("acked");
    expect((await fake.http.verifyUrl("abc")).body).toMatchObject({ challenge: "abc" });
    expect(new URL(url).hostname).toBe("127.0.0.1");
  });

  it("run once what Slack brings again, signed anew", async () => {
    const fake = await aFakeSlack({ mode: "http" });
    const bot = await aSlackSitrep(fake, slackEnvironment(fake, "http"));
    const opened = (id: string) =>
      JSON.stringify({
        ...{ type: "event_callback", event_id: id, team_id: "T1", api_app_id: "A1", event_time: 1 },
        event: { type: "app_home_opened", user: "U1", channel: "D1", tab: "home", event_ts: "1.000001" },
        authorizations: [{ enterprise_id: null, team_id: "T1", user_id: "UB", is_bot: true }],
      });
    const bring = async (body: string, secondsAgo: number, type: string, attempt?: string) => {
      const at = String(Math.floor(Date.now() / 1000) - secondsAgo);
      const again =
        attempt === undefined ? {} : { "x-slack-retry-num": attempt, "x-slack-retry-reason": "http_timeout" };
      const headers = {
        ...{ "content-type": type, "x-slack-request-timestamp": at },
        ...{ "x-slack-signature": signatureOf(fake.signingSecret, at, body), ...again },
      };
      return (await fetch(fake.http.url ?? "", { method: "POST", headers, body })).status;
    };
    const told = (what: string) => (bot.stdout() + bot.stderr()).split(what).length - 1;

    expect(await bring(opened("Ev1"), 3, "application/json")).toBe(200);
    expect(await bring(opened("Ev1"), 2, "application/json", "1")).toBe(200);
    expect(await bring(opened("Ev1"), 1, "application/json", "2")).toBe(200);
    expect(await bring(commandBody("9"), 2, FORM)).toBe(200);
    expect(await bring(commandBody("9"), 1, FORM, "1")).toBe(200);
    // Another opening of the same page is no repetition.
    expect(await bring(opened("Ev2"), 0, "application/json")).toBe(200);

    await expect.poll(() => fake.journal.calls("views.publish").length, { timeout: 20_000 }).toBe(2);
    await bot.wrote('"event":"command"');
    expect(told('"outcome":"told twice"')).toBe(3);
    expect(told('"command":"help"')).toBe(1);
  });

  it("end the process with one line where the address is taken", async () => {
    const fake = await aFakeSlack({ mode: "http" });
    await aSlackSitrep(fake, slackEnvironment(fake, "http"));
    const { port } = new URL(fake.http.url ?? "");

    const second = startSlackSitrep({ ...slackEnvironment(fake, "http"), SLACK_PORT: port });

    expect(await second.ended).toBe(2);
    expect(second.stderr()).toContain("SLACK_PORT");
  });
});

describe("two workspaces that installed the app by themselves", () => {
  const WORKSPACES = ["T1", "T2"].map((id) => ({
    id,
    name: "Same Name",
    members: [
      { id: "U1", name: "ana" },
      { id: "U2", name: "ben", isAdmin: true },
    ],
    channels: [{ id: "C1", name: "general" }],
    token: null,
  }));

  it("have tokens, settings, pages and buttons of their own, and lose them when they remove it", async () => {
    const fake = await aFakeSlack({ mode: "http", workspaces: WORKSPACES });
    const bot = await aSlackSitrep(fake, {
      ...oauthEnvironment(fake),
      SLACK_REDIRECT_URI: "http://127.0.0.1:1/slack/oauth_redirect",
    });
    const base = addressIn(bot) ?? "";
    const home = (back: URL) => {
      const here = new URL(base);
      back.port = here.port;
    };
    const installUrl = `${base}/slack/install`;

    const before = await fake.slash({ command: "/briefing", text: GOMA, team: "T1" });
    expect(before.seen.filter(({ kind }) => kind === "ephemeral")).toEqual([]);
    const forged = await fake.install({ installUrl, team: "T1", withoutCookie: true, tamper: home });
    expect(forged.status).toBe(400);
    expect(forged.text).not.toMatch(/at .*\.js|Error/);
    for (const team of ["T1", "T2"])
      expect((await fake.install({ installUrl, team, tamper: home })).status).toBe(200);

    const inOne = (
      await (await fake.slash({ command: "/briefing", text: GOMA, team: "T1" })).next("ephemeral")
    ).message;
    const inTwo = (
      await (await fake.slash({ command: "/sitrep", text: "help", team: "T2" })).next("ephemeral")
    ).message;
    expect(textOf(inOne)).toMatch(/^Goma\n/);
    // A button of the one, smuggled into a message of the other, is none.
    const smuggled = { ...inTwo, blocks: inOne.blocks };
    for (const label of ["More", "Figures", "Share to channel"]) {
      const pressed = await fake.press(smuggled, buttonOf(inOne, label));
      const answer = (await pressed.next("ephemeral")).message;
      expect(textOf(answer)).toContain("too old, or not from here");
      expect(answer.team).toBe("T2");
    }
    const changed = await fake.slash({
      command: "/sitrep",
      text: "settings window:30d",
      team: "T1",
      user: "U2",
    });
    expect(textOf((await changed.next("ephemeral")).message)).toContain("30 days");
    const others = await fake.slash({ command: "/sitrep", text: "settings", team: "T2", user: "U2" });
    expect(textOf((await others.next("ephemeral")).message)).not.toContain("30 days");

    await fake.uninstall("T1");
    await bot.wrote('"outcome":"gone","tenant":"slack:T1"');
    const after = await fake.slash({ command: "/briefing", text: GOMA, team: "T1" });
    const still = await fake.slash({ command: "/briefing", text: GOMA, team: "T2" });
    await still.next("ephemeral");
    expect(after.seen.filter(({ kind }) => kind === "ephemeral")).toEqual([]);

    const written = bot.stdout() + bot.stderr();
    for (const secret of [fake.clientSecret, fake.signingSecret, fake.token("T2")])
      expect(written).not.toContain(secret);
    expect(written.split('"outcome":"installed"')).toHaveLength(3);
  });
});
