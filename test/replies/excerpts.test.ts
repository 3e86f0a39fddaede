import { describe, expect, it } from "vitest";
import { cutText, deed, sourceName, spokenWords } from "../../src/replies/excerpts.ts";
import { aSource, aStatement } from "../support/a-digest.ts";
import { aTelling, english, french } from "../support/a-telling.ts";

describe("what was said, in print", () => {
  it.each([
    ["direct", "The road is open", "“The road is open”"],
    ["direct", "“The road is open”", "“The road is open”"],
    ["direct", "We call it 'the gate' … and it holds", "“We call it 'the gate' … and it holds”"],
    ["mixed", 'the night had been "very loud"', 'the night had been "very loud"'],
    ["indirect", "two clinics had closed", "two clinics had closed"],
  ] as const)(
    "puts marks around %s words only where they are the speaker's own (%s)",
    (mode, text, expected) => {
      expect(spokenWords({ mode, text }, 200, english)).toBe(expected);
    },
  );

  it("cuts between words with a mark of its own, and never inside a number", () => {
    expect(cutText("The toll rose to 2 900 on Friday", 20)).toBe("The toll rose to […]");
    expect(cutText("short", 20)).toBe("short");
  });

  it("cuts a text without any blanks too", () => {
    expect(cutText("x".repeat(50), 20)).toBe(`${"x".repeat(20)} […]`);
  });
});

describe("how it was said", () => {
  it.each([
    [{ verb: "said" }, "said"],
    [{ verb: "According to" }, "according to"],
    [{ verb: "wrote", channel: "on X" }, "wrote on X"],
    [{ verb: "told", channel: "told reporters" }, "told reporters"],
    [{ verb: "told", addressee: aSource({ name: "Lina Okoro" }) }, "told Lina Okoro"],
    [
      {
        verb: "told",
        addressee: aSource({ name: "Lina Okoro" }),
        channel: "by telephone",
      },
      "told Lina Okoro by telephone",
    ],
    [{ verb: "said", addressee: aSource({ name: "Lina Okoro" }) }, "said, to Lina Okoro"],
    [
      {
        verb: "told",
        addressee: aSource({ name: "reporters" }),
        channel: "told reporters",
      },
      "told reporters",
    ],
    [
      {
        verb: "accused",
        addressee: aSource({ name: "Velstan" }),
        text: "Velstan of lying",
      },
      "accused",
    ],
  ])("keeps the verb of the text: %j", (fields, expected) => {
    expect(deed(aStatement(fields), aTelling())).toBe(expected);
  });
});

describe("how it was said, to a reader of another language", () => {
  const telling = aTelling({ words: french, foreign: () => "en" });

  it.each([
    [{ verb: "insisted" }, "«\u00a0insisted\u00a0»"],
    [{ verb: "wrote", channel: "on X" }, "«\u00a0wrote\u00a0» «\u00a0on X\u00a0»"],
    [{ verb: "told", channel: "told reporters" }, "«\u00a0told reporters\u00a0»"],
    [{ verb: "told", addressee: aSource({ name: "Lina Okoro" }) }, "«\u00a0told\u00a0» Lina Okoro"],
    [{ verb: "said", addressee: aSource({ name: "Lina Okoro" }) }, "«\u00a0said\u00a0», à Lina Okoro"],
    [{ verb: ":" }, "dans une transcription"],
  ])("quotes the verb of the text and never puts another in its place: %j", (fields, expected) => {
    expect(deed(aStatement(fields), telling)).toBe(expected);
  });

  it("leaves the verb of a text in the reader's language as it is", () => {
    expect(deed(aStatement({ verb: "a affirmé" }), aTelling({ words: french }))).toBe("a affirmé");
  });

  it("puts marks of the reader's language around a speaker's own words, and leaves those of the text", () => {
    expect(spokenWords({ mode: "direct", text: "The road is open" }, 200, french)).toBe(
      "«\u00a0The road is open\u00a0»",
    );
    expect(spokenWords({ mode: "mixed", text: 'it was "loud"' }, 200, french)).toBe('it was "loud"');
  });
});

describe("the name of a source", () => {
  it("names the origin where the outlet is another, and only once where it is not", () => {
    expect(sourceName({ publisher: "Harbour Post", origin: "Northern Wire" })).toBe(
      "Harbour Post (Northern Wire)",
    );
    expect(sourceName({ publisher: "Northern Wire", origin: "NORTHERN WIRE" })).toBe("Northern Wire");
  });
});
