import type { KeyPoint, Window } from "../digest.ts";
import { spansOverlap } from "../evidence.ts";
import type { EventKind, KeySentence } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { addDays, dayOf, daysBetween } from "../moment.ts";
import type { Topic } from "../topic.ts";
import { compare, namesTopic, type Selected } from "./entry.ts";
import type { Accused } from "./exchanges.ts";
import { isDenial } from "./exchanges.ts";
import type { BuiltLadder } from "./ladders.ts";
import type { Origins } from "./origins.ts";
import { byArticle, type Said } from "./said.ts";
import { overlap, wordSet } from "./sentence-likeness.ts";
import { isCurrent, type Step } from "./series.ts";
import type { DigestWords } from "./words.ts";

const MOST = 4;
/** Longer sentences do not fit the first screen of a phone. */
const LONGEST = 420;
/** A sentence that begins with "it" or "he" says nothing alone. */
const HANGING = 3;
/** A shorter one needs what stands before it, too. */
const FEWEST_WORDS = 9;
/** An event this many days before the window is still news of it. */
const DAYS_BEFORE = 2;
/** Counts this many days older than the newest of the same place are no news. */
const CURRENT_DAYS = 14;
/** In a shorter window age says little. */
const LEAST_DAYS = 21;
/** Sentences that share this much of their words say the same. */
const ALIKE = 0.5;

interface Candidate {
  readonly sentence: KeySentence;
  readonly entry: Selected;
  readonly words: ReadonlySet<string>;
  /** What it tells, with its weight: ladders and metrics it counts in, an accusation, a denial. */
  readonly facts: ReadonlyMap<string, number>;
  readonly score: number;
}

/** A current number: its ladder, and in how many articles it stands. */
interface Count {
  readonly ladder: BuiltLadder["ladder"];
  readonly value: number | null;
  readonly carried: number;
}

/** A further sentence must tell this much that is new. */
const LEAST_NEWS = 0.8;
/** The newest reports are this much ahead of the oldest ones of the window. */
const AGE = 2.6;
/** News puts first things first: in the first so many characters of a text. */
const LEAD = 260;

/** What is news: who holds a place now, then talks, then attacks; the day of it comes second. */
const EVENT_NEWS: Readonly<Record<EventKind, number>> = { control: 2.6, deal: 1.6, attack: 1, movement: 0.6 };

export interface KeyPointInput {
  readonly topic: Topic;
  readonly selected: readonly Selected[];
  readonly built: readonly BuiltLadder[];
  readonly said: readonly Said[];
  readonly exchanges: readonly Accused[];
  readonly origins: Origins;
  readonly window: Window;
  readonly words: DigestWords;
}

/**
 * Two to four sentences of the articles, word for word, chosen greedily for the facts they add: what changed hands,
 * the toll, who accuses whom, denials; the newer, the better. A sentence whose number has been replaced since is left
 * out, and so is one that cannot be understood alone.
 */
export function chooseKeyPoints(input: KeyPointInput): KeyPoint[] {
  const { origins } = input;
  const candidates = findCandidates(input);
  const chosen: Candidate[] = [];
  const told = new Set<string>();
  while (chosen.length < MOST) {
    const ranked = candidates
      .filter(
        (one) => !chosen.includes(one) && !chosen.some((other) => overlap(one.words, other.words) >= ALIKE),
      )
      .map((one) => ({ one, news: untold(one, told) }))
      .filter(({ one, news }) => one.facts.size === 0 || news > 0)
      .map(({ one, news }) => ({ one, news, gain: one.score + news }))
      .toSorted(
        (a, b) =>
          b.gain - a.gain ||
          compare(b.one.entry.day, a.one.entry.day) ||
          compare(a.one.sentence.id, b.one.sentence.id),
      );
    const best = chosen.length < 2 ? ranked[0] : ranked.find(({ news }) => news >= LEAST_NEWS);
    if (best === undefined) break;
    chosen.push(best.one);
    for (const fact of best.one.facts.keys()) told.add(fact);
  }
  return chosen
    .toSorted((a, b) => section(a) - section(b))
    .map(({ sentence, entry }) => ({
      id: sentence.id,
      evidence: sentence.evidence,
      publisher: entry.article.publisher,
      origin: origins.originOf(entry.article.id),
      publishedAt: entry.article.publishedAt,
      text: sentence.evidence.excerpt,
    }));
}

/** What happened stands before what it cost, and that before what is said about it. */
function section({ facts }: Candidate): number {
  if (facts.has("event control")) return 0;
  if (facts.has("event deal")) return 1;
  return [...facts.keys()].some((fact) => fact.startsWith("counts ")) ? 2 : 3;
}

/** Totals by metric and place, for telling a toll that has grown since. */
function totalsByPlace(built: readonly BuiltLadder[]): ReadonlyMap<string, readonly Step[]> {
  const totals = new Map<string, Step[]>();
  for (const { ladder, steps } of built) {
    if (ladder.scope !== "total") continue;
    const key = `${ladder.metric} ${ladder.place}`;
    const known = totals.get(key) ?? [];
    known.push(...steps);
    totals.set(key, known);
  }
  return totals;
}

/** Whether a count at least as high speaks for a much later day. */
function isOutgrown({ claim }: Step, totals: readonly Step[]): boolean {
  return totals.some(
    (other) =>
      (other.claim.value ?? 0) >= (claim.value ?? 0) &&
      daysBetween(claim.asOf, other.claim.asOf) > CURRENT_DAYS,
  );
}

/** Sentences that tell who took a place, and when, where they are not among the key sentences. */
function turningPoints({ facts }: Selected): KeySentence[] {
  return (facts.events ?? [])
    .filter(
      ({ kind, evidence }) =>
        kind === "control" && !facts.keySentences.some((key) => spansOverlap(key.evidence, evidence)),
    )
    .map(({ id, evidence }) => ({ id, evidence, score: 0 }));
}

/** Words of an opening such as "As of Thursday, 24 April, it". */
const OPENING_WORDS = 6;

/** Whether a sentence begins with a pronoun, or has one for its subject behind a date ("As of Thursday, 24 April, it"). */
function isHanging(sentence: string, words: DigestWords): boolean {
  const [first = ""] = foldName(sentence).split(" ");
  if (words.hangingWords.includes(first) || words.ownPronouns.includes(first)) return true;
  // "The same text demanded", "quoted the next day": what came before stands in another sentence.
  if (/^the same |\bthe (?:next|following|same) day\b/iu.test(sentence)) return true;
  const opening = /^(?:[^,]+, ){1,2}(it|he|she|they) /u.exec(sentence);
  return opening !== null && opening[0].split(" ").length <= OPENING_WORDS + 2;
}

function untold({ facts }: Candidate, told: ReadonlySet<string>): number {
  let weight = 0;
  for (const [fact, value] of facts) if (!told.has(fact)) weight += value;
  return weight;
}

function findCandidates({
  topic,
  selected,
  built,
  said,
  exchanges,
  window,
  words,
}: KeyPointInput): Candidate[] {
  const current = new Map<string, Count>();
  const stale = new Set<string>();
  const totals = totalsByPlace(built);
  for (const { ladder, steps } of built) {
    for (const step of steps) {
      const isOld = isOutgrown(step, totals.get(`${ladder.metric} ${ladder.place}`) ?? []);
      const carried = new Set(step.claims.map(({ entry }) => entry)).size;
      for (const { figure } of step.claims) {
        if (isCurrent(step) && !isOld) current.set(figure.id, { ladder, value: step.claim.value, carried });
        // A text that itself gives a value as replaced ("to 63 from 41") is up to date.
        else if (figure.status === "reported") stale.add(figure.id);
      }
    }
  }
  const accusations = new Set(exchanges.map(({ accusation }) => accusation.statement.id));
  const saidIn = byArticle(said);
  const latest = selected.at(-1)?.day;
  // What happens in a country happens in its towns, whose names say so.
  const isWide = topic.level === "country" || topic.level === "admin1";
  const earliest = addDays(window.since, -DAYS_BEFORE);
  const windowDays = daysBetween(window.since, window.until);
  const candidates: Candidate[] = [];
  for (const entry of selected) {
    if (!entry.central) continue;
    const ranked = entry.facts.keySentences.toSorted(
      (a, b) => b.score - a.score || a.evidence.start - b.evidence.start,
    );
    for (const [rank, sentence] of [...ranked, ...turningPoints(entry)].entries()) {
      const { evidence } = sentence;
      if (evidence.excerpt.length > LONGEST) continue;
      const figures = entry.facts.figures.filter((figure) => spansOverlap(figure.evidence, evidence));
      const counts = figures.map(({ id }) => current.get(id)).filter((count) => count !== undefined);
      if (figures.some(({ id }) => stale.has(id))) continue;
      const facts = new Map<string, number>();
      for (const { ladder, value } of counts) {
        // Where sources disagree, each of their numbers is news.
        facts.set(
          ladder.conflict ? `${ladder.id} ${value}` : ladder.id,
          ladder.scope === "total" ? 0.5 : 0.2,
        );
        facts.set(
          `counts ${ladder.metric}`,
          ladder.metric === "killed" ? 2 : ladder.metric === "other" ? 0.3 : 1,
        );
      }
      for (const { kind, when, evidence: at } of entry.facts.events ?? []) {
        // What happened long before the window is told as background.
        if (!spansOverlap(at, evidence) || dayOf(when.from ?? "") < earliest) continue;
        facts.set(`event ${kind}`, EVENT_NEWS[kind]);
        facts.set(`event ${kind} ${when.from}`, 0.5);
      }
      for (const one of saidIn.get(entry.article.id) ?? []) {
        if (!spansOverlap(one.statement.evidence, evidence)) continue;
        if (accusations.has(one.statement.id)) facts.set(`accused ${one.voice.key}`, 1.6);
        if (isDenial(one)) facts.set(`denied ${one.voice.key}`, 1.6);
      }
      const carried = Math.min(1, 0.5 * Math.max(0, ...counts.map((count) => count.carried - 1)));
      const onTopic = isWide || namesTopic(entry, evidence.excerpt) ? 1 : 0;
      const age = Math.max(0, daysBetween(entry.day, latest!)) / Math.max(LEAST_DAYS, windowDays);
      const hanging = isHanging(evidence.excerpt, words) ? HANGING : 0;
      const brief = evidence.excerpt.split(/\s+/).length < FEWEST_WORDS ? 2 : 0;
      const lead = evidence.start < LEAD ? 0.8 : 0;
      const claimed = figures.some(({ claimant }) => claimant !== null) ? 0.3 : 0;
      candidates.push({
        sentence,
        entry,
        words: wordSet(evidence.excerpt),
        facts,
        score:
          0.5 / (rank + 1) + carried + onTopic + lead + claimed - hanging - brief - Math.min(AGE, age * AGE),
      });
    }
  }
  return candidates;
}
