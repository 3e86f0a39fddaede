import { describe, expect, it } from "vitest";
import type { SlackClient } from "../../../adapters/slack/client.ts";
import { readMessageFile } from "../../../adapters/slack/message-files.ts";

/** Whether the key of the workspace would go to this address on Slack itself. */
async function isAskedFor(url: string): Promise<boolean> {
  const asked: string[] = [];
  const info = {
    mimetype: "text/plain",
    mode: "hosted",
    size: 5,
    user_team: "T1",
    url_private_download: url,
  };
  const client = { files: { info: async () => ({ ok: true, file: info }) } } as unknown as SlackClient;
  await readMessageFile(
    {
      client,
      token: "xoxb-1",
      tenant: "T1",
      apiBase: null,
      fetchFile: async (ask) => {
        asked.push(ask.url);
        return { ok: true, text: "words", type: "text/plain" };
      },
    },
    { id: "F1", name: "report.txt" },
  );
  return asked.length > 0;
}

describe("the token of a workspace", () => {
  it.each(["https://files.slack.com/files-pri/T1-F1/download/a.txt", "https://files.slack-gov.com/x"])(
    "goes to %s",
    async (url) => expect(await isAskedFor(url)).toBe(true),
  );

  it.each([
    "http://files.slack.com/files-pri/T1-F1/a.txt",
    "https://files.slack.com.evil.example/a",
    "https://evilfiles.slack.com/a",
    "https://files.slack.com:8443/a",
    "https://files.slack.com@evil.example/a",
    "https://user:word@files.slack.com/a",
    "https://slack.com/a",
    "https://evil.example/files.slack.com",
    "file:///etc/passwd",
    "",
  ])("does not go to %j", async (url) => expect(await isAskedFor(url)).toBe(false));
});
