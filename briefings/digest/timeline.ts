import type { TimelineEntry } from "../digest.ts";
import { evidenceFor, type Span } from "../evidence.ts";
import type { Act, EventKind } from "../facts.ts";
import { dayOf, type When } from "../moment.ts";
import type { Claim } from "./claims.ts";
import { compare, namesTopic, type Selected } from "./entry.ts";
import type { Origins } from "./origins.ts";
import { makeSentenceTests, type Said } from "./said.ts";
import { overlap, wordSet } from "./sentence-likeness.ts";

/** Sentences of one date that share this much of their words tell the same thing. */
const ALIKE = 0.55;

const EVENT_WEIGHT: Readonly<Record<EventKind, number>> = {
  control: 3,
  deal: 2.4,
  attack: 1.6,
  movement: 1.2,
};

/** Speaking is an event of its own only where it does something. */
const ACT_WEIGHT: Readonly<Partial<Record<Act, number>>> = {
  announced: 2,
  denied: 1.2,
  accused: 1.2,
  demanded: 1.2,
  threatened: 1.2,
  promised: 1,
  urged: 0.8,
  condemned: 0.8,
  warned: 0.8,
  claimed: 0.6,
  confirmed: 0.6,
  said: 0.2,
};

/** Longer sentences, in characters, tell the event in passing or do not fit a line or two. */
const LONG = 200;

/** One dated sentence, with what tells how much it matters. */
export interface DatedLine {
  readonly entry: TimelineEntry;
  readonly words: ReadonlySet<string>;
  /** What is counted, so that one toll does not make two lines: "killed 17". */
  readonly counts: readonly string[];
  /** Comparable within one digest: the kind of event, the topic named, how many reports tell it. */
  readonly weight: number;
}

/** Dated sentences by the day of the event, never of publication; one line for each event, oldest first. */
export function buildTimeline(
  claims: readonly Claim[],
  said: readonly Said[],
  selected: readonly Selected[],
  origins: Origins,
): DatedLine[] {
  const lines = new Map<string, DatedLine>();
  const add = (key: string, line: DatedLine | null): void => {
    if (line === null) return;
    const known = lines.get(key);
    if (known === undefined) lines.set(key, line);
    else
      lines.set(key, {
        ...known,
        counts: [...known.counts, ...line.counts],
        weight: Math.max(known.weight, line.weight),
      });
  };
  for (const entry of selected) {
    for (const { id, kind, when, evidence } of entry.facts.events ?? []) {
      if (!entry.central && !namesTopic(entry, evidence.excerpt)) continue;
      const key = `${entry.article.id} ${evidence.start} ${dayOf(when.from ?? "")}`;
      add(
        key,
        makeLine({ id, when, entry, span: evidence, rule: evidence.rule }, EVENT_WEIGHT[kind], [], origins),
      );
    }
  }
  for (const { figure, entry, event, value } of claims) {
    // Without a day of the event the date is that of speaking about the number, or of counting.
    if (figure.status !== "reported" || figure.when === null || event === null) continue;
    const key = `${entry.article.id} ${figure.sentence.start} ${dayOf(figure.when.from ?? "")}`;
    const { id, when, sentence: span, evidence } = figure;
    const weight = figure.metric === "killed" ? 1.8 : 0.8;
    add(
      key,
      makeLine(
        { id, when, entry, span, rule: evidence.rule },
        weight,
        [`${figure.metric} ${value}`],
        origins,
      ),
    );
  }
  addSpeeches(said, lines, add, origins);
  const position = new Map(selected.map(({ article }, index) => [article.id, index]));
  const ordered = [...lines.values()].toSorted(
    (a, b) =>
      compare(a.entry.from, b.entry.from) ||
      compare(a.entry.to, b.entry.to) ||
      // The later report of a day knows more, so it is the one that stays.
      position.get(b.entry.evidence.articleId)! - position.get(a.entry.evidence.articleId)! ||
      a.entry.evidence.start - b.entry.evidence.start,
  );
  return dropRepeats(ordered);
}

/** Dated statements among the key sentences, unless their sentence tells an event already or only gives a number. */
function addSpeeches(
  said: readonly Said[],
  lines: ReadonlyMap<string, DatedLine>,
  add: (key: string, line: DatedLine | null) => void,
  origins: Origins,
): void {
  const dated = new Set([...lines.keys()].map((key) => key.slice(0, key.lastIndexOf(" "))));
  const sentences = makeSentenceTests();
  for (const one of said) {
    const { statement, entry } = one;
    const { evidence, when, act } = statement;
    const sentence = `${entry.article.id} ${evidence.start}`;
    if (when === null || dated.has(sentence)) continue;
    const isSpeech = act === "announced" || act === "denied" || act === "accused";
    if (!sentences.isKey(one) || (sentences.counts(one) && !isSpeech)) continue;
    const source = { id: statement.id, when, entry, span: evidence, rule: evidence.rule };
    add(`${sentence} ${dayOf(when.from ?? "")}`, makeLine(source, ACT_WEIGHT[act] ?? 0, [], origins));
  }
}

interface DatedSource {
  readonly id: string;
  readonly when: When;
  readonly entry: Selected;
  readonly span: Span;
  readonly rule: string;
}

function makeLine(
  { id, when, entry, span, rule }: DatedSource,
  weight: number,
  counts: readonly string[],
  origins: Origins,
): DatedLine | null {
  const { article, day } = entry;
  // A date without words of the text is the article's own; an open end is a stretch and not an event.
  if (when.words === null || when.from === null || when.to === null || when.precision === "unknown")
    return null;
  // What is still to come has not happened.
  if (dayOf(when.from) > day) return null;
  const evidence = evidenceFor(article, { start: span.start, end: span.end }, rule, when.basis);
  return {
    words: wordSet(evidence.excerpt),
    counts,
    weight:
      weight +
      (namesTopic(entry, evidence.excerpt) ? 1 : 0) +
      (entry.central ? 0.3 : 0) -
      (evidence.excerpt.length > LONG ? 0.4 : 0),
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

/** What several reports tell of one day stands once, and weighs more. */
function dropRepeats(ordered: readonly DatedLine[]): DatedLine[] {
  const kept: DatedLine[] = [];
  const byDay = new Map<string, number[]>();
  for (const line of ordered) {
    const day = dayOf(line.entry.from);
    const sameDay = byDay.get(day) ?? [];
    const repeated = sameDay.find((index) => tellsSame(kept[index]!, line));
    if (repeated !== undefined) {
      const first = kept[repeated]!;
      kept[repeated] = { ...first, weight: Math.max(first.weight, line.weight) + 0.4 };
      continue;
    }
    byDay.set(day, [...sameDay, kept.length]);
    kept.push(line);
  }
  return kept;
}

function tellsSame(a: DatedLine, b: DatedLine): boolean {
  return overlap(a.words, b.words) >= ALIKE || b.counts.some((count) => a.counts.includes(count));
}
