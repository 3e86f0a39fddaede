import { describe, expect, it } from "vitest";
import { aTickingClock } from "../../support/a-ticking-clock.ts";
import { BOT_SCOPES } from "../../support/fake-slack/world.ts";
import { aFakeSlack } from "./a-bolt-app.ts";
import { aWebClient, errorOf } from "./a-web-client.ts";

const NOON = "2025-01-27T12:00:00Z";
const QUIET = { unfurl_links: false, unfurl_media: false };

describe("the door of the Web API", () => {
  it("lets in only the token of a workspace, with its scopes in a header", async () => {
    const fake = await aFakeSlack();

    const { response_metadata, team_id } = await aWebClient(fake).auth.test();

    expect(team_id).toBe("T1");
    expect(response_metadata?.scopes).toEqual([...BOT_SCOPES]);
    expect(await errorOf(aWebClient(fake, "xoxb-wrong").auth.test())).toBe("invalid_auth");
    expect(await errorOf(aWebClient(fake, "").auth.test())).toBe("not_authed");
    expect(await errorOf(aWebClient(fake).apps.connections.open({}))).toBe("not_allowed_token_type");
    expect(await errorOf(aWebClient(fake, fake.appToken).apps.connections.open({}))).toBe("ok");
  });

  it("names the scope that is missing", async () => {
    const fake = await aFakeSlack({ workspaces: [{ id: "T1", scopes: ["commands"] }] });

    const error = await aWebClient(fake)
      .chat.postMessage({ channel: "C1", text: "a", ...QUIET })
      .catch((thrown: { data: object }) => thrown.data);

    expect(error).toMatchObject({ error: "missing_scope", needed: "chat:write", provided: "commands" });
  });

  it("lets a token in no longer than it lives", async () => {
    const clock = aTickingClock(NOON);
    const fake = await aFakeSlack({ clock, oauth: { redirectUri: "http://127.0.0.1:9/back", rotation: 60 } });
    const page = await fetch(`${fake.authorizationUrl}?client_id=${fake.clientId}&scope=commands&state=s`, {
      redirect: "manual",
    });
    const code = new URL(page.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const client = { client_id: fake.clientId, client_secret: fake.clientSecret };

    const { access_token, refresh_token, expires_in } = await aWebClient(fake, "").oauth.v2.access({
      ...client,
      code,
    });
    expect(expires_in).toBe(60);
    expect(await errorOf(aWebClient(fake, access_token).auth.test())).toBe("ok");
    clock.tick(60_000);
    expect(await errorOf(aWebClient(fake, access_token).auth.test())).toBe("token_expired");
    const renewed = await aWebClient(fake, "").oauth.v2.access({
      ...client,
      grant_type: "refresh_token",
      refresh_token: refresh_token ?? "",
    });
    expect(await errorOf(aWebClient(fake, renewed.access_token).auth.test())).toBe("ok");
  });

  it("shuts behind a token that was revoked, and behind an app that was removed", async () => {
    const fake = await aFakeSlack({ workspaces: [{ id: "T1" }, { id: "T2" }] });
    const [one, two] = [aWebClient(fake, fake.token("T1")), aWebClient(fake, fake.token("T2"))];

    await one.auth.revoke();
    await two.apps.uninstall({ client_id: fake.clientId, client_secret: fake.clientSecret });

    expect(await errorOf(one.auth.test())).toBe("token_revoked");
    expect(await errorOf(two.auth.test())).toBe("account_inactive");
  });

  it("fails the test over a method or an address it does not know", async () => {
    const fake = await aFakeSlack();

    expect(await errorOf(aWebClient(fake).apiCall("chat.postMassage"))).toBe("unknown_method");
    expect((await fetch(new URL("/elsewhere", fake.apiUrl))).status).toBe(404);

    expect(() => fake.journal.assertClean()).toThrow("2 broken rules");
    expect(fake.journal.takeViolations()).toEqual([
      "POST /api/chat.postMassage: no such method in the fake Slack",
      "GET /elsewhere: no such address in the fake Slack",
    ]);
  });

  it("fails the test over a token in the address", async () => {
    const fake = await aFakeSlack();

    await fetch(`${fake.apiUrl}auth.test?token=${fake.token()}`, { method: "POST" });

    expect(fake.journal.takeViolations()).toEqual(["auth.test: a token stands in the address"]);
  });

  it("reads JSON as it reads forms, and refuses what is neither", async () => {
    const fake = await aFakeSlack();
    const call = async (type: string, body: string) => {
      const headers = { authorization: `Bearer ${fake.token()}`, "content-type": type };
      return (await fetch(`${fake.apiUrl}chat.postMessage`, { method: "POST", headers, body })).json();
    };
    const blocks = [{ type: "divider" }];

    const json = await call(
      "application/json; charset=utf-8",
      JSON.stringify({ channel: "C1", text: "a", blocks, ...QUIET }),
    );

    expect(json).toMatchObject({ ok: true, message: { blocks } });
    expect(await call("application/json", "{")).toEqual({ ok: false, error: "invalid_json" });
    expect(await call("text/plain", "channel=C1")).toEqual({ ok: false, error: "invalid_post_type" });
    expect(await call("application/x-www-form-urlencoded", "channel=C1&text=a&blocks=[")).toEqual({
      ok: false,
      error: "invalid_blocks_format",
    });
  });
});

describe("chat.* of the Web API", () => {
  it("knows channels by their ids only, and which of them the app may write to", async () => {
    const channels = [
      { id: "C1", name: "general" },
      { id: "C2", hasBot: false },
      { id: "C3", kind: "private", hasBot: false } as const,
      { id: "C4", archived: true },
    ];
    const fake = await aFakeSlack({ workspaces: [{ id: "T1", channels }] });
    const post = (channel: string) =>
      errorOf(aWebClient(fake).chat.postMessage({ channel, text: "a", ...QUIET }));

    const answers = await Promise.all(["C1", "general", "C2", "C3", "C4", "C404", "U1"].map(post));

    expect(answers).toEqual([
      "ok",
      "channel_not_found",
      "not_in_channel",
      "channel_not_found",
      "is_archived",
      "channel_not_found",
      "ok",
    ]);
    expect(fake.messages("DU1")).toHaveLength(1);
  });

  it("refuses a body that Slack would refuse, and says where", async () => {
    const fake = await aFakeSlack();
    const blocks = Array.from({ length: 51 }, () => ({ type: "divider" }));

    const error = await aWebClient(fake)
      .chat.postMessage({ channel: "C1", text: "a", blocks, ...QUIET })
      .catch((thrown: { data: object }) => thrown.data);

    expect(error).toMatchObject({ error: "invalid_blocks" });
    expect(JSON.stringify(error)).toContain("message-blocks is 51, at most 50");
    expect(fake.messages("C1")).toEqual([]);
    expect(fake.journal.takeViolations()).toHaveLength(1);
  });

  it("takes a body that only breaks a rule of the house, and fails the test", async () => {
    const fake = await aFakeSlack();

    expect(await errorOf(aWebClient(fake).chat.postMessage({ channel: "C1", text: "<!channel>" }))).toBe(
      "ok",
    );

    expect(fake.messages("C1")).toHaveLength(1);
    expect(fake.journal.takeViolations()).toEqual([
      'chat post: security: text: pings at "<!channel>"',
      "chat post: unfurl: unfurl_links must be false",
      "chat post: unfurl: unfurl_media must be false",
    ]);
  });

  it("keeps metadata, and treats the same words twice as two messages", async () => {
    const fake = await aFakeSlack();
    const metadata = { event_type: "briefing", event_payload: { id: "1" } };

    await aWebClient(fake).chat.postMessage({ channel: "C1", text: "a", metadata, ...QUIET });
    await aWebClient(fake).apiCall("chat.postMessage", {
      channel: "C1",
      text: "a",
      client_msg_id: "same",
      ...QUIET,
    });
    await aWebClient(fake).apiCall("chat.postMessage", {
      channel: "C1",
      text: "a",
      client_msg_id: "same",
      ...QUIET,
    });

    expect(fake.messages("C1").map(({ metadata: kept }) => kept)).toEqual([metadata, null, null]);
  });

  it("schedules within 120 days, delivers when due, and never with metadata", async () => {
    const clock = aTickingClock(NOON);
    const fake = await aFakeSlack({ clock });
    const now = clock.now().getTime() / 1000;
    const at = (seconds: number, more = {}) =>
      errorOf(
        aWebClient(fake).chat.scheduleMessage({
          channel: "C1",
          text: "a",
          post_at: now + seconds,
          ...QUIET,
          ...more,
        }),
      );

    expect(await at(-1)).toBe("time_in_past");
    expect(await at(120 * 86_400 + 1)).toBe("time_too_far");
    expect([await at(60), await at(61, { metadata: { event_type: "briefing", event_payload: {} } })]).toEqual(
      ["ok", "ok"],
    );
    for (let n = 0; n < 28; n += 1) await at(62);
    expect(await at(62)).toBe("restricted_too_many");

    expect(fake.deliverScheduled()).toBe(0);
    clock.tick(61_000);
    expect(fake.deliverScheduled()).toBe(2);
    expect(fake.messages("C1")).toHaveLength(1);
  });

  it("tells a locale only to those who ask", async () => {
    const fake = await aFakeSlack({
      workspaces: [{ id: "T1", members: [{ id: "U1", locale: "fr-FR", isOwner: true }] }],
    });

    const plain = await aWebClient(fake).users.info({ user: "U1" });
    const asked = await aWebClient(fake).users.info({ user: "U1", include_locale: true });

    expect(plain.user).toMatchObject({ is_owner: true, is_admin: false, tz: "Europe/Paris" });
    expect(plain.user).not.toHaveProperty("locale");
    expect(asked.user).toMatchObject({ locale: "fr-FR" });
  });
});

describe("views.* of the Web API", () => {
  const view = {
    type: "modal" as const,
    title: { type: "plain_text" as const, text: "a" },
    blocks: [{ type: "divider" }],
  };

  it("opens one view for a trigger, within three seconds", async () => {
    const clock = aTickingClock(NOON);
    const fake = await aFakeSlack({ clock, mode: "http", ackLimit: 1 });
    const triggers: string[] = [];
    fake.http.url = "http://127.0.0.1:9/nobody-is-there";
    for (let n = 0; n < 2; n += 1) {
      await fake.slash({ command: "/ask" });
      const sent = fake.journal.entries.findLast(({ kind }) => kind === "http");
      triggers.push(new URLSearchParams(String(sent?.body)).get("trigger_id") ?? "");
    }
    const open = (trigger_id: string) => errorOf(aWebClient(fake).views.open({ trigger_id, view }));

    expect(await open(triggers[0]!)).toBe("ok");
    expect(await open(triggers[0]!)).toBe("trigger_exchanged");
    clock.tick(4_000);
    expect(await open(triggers[1]!)).toBe("expired_trigger_id");
    expect(await open("made-up")).toBe("invalid_trigger_id");
  });

  it("refuses a change based on an older version of a view", async () => {
    const fake = await aFakeSlack();
    const home = (text: string) => ({
      type: "home" as const,
      blocks: [{ type: "section", text: { type: "plain_text", text } }],
    });
    const publish = (text: string, hash = "") =>
      aWebClient(fake).views.publish({ user_id: "U1", view: home(text), ...(hash !== "" && { hash }) });

    const first = await publish("one");
    await publish("two", first.view?.hash ?? "");

    expect(await errorOf(publish("three", first.view?.hash ?? ""))).toBe("hash_conflict");
  });
});
