import { describe, expect, it } from "vitest";
import { worthKeeping } from "../../../adapters/terminal/history.ts";

describe("the lines worth keeping", () => {
  it("are the last 200", () => {
    const lines = Array.from({ length: 205 }, (_, index) => `topic ${index}`);

    const kept = worthKeeping(lines);

    expect(kept).toHaveLength(200);
    expect([kept[0], kept.at(-1)]).toEqual(["topic 5", "topic 204"]);
  });

  it("have no repeats in a row, but may come back later", () => {
    expect(worthKeeping(["olm", "olm ", "/help", "olm", "olm"])).toEqual(["olm", "/help", "olm"]);
  });

  it("leave out farewells and empty lines, and join what stood around them", () => {
    expect(worthKeeping(["olm", "/quit", "", "  ", "EXIT", "olm", "quito"])).toEqual(["olm", "quito"]);
  });

  it("leave out what would steer the terminal, and what nobody typed", () => {
    const lines = ["\u001b[2J", "one\ntwo", "a\u0000b", "x".repeat(1001), "x".repeat(1000), "مدينة 都市"];

    expect(worthKeeping(lines)).toEqual(["x".repeat(1000), "مدينة 都市"]);
  });
});
