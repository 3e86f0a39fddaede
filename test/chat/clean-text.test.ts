import { describe, expect, it } from "vitest";
import { cleanText, safeUrl } from "../../src/chat/clean-text.ts";
import { fc } from "../support/properties.ts";

describe("cleaning strangers' text", () => {
  it.each([
    ["\u001b[31mred\u001b[0m alert", "red alert"],
    ["\u001b]0;new title\u0007calm", "calm"],
    ["\u001b]8;;https://bank.example\u001b\\bank\u001b]8;;\u001b\\", "bank"],
    ["\u009b2Jwiped", "wiped"],
    ["\u001bcreset", "reset"],
    ["a\u0000b\u0007c\u007fd", "abcd"],
    ["one\r\ntwo\u2028three\tfour", "one two three four"],
    ["abc\u202ecba\u202c", "abccba"],
    ["zero\u200bwidth\ufeff\u2060", "zerowidth"],
    ["lone \ud800 half", "lone \ufffd half"],
    ["Kigali’s “café” – 2,900 ½", "Kigali’s “café” – 2,900 ½"],
    ["عربي ကမ္ဘာ 東京 e\u0301", "عربي ကမ္ဘာ 東京 e\u0301"],
    [
      "می\u200cخواهم क\u094d\u200dष 👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈",
      "می\u200cخواهم क\u094d\u200dष 👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈",
    ],
    ["ba\u200dnk pa\u200cypal می\u200c می\u200c\u200cخ 1\u200d2 👩\u200d", "bank paypal می میخ 12 👩"],
  ])("makes %j safe", (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it("never lets a control character through, and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = cleanText(text);

        expect(once).not.toMatch(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
        expect(cleanText(once)).toBe(once);
      }),
    );
  });

  it("stays quick on a text made of unfinished sequences", () => {
    expect(cleanText("\u001b]".repeat(1_000_000))).toBe("");
  });
});

describe("safe addresses", () => {
  it.each([
    ["https://wire.example/a?b=1", "https://wire.example/a?b=1"],
    ["https://wire.example/a(b)|c", "https://wire.example/a%28b%29%7Cc"],
    ["https://wire.example/<script>", "https://wire.example/%3Cscript%3E"],
  ])("keeps %s", (url, expected) => {
    expect(safeUrl(url)).toBe(expected);
  });

  it.each(["javascript:alert(1)", "file:///etc/passwd", "https://bank@evil.example/", "not a url"])(
    "refuses %s",
    (url) => {
      expect(safeUrl(url)).toBeNull();
    },
  );
});
