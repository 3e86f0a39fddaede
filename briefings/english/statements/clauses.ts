import type { Sentence } from "../../text/sentences.ts";
import { absoluteFrom, type Cue, readCues } from "./cues.ts";
import type { Clause } from "./draft.ts";
import { lowerAt, type Scene, token } from "./scene.ts";
import { findSubject, mainSubject, type Subject } from "./subjects.ts";

export function clausesOf(scene: Scene, sentence: Sentence): Clause[] {
  const clauses: Clause[] = [];
  let earlier: Subject | null = null;
  for (const cue of readCues(scene, sentence.from, sentence.to)) {
    if (cue.kind === "according") {
      clauses.push({ cue, subject: null, start: cue.from });
      continue;
    }
    const subject: Subject | null =
      cue.kind === "gerund" ? gerundSubject(scene, cue, sentence, earlier) : findSubject(scene, cue, earlier);
    if (subject && subject.shape !== "relative") earlier = subject;
    const start =
      cue.kind === "finite" && subject?.shape === "before" ? (subject.opens ?? subject.from) : cue.from;
    clauses.push({
      cue,
      subject,
      start: withConjunction(scene, start, sentence.from),
    });
  }
  return clauses;
}

/** Whoever a bare participle hangs on: its own speaker ("with the mayor saying"), an earlier one, the main subject. */
function gerundSubject(scene: Scene, cue: Cue, sentence: Sentence, earlier: Subject | null): Subject | null {
  const own = absoluteFrom(scene, cue.from, sentence.from);
  if (own !== null) return { from: own, to: cue.from, shape: "before" };
  // "X said the army had angered them by saying …": behind a preposition it may be anybody of the clause.
  if (earlier && /^(?:by|while|after|before|when)$/.test(lowerAt(scene, cue.from - 1))) return null;
  return earlier ?? mainSubject(scene, sentence.from, cue.from, true);
}

function withConjunction(scene: Scene, start: number, from: number): number {
  let i = start;
  while (
    i > from &&
    scene.quoteOf[i - 1]! < 0 &&
    /^(?:,|;|and|but|while|whereas|although|though|as)$/.test(lowerAt(scene, i - 1))
  )
    i--;
  return i;
}

/** The last token before the clause of a subject, its leading adverbials ("On Friday,") included. */
export function clauseFront(scene: Scene, subject: Subject, sentence: Sentence): number {
  let i = subject.from;
  if (i > sentence.from && /^(?:and|but)$/.test(lowerAt(scene, i - 1))) i--;
  return i;
}

/** A later clause ends this content unless it stands inside it ("said the minister told reporters that …"). */
export function limiting(scene: Scene, next: Clause, contentFrom: number): boolean {
  if (next.start <= contentFrom) return false;
  // A bare participle that nobody is found for stands inside what is said.
  if (next.cue.kind === "gerund") return next.subject !== null;
  if (next.cue.kind !== "finite") return true;
  if (next.subject === null || next.subject.shape === "relative" || next.subject.shape === "after")
    return false;
  return (
    next.start < next.cue.from &&
    /^(?:,|;|and|but|while|whereas|although|though|as)$/.test(lowerAt(scene, next.start))
  );
}

/** Where content before the verb begins: the sentence, or behind an earlier clause of it. */
export function leftStart(
  scene: Scene,
  sentence: Sentence,
  clauses: readonly Clause[],
  index: number,
  from: number,
): number {
  let start = from;
  const here = clauses[index]!.cue.from;
  for (let i = sentence.from; i < here; i++)
    if (token(scene, i)!.text === ";" && scene.quoteOf[i]! < 0) start = Math.max(start, i + 1);
  const previous = clauses[index - 1];
  if (previous?.subject && previous.subject.shape !== "relative") {
    const comma = commaAfter(scene, previous.cue.to, here);
    if (comma > 0) start = Math.max(start, comma + 1);
  }
  while (start < here && /^(?:and|but|meanwhile|,)$/.test(lowerAt(scene, start))) start++;
  return start;
}

function commaAfter(scene: Scene, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    if (scene.quoteOf[i]! >= 0 || token(scene, i)!.text !== ",") continue;
    if (/^(?:but|and|while)$/.test(lowerAt(scene, i + 1))) return i + 1;
  }
  return -1;
}
