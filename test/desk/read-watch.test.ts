import { describe, expect, it } from "vitest";
import { createDispatch } from "../../src/chat/dispatch.ts";
import { parseLine } from "../../src/chat/parse-line.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { watch } from "../../src/commands/watch.ts";
import type { GivenWatch, WatchDesk } from "../../src/desk/desk.ts";
import { readWatch } from "../../src/desk/read-watch.ts";
import { fixedClock } from "../support/fixed-clock.ts";

/** What a typed line means to whoever makes the watch. */
async function read(line: string, language: "en" | "fr" = "en") {
  const { command, options } = parseLine(line, [watch], "watch", wordsIn(language))!;
  const given: GivenWatch[] = [];
  const watches = {
    watch: async (one: GivenWatch) => {
      given.push(one);
      return { status: "no-channel" } as const;
    },
  } as unknown as WatchDesk;
  const log = { info: () => {}, error: () => {} };
  const clock = fixedClock("2031-05-08T06:00Z");
  const dispatch = createDispatch({ commands: [watch], needs: () => ({ watches }), log, clock });
  const where = { platform: "test", tenant: "t", channel: null, user: "u", mayManage: true };
  await dispatch({ command, options, language, ...where });
  return readWatch(given[0]!);
}

const killed = { kind: "figure", metric: "killed", above: null, shift: null, scope: "total", unit: "people" };

describe("a line that says what to watch", () => {
  it.each([
    ["/watch goma killed +25%", "goma", { ...killed, shift: { direction: "up", percent: 25 } }],
    ["/watch goma killed -12.5%", "goma", { ...killed, shift: { direction: "down", percent: 12.5 } }],
    ["/watch goma killed 25 %", "goma", { ...killed, shift: { direction: "either", percent: 25 } }],
    ["/watch goma killed ±25%", "goma", { ...killed, shift: { direction: "either", percent: 25 } }],
    ["/watch goma killed >100", "goma", { ...killed, above: 100 }],
    ["/watch goma killed &gt;100", "goma", { ...killed, above: 100 }],
    ["/watch goma killed > 1,000", "goma", { ...killed, above: 1000 }],
    ["/watch goma deaths", "goma", killed],
    [
      "/watch north kivu displaced households >500",
      "north kivu",
      { ...killed, metric: "displaced", above: 500, unit: "households" },
    ],
    ["/watch goma killed daily >10", "goma", { ...killed, above: 10, scope: "daily" }],
    ["/watch ceasefire", "ceasefire", { kind: "anything" }],
    ["/watch goma actor:M23", "goma", { kind: "statement", actor: "M23", act: null }],
    ["/watch goma act:denied", "goma", { kind: "statement", actor: null, act: "denied" }],
    ["/watch goma denied actor:M23", "goma", { kind: "statement", actor: "M23", act: "denied" }],
    ["/watch goma disagreement", "goma", { kind: "disagreement" }],
    ["/watch goma new-actor", "goma", { kind: "newcomer", of: "actor" }],
  ])("%s", async (line, topic, condition) => {
    expect(await read(line)).toEqual({ topic, condition });
  });

  it.each([
    ["/veille goma tués +25%", { ...killed, shift: { direction: "up", percent: 25 } }],
    ["/veille goma tués >1 000", { ...killed, above: 1000 }],
    ["/veille goma acte:démenti", { kind: "statement", actor: null, act: "denied" }],
    ["/veille goma acteur:M23", { kind: "statement", actor: "M23", act: null }],
    ["/veille goma désaccord", { kind: "disagreement" }],
  ])("%s, in French", async (line, condition) => {
    expect(await read(line, "fr")).toEqual({ topic: "goma", condition });
  });

  it("takes a number for a part of the topic where it is no condition", async () => {
    expect(await read("/watch resolution 2773")).toEqual({
      topic: "resolution 2773",
      condition: { kind: "anything" },
    });
    expect(await read("/watch M23")).toEqual({ topic: "M23", condition: { kind: "anything" } });
  });

  it.each([
    [{ topic: "goma +25%" }, /of what\?.*goma killed \+25%/],
    [{ topic: "goma", number: ">100" }, /of what\?/],
    [{ topic: "goma", metric: "killed", number: "a lot" }, /"a lot" is no condition: write >100/],
    [{ topic: "goma", metric: "killed", number: "0%" }, /is no condition/],
    [{ topic: "goma", metric: "killed", number: ">1.2.3" }, /is no condition/],
    [{ topic: "goma", metric: "killed", actor: "M23" }, /one condition/],
    [{ topic: "goma", act: "denied", about: "disagreement" }, /one condition/],
  ] as const)("is refused with what to write: %j", (given, sentence) => {
    expect(() => readWatch(given)).toThrow(sentence);
  });
});
