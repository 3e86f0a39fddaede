import type { TimelineEntry } from "../digest.ts";
import { evidenceFor } from "../evidence.ts";
import { dayOf, type When } from "../moment.ts";
import type { Claim } from "./claims.ts";
import { compare, type Selected } from "./entry.ts";
import type { Origins } from "./origins.ts";
import type { Said } from "./said.ts";
import { overlap, wordSet } from "./sentence-likeness.ts";

/** Sentences of one date that share this much of their words tell the same thing. */
const ALIKE = 0.55;

interface Candidate {
  readonly entry: TimelineEntry;
  readonly words: ReadonlySet<string>;
  /** What is counted, so that one toll does not make two lines: "killed 17". */
  readonly counts: readonly string[];
}

/** Dated sentences by the day of the event, never of publication; one line for each event. */
export function buildTimeline(
  claims: readonly Claim[],
  said: readonly Said[],
  selected: readonly Selected[],
  origins: Origins,
): TimelineEntry[] {
  const bySentence = new Map<string, Candidate>();
  for (const claim of claims) {
    const { figure, entry } = claim;
    if (figure.status !== "reported" || figure.when === null) continue;
    const candidate = makeCandidate(
      figure.id,
      figure.when,
      entry,
      figure.sentence,
      figure.evidence.rule,
      origins,
    );
    if (candidate === null) continue;
    const key = `${entry.article.id} ${figure.sentence.start}`;
    const counts = [...(bySentence.get(key)?.counts ?? []), `${figure.metric} ${claim.value}`];
    bySentence.set(key, { ...(bySentence.get(key) ?? candidate), counts });
  }
  for (const { statement, entry } of said) {
    const key = `${entry.article.id} ${statement.evidence.start}`;
    const isKey = entry.facts.keySentences.some(
      ({ evidence }) => evidence.start < statement.evidence.end && statement.evidence.start < evidence.end,
    );
    if (statement.when === null || !isKey || bySentence.has(key)) continue;
    const candidate = makeCandidate(
      statement.id,
      statement.when,
      entry,
      statement.evidence,
      statement.evidence.rule,
      origins,
    );
    if (candidate !== null) bySentence.set(key, candidate);
  }
  const position = new Map(selected.map(({ article }, index) => [article.id, index]));
  const ordered = [...bySentence.values()].toSorted(
    (a, b) =>
      compare(a.entry.from, b.entry.from) ||
      compare(a.entry.to, b.entry.to) ||
      // The later report of a day knows more, so it is the one that stays.
      position.get(b.entry.evidence.articleId)! - position.get(a.entry.evidence.articleId)! ||
      a.entry.evidence.start - b.entry.evidence.start,
  );
  return dropRepeats(ordered).map(({ entry }) => entry);
}

function makeCandidate(
  id: string,
  when: When,
  { article, day }: Selected,
  span: { start: number; end: number },
  rule: string,
  origins: Origins,
): Candidate | null {
  // A date without words of the text is the article's own; an open end is a stretch and not an event.
  if (when.words === null || when.from === null || when.to === null || when.precision === "unknown")
    return null;
  // What is still to come has not happened.
  if (dayOf(when.from) > day) return null;
  const evidence = evidenceFor(article, { start: span.start, end: span.end }, rule, when.basis);
  return {
    words: wordSet(evidence.excerpt),
    counts: [],
    entry: {
      id,
      evidence,
      publisher: article.publisher,
      origin: origins.originOf(article.id),
      publishedAt: article.publishedAt,
      from: when.from,
      to: when.to,
      precision: when.precision,
      text: evidence.excerpt,
    },
  };
}

function dropRepeats(ordered: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  const byDay = new Map<string, Candidate[]>();
  for (const candidate of ordered) {
    const sameDay = byDay.get(candidate.entry.from.slice(0, 10)) ?? [];
    const repeats = sameDay.some(
      (other) =>
        overlap(candidate.words, other.words) >= ALIKE ||
        candidate.counts.some((count) => other.counts.includes(count)),
    );
    if (repeats) continue;
    kept.push(candidate);
    sameDay.push(candidate);
    byDay.set(candidate.entry.from.slice(0, 10), sameDay);
  }
  return kept;
}
