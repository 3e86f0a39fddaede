import type { Act, ActorKind } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { compare, namesTopic } from "./entry.ts";
import type { Accused } from "./exchanges.ts";
import { makeSentenceTests, type Said } from "./said.ts";
import { overlap, wordSet } from "./sentence-likeness.ts";
import type { DigestWords } from "./words.ts";

const MOST = 8;
/** Of one speaker. */
const MOST_OF_ONE = 2;
/** Shorter content says little without the sentence around it. */
const FEWEST_WORDS = 6;
/** What somebody is accused of, and what they say to it, is what a conflict is about. */
const DISPUTED = 0.8;
/** Lines that share this much of their words say the same. */
const ALIKE = 0.5;

/** What somebody does by speaking, as far as it is news. */
const ACT_WEIGHT: Readonly<Partial<Record<Act, number>>> = {
  denied: 1.4,
  accused: 1.3,
  demanded: 1.2,
  threatened: 1.2,
  warned: 1,
  announced: 1,
  promised: 0.9,
  condemned: 0.9,
  urged: 0.7,
  claimed: 0.4,
  confirmed: 0.4,
};

/** Whose word counts in a conflict: the parties and their states, then those between them. */
const KIND_WEIGHT: Readonly<Record<ActorKind, number>> = {
  armed_group: 1.4,
  armed_forces: 1.4,
  state: 1.2,
  government: 1.2,
  person: 1,
  intergovernmental: 1,
  ngo: 0.6,
  community: 0.2,
  other_org: 0.2,
  media: -4,
};

interface Candidate {
  readonly said: Said;
  readonly words: ReadonlySet<string>;
  readonly score: number;
  /** How much of it the lines chosen so far tell already, and how many of them are by the same speaker. */
  told: number;
  ofOne: number;
}

/**
 * The statements to show where there is room for a few; ids, best first. Lines that can be understood alone come from
 * principals first, quoted words and strong acts before reports, and no speaker, side or origin has most of them.
 */
export function chooseTellingLines(
  said: readonly Said[],
  exchanges: readonly Accused[],
  words: DigestWords,
): string[] {
  const heard = countArticles(said);
  const sentences = makeSentenceTests();
  const disputed = new Set(
    exchanges
      .flatMap(({ accusation, answers }) => [accusation, ...answers])
      .map(({ statement }) => statement.id),
  );
  const candidates = said
    .map((one) => ({
      said: one,
      words: wordSet(one.statement.text),
      score: score(one, heard, sentences, words) + (disputed.has(one.statement.id) ? DISPUTED : 0),
      told: 0,
      ofOne: 0,
    }))
    .filter((candidate) => candidate.score > 0);
  const chosen: Candidate[] = [];
  while (chosen.length < MOST) {
    let best: Candidate | null = null;
    let most = 0;
    for (const candidate of candidates) {
      if (candidate.ofOne >= MOST_OF_ONE) continue;
      const value = candidate.score - candidate.told;
      const isBetter =
        value > most ||
        (best !== null && value === most && compare(candidate.said.line.id, best.said.line.id) < 0);
      if (!isBetter || chosen.includes(candidate)) continue;
      best = candidate;
      most = value;
    }
    if (best === null) break;
    chosen.push(best);
    for (const candidate of candidates) tell(candidate, best);
  }
  return chosen.map((candidate) => candidate.said.line.id);
}

/** In how many articles each speaker is heard. */
function countArticles(said: readonly Said[]): ReadonlyMap<string, number> {
  const articles = new Map<string, Set<string>>();
  for (const { voice, entries } of said) {
    const known = articles.get(voice.key) ?? new Set();
    for (const { article } of entries) known.add(article.id);
    articles.set(voice.key, known);
  }
  return new Map([...articles].map(([key, ids]) => [key, ids.size]));
}

function score(
  one: Said,
  heard: ReadonlyMap<string, number>,
  sentences: ReturnType<typeof makeSentenceTests>,
  words: DigestWords,
): number {
  const { statement, voice, entry, entries } = one;
  const { act, mode, text, evidence } = statement;
  const count = text.split(/\s+/).length;
  const strong = ACT_WEIGHT[act] ?? 0;
  const person = voice.identity?.kind === "person";
  let value = strong + Math.min(1, Math.log2(heard.get(voice.key) ?? 1) * 0.4);
  value += voice.identity === null ? -0.6 : KIND_WEIGHT[voice.identity.kind];
  if (person && (voice.role !== null || voice.identity!.roles.length > 0)) value += 0.8;
  if (!statement.speaker.named && voice.identity === null) value -= 0.6;
  value += mode === "direct" ? 1 : mode === "mixed" ? 1.2 : 0;
  if (count < FEWEST_WORDS) value -= strong > 1 && count > 3 ? 0.6 : 2.5;
  value -= hanging(one, words);
  // A count stands under the figures, with everything needed to repeat it.
  if (sentences.counts(one)) value -= 1.2;
  if (sentences.isKey(one)) value += 0.5;
  if (namesTopic(entry, evidence.excerpt)) value += 0.7;
  value += entry.central ? 0.5 : 0;
  value += Math.min(0.8, 0.4 * (entries.length - 1));
  return value;
}

/** How much the content needs what stands before it: "it left out those already in morgues". */
function hanging({ statement, voice }: Said, words: DigestWords): number {
  const [first = ""] = foldName(statement.text).split(" ");
  if (words.ownPronouns.includes(first))
    return statement.mode === "direct" || voice.identity?.kind === "person" ? 0.3 : 2;
  if (!words.hangingWords.includes(first)) return 0;
  return statement.mode === "direct" ? 1.2 : 3;
}

/** Counts what a line that was just chosen tells of another: the same words, the same speaker, side or origin. */
function tell(candidate: Candidate, chosen: Candidate): void {
  const { said, words } = candidate;
  const other = chosen.said;
  if (overlap(words, chosen.words) >= ALIKE) candidate.told += 4;
  if (other.voice.key === said.voice.key) {
    candidate.ofOne++;
    candidate.told += 1.2;
  } else if (isSameSide(other, said)) candidate.told += 0.5;
  if (other.line.origin === said.line.origin) candidate.told += 0.3;
  if (other.entry === said.entry) candidate.told += 0.6;
  if (tellsOf(said, other) || tellsOf(other, said)) candidate.told += 1.2;
}

/** "The ministry said Velde urged calm": one line tells of what the speaker of the other said. */
function tellsOf(one: Said, other: Said): boolean {
  if (other.voice.identity?.kind !== "person") return false;
  return ` ${foldName(one.statement.text)} `.includes(` ${foldName(other.voice.identity.name)} `);
}

function isSameSide(a: Said, b: Said): boolean {
  const [x, y] = [a.voice.identity, b.voice.identity];
  if (x === null || y === null) return false;
  return x.country === null ? x.kind === y.kind && y.country === null : x.country === y.country;
}
