import type { Exchange } from "../digest.ts";
import type { Act } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { daysBetween } from "../moment.ts";
import { compare } from "./entry.ts";
import type { Identities, Identity } from "./identities.ts";
import { byTime, type Said } from "./said.ts";
import { overlap, wordSet } from "./sentence-likeness.ts";
import { makeSides, type Sides } from "./sides.ts";
import { contentWords, type DigestWords, hasPhrase, listsFrom, stopWordsOf } from "./words.ts";

/** How far behind the name of the accused the deed may stand, in folded characters. */
const DEED_REACH = 200;
/** A denial this close, in characters of one article, answers what stands before it. */
const CLOSE = 1_500;
/** Elsewhere it must take up this many of the accusation's words. */
const SHARED_WORDS = 2;
/** A denial printed some days before the accusation still answers the same charge. */
const ANSWER_DAYS = 3;
/** What is asked or foretold is not something that somebody is said to have done. */
const NO_CHARGE: ReadonlySet<Act> = new Set([
  "urged",
  "demanded",
  "asked",
  "warned",
  "promised",
  "threatened",
  "welcomed",
  "denied",
]);

/** Where forces are may also be the point of a demand. */
const NO_PRESENCE: ReadonlySet<Act> = new Set(["promised", "threatened", "welcomed", "denied"]);
/** A person accused is named at once, in folded characters. */
const PERSON_REACH = 20;
/** How many words behind a state's name its forces and where they are may stand. */
const PRESENCE_REACH = 12;
/** Of one accusation; the rest is with the speaker's other words. */
const MOST_ANSWERS = 3;
/** Statements that share this much of their words say the same. */
const ALIKE = 0.5;

/** An accusation, whom it names, and what they said to it. */
export interface Accused {
  readonly exchange: Exchange;
  readonly accusation: Said;
  readonly answers: readonly Said[];
}

/**
 * Pairs accusations with the answers of the accused, or of those who speak for them. No answers means that none was
 * found in what was searched; who is accused of what by nobody in particular is left out.
 */
export function pairExchanges(
  said: readonly Said[],
  identities: Identities,
  words: DigestWords,
  accusations: ReadonlySet<Said> = new Set(said),
): Accused[] {
  const sides = makeSides(identities, said);
  const replies = findReplies(said, words);
  const answersOf = new Map<Identity, readonly Said[]>();
  const pairs: Pair[] = [];
  for (const accusation of said) {
    if (!accusations.has(accusation)) continue;
    // An outlet passes on what others say; their own words stand beside it.
    if (accusation.voice.identity?.kind === "media") continue;
    const charge = findCharge(accusation, sides, words);
    if (charge === null && accusation.statement.act !== "accused") continue;
    const accused = charge?.accused ?? null;
    if (accused !== null && sides.speaksFor(accusation, accused)) continue;
    let own = accused === null ? replies : answersOf.get(accused);
    if (own === undefined) {
      own = replies.filter((reply) => answersFor(reply, accused!, sides, words));
      answersOf.set(accused!, own);
    }
    const answers = own
      .filter((answer) => answer.voice.key !== accusation.voice.key)
      .filter((answer) =>
        accused === null
          ? isDenial(answer) && isRightBehind(answer, accusation) && takesUp(answer, accusation, words)
          : isAnswer(answer, accusation, charge!, words),
      )
      .toSorted(byTime);
    if (accused === null && answers.length === 0) continue;
    pairs.push({ accusation, answers: withoutRepeats(answers).slice(0, MOST_ANSWERS), charge });
  }
  return spread(pairs).map(({ accusation, answers, charge }) => ({
    accusation,
    answers,
    exchange: {
      accusation: accusation.line,
      accused: charge?.accused.name ?? null,
      answers: answers.map(({ line }) => line),
    },
  }));
}

/** Whom somebody accuses; `presence`: of having, or not withdrawing, its forces somewhere. */
interface Charge {
  readonly accused: Identity;
  readonly presence: boolean;
}

interface Pair {
  readonly accusation: Said;
  readonly answers: readonly Said[];
  readonly charge: Charge | null;
}

function findCharge(one: Said, sides: Sides, words: DigestWords): Charge | null {
  const accused = findAccused(one, sides, words);
  if (accused !== null) return { accused, presence: false };
  const present = findPresence(one, sides, words);
  return present === null ? null : { accused: present, presence: true };
}

/** Answered ones first, then the newest; each accused has one before any has two, and repeats are left out. */
function spread(pairs: readonly Pair[]): Pair[] {
  const ordered = pairs.toSorted(
    (a, b) =>
      Number(b.answers.length > 0) - Number(a.answers.length > 0) ||
      Number(b.accusation.statement.act === "accused") - Number(a.accusation.statement.act === "accused") ||
      Number(isPrincipal(b.accusation)) - Number(isPrincipal(a.accusation)) ||
      byTime(b.accusation, a.accusation) ||
      compare(a.accusation.statement.id, b.accusation.statement.id),
  );
  const turns = new Map<Identity | null, Pair[]>();
  for (const pair of ordered) {
    const accused = pair.charge?.accused ?? null;
    const turn = turns.get(accused) ?? [];
    const words = wordSet(pair.accusation.statement.text);
    const repeated = turn.some(
      ({ accusation, charge }) =>
        (charge?.presence === true && accusation.voice.key === pair.accusation.voice.key) ||
        (accusation.voice.key === pair.accusation.voice.key &&
          overlap(words, wordSet(accusation.statement.text)) >= ALIKE),
    );
    if (!repeated) turns.set(accused, [...turn, pair]);
  }
  const rank = new Map<Pair, number>();
  for (const turn of turns.values()) for (const [index, pair] of turn.entries()) rank.set(pair, index);
  return ordered.filter((pair) => rank.has(pair)).toSorted((a, b) => rank.get(a)! - rank.get(b)!);
}

/** A person with an office, or a body that speaks as one. */
function isPrincipal({ voice }: Said): boolean {
  if (voice.identity === null) return false;
  return voice.identity.kind !== "person" || voice.role !== null || voice.identity.roles.length > 0;
}

/** The same words of the same side once. */
function withoutRepeats(answers: readonly Said[]): Said[] {
  const kept: Said[] = [];
  for (const answer of answers) {
    const words = wordSet(answer.statement.text);
    if (!kept.some((other) => overlap(words, wordSet(other.statement.text)) >= ALIKE)) kept.push(answer);
  }
  return kept;
}

export function isDenial({ statement }: Said): boolean {
  return statement.act === "denied" || statement.polarity === "negative";
}

/** Accused in so many words, or named first and as the doer: the deed follows in the active voice. */
function findAccused(one: Said, sides: Sides, words: DigestWords): Identity | null {
  const { act, text } = one.statement;
  if (isDenial(one) || NO_CHARGE.has(act)) return null;
  const folded = foldName(text);
  // A person further on is somebody the deed was done to.
  const first = sides.firstNamed(one, folded, act === "accused" ? PERSON_REACH : -1);
  if (first === null || act === "accused") return first?.identity ?? null;
  const stretch = ` ${folded} `.slice(first.at, first.at + DEED_REACH);
  return deedFollows(stretch, words) ? first.identity : null;
}

/** "Rwandan troops are in the town", "Velmora must withdraw its soldiers": a state whose forces are where others say they should not be. */
function findPresence(one: Said, sides: Sides, words: DigestWords): Identity | null {
  const { act, text } = one.statement;
  if (isDenial(one) || NO_PRESENCE.has(act)) return null;
  const said = foldName(text).split(" ");
  for (const [at, word] of said.entries()) {
    const state = sides.stateOf(word);
    if (state === null) continue;
    const behind = said.slice(at + 1, at + 1 + PRESENCE_REACH);
    const forces = behind.slice(0, 3).some((next) => words.forceWords.includes(next));
    const placed = behind.some((next) => words.presenceWords.includes(next));
    const leaves = (reach: number): boolean =>
      behind.slice(0, reach).some((next) => words.withdrawWords.includes(next));
    const armed = behind.slice(0, 6).some((next) => words.forceWords.includes(next));
    if (forces ? placed || leaves(PRESENCE_REACH) : armed && leaves(3)) return state;
  }
  return null;
}

function deedFollows(stretch: string, { attackVerbs, passives, unreal }: DigestWords): boolean {
  const words = stretch.trim().split(" ");
  const at = words.findIndex((word) => attackVerbs.includes(word));
  if (at < 1 || words.slice(0, at).some((word) => unreal.includes(word))) return false;
  return !words.slice(Math.max(0, at - 2), at).some((word) => passives.includes(word));
}

/** What may answer a charge: a denial, words of defence or ignorance, or a charge in return. */
function findReplies(said: readonly Said[], words: DigestWords): Said[] {
  return said.filter(
    (one) =>
      isDenial(one) || one.statement.act === "accused" || hasPhrase(one.statement.text, words.answerPhrases),
  );
}

const itsSpokesWords = listsFrom(({ spokesWords }) => spokesWords.map((word) => `its ${word}`));

/** The accused's side; a denial may also come from "its spokesperson" in the sentence after the accused's own words. */
function answersFor(reply: Said, accused: Identity, sides: Sides, words: DigestWords): boolean {
  if (sides.speaksFor(reply, accused)) return true;
  const { speaker, evidence } = reply.statement;
  const roles = [...(reply.voice.identity?.roles ?? []), speaker.role ?? ""].join(" · ");
  if (!hasPhrase(roles, words.spokesWords) && !hasPhrase(evidence.excerpt, itsSpokesWords(words)))
    return false;
  const sentence = ` ${foldName(evidence.excerpt)} `;
  return sides.before(reply) === accused || accused.forms.some((form) => sentence.includes(` ${form} `));
}

function isAnswer(answer: Said, accusation: Said, charge: Charge, words: DigestWords): boolean {
  const defends = hasPhrase(answer.statement.text, words.answerPhrases);
  if (isDenial(answer)) return takesUp(answer, accusation, words);
  if (daysBetween(accusation.entry.day, answer.entry.day) < -ANSWER_DAYS) return false;
  // Self-defence or "I don't know" is what a state says to the question where its forces are.
  if (defends) return charge.presence || isClose(answer, accusation);
  // A charge in return, in the same report.
  return (
    answer.statement.act === "accused" &&
    answer.statement !== accusation.statement &&
    isClose(answer, accusation)
  );
}

function isClose(answer: Said, accusation: Said): boolean {
  const distance = Math.abs(answer.statement.evidence.start - accusation.statement.evidence.end);
  return answer.entry === accusation.entry && distance < CLOSE;
}

/** Without a named accused ("officers"), only a denial close behind in the same article is an answer. */
function isRightBehind(denial: Said, accusation: Said): boolean {
  const distance = denial.statement.evidence.start - accusation.statement.evidence.end;
  return denial.entry === accusation.entry && distance >= 0 && distance < CLOSE / 4;
}

/** Whether a denial is about this charge: it stands near, denies guilt as such, or uses the same words. */
function takesUp(denial: Said, accusation: Said, words: DigestWords): boolean {
  if (daysBetween(accusation.entry.day, denial.entry.day) < -ANSWER_DAYS) return false;
  if (isClose(denial, accusation)) return true;
  if (hasPhrase(denial.statement.text, words.guiltWords)) return true;
  const stopWords = stopWordsOf(words);
  const charge = new Set(contentWords(accusation.statement.evidence.excerpt, stopWords));
  const taken = new Set(contentWords(denial.statement.text, stopWords).filter((word) => charge.has(word)));
  return taken.size >= SHARED_WORDS;
}
