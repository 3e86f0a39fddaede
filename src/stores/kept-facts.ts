import { type Facts, termsOfFacts, unreadTerm } from "../../briefings/index.ts";
import { type NameRows, nameRowsOf } from "./catalogue-rows.ts";
import type { FactKind } from "./store.ts";
import { factIdsOf } from "./stored-row.ts";

/**
 * What was read from one article as a store keeps it: the facts as JSON, and what they are found and counted by.
 * Made where the reading is done, so that the thread that writes has nothing left to take apart.
 */
export interface KeptFacts extends NameRows {
  /** `Facts` as JSON. */
  readonly json: string;
  /** Every fact that can be asked for by its id. */
  readonly ids: readonly { readonly id: string; readonly kind: FactKind }[];
  /** What the article is found by besides its words (see `termsOfFacts`). */
  readonly terms: readonly string[];
  /** false where nobody could read its language. */
  readonly read: boolean;
}

export function keptFacts(facts: Facts): KeptFacts {
  const { read } = facts;
  return {
    json: JSON.stringify(facts),
    ids: factIdsOf(facts),
    terms: termsOfFacts(facts),
    read,
    ...nameRowsOf(facts),
  };
}

/** All terms of an article, its language among them where nobody could read it. */
export function termsOf(
  language: string,
  { terms, read }: Pick<KeptFacts, "terms" | "read">,
): readonly string[] {
  return read ? terms : [...terms, unreadTerm(language)];
}
