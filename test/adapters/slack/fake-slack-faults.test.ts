import { describe, expect, it } from "vitest";
import type { FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { aFakeSlack } from "./a-bolt-app.ts";
import { aWebClient, errorOf } from "./a-web-client.ts";

const QUIET = { unfurl_links: false, unfurl_media: false };

describe("misfortunes to order", () => {
  const post = (fake: FakeSlack, retries = 0) =>
    errorOf(aWebClient(fake, fake.token(), retries).chat.postMessage({ channel: "C1", text: "a", ...QUIET }));

  it("answers with an error or a status, as often as asked", async () => {
    const fake = await aFakeSlack();
    fake.fail({ method: "chat.postMessage", error: "internal_error" });
    fake.fail({ method: "chat.postMessage", status: 503, times: 2 });

    expect(await post(fake)).toBe("internal_error");
    expect(await post(fake)).toContain("503");
    expect(await post(fake, 1)).toBe("ok");
    expect(fake.messages("C1")).toHaveLength(1);
  });

  it("limits the rate, with the waiting time or, wrongly, without", async () => {
    const fake = await aFakeSlack();
    fake.fail({ method: "chat.postMessage", status: 429, headers: { "retry-after": "0" } });
    expect(await post(fake, 1)).toBe("ok");

    fake.fail({ method: "chat.postMessage", status: 429 });
    expect(await post(fake, 1)).toContain("Retry header did not contain a valid timeout");
  });

  it("cuts the line before a message is stored, or after: then a retry posts it twice", async () => {
    const fake = await aFakeSlack();

    fake.fail({ method: "chat.postMessage", drop: "before" });
    expect(await post(fake, 1)).toBe("ok");
    expect(fake.messages("C1")).toHaveLength(1);

    fake.fail({ method: "chat.postMessage", drop: "after" });
    expect(await post(fake, 1)).toBe("ok");
    expect(fake.messages("C1")).toHaveLength(3);
  });

  it("are counted by method, and delay only what they are for", async () => {
    const fake = await aFakeSlack();
    fake.fail({ method: "chat.update", error: "internal_error" });
    fake.fail({ method: "chat.postMessage", delay: 1 });

    expect(await post(fake)).toBe("ok");
    expect(fake.journal.entries.filter(({ kind }) => kind === "fault")).toHaveLength(1);
  });

  it("meet uploads too", async () => {
    const fake = await aFakeSlack();
    fake.fail({ method: "upload", status: 500 });

    const upload = aWebClient(fake).filesUploadV2({
      channel_id: "C1",
      filename: "a.csv",
      file: Buffer.from("a"),
    });

    expect(await errorOf(upload)).toContain("500");
    expect(fake.messages("C1")).toEqual([]);
  });
});

describe("the journal", () => {
  it("is one JSON object a line", async () => {
    const fake = await aFakeSlack();
    await aWebClient(fake).chat.postMessage({ channel: "C1", text: "a", ...QUIET });

    const entries = fake.journal
      .lines()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { kind: string });

    expect(entries.map(({ kind }) => kind)).toEqual(["api", "shown", "answer"]);
    expect(fake.journal.calls("chat.postMessage")).toHaveLength(1);
  });
});
