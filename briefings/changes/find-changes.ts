import type { Digest, StatementLine, WithdrawnLine } from "../digest.ts";
import { foldName } from "../gazetteer.ts";
import type { Changes, WithdrawnReport } from "./changes.ts";
import { compareFigures } from "./figure-changes.ts";
import { actorKey, type Snapshot } from "./snapshot.ts";

/** Shorter words are too common to be taken for a part of a longer quotation. */
const LEAST_PART = 20;

/**
 * What `digest` says that the one behind `last` did not. Pure. A number is an update of another only if the same source
 * gave both, of the same kind and for the same days: what another source says is new and replaces nothing. A report told
 * of before brings nothing new: what differs in it was corrected. `gone` are withdrawn reports that lie outside the
 * period by now.
 */
export function findChanges(last: Snapshot, digest: Digest, gone: readonly WithdrawnLine[] = []): Changes {
  const known = new Set(last.articles.map(({ id }) => id));
  // A report of before the last digest's period was not looked for then: that it is seen now says nothing.
  const wasLookedFor = (publishedAt: string): boolean => publishedAt.slice(0, 10) >= last.since;
  const isNews = ({ evidence, publishedAt }: Pick<StatementLine, "evidence" | "publishedAt">): boolean =>
    !known.has(evidence.articleId) && wasLookedFor(publishedAt);
  // Another reading, or another place among the numbers, is no change of what was reported: only another text is.
  const hashes = new Map(last.articles.map(({ id, sha256 }) => [id, sha256]));
  const corrected = new Set(
    digest.sources
      .flatMap(({ outlets }) => outlets)
      .filter(({ articleId, sha256 }) => known.has(articleId) && sha256 !== (hashes.get(articleId) ?? sha256))
      .map(({ articleId }) => articleId),
  );
  const isCorrected = (articleId: string): boolean => corrected.has(articleId);

  const { withdrawn, withdrawnIds } = withdrawnSince(last, digest, gone);
  const figures = compareFigures(last, digest, { isNews, isCorrected, withdrawnIds });
  const said = newStatements(last, digest, (line) => isNews(line) || isCorrected(line.evidence.articleId));
  const denials = said.filter(isDenial);
  const told = new Set(last.disagreements.map(disagreementKey));
  const newIds = new Set([
    ...figures.figures.map(({ rung }) => rung.id),
    ...figures.updated.map(({ rung }) => rung.id),
    ...said.map(({ id }) => id),
  ]);
  const outlets = digest.sources.flatMap(({ origin, outlets: of }) =>
    of.map((outlet) => ({ ...outlet, origin })),
  );
  const fresh = outlets.filter((one) => !known.has(one.articleId) && wasLookedFor(one.publishedAt));
  const freshIds = new Set(fresh.map(({ articleId }) => articleId));
  return {
    figures: figures.figures,
    updated: figures.updated,
    takenBack: figures.takenBack,
    unchanged: figures.unchanged,
    withdrawn,
    denials,
    statements: said.filter((line) => !isDenial(line)),
    resolved: resolvedSince(last, digest, withdrawnIds),
    disputed: digest.disagreements.filter(
      (one) => !told.has(disagreementKey(one)) && one.sides.some(({ id }) => newIds.has(id)),
    ),
    keyPoints: digest.keyPoints.filter((point) => freshIds.has(point.evidence.articleId)),
    places: newNames(
      digest.places.map(({ name }) => [name]),
      last.places,
      freshIds.size,
    ),
    actors: newNames(
      digest.actors.map(({ name, aliases }) => [name, ...aliases]),
      last.actors,
      freshIds.size,
    ),
    reports: {
      new: fresh.length,
      origins: new Set(fresh.map(({ origin }) => origin)).size,
      late: fresh.filter(({ publishedAt }) => isBefore(publishedAt, last.asOf)).length,
      corrected: correctedReports(figures, said, isCorrected),
    },
  };
}

function isDenial({ statement }: StatementLine): boolean {
  return statement.act === "denied" || statement.polarity === "negative";
}

/** By day where one of both has no time: a report of the same day may be later. */
function isBefore(publishedAt: string, asOf: string): boolean {
  if (publishedAt.length > 10 && asOf.length > 10) return Date.parse(publishedAt) < Date.parse(asOf);
  return publishedAt.slice(0, 10) < asOf.slice(0, 10);
}

function newStatements(
  last: Snapshot,
  digest: Digest,
  mayBeNew: (line: StatementLine) => boolean,
): StatementLine[] {
  const rank = new Map(digest.highlights.statements.map((id, index) => [id, index]));
  const rankOf = ({ id }: StatementLine) => rank.get(id) ?? Number.POSITIVE_INFINITY;
  return digest.speakers
    .flatMap(({ speaker, lines }) => lines.map((line) => ({ line, who: actorKey(speaker, digest) })))
    .filter(({ line, who }) => {
      if (!mayBeNew(line)) return false;
      const words = foldName(line.statement.text);
      return !last.statements.some(
        (one) => (one.speaker === who || one.id === line.id) && sameWords(one.words, words),
      );
    })
    .map(({ line }) => line)
    .toSorted((a, b) => (rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b)));
}

function sameWords(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= LEAST_PART && ` ${long} `.includes(` ${short} `);
}

function withdrawnSince(last: Snapshot, digest: Digest, gone: readonly WithdrawnLine[]) {
  const now = new Map([...(digest.withdrawn ?? []), ...gone].map((line) => [line.articleId, line]));
  const before = new Set(last.withdrawn);
  const withdrawn = last.articles.flatMap(({ id, fact }): WithdrawnReport[] => {
    const report = now.get(id);
    if (report === undefined || before.has(id)) return [];
    return [{ report, figures: last.figures.filter(({ articleId }) => articleId === id), fact }];
  });
  return { withdrawn, withdrawnIds: new Set(now.keys()) };
}

function disagreementKey({ kind, about }: { readonly kind: string; readonly about: string }): string {
  return `${kind} ${foldName(about)}`;
}

/**
 * Disagreements that are none now because a side was replaced or withdrawn. One whose sides have merely grown older
 * than the period is not resolved, and is not told of.
 */
function resolvedSince(
  last: Snapshot,
  digest: Digest,
  withdrawnIds: ReadonlySet<string>,
): Changes["resolved"] {
  const still = new Set(digest.disagreements.map(disagreementKey));
  const rungs = new Map(digest.ladders.flatMap(({ rungs: all }) => all.map((rung) => [rung.id, rung])));
  const articleOf = new Map([
    ...last.figures.map(({ id, articleId }) => [id, articleId] as const),
    ...last.statements.map(({ id, articleId }) => [id, articleId] as const),
  ]);
  return last.disagreements.flatMap((told): Changes["resolved"] => {
    if (still.has(disagreementKey(told))) return [];
    const withdrawn = told.sides.some(({ id }) => withdrawnIds.has(articleOf.get(id) ?? ""));
    const replaced = told.sides.some(({ id }) => rungs.get(id)?.status === "superseded");
    if (!withdrawn && !replaced) return [];
    const now = told.sides.flatMap((side) => {
      const rung = rungs.get(rungs.get(side.id)?.supersededBy ?? side.id);
      if (rung === undefined || rung.status !== "reported") return [];
      return [{ id: rung.id, who: rung.claimant, words: rung.words }];
    });
    const distinct = [...new Map(now.map((side) => [side.id, side])).values()];
    return [{ told, reason: replaced ? "replaced" : "withdrawn", now: distinct }];
  });
}

/** Names in none of the forms told before; where no report is new, nobody is. */
function newNames(
  names: readonly (readonly string[])[],
  before: readonly string[],
  fresh: number,
): readonly string[] {
  if (fresh === 0) return [];
  const told = new Set(before);
  return names.filter((forms) => !forms.some((form) => told.has(foldName(form)))).map(([name = ""]) => name);
}

function correctedReports(
  { figures, updated, takenBack }: Pick<Changes, "figures" | "updated" | "takenBack">,
  said: readonly StatementLine[],
  isCorrected: (articleId: string) => boolean,
): number {
  const ids = [
    ...[...figures, ...updated].map(({ rung }) => rung.evidence.articleId),
    ...takenBack
      .filter(({ how }) => how === "no longer in the corrected report")
      .map(({ told }) => told.articleId),
    ...said.map(({ evidence }) => evidence.articleId),
  ];
  return new Set(ids.filter(isCorrected)).size;
}
