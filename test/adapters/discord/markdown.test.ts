import { describe, expect, it } from "vitest";
import { escapeMarkdown, markdown } from "../../../adapters/discord/markdown.ts";
import { readMarkdown, visibleText } from "../../../adapters/discord/read-markdown.ts";
import { cleanText } from "../../../src/chat/clean-text.ts";
import type { Inline } from "../../../src/chat/document.ts";
import { messyText } from "../../support/messy-text.ts";
import { fc } from "../../support/properties.ts";

const seen = (content: string) => readMarkdown(content).map(({ look, children }) => ({ look, children }));
/** A blank that does not break looks like one that does. */
const blanks = (text: string) => text.replaceAll("\u00a0", " ");
const moment = (text: string, from: string | null, precision: "minute" | "day" = "minute"): Inline => ({
  kind: "moment",
  text,
  from,
  to: from,
  precision,
});

describe("words of articles", () => {
  it.each([
    [
      "**bold** __under__ ~~gone~~ ||secret||",
      "\\*\\*bold\\*\\* \\_\\_under\\_\\_ \\~\\~gone\\~\\~ \\|\\|secret\\|\\|",
    ],
    ["[bank](https://evil.example)", "\\[bank\\](https\\://evil.example)"],
    ["<https://evil.example>", "\\<https\\://evil.example\\>"],
    ["# heading", "\\# heading"],
    ["-# small", "\\-\\# small"],
    ["- item", "\\- item"],
    ["+ item", "\\+ item"],
    ["12. item", "12\\. item"],
    ["> quote >>> more", "\\> quote \\>\\>\\> more"],
    ["`code` ```js", "\\`code\\` \\`\\`\\`js"],
    ["<@123> <@&456> <#789> <id:browse>", "\\<@123\\> \\<@&456\\> \\<\\#789\\> \\<id:browse\\>"],
    [
      "</kick:123456> <t:1700000000:R> <:smile:12345>",
      "\\</kick:123456\\> \\<t:1700000000:R\\> \\<:smile:12345\\>",
    ],
    ["join discord.gg/abc", "join discord\\.gg/abc"],
    ["@everyone, @HERE", "＠everyone, ＠HERE"],
    ["one\n# two", "one \\# two"],
  ])("%j stay words", (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
    const [line, ...more] = seen(expected);
    expect(more).toEqual([]);
    expect(line?.look).toBe("text");
    expect(line?.children).toEqual([
      { kind: "text", text: cleanText(text).replace(/@(?=everyone|here)/gi, "＠") },
    ]);
  });

  it.each(["3.5 million – 2,900", "Kigali's “café”", "a-b @reporter", "عربي می\u200cخواهم"])(
    "%j need no backslash",
    (text) => {
      expect(escapeMarkdown(text)).toBe(text);
    },
  );

  it("are seen letter for letter, whatever they are, alone and inside of every look", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          messyText,
          fc.string({ unit: fc.constantFrom(..."*_~|`#<>[]()\\:/@-+. 1ahttps"), maxLength: 40 }),
        ),
        (text) => {
          const words = cleanText(text).replace(/@(?=everyone|here)/gi, "＠");
          for (const kind of ["text", "quiet", "strong", "struck", "marked"] as const) {
            const [line, ...more] = readMarkdown(
              markdown([
                { kind: "text", text: "x" },
                { kind, text },
                { kind: "text", text: "y" },
              ]),
            );

            expect(more).toEqual([]);
            expect(blanks(visibleText(line?.children ?? []))).toBe(blanks(`x${words}y`));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("looks", () => {
  it.each<[string, readonly Inline[], string]>([
    ["bold", [{ kind: "strong", text: "2,900" }], "**2,900**"],
    [
      "no mention out of two halves",
      [
        { kind: "text", text: "@" },
        { kind: "quiet", text: "everyone" },
      ],
      "＠everyone",
    ],
    [
      "no address out of two halves",
      [
        { kind: "text", text: "https:" },
        { kind: "text", text: "//e.example" },
      ],
      "https\\://e.example",
    ],
    ["blanks outside of the marks", [{ kind: "strong", text: " a b " }], " **a b** "],
    [
      "neighbours as one",
      [
        { kind: "strong", text: "a" },
        { kind: "strong", text: "b" },
      ],
      "**ab**",
    ],
    [
      "a range that breaks behind its dash",
      [{ kind: "strong", text: "773 – 2,900" }],
      "**773\u00a0– 2,900**",
    ],
    ["struck", [{ kind: "struck", text: "700" }], "~~700~~"],
    ["disagreement", [{ kind: "flag", flag: "disagree", text: "sources disagree" }], "⚠ sources disagree"],
    ["denial", [{ kind: "flag", flag: "denied", text: "denied" }], "⊘ denied"],
    ["a state in words alone", [{ kind: "flag", flag: "superseded", text: "superseded" }], "superseded"],
    [
      "a command as it is typed here",
      [{ kind: "command", command: "said", options: { who: "o'neil `x`", about: "@everyone" } }],
      "`/said who:o'neil 'x' about:＠everyone`",
    ],
    ["a day as it is given", [moment("(6 Feb)", "2031-02-06", "day")], "(6\u00a0Feb)"],
    [
      "a minute on the reader's clock",
      [moment("6 Feb 14:05 UTC", "2031-02-06T14:05:00Z")],
      "<t:1928153100:f>",
    ],
    ["no minute that is not there", [moment("6 Feb", "2031-02-06")], "6\u00a0Feb"],
    [
      "a link by its domain",
      [{ kind: "link", text: "", url: "https://www.wire.example/a_(b)" }],
      "[wire.example](<https://www.wire.example/a_%28b%29>)",
    ],
    [
      "a link behind its words",
      [{ kind: "link", text: "https://bank.example [x]", url: "https://wire.example/" }],
      "https\\://bank.example \\[x\\] [wire.example](<https://wire.example/>)",
    ],
    [
      "no link that hides where it leads",
      [{ kind: "link", text: "", url: "https://bank@evil.example/" }],
      "https\\://bank@evil.example/",
    ],
    ["no script", [{ kind: "link", text: "press", url: "javascript:alert(1)" }], "press javascript:alert(1)"],
  ])("%s", (_name, text, expected) => {
    expect(markdown(text)).toBe(expected);
  });
});
