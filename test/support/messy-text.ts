import { fc } from "./properties.ts";

const NAMES = [
  "Kelmar",
  "Tarsk",
  "Odran Vesh",
  "Mirela Dunov",
  "Harrow Front",
  "al-Tasir",
  "Ñandira",
  "Übersk",
];
const TITLES = [
  "General",
  "the governor",
  "Defence Minister",
  "Lt. Col.",
  "Dr.",
  "its spokesman",
  "she",
  "they",
];
const VERBS = [
  "said",
  "told reporters",
  "denied that",
  "accused",
  "warned",
  "according to",
  "wrote on X:",
  "added",
];
const COUNTS = [
  "at least 12",
  "1,200",
  "dozens",
  "3.5 million",
  "up to 40",
  "no",
  "between 3 and 5",
  "forty-one",
  "10%",
];
const THINGS = [
  "people were killed",
  "civilians",
  "houses",
  "of whom",
  "wounded",
  "fled to",
  "are missing",
  "soldiers",
];
const DAYS = [
  "on Monday",
  "since 1 January",
  "in March 2025",
  "last week",
  "at 06:00",
  "29 Jan",
  "yesterday",
];
const MARKS = [
  '"',
  "“",
  "”",
  "‘",
  "’",
  "'",
  "«",
  "»",
  "(",
  ")",
  "[",
  "—",
  "…",
  "...",
  ":",
  ";",
  ",",
  ".",
  "?",
  "!",
];
const BREAKS = ["\n", "\n\n", "\r\n", "\n- ", "\n• ", "\n1. ", "\t", "  ", "\u00a0", "\u2028"];
const STRANGE = [
  "\u200b",
  "\u200d",
  "\ufeff",
  "\u202e",
  "\u202c",
  "\u0301",
  "ﷺ",
  "مدينة",
  "עיר",
  "市民",
  "🕊️",
  "👩‍👩‍👧",
  "\ud83d",
  "İ",
  "ß",
];

/** Texts of news words and of everything that ruins them: stray marks, bullets, odd blanks, other scripts. */
export const messyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      ...[NAMES, TITLES, VERBS, COUNTS, THINGS, DAYS, MARKS, MARKS, BREAKS, STRANGE].map((words) =>
        fc.constantFrom(...words),
      ),
      fc.nat({ max: 99_999 }).map(String),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 120 },
  )
  .chain((pieces) =>
    fc
      .array(fc.constantFrom(" ", " ", " ", ""), { minLength: pieces.length, maxLength: pieces.length })
      .map((joints) => pieces.map((piece, index) => piece + joints[index]).join("")),
  );
