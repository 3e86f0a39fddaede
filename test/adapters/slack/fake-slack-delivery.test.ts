import { describe, expect, it } from "vitest";
import type { FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { signatureOf } from "../../support/fake-slack/http-link.ts";
import { aBoltApp, aFakeSlack, eventually } from "./a-bolt-app.ts";

const FORM = "application/x-www-form-urlencoded";

describe("Socket Mode", () => {
  const start = async () => {
    const fake = await aFakeSlack({ pingEvery: 20 });
    const app = await aBoltApp(fake, "socket", { retries: 1, clientPingTimeout: 1000 });
    const heard: unknown[] = [];
    app.command("/briefing", async ({ ack, command }) => {
      heard.push(command.text);
      await ack();
    });
    app.event("app_uninstalled", async ({ context }) => void heard.push(context.retryNum));
    return { fake, heard };
  };

  it("says hello, and both sides keep the line warm", async () => {
    const { fake } = await start();

    expect(fake.socket.connections).toBe(1);
    await eventually(() => fake.socket.beats.pings).toBeGreaterThan(0);
    await eventually(() => fake.socket.beats.pongs).toBeGreaterThan(0);
  });

  it("asks the app to come again, and the app does", async () => {
    const { fake, heard } = await start();

    fake.socket.disconnect();
    expect(fake.socket.connections).toBe(0);
    await fake.socket.connected();
    await fake.slash({ command: "/briefing", text: "after" });

    expect(heard).toEqual(["after"]);
    expect(fake.journal.calls("apps.connections.open")).toHaveLength(2);
  });

  it("loses commands while nobody is connected, and brings events again", async () => {
    const { fake, heard } = await start();

    fake.socket.terminate();
    const lost = await fake.slash({ command: "/briefing", text: "lost" });
    const event = await fake.event({ type: "app_uninstalled" });
    await fake.socket.connected();
    await eventually(() => heard).toEqual([1]);

    expect([lost.ack.outcome, event.ack.outcome]).toEqual(["lost", "queued"]);
    expect((await lost.next("trouble")).text).toContain("dispatch_failed");
  });

  it("speaks to one of several connections at a time", async () => {
    const fake = await aFakeSlack();
    const heard: string[] = [];
    for (const name of ["first", "second"]) {
      const app = await aBoltApp(fake, "socket");
      app.command("/briefing", async ({ ack }) => {
        heard.push(name);
        await ack();
      });
    }

    for (let n = 0; n < 4; n += 1) await fake.slash({ command: "/briefing" });

    expect(fake.socket.connections).toBe(2);
    expect(heard.sort()).toEqual(["first", "first", "second", "second"]);
  });

  it("opens a connection only for a fresh ticket", async () => {
    const fake = await aFakeSlack();
    const url = `${fake.apiUrl.replace("http", "ws").replace("/api/", "")}/link/?ticket=made-up`;

    const outcome = await new Promise((resolve) => {
      const socket = new WebSocket(url);
      socket.onopen = () => resolve("open");
      socket.onerror = () => resolve("refused");
    });

    expect(outcome).toBe("refused");
    expect(fake.journal.takeViolations()).toEqual(["socket: /link/ was opened without a fresh ticket"]);
  });

  it("brings an event again whose acknowledgement was lost with the line", async () => {
    const { fake, heard } = await start();

    const sent = fake.event({ type: "app_uninstalled" });
    fake.socket.terminate();
    expect((await sent).ack.outcome).toBe("queued");
    await fake.socket.connected();

    await eventually(() => heard).toContain(1);
  });

  it("recovers from a 503 and from a broken upgrade while reconnecting", async () => {
    const { fake, heard } = await start();
    fake.fail({ method: "apps.connections.open", status: 503 });
    fake.fail({ method: "socket", drop: "before" });

    fake.socket.terminate();
    await fake.socket.connected();
    await fake.slash({ command: "/briefing", text: "back" });

    expect(heard).toEqual(["back"]);
  });

  it("refuses to start with a bad answer of apps.connections.open", async () => {
    const fake = await aFakeSlack();

    fake.fail({ method: "apps.connections.open", error: "invalid_auth" });
    await expect(aBoltApp(fake, "socket")).rejects.toThrow("invalid_auth");
    fake.fail({ method: "apps.connections.open", status: 503 });
    await expect(aBoltApp(fake, "socket")).rejects.toThrow("503");
    fake.fail({ method: "apps.connections.open", status: 503 });
    await aBoltApp(fake, "socket", { retries: 1 });

    expect(fake.socket.connections).toBe(1);
  });
});

describe("signed requests", () => {
  const start = async (ackLimit = 3000): Promise<{ fake: FakeSlack; heard: string[] }> => {
    const fake = await aFakeSlack({ mode: "http", ackLimit });
    const app = await aBoltApp(fake, "http");
    const heard: string[] = [];
    app.command("/briefing", async ({ ack, command }) => {
      heard.push(command.text);
      await ack();
    });
    return { fake, heard };
  };
  const status = async (fake: FakeSlack, how: object) =>
    (await fake.slash({ command: "/briefing", text: JSON.stringify(how) }, how)).ack.status;

  it("are believed for five minutes, in the library's way", async () => {
    const { fake, heard } = await start();

    expect(await status(fake, {})).toBe(200);
    expect(await status(fake, { skew: -290 })).toBe(200);
    expect(await status(fake, { skew: -310 })).toBe(401);
    // The library lets the future pass, and the same request again: the app has to guard itself.
    expect(await status(fake, { skew: 3600 })).toBe(200);
    expect(await status(fake, { twice: true })).toBe(200);
    expect(await status(fake, { signature: `v0=${"0".repeat(64)}` })).toBe(401);
    expect(await status(fake, { signature: "" })).toBe(401);
    expect(heard).toHaveLength(5);
  });

  it("follow the documented recipe", () => {
    // The example of Slack's own page about verifying requests.
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    expect(signatureOf("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body)).toBe(
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    );
  });

  it("verify the address and ask whether anybody is there", async () => {
    const { fake } = await start();

    expect(await fake.http.verifyUrl("3eZbrw")).toMatchObject({ status: 200, body: { challenge: "3eZbrw" } });
    expect(await fake.http.checkSsl()).toMatchObject({ status: 200 });
  });

  it("can be broken by hand", async () => {
    const { fake, heard } = await start();

    expect(await fake.http.send(`${FORM}; charset=utf-8`, "command=%2Fbriefing")).toMatchObject({
      status: 400,
    });
    expect(await fake.http.send("application/json", "{")).toMatchObject({ status: 400, outcome: "refused" });
    expect(heard).toEqual([]);
  });

  it("find nobody at home", async () => {
    const fake = await aFakeSlack({ mode: "http" });
    fake.http.url = "http://127.0.0.1:9/slack/events";

    const drive = await fake.slash({ command: "/briefing" });

    expect(drive.ack.outcome).toBe("lost");
    expect((await drive.next("trouble")).text).toContain("dispatch_failed");
  });
});
