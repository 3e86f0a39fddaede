import { z } from "zod";
import { type Phrases, phrasesOf } from "./phrases.ts";

const Hedged = z.enum(["about", "at_least", "at_most", "exactly", "fewer_than", "more_than"]);

/** Words of number, as in `seeds/words/en/numbers.json`. */
export const NumberWords = z.object({
  ones: z.record(z.string(), z.number()),
  tens: z.record(z.string(), z.number()),
  scales: z.record(z.string(), z.number()),
  shortScales: z.record(z.string(), z.number()),
  groups: z.record(z.string(), z.number()),
  vague: z.record(z.string(), z.tuple([z.number(), z.number()])),
  hedges: z.partialRecord(Hedged, z.array(z.string())),
  after: z.partialRecord(Hedged, z.array(z.string())),
  currencies: z.array(z.string()),
  currencyCodes: z.array(z.string()),
  percent: z.array(z.string()),
  measures: z.array(z.string()),
  clock: z.array(z.string()),
  references: z.array(z.string()),
  ages: z.array(z.string()),
});
export type NumberWords = z.infer<typeof NumberWords>;

export type Hedge = z.infer<typeof Hedged>;

/** Number words made ready for reading; build once with `compileNumbers`. */
export interface NumberRules {
  readonly small: ReadonlyMap<string, number>;
  readonly scales: ReadonlyMap<string, number>;
  readonly shortScales: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, number>;
  readonly vague: Phrases<readonly [number, number]>;
  readonly hedges: Phrases<Hedge>;
  readonly after: Phrases<Hedge>;
  readonly percent: Phrases<true>;
  readonly currencies: ReadonlySet<string>;
  readonly currencyCodes: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
  readonly clock: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
  readonly ages: ReadonlySet<string>;
  /** Every word a number can begin with; digits and hyphened words apart. */
  readonly first: ReadonlySet<string>;
}

/** Checks and compiles the word list. Throws a ZodError that names the wrong entry. */
export function compileNumbers(json: unknown): NumberRules {
  const words = NumberWords.parse(json);
  const pairs = (table: Partial<Record<Hedge, string[]>>) =>
    Object.entries(table).flatMap(([hedge, list]) =>
      (list ?? []).map((phrase) => [phrase, hedge as Hedge] as const),
    );
  return {
    small: new Map([...Object.entries(words.ones), ...Object.entries(words.tens)]),
    scales: new Map(Object.entries(words.scales)),
    shortScales: new Map(Object.entries(words.shortScales)),
    groups: new Map(Object.entries(words.groups)),
    vague: phrasesOf(Object.entries(words.vague)),
    hedges: phrasesOf(pairs(words.hedges)),
    after: phrasesOf(pairs(words.after)),
    percent: phrasesOf(words.percent.map((phrase) => [phrase, true] as const)),
    currencies: new Set(words.currencies),
    currencyCodes: new Set(words.currencyCodes),
    measures: new Set(words.measures),
    clock: new Set(words.clock),
    references: new Set(words.references),
    ages: new Set(words.ages),
    first: new Set([
      "a",
      "an",
      "half",
      ...Object.keys(words.ones),
      ...Object.keys(words.tens),
      ...Object.keys(words.vague).map((phrase) => phrase.split(" ")[0] ?? phrase),
    ]),
  };
}
