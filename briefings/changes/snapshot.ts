import { z } from "zod";
import type { Digest, Ladder, Rung } from "../digest.ts";
import { foldName } from "../gazetteer.ts";

const Days = z.object({ from: z.string(), to: z.string().nullable() });

/** A number as it was told: enough to find it again, and to say what it was. */
export const ToldFigure = z.object({
  id: z.string(),
  articleId: z.string(),
  /** Metric, unit, place, group, measure and scope: only numbers of one kind are compared. */
  kind: z.string(),
  /** Whoever gives the number, folded; see `sourceKey`. */
  who: z.string(),
  claimant: z.string().nullable(),
  publisher: z.string(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  words: z.string(),
  /** The days counted, where they are known. */
  days: Days.nullable(),
});
export type ToldFigure = z.infer<typeof ToldFigure>;

const ToldStatement = z.object({
  id: z.string(),
  articleId: z.string(),
  speaker: z.string(),
  words: z.string(),
});

const ToldDisagreement = z.object({
  kind: z.enum(["figure", "denial", "date"]),
  about: z.string(),
  sides: z.array(z.object({ id: z.string(), who: z.string().nullable(), words: z.string() })),
});
export type ToldDisagreement = z.infer<typeof ToldDisagreement>;

/**
 * What a delivered digest told, as plain JSON: what the next one is compared with. A change of this shape gets a new
 * `version`, so that an older one is seen as such.
 */
export const Snapshot = z.object({
  version: z.literal(1),
  engine: z.string(),
  topic: z.object({ kind: z.string(), label: z.string() }),
  asOf: z.string(),
  /** Nothing published before this day was looked at. */
  since: z.string(),
  /** Reports that were told of: a corrected version keeps its id. `fact` is one of theirs, for asking after them. */
  articles: z.array(
    z.object({
      id: z.string(),
      publisher: z.string(),
      title: z.string(),
      fact: z.string().nullable(),
      sha256: z.string().nullable(),
    }),
  ),
  withdrawn: z.array(z.string()),
  figures: z.array(ToldFigure),
  statements: z.array(ToldStatement),
  disagreements: z.array(ToldDisagreement),
  places: z.array(z.string()),
  actors: z.array(z.string()),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** What this digest tells, for the next one to be compared with. */
export function snapshotOf(digest: Digest): Snapshot {
  const { engine, topic, asOf, window, coverage } = digest;
  const cut = coverage.lookedBackTo?.slice(0, 10);
  const factOf = new Map<string, string>();
  for (const { id, evidence } of linesOf(digest))
    if (!factOf.has(evidence.articleId)) factOf.set(evidence.articleId, id);
  return {
    version: 1,
    engine,
    topic: { kind: topic.kind, label: topic.label },
    asOf,
    since: cut === undefined || cut < window.since ? window.since : cut,
    articles: digest.sources.flatMap(({ outlets }) =>
      outlets.map(({ articleId, publisher, title, sha256 }) => ({
        id: articleId,
        publisher,
        title,
        fact: factOf.get(articleId) ?? null,
        sha256: sha256 ?? null,
      })),
    ),
    withdrawn: (digest.withdrawn ?? []).map(({ articleId }) => articleId),
    figures: digest.ladders.flatMap((ladder) =>
      ladder.rungs.filter(stands).map((rung) => toldFigure(rung, ladder, digest)),
    ),
    statements: digest.speakers.flatMap(({ speaker, lines }) =>
      lines.map(({ id, evidence, statement }) => ({
        id,
        articleId: evidence.articleId,
        speaker: actorKey(speaker, digest),
        words: foldName(statement.text),
      })),
    ),
    disagreements: digest.disagreements.map(({ kind, about, sides }) => ({ kind, about, sides })),
    places: digest.places.map(({ name }) => foldName(name)),
    actors: digest.actors.flatMap(({ name, aliases }) => [name, ...aliases].map(foldName)),
  };
}

/** Nothing told yet: what is published from a moment (ISO) on is news to it. */
export function emptySnapshot({ engine, topic }: Pick<Digest, "engine" | "topic">, since: string): Snapshot {
  const nothing = { articles: [], withdrawn: [], figures: [], statements: [], disagreements: [] };
  const { kind, label } = topic;
  return {
    version: 1,
    engine,
    topic: { kind, label },
    asOf: since,
    since: since.slice(0, 10),
    ...nothing,
    places: [],
    actors: [],
  };
}

/** Reports beyond these are forgotten, the longest told first. */
const MOST_REMEMBERED = 400;
const MOST_NAMES = 5_000;

/**
 * What this digest tells together with what `last` told of reports and names that are not in it: of a subject on which
 * more is reported than one digest reads, nothing that drops out and comes back is news.
 */
export function snapshotAfter(last: Snapshot, digest: Digest): Snapshot {
  const now = snapshotOf(digest);
  const shown = new Set(now.articles.map(({ id }) => id));
  const articles = [...now.articles, ...last.articles.filter(({ id }) => !shown.has(id))];
  const kept = new Set(articles.slice(0, MOST_REMEMBERED).map(({ id }) => id));
  const withdrawn = new Set([...now.withdrawn, ...last.withdrawn]);
  const isRemembered = ({ articleId }: { readonly articleId: string }) =>
    kept.has(articleId) && !shown.has(articleId) && !withdrawn.has(articleId);
  return {
    ...now,
    articles: articles.slice(0, MOST_REMEMBERED),
    withdrawn: [...withdrawn].slice(0, MOST_REMEMBERED),
    figures: [...now.figures, ...last.figures.filter(isRemembered)],
    statements: [...now.statements, ...last.statements.filter(isRemembered)],
    places: [...new Set([...now.places, ...last.places])].slice(0, MOST_NAMES),
    actors: [...new Set([...now.actors, ...last.actors])].slice(0, MOST_NAMES),
  };
}

function linesOf(digest: Digest) {
  return [
    ...digest.ladders.flatMap(({ rungs }) => rungs),
    ...digest.speakers.flatMap(({ lines }) => lines),
    ...digest.timeline,
    ...digest.keyPoints,
  ];
}

/** Neither replaced, withdrawn nor denied. */
export function stands({ status }: Rung): boolean {
  return status === "reported";
}

export function toldFigure(rung: Rung, ladder: Ladder, digest: Digest): ToldFigure {
  const { id, evidence, claimant, publisher, low, high, words } = rung;
  return {
    id,
    articleId: evidence.articleId,
    kind: kindOf(ladder),
    who: sourceKey(rung, digest),
    claimant,
    publisher,
    low,
    high,
    words,
    days: ladder.period ?? null,
  };
}

/** Daily is not cumulative, a stock no flow, a part no total: numbers of two kinds are never compared. */
export function kindOf({ metric, unit, place, counted, measure, scope }: Ladder): string {
  return [metric, unit, foldName(place ?? ""), counted ?? "", measure, scope].join("|");
}

/** Who gives a number, the same for all names of one actor; where nobody is named, the body the text comes from. */
export function sourceKey({ claimant, origin }: Pick<Rung, "claimant" | "origin">, digest: Digest): string {
  return claimant === null ? `outlet ${foldName(origin)}` : actorKey(claimant, digest);
}

/** The folded first name of the actor that is called so; the folded name itself when there is none. */
export function actorKey(name: string, { actors }: Pick<Digest, "actors">): string {
  const folded = foldName(name);
  const actor = actors.find((one) => [one.name, ...one.aliases].some((form) => foldName(form) === folded));
  return actor === undefined ? folded : foldName(actor.name);
}
