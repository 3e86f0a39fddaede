import { z } from "zod";
import { Evidence, Span } from "./evidence.ts";
import { When } from "./moment.ts";

export const ActorKind = z.enum([
  "person",
  "state",
  "government",
  "armed_group",
  "armed_forces",
  "intergovernmental",
  "ngo",
  "media",
  "community",
  "other_org",
]);
export type ActorKind = z.infer<typeof ActorKind>;

/** Someone or something named that acts, speaks or is addressed in one article. */
export const Actor = z.object({
  id: z.string(),
  /** Fullest form in the article, without rank or office. */
  name: z.string(),
  kind: ActorKind,
  /** Rank or office in the words of the text ("Rwanda's President"), in order of appearance. */
  roles: z.array(z.string()),
  aliases: z.array(z.string()),
  mentions: z.array(Span),
  /** ISO 3166-1 alpha-2 where the text ties the actor to one country the gazetteer knows. */
  country: z.string().nullable(),
});
export type Actor = z.infer<typeof Actor>;

export const PlacePrecision = z.enum(["point", "town", "admin2", "admin1", "country", "unknown"]);
export type PlacePrecision = z.infer<typeof PlacePrecision>;

/** A named place. What cannot be resolved keeps null coordinates and precision `unknown`: never a namesake. */
export const Place = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  country: z.string().nullable(),
  admin1: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  precision: PlacePrecision,
  mentions: z.array(Span),
});
export type Place = z.infer<typeof Place>;

/** Who says something: a resolved actor, or a description in the words of the text ("two residents"). */
export const Source = z.object({
  name: z.string(),
  actorId: z.string().nullable(),
  named: z.boolean(),
  /** Rank or office in the words of the text, if any. */
  role: z.string().nullable(),
  /** Where the words that name the source stand ("he", "the minister", "Kagame"). */
  span: Span.nullable(),
  /** `inferred` when a pronoun or a role was followed back to a name. */
  basis: z.enum(["stated", "inferred"]),
});
export type Source = z.infer<typeof Source>;

export const Act = z.enum([
  "said",
  "confirmed",
  "denied",
  "accused",
  "warned",
  "urged",
  "demanded",
  "promised",
  "threatened",
  "welcomed",
  "condemned",
  "claimed",
  "estimated",
  "asked",
  "announced",
  "reported",
]);
export type Act = z.infer<typeof Act>;

export const Mode = z.enum(["direct", "indirect", "mixed"]);
export type Mode = z.infer<typeof Mode>;

/** One source, one reporting verb, and what was said, in the words of the text. */
export const Statement = z.object({
  id: z.string(),
  articleId: z.string(),
  speaker: Source,
  /** Who passed it on: "Reuters, citing a UN official". Outermost first. */
  relay: z.array(Source),
  addressee: Source.nullable(),
  /** As in the text: "said", "told", "according to". */
  verb: z.string(),
  act: Act,
  mode: Mode,
  /** `negative` for denials and rejections: the content is what was denied. */
  polarity: z.enum(["positive", "negative"]),
  spans: z.array(Span).min(1),
  /** The parts joined by " … "; each part is a substring of the article. */
  text: z.string(),
  /** Words of the text: "on X", "in a statement", "told reporters". */
  channel: z.string().nullable(),
  when: When.nullable(),
  /** The sentence or sentences it stands in. */
  evidence: Evidence,
});
export type Statement = z.infer<typeof Statement>;

export const Metric = z.enum([
  "killed",
  "injured",
  "missing",
  "displaced",
  "refugees",
  "returnees",
  "detained",
  "abducted",
  "people_in_need",
  "food_insecure",
  "sexual_violence",
  "attacked_facilities",
  "hospitalised",
  "surrendered",
  "other",
]);
export type Metric = z.infer<typeof Metric>;

export const Quantifier = z.enum([
  "exactly",
  "at_least",
  "at_most",
  "more_than",
  "fewer_than",
  "about",
  "between",
  "vague",
]);
export type Quantifier = z.infer<typeof Quantifier>;

export const FigureStatus = z.enum(["reported", "denied", "hypothetical", "historic", "superseded"]);
export type FigureStatus = z.infer<typeof FigureStatus>;

/** A count of people affected (or of facilities attacked), with everything needed to repeat it honestly. */
export const Figure = z.object({
  id: z.string(),
  articleId: z.string(),
  metric: Metric,
  /** Bounds; null is an open end ("at least 12" is 12..null, "dozens" is 24..99). */
  low: z.number().nullable(),
  high: z.number().nullable(),
  quantifier: Quantifier,
  /** The hedging words as in the text ("at least", "scores"), or null. */
  quantifierWords: z.string().nullable(),
  unit: z.enum(["person", "household", "facility", "case"]),
  /** Who or what is counted, in the words of the text ("civilians", "women"); null when the text elides it. */
  counted: z.string().nullable(),
  /**
   * For people on the move the class of what the text says of them ("displaced", "evacuated", "forced_to_flee",
   * "relocated", "sheltered", "in_camp", "homeless", "arrived", "crossed", "registered", "returned"); else null.
   */
  term: z.string().nullable(),
  /** stock: how many are in a state; flow: how many entered it in a period. */
  measure: z.enum(["stock", "flow"]),
  /** total of what is counted; subset ("including 19 women"); increment ("22 more"); daily ("on 10 March alone"). */
  scope: z.enum(["total", "subset", "increment", "daily"]),
  /** Name of the place as in the text, with the id of the resolved place of the article, if any. */
  place: z
    .object({
      name: z.string(),
      placeId: z.string().nullable(),
      basis: z.enum(["stated", "inferred"]),
    })
    .nullable(),
  /** When it happened, or the period covered. */
  when: When.nullable(),
  /** As of when the count was given: stated in the text, else the article's date (inferred). */
  asOf: When,
  /** Who gives the number; null is the outlet's own voice. */
  claimant: Source.nullable(),
  relay: z.array(Source),
  status: FigureStatus,
  /** Hedge, number, modifiers, head noun: what a reader would underline. */
  text: z.string(),
  /** Exactly `text` in the article. */
  evidence: Evidence,
  /** The sentence around it. */
  sentence: Span,
});
export type Figure = z.infer<typeof Figure>;

export const KeySentence = z.object({
  id: z.string(),
  /** Comparable within one article only. */
  score: z.number(),
  evidence: Evidence,
});
export type KeySentence = z.infer<typeof KeySentence>;

/** control: who holds a place changed; deal: talks, truces, resolutions; attack; movement: flight, closure, deployment. */
export const EventKind = z.enum(["control", "deal", "attack", "movement"]);
export type EventKind = z.infer<typeof EventKind>;

/** A sentence that tells what happened on a day; the date is the day of the event, never of speaking about it. */
export const DatedEvent = z.object({
  id: z.string(),
  kind: EventKind,
  when: When,
  evidence: Evidence,
});
export type DatedEvent = z.infer<typeof DatedEvent>;

/** Something the readers saw and left out, with the reason: the answer to "why is it missing?". */
export const Dropped = Span.extend({ rule: z.string(), reason: z.string() });
export type Dropped = z.infer<typeof Dropped>;

/** Everything read from one article. */
export const Facts = z.object({
  articleId: z.string(),
  engine: z.string(),
  /** false when no reader knows the article's language: the article is kept and counted, not read. */
  read: z.boolean(),
  actors: z.array(Actor),
  places: z.array(Place),
  statements: z.array(Statement),
  figures: z.array(Figure),
  keySentences: z.array(KeySentence),
  /** In order of the text; absent where the reader of the language knows no events. */
  events: z.array(DatedEvent).optional(),
  dropped: z.array(Dropped),
});
export type Facts = z.infer<typeof Facts>;
