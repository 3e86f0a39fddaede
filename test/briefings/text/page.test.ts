import { describe, expect, it } from "vitest";
import { readPage } from "../../../briefings/text/page.ts";
import { pageWords } from "../../support/words.ts";

const words = pageWords();

function sentences(text: string): string[] {
  return readPage(text, words).sentences.map((s) => text.slice(s.start, s.end));
}

function quotes(text: string): string[] {
  return readPage(text, words).quotes.map((q) => text.slice(q.inner.start, q.inner.end));
}

function kinds(text: string): string[] {
  return readPage(text, words).blocks.map((b) => b.kind);
}

describe("sentences", () => {
  it.each([
    ["abbreviated ranks", "Lt. Col. Imre Dask met Gen. Oru Vell. They left."],
    ["initials", "J. R. Oruvell spoke. He left."],
    ["months", "It began on Jan. 14 in Tolmera. It ended."],
  ])("keeps %s together", (_, text) => {
    expect(sentences(text)).toHaveLength(2);
  });

  it("ends a sentence at an acronym when a new one plainly begins", () => {
    expect(sentences("He flew to the U.S. The council met.")).toEqual([
      "He flew to the U.S.",
      "The council met.",
    ]);
    expect(sentences("The U.S. Navy said so.")).toHaveLength(1);
  });

  it("ends a sentence inside a quotation, and goes on where the verb follows in lower case", () => {
    expect(sentences('"We left. They came," she said.')).toEqual(['"We left.', 'They came," she said.']);
    expect(sentences('"Why now?" the mayor asked.')).toEqual(['"Why now?" the mayor asked.']);
  });

  it("does not split numbers, times or report numbers", () => {
    expect(sentences("Report No. 4 counts 1.9 million people at 6 a.m. on Monday.")).toHaveLength(1);
  });

  it("keeps bullets and headings apart from prose", () => {
    const text = "KEY FIGURES\n\n- 12 people displaced\n- 3 schools closed\n\nThe road is open.";

    expect(kinds(text)).toEqual(["heading", "bullet", "bullet", "prose"]);
    expect(sentences(text)).toEqual([
      "KEY FIGURES",
      "12 people displaced",
      "3 schools closed",
      "The road is open.",
    ]);
  });
});

describe("blocks", () => {
  it("leaves the dateline out of the first sentence", () => {
    const text = "TOLMERA, Orvany, March 3 (Lowland Wire) - Two people died.";
    const page = readPage(text, words);

    expect(sentences(text)).toEqual(["Two people died."]);
    expect(
      page.blocks[0]?.dateline && text.slice(page.blocks[0].dateline.start, page.blocks[0].dateline.end),
    ).toBe("TOLMERA, Orvany, March 3");
  });

  it("leaves out a dateline that names no town", () => {
    expect(sentences("March 20 (Lowland Wire) - Two people died.")).toEqual(["Two people died."]);
    expect(sentences("March 20 was a Thursday - the market was shut.")).toHaveLength(1);
  });

  it("does not take a dash inside a sentence for a dateline", () => {
    expect(sentences("The OVK - a rebel group - denied it.")).toEqual([
      "The OVK - a rebel group - denied it.",
    ]);
    expect(sentences("Tolmera, the capital - once calm - burned.")).toHaveLength(1);
  });

  it("reads bylines and date lines as no sentence", () => {
    expect(sentences("By Ansa Veld and Oru Pell\n\n3 March 2025\n\nTwo people died.")).toEqual([
      "Two people died.",
    ]);
  });

  it("joins the lines of a hard-wrapped paragraph and no others", () => {
    const wrapped =
      "The governor of the northern province said on Monday that the road to the\nmarket had been closed since the morning because of shelling that began\nbefore dawn.";

    expect(sentences(wrapped)).toHaveLength(1);
    expect(sentences("The road is closed.\nThe market is open.")).toHaveLength(2);
    expect(sentences("Killed: 34\nInjured: 12")).toHaveLength(2);
  });

  it("joins wrapped lines that are indented and follow each other without a blank line", () => {
    const text =
      'The mayor of the northern town said on Monday that the only road to the\n      market had been closed, and that "nobody knows when\n      it will open."\n      A second road, which runs along the river to the old bridge, is open to\n      lorries.';

    expect(sentences(text)).toHaveLength(2);
    expect(quotes(text)).toHaveLength(1);
  });
});

describe("quotations", () => {
  it("reads straight, curly, single and angle marks", () => {
    expect(quotes('He said "one" and “two” and ‘three’ and «four».')).toEqual([
      "one",
      "two",
      "three",
      "four",
    ]);
  });

  it("does not take apostrophes for quotation marks", () => {
    expect(quotes("The town’s mayor and the soldiers’ wives said it wasn't so.")).toEqual([]);
    expect(quotes("It's the rebels' camp.")).toEqual([]);
  });

  it("runs on into the next paragraph when the mark is repeated there", () => {
    const page = readPage("“We ran.\n\n“Then it burned,” she said.", words);

    expect(page.quotes.map((q) => [q.closed, q.continues])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it("never loses more than its own paragraph to an odd number of marks", () => {
    expect(quotes('He said "we left.\n\nThe mayor said "no" today.')).toEqual(["we left.", "no"]);
  });

  it("keeps an inner quotation inside the outer one", () => {
    expect(quotes("“She told me ‘run’ and I ran.”")).toEqual(["She told me ‘run’ and I ran."]);
  });
});

describe("tokens", () => {
  it("splits the possessive from a name", () => {
    const text = "Orvany's army";

    expect(readPage(text, words).tokens.map((t) => t.text)).toEqual(["Orvany", "'s", "army"]);
  });

  it.each(["", "\n\n\n", "\u200b\u200f", '"'.repeat(50), "... --- !!!"])("survives %j", (text) => {
    expect(() => readPage(text, words)).not.toThrow();
  });
});
