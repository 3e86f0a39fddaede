import { App, HTTPReceiver, type Installation } from "@slack/bolt";
import { describe, expect, it, onTestFinished } from "vitest";
import type { FakeSlack, FakeSlackOptions } from "../../support/fake-slack/fake-slack.ts";
import { addressOf, aFakeSlack, eventually, quiet } from "./a-bolt-app.ts";

const QUIET = { unfurl_links: false, unfurl_media: false };
const ORG = { id: "E1", name: "org" };
const TWO = [
  { id: "T1", token: null, enterprise: ORG },
  { id: "T2", token: null, enterprise: ORG },
];

/** The unmodified library with an installation store in memory. */
async function anInstallableApp(options: FakeSlackOptions = {}) {
  const fake = await aFakeSlack({ mode: "http", workspaces: TWO, ...options });
  const installed = new Map<string, Installation>();
  const clientOptions = { slackApiUrl: fake.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new HTTPReceiver({
    signingSecret: fake.signingSecret,
    clientId: fake.clientId,
    clientSecret: fake.clientSecret,
    stateSecret: "state-secret",
    scopes: ["commands", "chat:write"],
    logger: quiet,
    installationStore: {
      async storeInstallation(installation) {
        installed.set(
          installation.isEnterpriseInstall
            ? (installation.enterprise?.id ?? "")
            : (installation.team?.id ?? ""),
          installation,
        );
      },
      async fetchInstallation({ isEnterpriseInstall, enterpriseId, teamId }) {
        const found = installed.get((isEnterpriseInstall ? enterpriseId : teamId) ?? "");
        if (found === undefined) throw new Error("not installed");
        return found as Installation<"v1" | "v2", boolean>;
      },
    },
    installerOptions: { directInstall: true, authorizationUrl: fake.authorizationUrl, clientOptions },
  });
  const app = new App({ receiver, clientOptions, logger: quiet });
  app.command("/briefing", async ({ ack, say, command }) => {
    await ack();
    await say({ text: `for ${command.team_id}`, ...QUIET });
  });
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  onTestFinished(async () => void (await app.stop()));
  const address = addressOf(server);
  fake.http.url = `${address}/slack/events`;
  return { fake, app, installed, installUrl: `${address}/slack/install` };
}

/** The redirect address is known only once the app listens. */
const REDIRECT = { oauth: { redirectUri: "http://127.0.0.1:9/slack/oauth_redirect" } };
const to = (installUrl: string) => (back: URL) => {
  back.port = new URL(installUrl).port;
};

async function answerIn(fake: FakeSlack, team: string): Promise<string> {
  return (await (await fake.slash({ command: "/briefing", team })).next("message")).message.text;
}

describe("installing an unmodified Bolt app", () => {
  it("gives each workspace its own token", async () => {
    const { fake, installed, installUrl } = await anInstallableApp(REDIRECT);

    for (const team of ["T1", "T2"]) {
      expect(await fake.install({ installUrl, team, tamper: to(installUrl) })).toMatchObject({ status: 200 });
    }

    expect([...installed.keys()]).toEqual(["T1", "T2"]);
    expect(installed.get("T1")?.bot?.token).not.toBe(installed.get("T2")?.bot?.token);
    expect(installed.get("T1")?.bot?.scopes).toEqual(["commands", "chat:write"]);
    expect([await answerIn(fake, "T1"), await answerIn(fake, "T2")]).toEqual(["for T1", "for T2"]);
  });

  it("fails without the cookie, with another state, and with a code used before", async () => {
    const { fake, installed, installUrl } = await anInstallableApp(REDIRECT);
    const install = (more: object) =>
      fake.install({ installUrl, team: "T1", tamper: to(installUrl), ...more });
    const forge = (name: string, value: string) => ({
      tamper(back: URL) {
        to(installUrl)(back);
        back.searchParams.set(name, value);
      },
    });

    expect(await install({ withoutCookie: true })).toMatchObject({ status: 400 });
    expect(await install(forge("state", "made-up"))).toMatchObject({ status: 400 });
    const good = await install({});
    const used = new URL(good.back).searchParams.get("code") ?? "";
    expect(await install(forge("code", used))).toMatchObject({ status: 500 });
    expect(await install(forge("code", "made-up"))).toMatchObject({ status: 500 });
    expect([...installed.keys()]).toEqual(["T1"]);
  });

  it("covers all workspaces of an organisation at once", async () => {
    const { fake, installed, installUrl } = await anInstallableApp(REDIRECT);

    await fake.install({ installUrl, team: "T1", orgWide: true, tamper: to(installUrl) });

    expect(installed.get("E1")).toMatchObject({ isEnterpriseInstall: true, enterprise: ORG });
    expect(await answerIn(fake, "T1")).toBe("for T1");
  });

  it("rotates tokens: what is about to end is exchanged, and a refresh token works once", async () => {
    const { fake, app, installed, installUrl } = await anInstallableApp({
      oauth: { ...REDIRECT.oauth, rotation: 3600 },
    });
    await fake.install({ installUrl, team: "T1", tamper: to(installUrl) });
    const first = { ...installed.get("T1")?.bot };

    await answerIn(fake, "T1");
    const second = { ...installed.get("T1")?.bot };

    expect(first.token).toMatch(/^xoxe\.xoxb-/);
    expect(second.token).not.toBe(first.token);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    const again = app.client.oauth.v2.access({
      client_id: fake.clientId,
      client_secret: fake.clientSecret,
      grant_type: "refresh_token",
      refresh_token: String(first.refreshToken),
    });
    await expect(again).rejects.toThrow("invalid_refresh_token");
  });

  it("ends when an admin removes the app: both events, and dead tokens", async () => {
    const { fake, app, installUrl } = await anInstallableApp(REDIRECT);
    const heard: string[] = [];
    // The library asks for an authorization even for the goodbye, so these two have to work on the old one.
    app.event("tokens_revoked", async ({ event }) => void heard.push(event.type));
    app.event("app_uninstalled", async ({ event }) => void heard.push(event.type));
    await fake.install({ installUrl, team: "T1", tamper: to(installUrl) });
    const token = fake.token("T1");

    await fake.uninstall("T1");
    await eventually(() => heard.toSorted()).toEqual(["app_uninstalled", "tokens_revoked"]);

    await expect(app.client.auth.test({ token })).rejects.toThrow("account_inactive");
    expect(() => fake.token("T1")).toThrow("has not installed");
  });

  it("knows its client by the secret", async () => {
    const { fake, app } = await anInstallableApp(REDIRECT);
    const access = (client_id: string, client_secret: string) =>
      app.client.oauth.v2.access({ client_id, client_secret, code: "c" });

    await expect(access("9.9", fake.clientSecret)).rejects.toThrow("invalid_client_id");
    await expect(access(fake.clientId, "wrong")).rejects.toThrow("bad_client_secret");
    await expect(access(fake.clientId, fake.clientSecret)).rejects.toThrow("invalid_code");
  });
});
