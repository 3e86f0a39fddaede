import type { PlacePrecision } from "./facts.ts";

/** What a briefing is about, after the words typed were understood. */
export interface Topic {
  readonly kind: "place" | "actor" | "words";
  /** As typed. */
  readonly words: string;
  /** Canonical name to print. */
  readonly label: string;
  /** "North Kivu, DR Congo"; null when there is nothing to add. */
  readonly detail: string | null;
  /** Folded names and aliases (see `foldName`) that belong to it; for `words` the folded search words. */
  readonly names: readonly string[];
  /** For places: how wide it is, and where; null when it is not on the map. */
  readonly level: PlacePrecision | null;
  readonly country: string | null;
  readonly admin1: string | null;
}
