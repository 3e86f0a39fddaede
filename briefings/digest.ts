import { z } from "zod";
import { RetoldFrom } from "./article.ts";
import { Evidence } from "./evidence.ts";
import { ActorKind, FigureStatus, Metric, PlacePrecision, Statement } from "./facts.ts";
import { Withdrawal } from "./withdrawal.ts";

/** A window of days, both inclusive (`YYYY-MM-DD`). */
export const Window = z.object({ since: z.string(), until: z.string() });
export type Window = z.infer<typeof Window>;

/** How a line is traced: fact id, evidence, and the article it stands in. */
const Sourced = z.object({
  id: z.string(),
  evidence: Evidence,
  publisher: z.string(),
  origin: z.string(),
  /** ISO day or moment of publication. */
  publishedAt: z.string(),
});

export const KeyPoint = Sourced.extend({ text: z.string() });
export type KeyPoint = z.infer<typeof KeyPoint>;

/** One claim of a number: who gives it, who carried it, as of when. */
export const Rung = Sourced.extend({
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The number as printed in the source with its hedge: "at least 900", "2,900", "dozens". */
  words: z.string(),
  /** Claimant's name as printed; null is the outlet's own voice. */
  claimant: z.string().nullable(),
  claimantRole: z.string().nullable(),
  /** Words for who is counted ("civilians"), or null. */
  counted: z.string().nullable(),
  /** The day the number speaks for, else the day it was published. */
  asOf: z.string(),
  asOfBasis: z.enum(["stated", "inferred"]),
  status: FigureStatus,
  /** Fact id of the rung of the same series that replaced this one. */
  supersededBy: z.string().nullable(),
  /** Publishers that carry the same claim of the same origin, this one included. */
  carriedBy: z.array(z.string()),
});
export type Rung = z.infer<typeof Rung>;

/** All claims about one quantity: same metric, place, group counted, measure and scope. Never summed. */
export const Ladder = z.object({
  id: z.string(),
  metric: Metric,
  unit: z.enum(["person", "household", "facility", "case"]),
  place: z.string().nullable(),
  /** Canonical group: null is people in general; else "civilians", "peacekeepers", "fighters" … */
  counted: z.string().nullable(),
  measure: z.enum(["stock", "flow"]),
  scope: z.enum(["total", "subset", "increment", "daily"]),
  /** The days of the event or the period counted, where the reports give them; `to` null: still going on. */
  period: z.object({ from: z.string(), to: z.string().nullable() }).nullable().optional(),
  low: z.number().nullable(),
  best: z.number().nullable(),
  high: z.number().nullable(),
  /** The named rule by which `best` was chosen; null when no best can be defended. */
  bestRule: z.string().nullable(),
  conflict: z.boolean(),
  /** "41 → 63" as pairs of fact ids, oldest first. */
  revisions: z.array(z.object({ from: z.string(), to: z.string(), words: z.string() })),
  /** Newest first; superseded rungs stay, marked. */
  rungs: z.array(Rung).min(1),
});
export type Ladder = z.infer<typeof Ladder>;

export const StatementLine = Sourced.extend({
  statement: Statement,
  /** Publishers that carry the same words of the same origin. */
  carriedBy: z.array(z.string()),
});
export type StatementLine = z.infer<typeof StatementLine>;

export const SpeakerGroup = z.object({
  speaker: z.string(),
  role: z.string().nullable(),
  named: z.boolean(),
  lines: z.array(StatementLine).min(1),
});
export type SpeakerGroup = z.infer<typeof SpeakerGroup>;

/** An accusation with what the accused said about it; no answers means none was found in what was searched. */
export const Exchange = z.object({
  accusation: StatementLine,
  accused: z.string().nullable(),
  answers: z.array(StatementLine),
});
export type Exchange = z.infer<typeof Exchange>;

export const ActorLine = z.object({
  name: z.string(),
  kind: ActorKind,
  roles: z.array(z.string()),
  aliases: z.array(z.string()),
  articles: z.number().int(),
  mentions: z.number().int(),
});
export type ActorLine = z.infer<typeof ActorLine>;

export const PlaceLine = z.object({
  name: z.string(),
  country: z.string().nullable(),
  admin1: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  precision: PlacePrecision,
  articles: z.number().int(),
  mentions: z.number().int(),
});
export type PlaceLine = z.infer<typeof PlaceLine>;

export const TimelineEntry = Sourced.extend({
  /** Event day, never the publication day unless the text says so ("today"). */
  from: z.string(),
  to: z.string(),
  precision: z.enum(["minute", "day", "week", "month", "year", "unknown"]),
  text: z.string(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const Disagreement = z.object({
  id: z.string(),
  kind: z.enum(["figure", "denial", "date"]),
  /** One neutral line made of field values only ("Killed · Goma"). */
  about: z.string(),
  /** Fact ids of the sides. */
  sides: z
    .array(
      z.object({
        id: z.string(),
        who: z.string().nullable(),
        words: z.string(),
      }),
    )
    .min(2),
});
export type Disagreement = z.infer<typeof Disagreement>;

export const SourceLine = z.object({
  origin: z.string(),
  outlets: z.array(
    z.object({
      articleId: z.string(),
      /** Of the text as it was read: another one means a corrected report. */
      sha256: z.string().optional(),
      publisher: z.string(),
      title: z.string(),
      publishedAt: z.string(),
      url: z.string().nullable(),
      retoldFrom: z.array(RetoldFrom),
      /** Articles of the same origin with nearly the same text. */
      sameTextAs: z.string().nullable(),
    }),
  ),
});
export type SourceLine = z.infer<typeof SourceLine>;

/** A report on the topic inside the window that was withdrawn: nothing in the digest stands on it. */
export const WithdrawnLine = Withdrawal.extend({
  publisher: z.string(),
  title: z.string(),
  publishedAt: z.string(),
  url: z.string().nullable(),
});
export type WithdrawnLine = z.infer<typeof WithdrawnLine>;

/** What was searched and what was not found: an empty window never reads as calm. */
export const Coverage = z.object({
  /** Articles in the library that were searched at all. */
  searched: z.number().int(),
  /** Articles on the topic inside the window. */
  found: z.number().int(),
  origins: z.number().int(),
  firstArticle: z.string().nullable(),
  lastArticle: z.string().nullable(),
  /** Articles kept but not read, by language. */
  unread: z.array(z.object({ language: z.string(), articles: z.number().int() })),
  /** Metrics and answers that a reader would expect and no article gives. */
  notFound: z.array(z.string()),
  /** Set when the wished window was empty and another one is shown. */
  fallback: z.object({ wished: Window, shown: Window }).nullable(),
  /** Set when the window holds more than was read: the publication of the earliest report of those read. */
  lookedBackTo: z.string().optional(),
});
export type Coverage = z.infer<typeof Coverage>;

/** Ids of the lines that matter most, for surfaces with room for a few only; best spread over days and sides. */
export const Highlights = z.object({
  /** Statement lines, best first. */
  statements: z.array(z.string()),
  /** Timeline entries, oldest first. */
  events: z.array(z.string()),
});
export type Highlights = z.infer<typeof Highlights>;

export const Digest = z.object({
  id: z.string(),
  engine: z.string(),
  topic: z.object({
    words: z.string(),
    kind: z.enum(["place", "actor", "words"]),
    label: z.string(),
    detail: z.string().nullable(),
  }),
  window: Window,
  /** ISO day or moment the digest speaks for. */
  asOf: z.string(),
  keyPoints: z.array(KeyPoint),
  ladders: z.array(Ladder),
  speakers: z.array(SpeakerGroup),
  exchanges: z.array(Exchange),
  actors: z.array(ActorLine),
  places: z.array(PlaceLine),
  timeline: z.array(TimelineEntry),
  highlights: Highlights,
  disagreements: z.array(Disagreement),
  sources: z.array(SourceLine),
  /** Absent when there is none. */
  withdrawn: z.array(WithdrawnLine).optional(),
  coverage: Coverage,
});
export type Digest = z.infer<typeof Digest>;
