import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";
import type { FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { aFakeSlack, type Mode } from "./a-bolt-app.ts";

const CHILD = new URL("bolt-child.ts", import.meta.url).pathname;

/** A Bolt app as a process of its own, once it listens. */
async function aBoltProcess(fake: FakeSlack, mode: Mode): Promise<ChildProcess> {
  const child = spawn(process.execPath, [CHILD], {
    env: {
      SLACK_API_URL: fake.apiUrl,
      SLACK_TOKEN: fake.token(),
      ...(mode === "socket"
        ? { SLACK_APP_TOKEN: fake.appToken }
        : { SLACK_SIGNING_SECRET: fake.signingSecret }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill());
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^listening (\d+)$/.exec(line)?.[1];
    if (port === undefined) continue;
    if (mode === "http") fake.http.url = `http://127.0.0.1:${port}/slack/events`;
    break;
  }
  return child;
}

describe("a Bolt app in a process of its own", () => {
  it.each<Mode>(["socket", "http"])("is driven and watched in %s mode", async (mode) => {
    const fake = await aFakeSlack({ mode });
    await aBoltProcess(fake, mode);

    const drive = await fake.slash({ command: "/briefing", text: "goma" });

    expect(drive.ack.outcome).toBe("acked");
    expect((await drive.next("ephemeral")).message.text).toBe("briefing on goma");
  });

  it("dies of invalid_auth while it reconnects, which its keeper has to know", async () => {
    const fake = await aFakeSlack();
    const child = await aBoltProcess(fake, "socket");
    fake.fail({ method: "apps.connections.open", error: "invalid_auth" });

    const gone = once(child, "exit");
    fake.socket.terminate();

    expect((await gone)[0]).toBe(1);
  });
});
