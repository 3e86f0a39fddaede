import type { ActorKind } from "../../facts.ts";
import type { Page } from "../../text/page.ts";
import type { Levels } from "./name-levels.ts";
import type { NameLookups } from "./name-lookups.ts";
import type { KnownOrganisation, NameWords } from "./name-words.ts";

/** A stretch of tokens that may be a name, before it is known of what. */
export interface NameSpan {
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  /** Set when the list of organisations knows exactly these words. */
  readonly known: KnownOrganisation | null;
  /** Kind of actor the words themselves state ("Kesharran army"), or null. */
  readonly kind: ActorKind | null;
  /** Tokens of rank or office that stood before the name in the same run. */
  readonly title: { readonly from: number; readonly to: number } | null;
  /** Set when a "Mr" or the like stood before it. */
  readonly honorific: boolean;
  /** False where the capital may come from the place in the sentence only. */
  readonly sure: boolean;
  readonly demonym: boolean;
  /** Tokens of the country that an organisation's name begins with ("Morzhan's Foreign Ministry"), or null. */
  readonly owner: { readonly from: number; readonly to: number } | null;
}

/** What the steps of the name reader look at. */
export interface NamesInput {
  readonly page: Page;
  readonly levels: Levels;
  readonly words: NameWords;
  readonly lookups: NameLookups;
}

/** A span with nothing known about it but what `more` says. */
export function spanOf(from: number, to: number, sentence: number, more: Partial<NameSpan> = {}): NameSpan {
  return {
    from,
    to,
    sentence,
    known: null,
    kind: null,
    title: null,
    honorific: false,
    sure: true,
    demonym: false,
    owner: null,
    ...more,
  };
}
