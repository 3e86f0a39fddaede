import type { Span } from "../evidence.ts";
import type { Actor, Place } from "../facts.ts";
import type { When } from "../moment.ts";

/** A place where a name stands in the text. `from`–`to` are token indices, end exclusive, titles not included. */
export interface Mention extends Span {
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  readonly text: string;
  readonly type: "person" | "org" | "place" | "demonym" | "other";
  /** Index into `World.actors`, or null. A country that acts is both an actor and a place. */
  readonly actor: number | null;
  /** Index into `World.places`, or null. */
  readonly place: number | null;
  /** Rank, office or description that stands with this mention ("army spokesman Colonel"); null when bare. */
  readonly role: Span | null;
}

/** Who and what is named in an article, after aliases, acronyms and surnames were brought together. */
export interface World {
  /** In order of `start`, never overlapping. */
  readonly mentions: readonly Mention[];
  readonly actors: readonly Actor[];
  readonly places: readonly Place[];
}

/** A date or period that stands in the text, with its words. */
export interface DateMention extends Span {
  readonly from: number;
  readonly to: number;
  readonly when: When;
}
