import { isDash, looksFinite } from "../grammar.ts";
import type { Cue } from "./cues.ts";
import { lowerAt, mentionAt, type Scene, sentenceOf, token } from "./scene.ts";

/** The noun phrase that names who speaks, with its appositions; token range, end exclusive. */
export interface Subject {
  readonly from: number;
  readonly to: number;
  /** `relative`: the verb stands in "which X says": an aside, no statement of its own. */
  readonly shape: "before" | "after" | "shared" | "relative";
}

const LONGEST = 45;

/** The subject of a finite cue: the phrase before the verb, else the one behind an inverted verb. */
export function findSubject(scene: Scene, cue: Cue, earlier: Subject | null): Subject | null {
  const sentence = sentenceOf(scene, cue.at);
  const before = phraseBefore(scene, cue, sentence.from);
  if (before === "relative") return { from: cue.from, to: cue.from, shape: "relative" };
  if (before) return before;
  const previous = cue.from > sentence.from ? token(scene, cue.from - 1) : undefined;
  const joined = previous && /^(?:and|but|then|or)$/.test(previous.lower);
  if (joined) return earlier ? { ...earlier, shape: "shared" } : mainSubject(scene, sentence.from, cue.from);
  const inverted = phraseAfter(scene, cue, sentence.to);
  if (inverted && invertible(scene, cue, sentence.from)) return inverted;
  if (earlier && previous?.text === ",") return { ...earlier, shape: "shared" };
  return previous?.text === "," ? mainSubject(scene, sentence.from, cue.from) : null;
}

/** The subject of the main clause: for ", adding that …" and "and said" without an earlier cue. */
export function mainSubject(scene: Scene, from: number, before: number): Subject | null {
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
  const mention = mentionAt(scene, i);
  if (mention) return true;
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
    return { from: end - 1, to: end, shape: "before" };
  }
  const phrase =
    last.text === ","
      ? beforeAppositions(scene, end - 1, sentenceFrom)
      : { start: boundaryLeft(scene, end, sentenceFrom), end };
  if (phrase === null || phrase.start >= phrase.end) return null;
  const { start } = phrase;
  const opener = lowerAt(scene, start - 1);
  if (start > sentenceFrom && /^(?:which|whom|whose|who)$/.test(opener)) return "relative";
  const subject = trimmed(scene, start, phrase.end, "before");
  if (!subject) return null;
  const first = lowerAt(scene, subject.from);
  if (/^(?:which|whom|what|who)$/.test(first)) return "relative";
  return subject;
}

/**
 * "X, the mayor, said": from the comma at `comma` back over the appositions to the start of the phrase they belong
 * to. Null when nothing nominal stands before it (the comma then closes a clause, or a verb is shared).
 */
function beforeAppositions(
  scene: Scene,
  comma: number,
  sentenceFrom: number,
): { start: number; end: number } | null {
  let right = comma;
  let end = comma + 1;
  for (let hops = 0; hops < 4; hops++) {
    const left = commaLeft(scene, right, sentenceFrom);
    if (left === null) return null;
    const aside = isAdverbialAside(scene, left + 1, right);
    if (!aside && !appositive(scene, left + 1, right)) return null;
    // "The ministry, in a statement on Monday, said": the aside names no speaker.
    if (aside) end = left;
    const start = boundaryLeft(scene, left, sentenceFrom);
    if (start >= left) return null;
    // "Prokopets, 61, who teaches there, said": ages, relative clauses and asides are never the head.
    const atComma = lowerAt(scene, start - 1) === ",";
    if (atComma && (modifiesOnly(scene, start) || isAdverbialAside(scene, start, left))) {
      right = left;
      continue;
    }
    const beyond = atComma ? boundaryLeft(scene, start - 1, sentenceFrom) : start;
    const named = mentionAt(scene, left + 1)?.type === "person";
    const head = !named && beyond < start && isNameOnly(scene, beyond, start - 1) ? beyond : start;
    return { start: head, end };
  }
  return null;
}

/** "in a press statement issued on Sunday", "at a briefing": a prepositional aside that says where or how. */
function isAdverbialAside(scene: Scene, from: number, to: number): boolean {
  if (!/^(?:in|at|on|during|after|before|via|through|late|early|from)$/.test(lowerAt(scene, from)))
    return false;
  for (let i = from + 1; i < Math.min(to, from + 12); i++) {
    if (scene.reporting.channelNouns.has(lowerAt(scene, i)) || scene.dateOf[i]! >= 0) return true;
  }
  return false;
}

function modifiesOnly(scene: Scene, from: number): boolean {
  const first = token(scene, from)!;
  return first.kind === "number" || /^(?:who|which|whose|where)$/.test(first.lower);
}

/** A segment that is one name with its title and nothing else. */
function isNameOnly(scene: Scene, from: number, to: number): boolean {
  const mention = mentionAt(scene, to - 1);
  return (
    mention !== null &&
    mention.type === "person" &&
    to - from <= mention.to - mention.from + 4 &&
    !hasVerb(scene, from, to)
  );
}

function hasVerb(scene: Scene, from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (!mentionAt(scene, i) && looksFinite(token(scene, i)!, scene.grammar)) return true;
  return false;
}

function commaLeft(scene: Scene, before: number, sentenceFrom: number): number | null {
  const limit = Math.max(sentenceFrom, before - LONGEST);
  for (let i = before - 1; i >= limit; i--) {
    if (scene.quoteOf[i]! >= 0) return null;
    const text = token(scene, i)!.text;
    if (text === ",") return i;
    if (text === ";" || text === ":") return null;
  }
  return null;
}

/** An apposition: "the mayor", "who fled", "61", "speaking by phone", "Mossa ag Ihyad" — not a clause of its own. */
function appositive(scene: Scene, from: number, to: number): boolean {
  if (from >= to) return false;
  const first = token(scene, from)!;
  if (first.kind === "number" || /^(?:who|which|whose|where)$/.test(first.lower)) return true;
  if (/(?:ing|[^e]ed)$/.test(first.lower) || /^(?:known|held|seen|born|led|set|chosen)$/.test(first.lower))
    return true;
  if (scene.grammar.prepositions.has(first.lower)) return false;
  for (let i = from; i < to; i++)
    if (!mentionAt(scene, i) && !token(scene, i)!.cap && scene.grammar.auxiliaries.has(lowerAt(scene, i)))
      return false;
  return (
    mentionAt(scene, from) !== null ||
    (first.cap && mentionAt(scene, from + 1) !== null) ||
    (first.cap && mentionAt(scene, from + 2) !== null) ||
    scene.grammar.determiners.has(first.lower) ||
    scene.reporting.personRoles.has(first.lower) ||
    scene.reporting.groupRoles.has(first.lower) ||
    first.lower === "himself" ||
    first.lower === "herself"
  );
}

/** Where the noun phrase that ends at `end` can begin at the earliest. */
function boundaryLeft(scene: Scene, end: number, sentenceFrom: number): number {
  const limit = Math.max(sentenceFrom, end - LONGEST);
  let i = end - 1;
  while (i >= limit) {
    if (scene.quoteOf[i]! >= 0) return i + 1;
    const mention = mentionAt(scene, i);
    if (mention && mention.from < i) {
      i = Math.max(mention.from, limit);
      if (i <= limit) return i;
    }
    const current = token(scene, i)!;
    if (!mention) {
      if (/^[,;:]$/.test(current.text)) {
        if (current.text === "," && listComma(scene, i, end)) {
          i--;
          continue;
        }
        return i + 1;
      }
      if (isDash(current) || current.text === "(") return i + 1;
      if (i < end - 1 && opensObjectRelative(scene, i)) return i + 1;
      if (bindsClause(scene, i) && i < end - 1) return i + 1;
      if (saysBefore(scene, i) && i < end - 1) return i + 1;
      if (/^(?:and|but|or)$/.test(current.lower) && i < end - 1 && !nounJoin(scene, i, limit)) return i + 1;
      if (current.text === ")") {
        while (i > limit && token(scene, i)!.text !== "(") i--;
      }
    }
    i--;
  }
  return limit;
}

/** A subordinator that opens a clause; not the "that" of "the alliance that includes M23". */
function bindsClause(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  if (!scene.grammar.subordinators.has(lower) || isComplementAs(scene, i)) return false;
  if (lower !== "that") return true;
  const next = token(scene, i + 1);
  const previous = token(scene, i - 1);
  const relative =
    next &&
    (looksFinite(next, scene.grammar) || /^\p{Ll}+s$/u.test(next.text)) &&
    !scene.grammar.determiners.has(next.lower);
  return !(relative && previous?.kind === "word" && !scene.reporting.verbs.has(previous.lower));
}

/** A finite reporting verb to the left: what follows it is said by its subject. */
function saysBefore(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  const verb = scene.reporting.verbs.get(lower)?.[0]?.verb;
  return (
    verb !== undefined &&
    verb.form !== "gerund" &&
    verb.form !== "base" &&
    !scene.reporting.ambiguous.has(lower)
  );
}

/** "a bridge which the army says": the relative is the object, a new subject follows it. */
function opensObjectRelative(scene: Scene, i: number): boolean {
  if (!/^(?:which|whom|who)$/.test(lowerAt(scene, i))) return false;
  const next = lowerAt(scene, i + 1);
  const pronoun = scene.grammar.pronouns.has(next);
  return pronoun || scene.grammar.determiners.has(next) || mentionAt(scene, i + 1) !== null;
}

/** "a man describing himself as the spokesman", "known as Jacinto": this "as" opens no clause. */
function isComplementAs(scene: Scene, i: number): boolean {
  return (
    lowerAt(scene, i) === "as" &&
    /^(?:himself|herself|itself|themselves|known|described|identified)$/.test(lowerAt(scene, i - 1))
  );
}

/** "police, soldiers and residents said": commas of a short list of nouns. */
function listComma(scene: Scene, comma: number, end: number): boolean {
  let joined = false;
  for (let i = comma + 1; i < Math.min(end, comma + 8); i++) {
    if (lowerAt(scene, i) === "and") joined = true;
    if (token(scene, i)!.text === ",") return false;
  }
  const before = token(scene, comma - 1);
  return (
    joined &&
    end - comma <= 8 &&
    before !== undefined &&
    /s$/.test(before.lower) &&
    before.kind === "word" &&
    !looksFinite(before, scene.grammar)
  );
}

/** Whether "and" at `i` joins two noun phrases rather than two clauses: no finite verb stands before it. */
function nounJoin(scene: Scene, i: number, limit: number): boolean {
  for (let j = i - 1; j >= limit; j--) {
    if (scene.quoteOf[j]! >= 0) return false;
    const current = token(scene, j)!;
    if (/^[,;:]$/.test(current.text)) return true;
    if (mentionAt(scene, j)) continue;
    if (scene.grammar.subordinators.has(current.lower)) return true;
    if (
      looksFinite(current, scene.grammar) ||
      (scene.reporting.verbs.has(current.lower) && !scene.reporting.ambiguous.has(current.lower))
    )
      return false;
  }
  return true;
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
