import { describe, expect, it } from "vitest";
import { aTickingClock } from "../../support/a-ticking-clock.ts";
import { type FakeSlack, startFakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { aFakeSlack } from "./a-bolt-app.ts";

/** A command to an app that is not there, for the address in it. */
async function aResponseUrl(fake: FakeSlack): Promise<string> {
  fake.http.url = "http://127.0.0.1:9/nobody-is-there";
  await fake.slash({ command: "/briefing" });
  const sent = fake.journal.entries.findLast(({ kind, to }) => kind === "http" && to === "app");
  return new URLSearchParams(String(sent?.body)).get("response_url") ?? "";
}

async function answer(url: string, body: unknown, type = "application/json") {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": type },
    body: JSON.stringify(body),
  });
  return `${response.status} ${await response.text()}`;
}

describe("a response_url", () => {
  it("takes five answers; the sixth is 404 used_url", async () => {
    const fake = await aFakeSlack({ mode: "http" });
    const url = await aResponseUrl(fake);

    const answers = [];
    for (let n = 1; n <= 6; n += 1) answers.push(await answer(url, { text: `answer ${n}` }));

    expect(answers.slice(0, 5)).toEqual(Array(5).fill("200 ok"));
    expect(answers[5]).toBe('404 {"ok":false,"error":"used_url"}');
    expect(fake.messages("C1")).toHaveLength(5);
  });

  it("lives for thirty minutes", async () => {
    const clock = aTickingClock("2025-01-27T12:00:00Z");
    const fake = await aFakeSlack({ mode: "http", clock });
    const url = await aResponseUrl(fake);

    clock.tick(30 * 60_000);
    expect(await answer(url, { text: "just in time" })).toBe("200 ok");
    clock.tick(1 * 60_000);
    expect(await answer(url, { text: "too late" })).toContain("expired_url");
  });

  it("wants JSON with words in it", async () => {
    const fake = await aFakeSlack({ mode: "http" });
    const url = await aResponseUrl(fake);

    expect(await answer(url, { text: "a" }, "text/plain")).toContain("400");
    expect(await answer(url, {})).toContain("no_text");
    expect(await answer(url, { text: "a", blocks: [{ type: "carpet" }] })).toContain("invalid_blocks");
    expect(fake.journal.takeViolations()).toHaveLength(1);
    expect(await answer(`${url}-made-up`, { text: "a" })).toContain("404");
    expect(fake.journal.takeViolations()).toHaveLength(1);
  });

  it("of a command has no original to replace", async () => {
    const fake = await aFakeSlack({ mode: "http" });
    const url = await aResponseUrl(fake);

    expect(await answer(url, { text: "a", replace_original: true })).toBe("200 ok");
    expect(await answer(url, { delete_original: true })).toContain("404");

    expect(fake.journal.takeViolations()).toEqual([
      "response: replace_original, but a command has no original message",
    ]);
  });

  it("can be struck by misfortune", async () => {
    const fake = await aFakeSlack({ mode: "http" });
    const url = await aResponseUrl(fake);
    fake.fail({ method: "response_url", status: 500 });
    fake.fail({ method: "response_url", drop: "after" });

    expect(await answer(url, { text: "a" })).toContain("500");
    await expect(answer(url, { text: "b" })).rejects.toThrow();
    expect(fake.messages("C1").map(({ text }) => text)).toEqual(["b"]);
  });
});

describe("what members see", () => {
  it("is only what is for them", async () => {
    const fake = await aFakeSlack({
      mode: "http",
      workspaces: [
        {
          id: "T1",
          members: [{ id: "U1" }, { id: "U2" }, { id: "U3" }],
          channels: [{ id: "C1", members: ["U1", "U2"] }],
        },
      ],
    });
    const [own, other, outside] = [
      fake.watch({ user: "U1" }),
      fake.watch({ user: "U2" }),
      fake.watch({ user: "U3" }),
    ];
    const url = await aResponseUrl(fake);

    await answer(url, { text: "psst" });
    await answer(url, { text: "all", response_type: "in_channel" });

    expect(own.seen.map(({ kind }) => kind)).toEqual(["trouble", "ephemeral", "message"]);
    expect(other.seen.map(({ kind }) => kind)).toEqual(["message"]);
    expect(outside.seen).toEqual([]);
  });

  it("fails a test on its own, once somebody looks", async () => {
    const fake = await startFakeSlack({ mode: "http" });
    const url = await aResponseUrl(fake);

    await answer(url, { text: "<!here>", response_type: "in_channel" });
    await fake.close();

    expect(() => fake.journal.assertClean()).toThrow('response: security: text: pings at "<!here>"');
  });
});
