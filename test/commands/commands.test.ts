import { describe, expect, it } from "vitest";
import { createDispatch } from "../../src/chat/dispatch.ts";
import type { Document } from "../../src/chat/document.ts";
import { parseLine } from "../../src/chat/parse-line.ts";
import { commands } from "../../src/commands/index.ts";
import { aDesk, type FakeDesk } from "../support/a-desk.ts";
import { aDigest, aFullDigest, aWhyItem } from "../support/a-digest.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { linesOf } from "../support/lines-of.ts";

async function answerTo(line: string, desk: FakeDesk = aDesk()): Promise<Document> {
  const log = {
    info: () => {},
    error: (_event: string, _fields: unknown, cause?: unknown) => expect(cause).toBeUndefined(),
  };
  const dispatch = createDispatch({
    commands,
    needs: () => ({ desk }),
    log,
    clock: fixedClock("2031-05-08T06:00Z"),
  });
  const parsed = parseLine(line, commands, "briefing") ?? { command: "", options: {} };
  return dispatch({
    ...parsed,
    platform: "test",
    tenant: null,
    channel: null,
    language: "en",
    user: null,
    mayManage: false,
  });
}

const linesAfter = async (line: string, desk?: FakeDesk) => linesOf((await answerTo(line, desk)).blocks);

/** The full digest as an answer about an actor. */
function onActor(label: string): FakeDesk {
  const topic = { words: label.toLowerCase(), kind: "actor" as const, label, detail: null };
  return aDesk({ brief: { status: "ok", digest: { ...aFullDigest(), topic }, understoodAs: null } });
}

describe("every command about a topic", () => {
  const lines = [
    "/briefing marenta",
    "/said marenta",
    "/figures marenta",
    "/timeline marenta",
    "/actors marenta",
    "/sources marenta",
  ];

  it.each(lines)("%s begins with the topic, the period and how much was read", async (line) => {
    const [head, read] = await linesAfter(line);

    expect(head).toBe("Marenta · Sulvo, Kandoria                   1–8 May 2031 · as of 8 May 06:00 UTC");
    expect(read).toBe("9 reports, 4 origins · last article 8 May 05:12 UTC");
  });

  it.each(lines)("%s offers topics for an unknown one, each a press away", async (line) => {
    const near = [{ query: "marenta", label: "Marenta", detail: "Sulvo, Kandoria" }];
    const document = await answerTo(
      `${line} 30d`,
      aDesk({ brief: { status: "unknown-topic", query: "marrenta", near } }),
    );

    expect(document.tone).toBe("trouble");
    expect(linesOf(document.blocks)).toEqual([
      "Nothing in the library is about “marrenta”.",
      "Did you mean:",
      "• Marenta · Sulvo, Kandoria",
      `${line} since:30d`,
    ]);
  });

  it.each(lines)("%s asks which one when a topic can be several", async (line) => {
    const options = [
      { query: "marenta, kandoria", label: "Marenta", detail: "Kandoria" },
      { query: "marenta, velstan", label: "Marenta", detail: "Velstan" },
    ];
    const document = await answerTo(line, aDesk({ brief: { status: "several", query: "marenta", options } }));

    const [command] = line.split(" ");
    expect(document.summary).toBe("“marenta” can mean several things. Which one?");
    expect(linesOf(document.blocks).join(" ")).toContain(`${command} "marenta, velstan"`);
  });

  it.each(lines)("%s says how to fill an empty library", async (line) => {
    const document = await answerTo(line, aDesk({ brief: { status: "empty-library" } }));

    expect(document.tone).toBe("nothing");
    expect(document.summary).toContain("sitrep ingest");
  });

  it.each(lines.slice(1))("%s says so when there is nothing of the kind", async (line) => {
    const document = await answerTo(
      line,
      aDesk({ brief: { status: "ok", digest: aDigest(), understoodAs: null } }),
    );

    expect(document.tone).toBe("nothing");
    expect(linesOf(document.blocks).at(-1)).toMatch(/^No .* was found( in what was searched)?\.$/);
  });

  it("has a next step even when nothing is near", async () => {
    const lines = await linesAfter(
      "/briefing qqq",
      aDesk({ brief: { status: "unknown-topic", query: "qqq", near: [] } }),
    );

    expect(lines[1]).toContain("Try a town");
  });
});

describe("/said", () => {
  it("gives every statement about a place", async () => {
    const lines = await linesAfter("/said marenta");

    expect(lines).toContain("  said in a statement   two clinics had closed — Northern Wire  s2torve");
    expect(lines.join("\n")).not.toContain("more:");
  });

  it("keeps to what an actor said, with the exchanges it takes part in", async () => {
    const lines = await linesAfter("/said torvek", onActor("Ilan Torvek"));

    expect(lines).toContain("Ilan Torvek, health minister of Kandoria");
    expect(lines).not.toContain("two residents");
    expect(lines).not.toContain("ACCUSED AND ANSWERED");
  });

  it("takes those who speak for an actor by their role", async () => {
    const lines = await linesAfter("/said kandoria", onActor("Kandoria"));

    expect(lines).toContain("Ilan Torvek, health minister of Kandoria");
  });

  it("keeps the statements with the words asked about", async () => {
    const lines = await linesAfter("/said marenta about:FUEL hospital");

    expect(lines.join("\n")).toContain("s1torve");
    expect(lines.join("\n")).not.toContain("s2torve");
  });

  it("names the words when nothing was said about them", async () => {
    const lines = await linesAfter("/said torvek about:weather", onActor("Ilan Torvek"));

    expect(lines.at(-1)).toBe("No statement on “weather” was found for Ilan Torvek in what was searched.");
  });
});

describe("/figures", () => {
  it("gives all rungs, superseded ones marked, and who disagrees", async () => {
    const lines = await linesAfter("/figures marenta");

    expect(lines.filter((line) => / f\w{6}$/.test(line))).toHaveLength(5);
    expect(lines).toContain("                superseded");
  });

  it("keeps to one metric, by any of its names", async () => {
    const lines = await linesAfter("/figures marenta displaced");

    expect(lines).toContain("Displaced · Sulvo");
    expect(lines.join("\n")).not.toContain("Killed");
  });

  it("names the metric that has no figure", async () => {
    const lines = await linesAfter("/figures marenta kidnapped");

    expect(lines.at(-1)).toBe("No figure for “abducted” was found in what was searched.");
  });
});

describe("/timeline, /actors and /sources", () => {
  it("gives the events by day", async () => {
    const lines = await linesAfter("/timeline marenta");

    expect(lines.slice(-2)).toEqual([
      "  4 May    The front entered Marenta on Sunday. — Northern Wire  t000000",
      "  5–6 May  The market burned for two days. — Radio Lakeside  t200000",
    ]);
  });

  it("gives actors by kind and places, the unknown ones named as unknown", async () => {
    const lines = await linesAfter("/actors marenta");

    expect(lines).toContain("  Free Ridge Front  also FRF · 31 mentions in 8 articles");
    expect(lines).toContain("  Olm      not found on the map · 3 mentions in 2 articles");
  });

  it("gives reports by origin, with addresses, retellings and repeated texts", async () => {
    const lines = await linesAfter("/sources marenta");

    expect(lines.slice(lines.indexOf("SOURCES"))).toEqual([
      "SOURCES",
      "Northern Wire · carried by 3 outlets",
      "  6 May            Guns fall silent in Marenta",
      "                   https://wire.example/marenta",
      "  7 May            Marenta quiet after a week of shelling — Harbour Post",
      "                   https://post.example/7",
      "                   same text as another report of this origin",
      "  7 May            Guns fall silent in Marenta — Radio Lakeside",
      "Radio Lakeside",
      "  7 May 16:30 UTC  Front gives its own count",
      "                   https://lakeside.example/count",
      "                   retold from Lakeside Agency, 7 May, in our words:",
      "                   https://agency.example/c",
    ]);
  });
});

describe("/why and /help", () => {
  it("answers an id with its evidence", async () => {
    const lines = await linesAfter("/why F2MINIS", aDesk({ why: { status: "found", items: [aWhyItem()] } }));

    expect(lines[0]).toContain("f2minis · figure");
  });

  it("explains every command in a line", async () => {
    const lines = await linesAfter("/help");

    for (const { about } of commands) expect(lines.join(" ").replace(/\s+/g, " ")).toContain(about);
    expect(lines).toContain("/said <who> [about] [since] [until]");
  });

  it("explains one command with its options, choices and examples", async () => {
    const lines = await linesAfter("/help figures");

    expect(lines[0]).toBe("/figures <topic> [metric] [since] [until]");
    expect(lines.join(" ").replace(/\s+/g, " ")).toContain("one of killed, injured, missing,");
    expect(lines).toContain("• /figures goma killed");
  });

  it("says so when help is wanted on a command there is not", async () => {
    const document = await answerTo("/help weather");

    expect(document.tone).toBe("trouble");
    expect(linesOf(document.blocks)[0]).toBe("There is no command /weather.");
  });

  it("gives examples that the commands understand", async () => {
    for (const example of commands.flatMap(({ examples }) => examples)) {
      const document = await answerTo(example, aDesk({ why: { status: "found", items: [aWhyItem()] } }));

      expect([example, document.tone]).not.toEqual([example, "trouble"]);
    }
  });
});
