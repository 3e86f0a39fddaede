import type { Digest, StatementLine, WithdrawnLine } from "../digest.ts";
import { factId } from "../fact-id.ts";
import type { Act } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import type { Alert } from "./alert.ts";
import type { Changes, NewFigure, UpdatedFigure } from "./changes.ts";
import type { Condition } from "./condition.ts";
import { beforeOf, isAbove, isCountedAs, isShifted } from "./figure-tests.ts";
import { findChanges } from "./find-changes.ts";
import { newcomers } from "./newcomers.ts";
import { retellings } from "./retold.ts";
import { kindOf, type Snapshot, sourceKey } from "./snapshot.ts";
import { isBy } from "./speaks-for.ts";

/** Words that do something; what somebody merely said is material only where the watch asks for it by a word. */
const WEIGHTY: ReadonlySet<Act> = new Set<Act>([
  "confirmed",
  "denied",
  "accused",
  "warned",
  "urged",
  "demanded",
  "promised",
  "threatened",
  "condemned",
  "announced",
]);
/** Shorter search words are too common to say what a sentence is about. */
const LEAST_WORD = 4;

export interface Watched {
  readonly condition: Condition;
  /** ISO moment from which on it is watched: what was published before, or speaks for a day before, is no news. */
  readonly since: string;
}

/**
 * What of the changes since the picture `last` a condition asks for, in the order of a digest: each change once, copies
 * of one text being one. Pure. What a late report adds of before the watch is left out; what a corrected one says
 * otherwise is told as corrected.
 */
export function findAlerts(
  { condition, since }: Watched,
  last: Snapshot,
  digest: Digest,
  gone: readonly WithdrawnLine[] = [],
): readonly Alert[] {
  const changes = findChanges(last, digest, gone);
  const known = new Set(last.articles.map(({ id }) => id));
  const news: News = {
    last,
    digest,
    changes,
    known: (articleId) => known.has(articleId),
    isOfNow: ({ publishedAt }) => !isBefore(publishedAt, since),
    // What speaks for a day before the period that is looked at is a look back, however new its report.
    speaksForNow: (day) => day >= since.slice(0, 10) && day >= digest.window.since,
  };
  const seen = new Set<string>();
  return alertsOf(condition, news).filter(({ key }) => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

interface News {
  readonly last: Snapshot;
  readonly digest: Digest;
  readonly changes: Changes;
  readonly known: (articleId: string) => boolean;
  readonly isOfNow: (line: { readonly publishedAt: string }) => boolean;
  readonly speaksForNow: (day: string) => boolean;
}

function alertsOf(condition: Condition, news: News): readonly Alert[] {
  switch (condition.kind) {
    case "anything":
      return [
        ...figureAlerts(news, () => true),
        ...takenBack(news),
        ...statementAlerts(news, (line) => isMaterial(line, news)),
        ...disagreements(news),
      ];
    case "figure":
      return figureAlerts(news, (alert) => {
        const { rung, ladder } = alert;
        if (!isCountedAs(ladder, condition)) return false;
        if (condition.above !== null && !isAbove(rung, condition.above)) return false;
        return condition.shift === null || isShifted(rung, alert.before, condition.shift);
      });
    case "statement":
      return statementAlerts(
        news,
        (line) =>
          (condition.actor === null || isBy(condition.actor, line, news.digest)) &&
          (condition.act === null || isAct(line, condition.act)),
      );
    case "newcomer":
      return newcomers(condition.of, news.changes[condition.of === "place" ? "places" : "actors"], {
        digest: news.digest,
        isFresh: (line) => !news.known(line.evidence.articleId) && news.isOfNow(line),
      });
    case "disagreement":
      return disagreements(news);
    default:
      return condition satisfies never;
  }
}

type FigureAlert = Extract<Alert, { kind: "figure" }>;

function figureAlerts(news: News, wanted: (alert: FigureAlert) => boolean): readonly Alert[] {
  const { updated, figures } = news.changes;
  return [...updated, ...figures]
    .filter(
      ({ rung }) =>
        news.known(rung.evidence.articleId) ||
        // A day that the text does not give is that of publication.
        (news.isOfNow(rung) && (rung.asOfBasis === "inferred" || news.speaksForNow(rung.asOf))),
    )
    .map((one) => figureAlert(one, news))
    .filter(wanted);
}

function figureAlert(one: NewFigure | UpdatedFigure, { last, digest, known }: News): FigureAlert {
  const { rung, ladder } = one;
  const from = "from" in one ? (last.figures.find(({ id }) => id === one.from.id) ?? null) : null;
  const { low, high, asOf } = rung;
  const key = factId("w", "figure", kindOf(ladder), sourceKey(rung, digest), `${low}-${high}`, asOf);
  const corrected = known(rung.evidence.articleId);
  return {
    key,
    kind: "figure",
    rung,
    ladder,
    how: corrected ? "corrected" : from === null ? "new" : "updated",
    before: from ?? (corrected ? null : beforeOf(rung, ladder, last, digest)),
  };
}

function takenBack({ changes }: News): readonly Alert[] {
  return [
    ...changes.takenBack.map((figure): Alert => {
      const { id, words } = figure.told;
      return { key: factId("w", "taken back", id, words, figure.how), kind: "taken back", figure };
    }),
    ...changes.withdrawn.map((report): Alert => {
      const { articleId, at } = report.report;
      return { key: factId("w", "withdrawn", articleId, at), kind: "withdrawn", report };
    }),
  ];
}

function statementAlerts(news: News, wanted: (line: StatementLine) => boolean): readonly Alert[] {
  const { denials, statements } = news.changes;
  const isRetold = retellings(news.last, news.digest);
  return [...denials, ...statements]
    .filter((line) => {
      const corrected = news.known(line.evidence.articleId);
      return (corrected || (news.isOfNow(line) && news.speaksForNow(dayOfSaying(line)))) && wanted(line);
    })
    .filter((line) => news.known(line.evidence.articleId) || !isRetold(line))
    .map((line) => ({
      key: factId("w", "statement", line.statement.speaker.name, foldName(line.statement.text)),
      kind: "statement",
      line,
      how: news.known(line.evidence.articleId) ? "corrected" : "new",
    }));
}

/** The last day on which it may have been said; where the text gives none, that of publication. */
function dayOfSaying({ statement, publishedAt }: StatementLine): string {
  const { when } = statement;
  const stated = when?.words == null ? null : (when.to ?? when.from);
  return (stated ?? publishedAt).slice(0, 10);
}

function disagreements({ changes, known, isOfNow, digest }: News): readonly Alert[] {
  const lines = new Map(
    [
      ...digest.ladders.flatMap(({ rungs }) => rungs),
      ...digest.speakers.flatMap(({ lines: said }) => said),
    ].map((line) => [line.id, line]),
  );
  const isNews = ({ id }: { readonly id: string }) => {
    const line = lines.get(id);
    return line !== undefined && (known(line.evidence.articleId) || isOfNow(line));
  };
  return [
    // Somebody has to have said something new: two old reports that meet late are no new disagreement.
    ...changes.disputed
      .filter(({ sides }) => sides.some(isNews))
      .map((disagreement): Alert => {
        const { kind, about, sides } = disagreement;
        const ids = sides.map(({ id }) => id).toSorted();
        return { key: factId("w", "disagreement", kind, about, ...ids), kind: "disagreement", disagreement };
      }),
    ...changes.resolved.map((resolved): Alert => {
      const ids = resolved.told.sides.map(({ id }) => id).toSorted();
      return { key: factId("w", "resolved", resolved.told.about, ...ids), kind: "resolved", resolved };
    }),
  ];
}

/** Weighty words; on a subject given by words whatever is said in a sentence that has one of them. */
function isMaterial(line: StatementLine, { digest }: News): boolean {
  if (digest.topic.kind !== "words") return WEIGHTY.has(line.statement.act);
  const sentence = ` ${foldName(line.evidence.excerpt)}`;
  const words = foldName(digest.topic.words).split(" ");
  const telling = words.filter((word) => word.length >= LEAST_WORD);
  return (telling.length > 0 ? telling : words).some((word) => sentence.includes(` ${word}`));
}

/** A denial is one by its verb or by its sense ("rejected the report"). */
function isAct({ statement }: StatementLine, act: Act): boolean {
  return statement.act === act || (act === "denied" && statement.polarity === "negative");
}

/** By the minute, or the day, where a report gives no more of its time: it may be later. */
function isBefore(publishedAt: string, since: string): boolean {
  const minute = `${since.slice(0, 16)}Z`;
  if (publishedAt.length > 10) return Date.parse(publishedAt) < Date.parse(minute);
  return publishedAt < since.slice(0, 10);
}
