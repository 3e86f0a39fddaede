import type { KeyPoint } from "../digest.ts";
import { spansOverlap } from "../evidence.ts";
import type { KeySentence } from "../facts.ts";
import { daysBetween } from "../moment.ts";
import { compare, namesTopic, type Selected } from "./entry.ts";
import type { Accused } from "./exchanges.ts";
import { isDenial } from "./exchanges.ts";
import type { BuiltLadder } from "./ladders.ts";
import type { Origins } from "./origins.ts";
import { byArticle, type Said } from "./said.ts";
import { overlap, wordSet } from "./sentence-likeness.ts";
import { isCurrent } from "./series.ts";

const MOST = 4;
/** Longer sentences do not fit the first screen of a phone. */
const LONGEST = 420;
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

/**
 * Two to four sentences of the articles, word for word, chosen greedily for the facts they add: current tolls, who did
 * what, denials; the newer, the better. A sentence whose number has been replaced since is left out.
 */
export function chooseKeyPoints(
  selected: readonly Selected[],
  built: readonly BuiltLadder[],
  said: readonly Said[],
  exchanges: readonly Accused[],
  origins: Origins,
): KeyPoint[] {
  const candidates = findCandidates(selected, built, said, exchanges);
  const chosen: Candidate[] = [];
  const told = new Set<string>();
  while (chosen.length < MOST) {
    const ranked = candidates
      .filter(
        (one) => !chosen.includes(one) && !chosen.some((other) => overlap(one.words, other.words) >= ALIKE),
      )
      .filter((one) => one.facts.size === 0 || [...one.facts.keys()].some((fact) => !told.has(fact)))
      .map((one) => ({ one, gain: one.score + untold(one, told) }))
      .toSorted(
        (a, b) =>
          b.gain - a.gain ||
          compare(b.one.entry.day, a.one.entry.day) ||
          compare(a.one.sentence.id, b.one.sentence.id),
      );
    const best = ranked[0]?.one;
    if (best === undefined || (chosen.length >= 2 && best.facts.size === 0)) break;
    chosen.push(best);
    for (const fact of best.facts.keys()) told.add(fact);
  }
  return chosen.map(({ sentence, entry }) => ({
    id: sentence.id,
    evidence: sentence.evidence,
    publisher: entry.article.publisher,
    origin: origins.originOf(entry.article.id),
    publishedAt: entry.article.publishedAt,
    text: sentence.evidence.excerpt,
  }));
}

function untold({ facts }: Candidate, told: ReadonlySet<string>): number {
  let weight = 0;
  for (const [fact, value] of facts) if (!told.has(fact)) weight += value;
  return weight;
}

function findCandidates(
  selected: readonly Selected[],
  built: readonly BuiltLadder[],
  said: readonly Said[],
  exchanges: readonly Accused[],
): Candidate[] {
  const current = new Map<string, Count>();
  const stale = new Set<string>();
  for (const { ladder, steps } of built) {
    for (const step of steps) {
      const carried = new Set(step.claims.map(({ entry }) => entry)).size;
      for (const { figure } of step.claims) {
        if (isCurrent(step)) current.set(figure.id, { ladder, value: step.claim.value, carried });
        // A text that itself gives a value as replaced ("to 63 from 41") is up to date.
        else if (figure.status === "reported") stale.add(figure.id);
      }
    }
  }
  const accusations = new Set(exchanges.map(({ accusation }) => accusation.statement.id));
  const saidIn = byArticle(said);
  const latest = selected.at(-1)?.day;
  const candidates: Candidate[] = [];
  for (const entry of selected) {
    if (!entry.central) continue;
    const ranked = entry.facts.keySentences.toSorted(
      (a, b) => b.score - a.score || a.evidence.start - b.evidence.start,
    );
    for (const [rank, sentence] of ranked.entries()) {
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
          ladder.scope === "total" ? 0.7 : 0.3,
        );
        facts.set(
          `counts ${ladder.metric}`,
          ladder.metric === "killed" ? 2 : ladder.metric === "other" ? 0.3 : 1,
        );
      }
      for (const one of saidIn.get(entry.article.id) ?? []) {
        if (!spansOverlap(one.statement.evidence, evidence)) continue;
        if (accusations.has(one.statement.id)) facts.set(`accused ${one.voice.key}`, 1.6);
        if (isDenial(one)) facts.set(`denied ${one.voice.key}`, 1.6);
      }
      const carried = Math.min(1, 0.5 * Math.max(0, ...counts.map((count) => count.carried - 1)));
      const onTopic = namesTopic(entry, evidence.excerpt) ? 1 : 0;
      const age = daysBetween(entry.day, latest!);
      candidates.push({
        sentence,
        entry,
        words: wordSet(evidence.excerpt),
        facts,
        score: 1 / (rank + 1) + carried + onTopic - Math.min(2.5, age * 0.35),
      });
    }
  }
  return candidates;
}
