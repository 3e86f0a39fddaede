import { fc } from "./properties.ts";

/** What a feed can put into a title to ping, to lead elsewhere, to break the markup or to hide. */
const ATTACKS = [
  "@everyone",
  "@here",
  "<@123456789012345678>",
  "<@&123456789012345678>",
  "<@!123456789012345678>",
  "<#123456789012345678>",
  "<!channel>",
  "<!subteam^S1>",
  "<id:customize>",
  "</ban:123456789012345678>",
  "<t:1700000000:R>",
  "<:smile:123456789012345678>",
  "<a:wave:123456789012345678>",
  "[bank](https://evil.example/a)",
  "[bank](<https://evil.example/a>)",
  "](https://evil.example)",
  "<https://evil.example|bank>",
  "https://evil.example/login",
  "discord.gg/invite",
  "**bold**",
  "__under__",
  "~~gone~~",
  "||secret||",
  "*it*",
  "_it_",
  "`code`",
  "```js",
  "\\",
  "\\\\",
  "\n# heading",
  "\n## heading",
  "\n-# small",
  "\n> quote",
  "\n>>> quote",
  "\n- item",
  "\n1. item",
  "\u202egnp.exe\u202c",
  "\u2066isolated\u2069",
  "zero\u200bwidth\ufeff",
  "\u0007\u001b[31m",
];

const WORDS = [
  "Officials in Marenta said",
  "the toll stands at 773 – 2,900.",
  "about 2,900 people",
  "1,234,567",
  "12 km",
  "“we will not leave our houses”",
  '"nobody came," she said.',
  "می\u200cخواهم",
  "مدينة مارنتا",
  "עיר",
  "市民が避難した。",
  "क\u094d\u200dष",
  "e\u0301\u0302",
  "👩‍👩‍👧",
  "🏳️‍🌈",
  "😀",
  `z${"\u0301".repeat(40)}`,
  "a".repeat(60),
];

/** A text of at most `longest` UTF-16 units from words and attacks. */
export function hostileText(longest: number): fc.Arbitrary<string> {
  return fc
    .array(
      fc.oneof(
        fc.constantFrom(...ATTACKS),
        fc.constantFrom(...WORDS),
        fc.string({ unit: "grapheme", maxLength: 8 }),
      ),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    .chain((parts) =>
      fc.constantFrom(1, 1, 1, 4, 40).map((times) => Array(times).fill(parts.join(" ")).join(" ")),
    )
    .map((text) => text.slice(0, longest));
}
