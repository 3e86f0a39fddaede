import { describe, expect, it } from "vitest";
import { renderDocument } from "../../../adapters/terminal/render.ts";
import { textWidth } from "../../../adapters/terminal/width.ts";
import { type Block, type Document, inlines, paragraph, strong } from "../../../src/chat/document.ts";
import { briefingReply } from "../../../src/replies/briefing.ts";
import { actorsReply, sourcesReply } from "../../../src/replies/parts.ts";
import { whyReply } from "../../../src/replies/why.ts";
import {
  aDigest,
  aFullDigest,
  aKeyPoint,
  anArticle,
  anOutlet,
  aStatementLine,
  aWhyItem,
} from "../../support/a-digest.ts";
import { english, inEnglish } from "../../support/a-telling.ts";
import { fc } from "../../support/properties.ts";

const question = { topic: "marenta", since: undefined, until: undefined };
const aDocument = (...blocks: readonly Block[]): Document => ({ summary: "", tone: "found", blocks });
const plain = (document: Document, width = 80) => renderDocument(document, { width, color: false });
const briefing = () => briefingReply({ digest: aFullDigest(), understoodAs: null, question, ...inEnglish });

describe("width", () => {
  it.each([20, 40, 59, 60, 80, 120])("no line is wider than %d columns, addresses apart", (width) => {
    const answer = { digest: aFullDigest(), understoodAs: null, question, ...inEnglish };
    const documents = [
      briefing(),
      actorsReply(answer),
      sourcesReply(answer),
      whyReply({ status: "found", items: [aWhyItem()] }, "f2", english),
    ];

    const lines = documents.flatMap((document) => plain(document, width).split("\n"));

    const tooWide = lines.filter((line) => textWidth(line) > width && !line.includes("https://"));
    expect(tooWide).toEqual([]);
  });

  it("puts columns below each other where they do not fit", () => {
    const lines = plain(briefing(), 40).split("\n");

    const start = lines.indexOf("FIGURES");
    expect(lines.slice(start, start + 11)).toEqual([
      "FIGURES",
      "Killed · Marenta",
      "  scores – 120  sources disagree",
      "  120",
      "    Free Ridge Front, via Radio Lakeside",
      "    7 May  f1front",
      "  at least 63",
      "    Ilan Torvek, health minister, via",
      "    Northern Wire · carried by 3 outlets",
      "    6 May  f2minis",
      "    was 41 (4 May) f4minis",
    ]);
  });

  it("uses a wide screen up to 120 columns", () => {
    const [head, ...rest] = plain(briefing(), 300).split("\n");

    expect(head).toHaveLength(120);
    expect(rest).toContain(
      "  at least 63   Ilan Torvek, health minister, via Northern Wire · carried by 3 outlets                    6 May  f2minis",
    );
  });

  it("counts cells, not characters", () => {
    expect(["東京", "e\u0301", "नमस्ते", "👍", "abc", "ｆｕｌｌ"].map(textWidth)).toEqual([4, 1, 3, 2, 3, 8]);
  });

  it("breaks a word that fits on no line between graphemes, and never an address", () => {
    const long = `https://wire.example/${"a".repeat(40)}`;
    const document = aDocument(paragraph("東".repeat(15)), paragraph({ kind: "link", text: "", url: long }));

    expect(plain(document, 20)).toBe(`${"東".repeat(10)}\n${"東".repeat(5)}\n${long}`);
  });

  it("keeps a date and a command in one piece", () => {
    const day = { kind: "moment", text: "29 Jan 2031", from: null, to: null, precision: "day" } as const;
    const document = aDocument(
      paragraph("the town was quiet on ", day, {
        kind: "command",
        command: "help",
        options: { command: "said" },
      }),
    );

    expect(plain(document, 30)).toBe("the town was quiet on\n29 Jan 2031/help said");
  });

  it("breaks a text of a million characters in time", () => {
    const words = plain(aDocument(paragraph("word ".repeat(100_000), "x".repeat(500_000))), 80);

    expect(words.split("\n").every((line) => line.length <= 80)).toBe(true);
  });
});

describe("colour", () => {
  it("is there only when asked for, and changes no character", () => {
    const colored = renderDocument(briefing(), { width: 80, color: true });

    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is the sequence under test
    const stripped = colored.replace(/\u001b\[[\d;]+m/g, "");
    expect(plain(briefing())).not.toContain("\u001b");
    expect(stripped.split("\n").map((line) => line.trimEnd())).toEqual(plain(briefing()).split("\n"));
  });

  it("writes one sequence for one look and closes it on every line", () => {
    const text = renderDocument(aDocument(paragraph(strong("at least 63"), " dead")), {
      width: 80,
      color: true,
    });

    expect(text).toBe("\u001b[1mat least 63\u001b[0m dead");
  });
});

describe("hostile text", () => {
  const attack = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnihton\u200b\r\nplain";

  it("cannot reach the terminal through any field of a digest", () => {
    const digest = aDigest({
      topic: { words: attack, kind: "words", label: attack, detail: attack },
      keyPoints: [aKeyPoint({ text: attack, publisher: attack })],
      speakers: [
        {
          speaker: attack,
          role: attack,
          named: true,
          lines: [aStatementLine({ text: attack, verb: attack, channel: attack })],
        },
      ],
      actors: [
        { name: attack, kind: "person", roles: [attack], aliases: [attack], articles: 1, mentions: 1 },
      ],
      sources: [
        { origin: attack, outlets: [anOutlet({ title: attack, url: `https://x.example/${attack}` })] },
      ],
    });
    const answer = { digest, understoodAs: attack, question: { ...question, topic: attack }, ...inEnglish };
    const why = whyReply(
      { status: "found", items: [aWhyItem({ article: anArticle({ title: attack }), before: attack })] },
      attack,
      english,
    );

    const text = [briefingReply(answer), actorsReply(answer), sourcesReply(answer), why]
      .map((one) => plain(one))
      .join("\n");

    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e]/u);
    expect(text).toContain("gnihton plain");
  });

  it("cannot forge a line of its own", () => {
    const document = aDocument({ kind: "list", items: [inlines("first\n• second")] });

    expect(plain(document)).toBe("• first • second");
  });

  it("cannot do it with any text there is", () => {
    const anyText = fc.string({ unit: "binary", maxLength: 60 });

    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 20, max: 130 }), (one, two, width) => {
        const link = { kind: "link" as const, text: one, url: two };
        const document = aDocument(
          { kind: "heading", level: 1, text: inlines(one), aside: inlines(two) },
          { kind: "heading", level: 2, text: inlines(one), aside: [] },
          { kind: "quote", text: inlines(one, { kind: "marked", text: two }) },
          { kind: "fields", fields: [{ name: one, value: inlines(two, link) }] },
          { kind: "actions", actions: [{ label: one, command: "said", options: { who: two } }] },
        );

        expect(renderDocument(document, { width, color: false })).not.toMatch(
          /[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e]/u,
        );
      }),
    );
  });
});

describe("small blocks", () => {
  it("sets fields in two columns, or below each other when a name is long", () => {
    const short = {
      kind: "fields" as const,
      fields: [
        { name: "Rule", value: inlines("a/b") },
        { name: "Engine", value: inlines("1") },
      ],
    };
    const long = {
      kind: "fields" as const,
      fields: [{ name: "/figures <topic> [metric] [since]", value: inlines("Numbers") }],
    };

    expect(plain(aDocument(short))).toBe("Rule    a/b\nEngine  1");
    expect(plain(aDocument(long))).toBe("/figures <topic> [metric] [since]\n    Numbers");
  });

  it("shows actions as lines that can be typed", () => {
    const actions = [
      { label: "Said", command: "said", options: { who: "North Ridge", since: "7d" } },
      { label: "Help", command: "help", options: {} },
    ];

    expect(plain(aDocument({ kind: "actions", actions }))).toBe('/said "North Ridge" since:7d · /help');
  });

  it("shows the address of every link, also behind other words", () => {
    const bank = { kind: "link" as const, text: "our bank", url: "https://evil.example/" };

    expect(plain(aDocument(paragraph(bank)))).toBe("our bank (https://evil.example/)");
  });
});
