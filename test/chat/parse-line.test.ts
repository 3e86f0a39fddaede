import { describe, expect, it } from "vitest";
import { formatLine, parseLine } from "../../src/chat/parse-line.ts";
import { commands } from "../../src/commands/index.ts";
import { fc } from "../support/properties.ts";

const read = (line: string) => parseLine(line, commands, "briefing");

describe("reading a typed line", () => {
  it.each([
    ["/briefing goma", "briefing", { topic: "goma" }],
    ["/briefing goma 7d", "briefing", { topic: "goma", since: "7d" }],
    ["/BRIEFING Port Ansel 72h", "briefing", { topic: "Port Ansel", since: "72h" }],
    [
      "goma since:2025-01-27 until:2025-02-05",
      "briefing",
      { topic: "goma", since: "2025-01-27", until: "2025-02-05" },
    ],
    [
      "/briefing goma 2025-01-27 2025-02-05",
      "briefing",
      { topic: "goma", since: "2025-01-27", until: "2025-02-05" },
    ],
    ["/briefing goma --since 7d", "briefing", { topic: "goma", since: "7d" }],
    [
      "/briefing goma --until 2025-02-05 --since 7d",
      "briefing",
      { topic: "goma", since: "7d", until: "2025-02-05" },
    ],
    ["/briefing goma --since", "briefing", { topic: "goma", since: "" }],
    ["/briefing goma --sicne 30", "briefing", { topic: "goma 30", sicne: "" }],
    ['/briefing "goma --since"', "briefing", { topic: "goma --since" }],
    ["/briefing goma -- north", "briefing", { topic: "goma -- north" }],
    ["/briefing goma --since=7d", "briefing", { topic: "goma", since: "7d" }],
    ["said torvek about:fuel", "said", { who: "torvek", about: "fuel" }],
    [
      "/said torvek about:no fuel left since:7d",
      "said",
      { who: "torvek", about: "no fuel left", since: "7d" },
    ],
    ['/said torvek about:"no fuel" marenta', "said", { who: "torvek marenta", about: "no fuel" }],
    ["/said about:fuel torvek", "said", { who: "torvek", about: "fuel" }],
    ["/figures marenta killed 30d", "figures", { topic: "marenta", metric: "killed", since: "30d" }],
    ["/figures marenta dead", "figures", { topic: "marenta", metric: "dead" }],
    ['/figures "police killed"', "figures", { topic: "police killed" }],
    ["/figures “north kivu” displaced", "figures", { topic: "north kivu", metric: "displaced" }],
    ["/figures killed", "figures", { topic: "killed" }],
    ["/why f3k9xq2", "why", { id: "f3k9xq2" }],
    ["/help said", "help", { command: "said" }],
    ["/help", "help", {}],
    ["M23: what now", "briefing", { topic: "M23: what now" }],
    ["saidi", "briefing", { topic: "saidi" }],
    ['/briefing "never closed', "briefing", { topic: "never closed" }],
    ["/breifing goma 7d", "breifing", { words: "goma 7d" }],
  ])("understands %s", (line, command, options) => {
    const parsed = read(line);

    expect(parsed).toEqual({ command, options });
  });

  it.each(["", "   ", "\t"])("finds nothing in an empty line (%j)", (line) => {
    expect(read(line)).toBeNull();
  });

  it("reads a line of ten million characters without choking on it", () => {
    const parsed = read(`/briefing ${"a".repeat(10_000_000)}`);

    expect(parsed?.options.topic).toHaveLength(10_000_000);
  });

  it("reads back every line it writes", () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}'’ .:-]{1,20}$/u).filter((value) => value.trim() === value);
    const day = fc.constantFrom("7d", "2025-01-27");

    fc.assert(
      fc.property(word, word, day, (who, about, since) => {
        const options = {
          who: who.replace(/\s+/g, " "),
          about: about.replace(/\s+/g, " "),
          since,
        };

        expect(read(formatLine("said", options))).toEqual({
          command: "said",
          options,
        });
      }),
    );
  });
});
