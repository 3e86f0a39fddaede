import { isDash, looksFinite } from "../grammar.ts";
import { antecedentOf } from "./antecedents.ts";
import { beforeAppositions } from "./appositions.ts";
import { boundaryLeft, LONGEST } from "./boundaries.ts";
import type { Cue } from "./cues.ts";
import { lowerAt, mentionAt, type Scene, sentenceOf, token } from "./scene.ts";

/** The noun phrase that names who speaks, with its appositions; token range, end exclusive. */
export interface Subject {
  readonly from: number;
  readonly to: number;
  /** `relative`: the verb stands in "which X says": an aside, no statement of its own. */
  readonly shape: "before" | "after" | "shared" | "relative";
  /** No comma stands before it: "Two people died a monitoring group said." */
  readonly bare?: boolean;
  /** Token where its clause begins, if before the phrase: "a claim Lodzhen called". */
  readonly opens?: number;
  /** The verb stands in ", who said …": what was said ends with that clause. */
  readonly aside?: boolean;
}

/** The subject of a finite cue: the phrase before the verb, else the one behind an inverted verb. */
export function findSubject(scene: Scene, cue: Cue, earlier: Subject | null): Subject | null {
  const sentence = sentenceOf(scene, cue.at);
  const before = phraseBefore(scene, cue, sentence.from);
  if (before === "relative")
    return (
      antecedentOf(scene, cue, earlier, sentence.from) ?? { from: cue.from, to: cue.from, shape: "relative" }
    );
  if (before) return closingSubject(scene, cue, before, sentence.to) ?? before;
  const previous = cue.from > sentence.from ? token(scene, cue.from - 1) : undefined;
  const joined = previous && /^(?:and|but|then|or)$/.test(previous.lower);
  if (joined) return earlier ? { ...earlier, shape: "shared" } : mainSubject(scene, sentence.from, cue.from);
  const inverted = phraseAfter(scene, cue, sentence.to);
  if (inverted && invertible(scene, cue, sentence.from)) return inverted;
  if (earlier && previous?.text === ",") return { ...earlier, shape: "shared" };
  return previous?.text === "," ? mainSubject(scene, sentence.from, cue.from) : null;
}

/**
 * Text that has lost its commas ("Troops killed 32 rebels a monitoring group said."): at the end of a sentence the
 * last noun phrase before the verb is the subject, and the clause before it what was said. Null elsewhere.
 */
function closingSubject(scene: Scene, cue: Cue, phrase: Subject, sentenceTo: number): Subject | null {
  for (let i = cue.to; i < sentenceTo; i++)
    if (token(scene, i)!.kind !== "mark" && scene.dateOf[i]! < 0) return null;
  let clause = false;
  for (let i = phrase.from; i < phrase.to && !clause; i++) {
    if (/^(?:who|which|that)$/.test(lowerAt(scene, i))) return null;
    clause = !mentionAt(scene, i) && looksFinite(token(scene, i)!, scene.grammar);
  }
  const from = clause ? lastNounPhrase(scene, phrase.from, cue.from) : null;
  return from !== null && from > phrase.from ? { from, to: cue.from, shape: "before", bare: true } : null;
}

/** Start of the noun phrase that ends at `to`: a name with its title, or a noun behind its article. */
export function lastNounPhrase(scene: Scene, from: number, to: number): number | null {
  const mention = mentionAt(scene, to - 1);
  if (mention) {
    let start = mention.from;
    while (mention.role && start > from && token(scene, start - 1)!.start >= mention.role.start) start--;
    return /^(?:the|a|an)$/.test(lowerAt(scene, start - 1)) ? start - 1 : start;
  }
  for (let i = to - 2; i >= Math.max(from, to - 6); i--) {
    const lower = lowerAt(scene, i);
    if (/^(?:the|a|an|its|his|her|their|one|two|three|some|several)$/.test(lower)) return i;
    if (token(scene, i)!.kind === "mark" || scene.grammar.prepositions.has(lower)) break;
  }
  return scene.reporting.pluralSources.has(lowerAt(scene, to - 1)) ? to - 1 : null;
}

/**
 * The subject of the main clause: for ", adding that …" and "and said" without an earlier cue. With `presentToo` a
 * present tense right behind a name or pronoun counts as its verb ("He offers shelter, saying …").
 */
export function mainSubject(scene: Scene, from: number, before: number, presentToo = false): Subject | null {
  let start = from;
  // A leading "On Friday," or "In Goma," is not the subject.
  if (
    scene.grammar.prepositions.has(lowerAt(scene, start)) ||
    scene.grammar.subordinators.has(lowerAt(scene, start))
  ) {
    const comma = indexOfComma(scene, start, before);
    if (comma < 0) return null;
    start = comma + 1;
  }
  for (let i = start; i < Math.min(before, start + LONGEST); i++) {
    if (scene.quoteOf[i]! >= 0) return null;
    const current = token(scene, i)!;
    if (mentionAt(scene, i) || i === start) continue;
    const subjectEnds =
      mentionAt(scene, i - 1) !== null || (i - 1 === start && /^(?:he|she|it)$/.test(lowerAt(scene, start)));
    if (presentToo && subjectEnds && /^\p{Ll}+[^s'’]s$/u.test(current.text))
      return trimmed(scene, start, i, "shared");
    if (looksFinite(current, scene.grammar) || (!current.cap && scene.reporting.verbs.has(current.lower))) {
      return trimmed(scene, start, i, "shared");
    }
  }
  return null;
}

function indexOfComma(scene: Scene, from: number, to: number): number {
  for (let i = from; i < Math.min(to, from + LONGEST); i++) if (token(scene, i)!.text === ",") return i;
  return -1;
}

/** Inversion ("…," said X) needs a quotation, a comma or the start of the sentence right before the verb. */
function invertible(scene: Scene, cue: Cue, from: number): boolean {
  if (cue.from === from) return true;
  if (cue.verb?.frame === "put" || cue.verb?.frame === "object") return false;
  const previous = token(scene, cue.from - 1)!;
  return scene.quoteOf[cue.from - 1]! >= 0 || previous.text === "," || isDash(previous);
}

function phraseAfter(scene: Scene, cue: Cue, to: number): Subject | null {
  const first = token(scene, cue.to);
  if (!first || cue.to >= to || scene.quoteOf[cue.to]! >= 0) return null;
  if (first.kind !== "word" || first.lower === "that" || scene.grammar.prepositions.has(first.lower))
    return null;
  if (scene.dateOf[cue.to]! >= 0) return null;
  let end = cue.to;
  const stop = Math.min(to, cue.to + LONGEST);
  while (end < stop && scene.quoteOf[end]! < 0) {
    const current = token(scene, end)!;
    if (/^[.;:?!…]$/.test(current.text)) break;
    if (end > cue.to && (scene.dateOf[end]! >= 0 || startsAdverbial(scene, end))) break;
    if (end > cue.to && current.text === "," && !opensApposition(scene, end + 1)) break;
    if (
      end > cue.to &&
      /^(?:as|while|after|when|because|and|but)$/.test(current.lower) &&
      !joinsNames(scene, end)
    )
      break;
    end++;
  }
  return trimmed(scene, cue.to, end, "after");
}

function joinsNames(scene: Scene, i: number): boolean {
  return lowerAt(scene, i) === "and" && mentionAt(scene, i - 1) !== null && mentionAt(scene, i + 1) !== null;
}

/** "in a statement", "on Friday", "at a news conference": what follows an inverted subject. */
function startsAdverbial(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  if (!/^(?:in|on|at|via|by|during|after|late|early|earlier)$/.test(lower)) return false;
  for (let j = i + 1; j <= i + 4; j++) {
    if (scene.dateOf[j] !== undefined && scene.dateOf[j]! >= 0) return true;
    if (scene.reporting.channelNouns.has(lowerAt(scene, j))) return true;
  }
  return false;
}

function opensApposition(scene: Scene, i: number): boolean {
  const current = token(scene, i);
  if (!current) return false;
  if (current.kind === "number") return true;
  if (/^(?:who|which|whose|where)$/.test(current.lower)) return true;
  if (
    /^(?:adding|saying|calling|citing|referring|describing|warning|urging|noting|telling)$/.test(
      current.lower,
    )
  )
    return false;
  if (mentionAt(scene, i)) return true;
  // A title before the name: ", Dr Kamala Rawal,".
  if (current.cap && (mentionAt(scene, i + 1) || mentionAt(scene, i + 2))) return true;
  if (scene.grammar.determiners.has(current.lower)) return true;
  return scene.reporting.personRoles.has(current.lower) || scene.reporting.groupRoles.has(current.lower);
}

function phraseBefore(scene: Scene, cue: Cue, sentenceFrom: number): Subject | "relative" | null {
  const end = cue.from;
  if (end <= sentenceFrom) return null;
  const last = token(scene, end - 1)!;
  if (scene.quoteOf[end - 1]! >= 0) return null;
  if (/^(?:and|but|then|or)$/.test(last.lower)) return null;
  if (/^(?:who|which)$/.test(last.lower)) return "relative";
  if (last.kind === "word" && scene.grammar.prepositions.has(last.lower) && !mentionAt(scene, end - 1))
    return null;
  // A pronoun right before the verb is the whole subject ("a truce they had declared").
  if (/^(?:he|she|they|it|we|i)$/.test(last.lower) && lowerAt(scene, end - 2) !== "and") {
    if (/^(?:who|which|whom)$/.test(lowerAt(scene, end - 2))) return "relative";
    return { from: end - 1, to: end, shape: "before" };
  }
  const phrase =
    last.text === ","
      ? beforeAppositions(scene, end - 1, sentenceFrom)
      : { start: boundaryLeft(scene, end, sentenceFrom), end };
  if (phrase === null || phrase.start >= phrase.end) return null;
  const { start } = phrase;
  const contact = cue.verb?.frame === "quote" ? calledWhat(scene, start, phrase.end) : null;
  if (contact) return contact;
  const opener = lowerAt(scene, start - 1);
  if (start > sentenceFrom && /^(?:which|whom|whose|who)$/.test(opener)) return "relative";
  const subject = trimmed(scene, start, phrase.end, "before");
  if (!subject) return null;
  const first = lowerAt(scene, subject.from);
  if (/^(?:which|whom|what|who)$/.test(first)) return "relative";
  return subject;
}

/** What somebody may be quoted as calling something. */
const CALLED =
  /^(?:account|accusation|allegation|assertion|charge|claim|denial|figure|idea|move|number|offer|plan|proposal|report|step|story|suggestion|toll|version)$/;

/** "A claim Lodzhen called “pure theatre”": the name behind "claim" is the subject, without a "that" between. */
function calledWhat(scene: Scene, from: number, to: number): Subject | null {
  const name = mentionAt(scene, to - 1)?.from ?? to - 1;
  if (!token(scene, name)!.cap || !/^(?:a|an|the)$/.test(lowerAt(scene, from))) return null;
  let noun = name - 1;
  if (lowerAt(scene, noun) === "the") noun--;
  if (noun <= from || noun - from > 2 || !CALLED.test(lowerAt(scene, noun))) return null;
  return { from: noun + 1, to, shape: "before", opens: from };
}

const OPENING = new Set([
  "but",
  "and",
  "meanwhile",
  "also",
  "however",
  "separately",
  "earlier",
  "later",
  "still",
  "yet",
  "so",
  "then",
  "now",
  "asked",
  "instead",
  "even",
  "nevertheless",
  "moreover",
  "similarly",
  "elsewhere",
  "today",
  "yesterday",
  "nor",
  "or",
  "both",
]);

/** Cuts leading adverbs, dates and prepositional phrases ("On Tuesday the minister") off a phrase. */
function trimmed(scene: Scene, from: number, to: number, shape: Subject["shape"]): Subject | null {
  let start = from;
  let end = to;
  while (start < end) {
    const current = token(scene, start)!;
    if (scene.dateOf[start]! >= 0 && !mentionAt(scene, start)) {
      start = scene.dates[scene.dateOf[start]!]!.to;
      continue;
    }
    if (current.text === ",") {
      start++;
      continue;
    }
    if (OPENING.has(current.lower) && !mentionAt(scene, start)) {
      start++;
      continue;
    }
    if (scene.grammar.prepositions.has(current.lower) && shape !== "after") {
      const next = afterPrepositional(scene, start, end);
      if (next === null) return null;
      start = next;
      continue;
    }
    break;
  }
  while (end > start && /^[,(]$/.test(token(scene, end - 1)!.text)) end--;
  return end > start ? { from: start, to: end, shape } : null;
}

/** The start of the noun phrase behind "In Goma residents" / "On Tuesday the minister"; null when there is none. */
function afterPrepositional(scene: Scene, from: number, end: number): number | null {
  for (let i = from + 1; i < end; i++) {
    if (token(scene, i)!.text === ",") return i + 1 < end ? i + 1 : null;
  }
  const next = mentionAt(scene, from + 1);
  let i = next ? next.to : from + 1;
  if (scene.dateOf[from + 1]! >= 0) i = scene.dates[scene.dateOf[from + 1]!]!.to;
  if (i > from + 1 && i < end) return i;
  for (let j = from + 2; j < end; j++) {
    const lower = lowerAt(scene, j);
    if (lower === "of") return null;
    if (/^(?:the|a|an|its|his|her|their)$/.test(lower)) return j;
  }
  return null;
}
