import { expect, it } from "vitest";
import { jsonLog } from "../src/json-log.ts";
import { fixedClock } from "./support/fixed-clock.ts";

function aLog(secrets: readonly string[] = []) {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  return { lines, log: jsonLog({ write, clock: fixedClock("2025-03-05T12:00:00Z"), secrets }) };
}

it("writes one object a line, with moment, level and event first", () => {
  const { lines, log } = aLog();

  log.info("feed", { new: 3, problem: "two\nlines" });

  expect(lines).toEqual([
    '{"at":"2025-03-05T12:00:00.000Z","level":"info","event":"feed","new":3,"problem":"two\\nlines"}\n',
  ]);
});

it("writes an error with its stack and with what caused it", () => {
  const { lines, log } = aLog();

  log.error("job", { kind: "x" }, new Error("outer", { cause: new Error("inner") }));

  expect(JSON.parse(lines[0]!)).toMatchObject({ level: "error", event: "job", kind: "x" });
  expect(JSON.parse(lines[0]!).cause).toMatch(/^Error: outer\n[\s\S]*\ncaused by Error: inner\n/);
});

it("never writes a secret, wherever it stands, quotes and backslashes in it included", () => {
  const secret = 'to"ken\\1';
  const { lines, log } = aLog(["", secret, `${secret}-long`]);

  log.error("job", { a: `x${secret}y` }, new Error(`refused ${secret}-long`));

  expect(JSON.parse(lines[0]!)).toMatchObject({ a: "x[secret]y" });
  expect(JSON.parse(lines[0]!).cause).toContain("Error: refused [secret]\n");
});

it("never writes a token that stands in an address of Discord", () => {
  const { lines, log } = aLog();
  const base = "http://127.0.0.1:4711/api/v10";
  const refused = new Error(`PATCH ${base}/webhooks/1234567890123456789/aW50ZXJ.x-_1/messages/%40original`, {
    cause: new Error(
      `POST ${base}/interactions/1234567890123456789/aW50ZXJ.x-_1/callback?with_response=false`,
    ),
  });

  log.error("discord", {}, refused);
  log.info("discord", { path: "/webhooks/:id/:token and /channels/1234567890123456789/messages" });

  expect(lines.join("")).not.toContain("aW50ZXJ");
  expect(JSON.parse(lines[0]!).cause).toContain(
    "/webhooks/1234567890123456789/[secret]/messages/%40original",
  );
  expect(JSON.parse(lines[1]!).path).toBe("/webhooks/:id/:token and /channels/1234567890123456789/messages");
});
