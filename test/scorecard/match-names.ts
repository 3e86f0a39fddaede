import { isEmptyWord, plain } from "./match-words.ts";

const ARTICLE = /^(the|a|an) /;

const RANK_OR_OFFICE = new RegExp(
  `^(${[
    "mr|mrs|ms|dr|prof",
    "gen|general|lt|lieutenant|col|colonel|maj|major|capt|captain|brig|brigadier|sgt|adm|comandante|commander",
    "president|prime minister|minister|foreign minister|special representative",
    "sheikh|king|queen|judge|sen|senator|spokesman|spokeswoman|spokesperson",
  ].join("|")})\\s+`,
);

const PLACE_SUFFIX = new RegExp(
  `\\s+(${[
    "city|town|village|township|camp|neighborhood|neighbourhood",
    "province|state|region|district|governorate|county|republic|territory",
    "river|valley|salient|crossing|island|islands",
  ].join("|")})$`,
);

const PLACE_PREFIX = new RegExp(
  `^(${[
    "city of|town of|village of|state of|province of|district of|island of|port of|republic of",
    "eastern|western|northern|southern|central|north eastern|northeast|northwest|southeast|southwest",
  ].join("|")}) `,
);

/** Names that mean one thing, written as `plain` writes them. */
const ONE_NAME: Readonly<Record<string, string>> = {
  "u n": "united nations",
  un: "united nations",
  "u s": "united states",
  "united states of america": "united states",
  us: "united states",
  usa: "united states",
  uk: "united kingdom",
  "democratic republic of congo": "democratic republic of the congo",
  "dr congo": "democratic republic of the congo",
  drc: "democratic republic of the congo",
  burma: "myanmar",
  gambia: "the gambia",
  "gaza strip": "gaza",
  idf: "israel defense forces",
  ocha: "un office for the coordination of humanitarian affairs",
  ohchr: "un human rights office",
  unhcr: "un refugee agency",
  "un world food programme": "world food programme",
  wfp: "world food programme",
  unicef: "un children fund",
  "united nations children fund": "un children fund",
  unrwa: "un relief and works agency for palestine refugees",
};

/** A name without article, rank and office. */
export function personKey(name: string): string {
  const whole = plain(name);
  const key = repeat(whole.replace(ARTICLE, ""), (n) => n.replace(RANK_OR_OFFICE, ""));
  return ONE_NAME[key || whole] ?? (key || whole);
}

/** A place name without article, "province", "northern" and the like; Gaza City is not Gaza. */
export function placeKey(name: string): string {
  const whole = plain(name);
  const bare = whole.replace(ARTICLE, "");
  const known = ONE_NAME[bare];
  if (known !== undefined) return known;
  if (bare === "gaza city") return bare;
  const key = repeat(bare, (n) => n.replace(PLACE_PREFIX, "").replace(PLACE_SUFFIX, "").replace(ARTICLE, ""));
  return ONE_NAME[key || whole] ?? (key || whole);
}

/** Applies a step until nothing changes or nothing is left. */
function repeat(start: string, step: (value: string) => string): string {
  let value = start;
  for (;;) {
    const next = step(value);
    if (next === value || next === "") return next;
    value = next;
  }
}

/** A name with its aliases. */
export function formsOf(named: { readonly name: string; readonly aliases?: readonly string[] }): string[] {
  return [named.name, ...(named.aliases ?? [])].filter(Boolean);
}

/** Likeness at which two lists of names mean the same. */
export const SAME_NAME = 0.98;
/** Likeness of a lone surname to a full name. */
export const SURNAME = 0.7;

/**
 * Likeness of two persons or organisations given as lists of forms, 0 to 1: equal 1; equal but for article, rank
 * and office 0.98; the shorter within the longer 0.8 to 0.9; a lone surname 0.7.
 */
export function nameLikeness(left: readonly string[], right: readonly string[]): number {
  let best = 0;
  for (const a of left) for (const b of right) best = Math.max(best, pairLikeness(a, b));
  return best;
}

function pairLikeness(a: string, b: string): number {
  if (plain(a) === plain(b)) return 1;
  const keyA = personKey(a);
  const keyB = personKey(b);
  if (keyA === keyB) return SAME_NAME;
  const wordsA = keyA.split(" ").filter((word) => !isEmptyWord(word));
  const wordsB = keyB.split(" ").filter((word) => !isEmptyWord(word));
  const [short, long] = wordsA.length <= wordsB.length ? [wordsA, wordsB] : [wordsB, wordsA];
  const only = short[0];
  if (only === undefined || !short.every((word) => long.includes(word))) return 0;
  const share = short.length / long.length;
  if (short.length >= 2) return share >= 0.5 ? 0.8 + 0.1 * share : 0;
  return only.length > 3 && only === long.at(-1) && long.length <= 3 ? SURNAME : 0;
}

/** Likeness of two places given as lists of forms: equal 1, equal but for generic words 0.98, else 0. */
export function placeLikeness(left: readonly string[], right: readonly string[]): number {
  let best = 0;
  for (const a of left) {
    for (const b of right) {
      if (plain(a) === plain(b)) return 1;
      if (placeKey(a) === placeKey(b)) best = SAME_NAME;
    }
  }
  return best;
}

/** Surnames that two people of one list share: alone they name neither. */
export function sharedSurnames(
  actors: readonly { readonly name: string; readonly kind: string }[],
): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const actor of actors) {
    const surname = actor.kind === "person" ? personKey(actor.name).split(" ").at(-1) : undefined;
    if (surname === undefined) continue;
    (seen.has(surname) ? shared : seen).add(surname);
  }
  return shared;
}
