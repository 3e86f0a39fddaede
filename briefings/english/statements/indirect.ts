import type { Source } from "../../facts.ts";
import type { Sentence } from "../../text/sentences.ts";
import { isDash, looksFinite } from "../grammar.ts";
import { relativeClauseEnd } from "./antecedents.ts";
import { clauseFront, leftStart, limiting } from "./clauses.ts";
import {
  contentEnd,
  hasQuote,
  type Lead,
  spanOfTokens,
  trimEnd,
  trimQuoteTail,
  wordsIn,
} from "./contents.ts";
import type { Cue } from "./cues.ts";
import { actFor, type Base, type Clause, type Draft, drop, markQuotes, type Reader } from "./draft.ts";
import { firstTokenOf } from "./quotations.ts";
import { holdsNumber, opensAdverbial, rightContentFits } from "./reported-content.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import { sourceOfMention } from "./source-of-mention.ts";
import type { Subject } from "./subjects.ts";

export function indirectDraft(
  reader: Reader,
  sentence: Sentence,
  clauses: readonly Clause[],
  index: number,
  subject: Subject,
  lead: Lead,
  base: Base,
): Draft | null {
  const { scene } = reader;
  const { cue } = clauses[index]!;
  const limits = clauses
    .slice(index + 1)
    .filter((next) => limiting(scene, next, lead.contentFrom))
    .map((next) => next.start);
  let rightFrom = lead.contentFrom;
  while (
    rightFrom < sentence.to &&
    /^[:,]$/.test(token(scene, rightFrom)!.text) &&
    scene.quoteOf[rightFrom]! < 0
  ) {
    if (token(scene, rightFrom)!.text === "," && !lead.complementiser) break;
    rightFrom++;
  }
  const until = subject.aside ? relativeClauseEnd(scene, rightFrom, sentence.to) : sentence.to;
  const rightTo = contentEnd(scene, rightFrom, nominalEnd(scene, cue, rightFrom, until), limits);
  const opensWithComma = token(scene, rightFrom)?.text === "," && rightFrom < sentence.to;
  // ", said X, a seller of lamps and wicks": behind an inverted verb the rest describes who speaks.
  const described =
    subject.shape === "after" &&
    cue.from > sentence.from &&
    !lead.complementiser &&
    (scene.quoteOf[rightFrom] ?? -1) < 0;
  const right =
    !opensWithComma &&
    !described &&
    (lead.complementiser || cue.verb!.frame === "object" || !isAside(scene, rightFrom))
      ? wordsIn(scene, rightFrom, rightTo)
      : 0;
  const frame = cue.verb!.frame;

  const adverbialOnly =
    right > 0 &&
    !lead.complementiser &&
    opensAdverbial(scene, rightFrom) &&
    closesClause(scene, subject, sentence);
  if (right > 0 && !adverbialOnly && rightContentFits(scene, cue, rightFrom, rightTo, lead)) {
    const span = spanOfTokens(scene, rightFrom, quoteEnd(scene, rightTo));
    if (span) {
      const quoted = hasQuote(scene, rightFrom, rightTo);
      markQuotes(reader, rightFrom, rightTo);
      const target = frame === "object" || frame === "request" ? targetAt(scene, rightFrom, rightTo) : null;
      return {
        ...base,
        mode: quoted ? "mixed" : "indirect",
        spans: [trimQuoteTail(scene, span)],
        rule: lead.complementiser ? "statements/that-clause" : `statements/${frame}`,
        to: quoteEnd(scene, rightTo),
        addressee: base.addressee ?? target,
        ...actFor(cue, quoted),
      };
    }
  }
  if (subject.aside || (frame !== "clause" && frame !== "tell" && frame !== "request"))
    return drop(reader, cue, "nothing reported behind the verb");
  const front = subject.shape === "after" ? cue.from : clauseFront(scene, subject, sentence);
  const comma = token(scene, front - 1);
  if (
    front <= sentence.from ||
    !comma ||
    !(subject.bare || comma.text === "," || isDash(comma) || scene.quoteOf[front - 1]! >= 0)
  ) {
    return drop(reader, cue, "nothing reported beside the verb");
  }
  const from = leftStart(scene, sentence, clauses, index, sentence.from);
  const end = trimEnd(scene, from, front);
  const goesOn =
    opensWithComma &&
    wordsIn(scene, rightFrom + 1, rightTo) >= 2 &&
    !isAside(scene, rightFrom + 1) &&
    (needsRest(scene, from, end) ||
      /^(?:that|until|because|unless|if|lest)$/.test(lowerAt(scene, rightFrom + 1)));
  if (wordsIn(scene, from, end) === 0) return drop(reader, cue, "nothing reported before the verb");
  if (!goesOn && wordsIn(scene, from, end) < (holdsNumber(scene, from, end) ? 2 : 3))
    return drop(reader, cue, "nothing reported before the verb");
  const spans = [spanOfTokens(scene, from, end)!];
  if (goesOn) spans.push(spanOfTokens(scene, rightFrom + 1, rightTo)!);
  if (spans.length === 1 && !standsAlone(scene, from, end)) {
    return drop(reader, cue, "only an adverbial stands before the verb");
  }
  const quoted = hasQuote(scene, from, end);
  markQuotes(reader, from, end);
  return {
    ...base,
    mode: quoted ? "mixed" : "indirect",
    spans,
    rule: "statements/verb-after",
    from: Math.min(from, base.from),
    to: spans.length > 1 ? rightTo : base.to,
  };
}

/** Content that ends inside a quotation goes on with it, over as many sentences as the quotation has. */
function quoteEnd(scene: Scene, to: number): number {
  const quote = scene.quoteOf[to - 1] ?? -1;
  if (quote < 0) return to;
  const end = firstTokenOf(scene, scene.page.quotes[quote]!.end);
  return trimEnd(scene, to, Math.max(to, end));
}

/** "Were it to fail, engineers say, …", "Kostrin, it added, had moved …": what stands before is half a sentence. */
export function needsRest(scene: Scene, from: number, to: number): boolean {
  if (CONDITION.test(lowerAt(scene, from))) return true;
  for (let i = from; i < to; i++) {
    if (!mentionAt(scene, i) && scene.quoteOf[i]! < 0 && looksFinite(token(scene, i)!, scene.grammar))
      return false;
  }
  return true;
}

const CONDITION =
  /^(?:if|when|unless|should|were|had|until|once|as|because|although|though|while|even|in|after|before|since|for|with)$/;

/** A clause and a comma stand before the subject: "The road is shut, the mayor said". */
function closesClause(scene: Scene, subject: Subject, sentence: Sentence): boolean {
  const comma = token(scene, subject.from - 1);
  if (subject.shape !== "before" || subject.from - sentence.from < 4 || comma?.text !== ",") return false;
  return standsAlone(scene, sentence.from, subject.from - 1);
}

/**
 * Whether what stands before "X said" can be what was said: "In a later vote" and "Entering the last contest" have
 * no verb of their own, "Though he was gaining ground" has no main clause.
 */
export function standsAlone(scene: Scene, from: number, to: number): boolean {
  const first = token(scene, from);
  if (!first || scene.quoteOf[from]! >= 0 || mentionAt(scene, from)) return true;
  const adverbial =
    scene.grammar.prepositions.has(first.lower) ||
    /ing$/.test(first.lower) ||
    /^(?:asked|pressed|quoted|speaking)$/.test(first.lower);
  const subordinate = scene.grammar.subordinators.has(first.lower) && first.lower !== "that";
  if (!adverbial && !subordinate) return true;
  let main = adverbial || /^(?:many|few|much|little)$/.test(lowerAt(scene, from + 1));
  let aside = false;
  for (let i = from + 1; i < to; i++) {
    const comma = token(scene, i)!.text === ",";
    // "In Sake, which the army holds, …": the verb of a relative clause is no main verb.
    if (/^(?:which|who|where|whose)$/.test(lowerAt(scene, i))) aside = true;
    else if (aside) aside = !comma;
    else if (!main && comma) main = true;
    else if (
      main &&
      !mentionAt(scene, i) &&
      scene.quoteOf[i]! < 0 &&
      looksFinite(token(scene, i)!, scene.grammar)
    )
      return true;
  }
  return false;
}

/** An aside behind the verb ("as anger mounted", "in his first comments"), not what was said. */
function isAside(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  if (
    /^(?:as|after|while|when|before|amid|following|during|because|who|which|where|citing|referring|describing|using|according)$/.test(
      lower,
    )
  )
    return true;
  if (/^[.;?!]$/.test(token(scene, i)?.text ?? ".")) return true;
  return lower === "of" || (lower === "about" && token(scene, i + 1)?.kind !== "number");
}

/** Where an object that is no clause ends: behind the number that was put, before an apposition of who was blamed. */
function nominalEnd(scene: Scene, cue: Cue, from: number, to: number): number {
  if (cue.verb!.frame === "put") return putEnd(scene, from, to);
  if (cue.verb!.frame === "quote") return silenceAfter(scene, from, to);
  if (/^(?:reject|dismiss)$/.test(cue.verb!.lemma)) return nextClause(scene, from, to);
  if (cue.verb!.lemma !== "blame") return to;
  for (let i = from; i < Math.min(to, from + 14); i++) {
    if (token(scene, i)!.text === "," && /^(?:a|an|the|who|which|whose)$/.test(lowerAt(scene, i + 1)))
      return i;
    if (lowerAt(scene, i) === "for") return to;
  }
  return to;
}

/** "rejected the request and the planes are still there": a subject of its own behind "and" begins another clause. */
function nextClause(scene: Scene, from: number, to: number): number {
  for (let i = from + 1; i < Math.min(to, from + 12); i++) {
    const lower = lowerAt(scene, i);
    if (scene.quoteOf[i]! >= 0 || lower === "that" || scene.grammar.auxiliaries.has(lower)) return to;
    if (lower !== "and" || !scene.grammar.determiners.has(lowerAt(scene, i + 1))) continue;
    for (let j = i + 2; j < Math.min(to, i + 6); j++)
      if (scene.grammar.auxiliaries.has(lowerAt(scene, j))) return i;
  }
  return to;
}

/** "spoke of a “defensive posture” and did not say whether …": what is not said is the outlet's. */
function silenceAfter(scene: Scene, from: number, to: number): number {
  for (let i = from + 1; i + 2 < to; i++) {
    if (scene.quoteOf[i]! >= 0 || !/^(?:and|but)$/.test(lowerAt(scene, i))) continue;
    const next = `${lowerAt(scene, i + 1)} ${lowerAt(scene, i + 2)}`;
    if (/^(?:did not|declined to|refused to|made no|would not|gave no)$/.test(next)) return i;
  }
  return to;
}

/** "put the toll at 61, lower than …": the comparison is the outlet's. */
function putEnd(scene: Scene, from: number, to: number): number {
  let at = false;
  for (let i = from; i < to; i++) {
    if (lowerAt(scene, i) === "at") at = true;
    if (at && token(scene, i)!.text === ",") return i;
  }
  return to;
}

/** The accused or addressed at the start of an object ("accused RWANDA of …", "urged BOTH SIDES to …"). */
function targetAt(scene: Scene, from: number, to: number): Source | null {
  for (let i = from; i < Math.min(to, from + 5); i++) {
    const mention = mentionAt(scene, i);
    if (mention && (mention.actor !== null || mention.place !== null))
      return sourceOfMention(scene, mention, null, "stated");
    if (scene.quoteOf[i]! >= 0 || scene.grammar.prepositions.has(lowerAt(scene, i))) return null;
  }
  return null;
}
