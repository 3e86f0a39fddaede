import type { Article } from "../../article.ts";
import { evidenceFor, type Span } from "../../evidence.ts";
import { factId } from "../../fact-id.ts";
import type { Dropped, Mode, Source, Statement } from "../../facts.ts";
import type { Page } from "../../text/page.ts";
import type { Sentence } from "../../text/sentences.ts";
import { type Grammar, isDash } from "../grammar.ts";
import type { DateMention, World } from "../world.ts";
import { attributeAccording } from "./according.ts";
import {
  contentEnd,
  hasQuote,
  type Lead,
  quoteContent,
  readLead,
  spanOfTokens,
  trimEnd,
  wordsIn,
} from "./contents.ts";
import { type Cue, readCues } from "./cues.ts";
import type { Reporting } from "./reporting-words.ts";
import { lowerAt, mentionAt, type Scene, sentenceOf, setScene, token } from "./scene.ts";
import { type Discourse, resolveSource, sourceOfMention } from "./sources.ts";
import { findSubject, mainSubject, type Subject } from "./subjects.ts";

/** What the statement reader is given; `dates` in order of `start`. */
export interface StatementInput {
  readonly page: Page;
  readonly article: Article;
  readonly world: World;
  readonly dates: readonly DateMention[];
  readonly grammar: Grammar;
  readonly reporting: Reporting;
}

/** A statement while its quotations are still being collected. */
interface Draft {
  speaker: Source;
  addressee: Source | null;
  cue: Cue;
  verb: string;
  act: Statement["act"];
  polarity: Statement["polarity"];
  mode: Mode;
  spans: Span[];
  channel: Span | null;
  date: number | null;
  rule: string;
  /** Token range that the evidence must cover. */
  from: number;
  to: number;
  block: number;
}

/**
 * Reads who said what: direct, indirect and mixed statements with their speaker, in the order of the text.
 * Each reporting cue gives at most one statement; a quotation that goes on after the verb or in the next
 * paragraph joins the statement it continues.
 */
export function readStatements(input: StatementInput): { statements: Statement[]; dropped: Dropped[] } {
  const scene = setScene(input.page, input.world, input.dates, input.grammar, input.reporting);
  const reader: Reader = {
    scene,
    discourse: { spoken: [], publisher: input.article.publisher },
    drafts: [],
    dropped: [],
    usedQuotes: new Set(),
  };
  for (const sentence of input.page.sentences) readSentence(reader, sentence);
  const statements = reader.drafts
    .filter((d) => d.spans.length > 0)
    .map((draft) => finish(scene, input.article, draft));
  return { statements: withRelays(statements), dropped: reader.dropped };
}

interface Reader {
  readonly scene: Scene;
  readonly discourse: Discourse;
  readonly drafts: Draft[];
  readonly dropped: Dropped[];
  readonly usedQuotes: Set<number>;
}

interface Clause {
  readonly cue: Cue;
  readonly subject: Subject | null;
  /** First token of the clause, with the conjunction or comma before it. */
  readonly start: number;
}

function readSentence(reader: Reader, sentence: Sentence): void {
  const { scene } = reader;
  const clauses = clausesOf(scene, sentence);
  for (const [index, clause] of clauses.entries()) {
    const draft = readClause(reader, sentence, clauses, index, clause);
    if (!draft) continue;
    reader.drafts.push(draft);
    reader.discourse.spoken.push(draft.speaker);
  }
  adoptQuotes(reader, sentence);
}

function clausesOf(scene: Scene, sentence: Sentence): Clause[] {
  const clauses: Clause[] = [];
  let earlier: Subject | null = null;
  for (const cue of readCues(scene, sentence.from, sentence.to)) {
    if (cue.kind === "according") {
      clauses.push({ cue, subject: null, start: cue.from });
      continue;
    }
    const subject: Subject | null =
      cue.kind === "gerund"
        ? (earlier ?? gerundSubject(scene, cue, sentence))
        : findSubject(scene, cue, earlier);
    if (subject && subject.shape !== "relative") earlier = subject;
    const start = subject?.shape === "before" ? subject.from : cue.from;
    clauses.push({ cue, subject, start: withConjunction(scene, start, sentence.from) });
  }
  return clauses;
}

function gerundSubject(scene: Scene, cue: Cue, sentence: Sentence): Subject | null {
  return mainSubject(scene, sentence.from, cue.from);
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

function readClause(
  reader: Reader,
  sentence: Sentence,
  clauses: readonly Clause[],
  index: number,
  clause: Clause,
): Draft | null {
  const { scene, discourse } = reader;
  const { cue } = clause;
  if (cue.kind === "according") return accordingDraft(reader, sentence, clauses, index, cue);
  const subject = clause.subject;
  if (!subject) return drop(reader, cue, "no speaker");
  if (subject.shape === "relative") return drop(reader, cue, "an aside in a relative clause");
  const speaker = resolveSource(scene, subject, discourse);
  if (!speaker) return drop(reader, cue, "the speaker is not named");

  const afterVerb = subject.shape === "after" ? subject.to : cue.to;
  const lead = readLead(scene, cue, afterVerb, sentence.to);
  const base = {
    speaker,
    addressee: lead.addressee ? sourceIn(scene, lead.addressee.from, lead.addressee.to, discourse) : null,
    cue,
    verb: verbWords(scene, cue),
    act: cue.verb!.act,
    polarity: cue.verb!.polarity,
    channel: lead.channel,
    date: lead.date,
    from: Math.min(cue.from, subject.shape === "shared" ? cue.from : subject.from),
    to: afterVerb,
    block: sentence.block,
  };
  const quoteBefore =
    subject.shape === "shared"
      ? -1
      : precedingQuote(scene, subject.shape === "after" ? cue.from : clauseFront(scene, subject, sentence));
  const after = followingQuote(scene, lead, sentence);
  if (quoteBefore >= 0 && !reader.usedQuotes.has(quoteBefore)) {
    const quote = scene.page.quotes[quoteBefore]!;
    const before = textBeforeQuote(scene, quoteBefore);
    if (before === null) {
      const content = quoteContent(scene, quoteBefore);
      if (!content) return null;
      reader.usedQuotes.add(quoteBefore);
      const spans = [...chainBefore(reader, quoteBefore), content];
      if (after && !reader.usedQuotes.has(after.quote) && after.whole) {
        reader.usedQuotes.add(after.quote);
        const more = quoteContent(scene, after.quote);
        if (more) spans.push(more);
      }
      return { ...base, mode: "direct", spans, rule: "statements/quote-before", ...actFor(cue, true) };
    }
    // Words of the outlet before the quotation, in one clause with it: mixed.
    const from = leftStart(scene, sentence, clauses, index, before);
    const end = tokenBefore(scene, quote.end);
    const span = spanOfTokens(scene, from, trimEnd(scene, from, end + 1));
    if (span && wordsIn(scene, from, end + 1) >= 2) {
      markQuotes(reader, from, end + 1);
      return {
        ...base,
        mode: "mixed",
        spans: [trimQuoteTail(scene, span)],
        rule: "statements/mixed-before",
        from: Math.min(base.from, from),
        ...actFor(cue, true),
      };
    }
  }
  if (after && !lead.complementiser && after.direct) {
    const content = quoteContent(scene, after.quote);
    if (!content) return null;
    reader.usedQuotes.add(after.quote);
    return {
      ...base,
      mode: "direct",
      spans: [content],
      rule: "statements/quote-after",
      ...actFor(cue, true),
    };
  }
  return indirectDraft(reader, sentence, clauses, index, subject, lead, base);
}

type Base = Omit<Draft, "mode" | "spans" | "rule">;

function indirectDraft(
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
    if (token(scene, rightFrom)!.text === ",") break;
    rightFrom++;
  }
  const rightTo = contentEnd(
    scene,
    rightFrom,
    cue.verb!.frame === "put" ? putEnd(scene, rightFrom, sentence.to) : sentence.to,
    limits,
  );
  const opensWithComma = token(scene, rightFrom)?.text === "," && rightFrom < sentence.to;
  const right =
    !opensWithComma && (cue.verb!.frame === "object" || !isAside(scene, rightFrom))
      ? wordsIn(scene, rightFrom, rightTo)
      : 0;
  const frame = cue.verb!.frame;

  if (right > 0 && rightContentFits(scene, cue, rightFrom, rightTo, lead)) {
    const span = spanOfTokens(scene, rightFrom, rightTo);
    if (span) {
      const quoted = hasQuote(scene, rightFrom, rightTo);
      markQuotes(reader, rightFrom, rightTo);
      const target = frame === "object" || frame === "request" ? targetAt(scene, rightFrom, rightTo) : null;
      return {
        ...base,
        mode: quoted ? "mixed" : "indirect",
        spans: [trimQuoteTail(scene, span)],
        rule: lead.complementiser ? "statements/that-clause" : `statements/${frame}`,
        to: rightTo,
        addressee: base.addressee ?? target,
        ...actFor(cue, quoted),
      };
    }
  }
  if (frame !== "clause" && frame !== "tell" && frame !== "request")
    return drop(reader, cue, "nothing reported behind the verb");
  const front = subject.shape === "after" ? cue.from : clauseFront(scene, subject, sentence);
  const comma = token(scene, front - 1);
  if (
    front <= sentence.from ||
    !comma ||
    !(comma.text === "," || isDash(comma) || scene.quoteOf[front - 1]! >= 0)
  ) {
    return drop(reader, cue, "nothing reported beside the verb");
  }
  const from = leftStart(scene, sentence, clauses, index, sentence.from);
  const end = trimEnd(scene, from, front);
  if (wordsIn(scene, from, end) < 3) return drop(reader, cue, "nothing reported before the verb");
  const spans = [spanOfTokens(scene, from, end)!];
  if (
    opensWithComma &&
    CONDITION.test(lowerAt(scene, from)) &&
    wordsIn(scene, rightFrom + 1, rightTo) >= 3 &&
    !isAside(scene, rightFrom + 1)
  ) {
    spans.push(spanOfTokens(scene, rightFrom + 1, rightTo)!);
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

const CONDITION =
  /^(?:if|when|unless|should|until|once|as|because|although|though|while|even|in|after|before|since|for|with)$/;

/** An aside behind the verb ("as anger mounted", "in his first comments"), not what was said. */
function isAside(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  if (
    /^(?:as|after|while|when|before|amid|following|during|because|who|which|where|citing|referring|describing|using)$/.test(
      lower,
    )
  )
    return true;
  if (/^[.;?!]$/.test(token(scene, i)?.text ?? ".")) return true;
  return lower === "of" || (lower === "about" && token(scene, i + 1)?.kind !== "number");
}

function rightContentFits(scene: Scene, cue: Cue, from: number, to: number, lead: Lead): boolean {
  const frame = cue.verb!.frame;
  const words = wordsIn(scene, from, to);
  const first = lowerAt(scene, from);
  if (frame === "quote") return hasQuote(scene, from, to);
  if (frame === "put") return putsNumber(scene, from, to);
  if (cue.verb!.lemma.startsWith("ask") && /^(?:whether|if|why|what|how|when|where|about|not)$/.test(first))
    return false;
  if (frame === "object" || frame === "request") {
    return words >= 1 && !/^(?:in|on|at|by|from|during|and|or)$/.test(first);
  }
  if (lead.complementiser || hasQuote(scene, from, to)) return words >= 1;
  if (cue.verb!.lemma === "claim" && takesLives(scene, from, to)) return false;
  // "admitted losing one fighter", "pledged to leave": a verb phrase is content as well.
  if (/ing$/.test(first) || (first === "to" && /(?:ing)$/.test(lowerAt(scene, from + 1)))) return words >= 2;
  // A clause has a verb somewhere; "announced a day of mourning" is a deed, not something said.
  const plain = SAYING.test(cue.verb!.lemma) || frame === "tell";
  if (plain && words >= 4 && !scene.grammar.prepositions.has(first)) return true;
  return (
    clauseLike(scene, from, to, plain) ||
    (cue.verb!.lemma === "claim" && token(scene, from)?.kind === "number")
  );
}

const SAYING = /^(?:say|tell|add)$/;

/** "The conflict has claimed some 16,000 lives". */
function takesLives(scene: Scene, from: number, to: number): boolean {
  for (let i = from; i < Math.min(to, from + 7); i++) if (lowerAt(scene, i) === "lives") return true;
  return false;
}

function clauseLike(scene: Scene, from: number, to: number, plain: boolean): boolean {
  if (lowerAt(scene, from) === "to") return true;
  for (let i = from; i < Math.min(to, from + 60); i++) {
    if (scene.quoteOf[i]! >= 0 || mentionAt(scene, i)) continue;
    const current = token(scene, i)!;
    if (current.kind !== "word") continue;
    if (/^(?:who|which|whose)$/.test(current.lower)) return false;
    if (scene.grammar.auxiliaries.has(current.lower) || scene.grammar.pastVerbs.has(current.lower))
      return true;
    // An "-ed" behind an article is an adjective; the plural "s" counts only for plain verbs of saying.
    if (/[^e]ed$/.test(current.lower) && i > from + 1) return true;
    if (plain && /[^s]s$/.test(current.lower) && i > from) return true;
  }
  return false;
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

function putsNumber(scene: Scene, from: number, to: number): boolean {
  for (let i = from; i < Math.min(to, from + 14); i++) {
    if (lowerAt(scene, i) !== "at" && lowerAt(scene, i) !== "to") continue;
    for (let j = i + 1; j <= i + 4 && j < to; j++)
      if (
        token(scene, j)!.kind === "number" ||
        /^(?:dozens|scores|hundreds|thousands|two|three|four|five|six|seven|eight|nine|ten)$/.test(
          lowerAt(scene, j),
        )
      )
        return true;
  }
  return false;
}

/** A later clause ends this content unless it stands inside it ("said the minister told reporters that …"). */
function limiting(scene: Scene, next: Clause, contentFrom: number): boolean {
  if (next.start <= contentFrom) return false;
  if (next.cue.kind !== "finite") return true;
  if (next.subject === null || next.subject.shape === "relative" || next.subject.shape === "after")
    return false;
  return (
    next.start < next.cue.from &&
    /^(?:,|;|and|but|while|whereas|although|though|as)$/.test(lowerAt(scene, next.start))
  );
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

function accordingDraft(
  reader: Reader,
  sentence: Sentence,
  clauses: readonly Clause[],
  index: number,
  cue: Cue,
): Draft | null {
  const { scene, discourse } = reader;
  const found = attributeAccording(scene, cue, sentence);
  if (!found) return drop(reader, cue, "no source behind 'according to'");
  const speaker = resolveSource(scene, found.subject, discourse);
  if (!speaker) return drop(reader, cue, "the source is not named");
  const from =
    found.content.from === sentence.from
      ? leftStart(scene, sentence, clauses, index, sentence.from)
      : found.content.from;
  const to = trimEnd(scene, from, found.content.to);
  const span = spanOfTokens(scene, from, to);
  if (!span || wordsIn(scene, from, to) < 2)
    return drop(reader, cue, "nothing reported beside 'according to'");
  const quoted = hasQuote(scene, from, to);
  markQuotes(reader, from, to);
  return {
    speaker,
    addressee: null,
    cue,
    verb: scene.page.text.slice(token(scene, cue.at)!.start, token(scene, cue.to - 1)!.end),
    act: "said",
    polarity: "positive",
    mode: quoted ? "mixed" : "indirect",
    spans: [span],
    channel: null,
    date: null,
    rule: "statements/according-to",
    from: Math.min(from, cue.from),
    to: Math.max(to, found.subject.to),
    block: sentence.block,
  };
}

/** The last token before the clause of a subject, its leading adverbials ("On Friday,") included. */
function clauseFront(scene: Scene, subject: Subject, sentence: Sentence): number {
  let i = subject.from;
  if (i > sentence.from && /^(?:and|but)$/.test(lowerAt(scene, i - 1))) i--;
  return i;
}

function precedingQuote(scene: Scene, before: number): number {
  let i = before - 1;
  while (i >= 0 && scene.quoteOf[i]! < 0 && (token(scene, i)!.text === "," || isDash(token(scene, i)!))) i--;
  if (i < 0 || token(scene, i)!.block !== token(scene, before)?.block) return -1;
  const quote = scene.quoteOf[i]!;
  return quote >= 0 && scene.page.quotes[quote]!.end === token(scene, i)!.end ? quote : -1;
}

/**
 * Null when the quotation stands on its own (it begins a sentence, or follows one); else the token where the
 * clause begins that it is part of.
 */
function textBeforeQuote(scene: Scene, quoteIndex: number): number | null {
  const quote = scene.page.quotes[quoteIndex]!;
  const first = firstTokenOf(scene, quote.start);
  const sentence = sentenceOf(scene, first);
  return first === sentence.from || scene.quoteOf[first - 1]! >= 0 ? null : sentence.from;
}

function firstTokenOf(scene: Scene, offset: number): number {
  let low = 0;
  let high = scene.page.tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scene.page.tokens[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tokenBefore(scene: Scene, offset: number): number {
  return firstTokenOf(scene, offset) - 1;
}

interface FollowingQuote {
  readonly quote: number;
  /** The quotation is all that follows, as a sentence of its own. */
  readonly direct: boolean;
  readonly whole: boolean;
}

function followingQuote(scene: Scene, lead: Lead, sentence: Sentence): FollowingQuote | null {
  let i = lead.contentFrom;
  let introduced = false;
  while (i < sentence.to && scene.quoteOf[i]! < 0 && /^[:,–—-]$/.test(token(scene, i)!.text)) {
    introduced = true;
    i++;
  }
  if (i >= sentence.to) {
    // "X said:" at the end of a paragraph, with the quotation in the next one.
    const last = token(scene, sentence.to - 1);
    const next = token(scene, sentence.to);
    if (last?.text !== ":" || !next || scene.quoteOf[sentence.to]! < 0) return null;
    return { quote: scene.quoteOf[sentence.to]!, direct: true, whole: true };
  }
  const quote = scene.quoteOf[i]!;
  if (quote < 0) return null;
  const q = scene.page.quotes[quote]!;
  if (q.start !== token(scene, i)!.start) return null;
  const inner = scene.page.text.slice(q.inner.start, q.inner.start + 2);
  const capital = /^[\p{Lu}\d…]/u.test(inner);
  const end = firstTokenOf(scene, q.end);
  const rest = end < sentence.to ? wordsIn(scene, end, sentence.to) : 0;
  const attributedAgain = end < sentence.to && token(scene, end)!.text === ",";
  return {
    quote,
    direct: (introduced || capital) && (rest === 0 || capital || attributedAgain) && (introduced || capital),
    whole: introduced || capital,
  };
}

/** Quotations of the same speech right before this one: `"A." "B," he said`. */
function chainBefore(reader: Reader, quoteIndex: number): Span[] {
  const { scene } = reader;
  const spans: Span[] = [];
  for (let q = quoteIndex - 1; q >= 0; q--) {
    const quote = scene.page.quotes[q]!;
    const next = scene.page.quotes[q + 1]!;
    if (reader.usedQuotes.has(q)) break;
    const joined = quote.block === next.block && next.start - quote.end <= 2;
    const runsOn = !quote.closed && next.continues && quote.block === next.block - 1;
    if (!joined && !runsOn) break;
    const content = quoteContent(scene, q);
    if (content) spans.unshift(content);
    reader.usedQuotes.add(q);
  }
  return spans;
}

/** Where content before the verb begins: the sentence, or behind an earlier clause of it. */
function leftStart(
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
  if (previous && previous.subject && previous.subject.shape !== "relative") {
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

function markQuotes(reader: Reader, from: number, to: number): void {
  for (let i = from; i < to; i++)
    if (reader.scene.quoteOf[i]! >= 0) reader.usedQuotes.add(reader.scene.quoteOf[i]!);
}

/** Mixed content keeps its marks, but not the stop or comma between last word and closing mark at its end. */
function trimQuoteTail(scene: Scene, span: Span): Span {
  const text = scene.page.text;
  let { start, end } = span;
  while (end > start && /[\s,.;:]/.test(text[end - 1]!)) end--;
  return { start, end };
}

/** A verb such as "asked" or "called" reads differently beside a quotation. */
function actFor(cue: Cue, quoted: boolean): { act: Statement["act"]; polarity: Statement["polarity"] } {
  const reading = quoted ? (cue.readings.find((verb) => verb.frame === "quote") ?? cue.verb!) : cue.verb!;
  return { act: reading.act, polarity: reading.polarity };
}

function verbWords(scene: Scene, cue: Cue): string {
  return scene.page.text.slice(token(scene, cue.at)!.start, token(scene, cue.to - 1)!.end);
}

function sourceIn(scene: Scene, from: number, to: number, discourse: Discourse): Source | null {
  const mention = mentionAt(scene, to - 1) ?? mentionAt(scene, from);
  if (mention) return sourceOfMention(scene, mention, null, "stated");
  const span = spanOfTokens(scene, from, to);
  if (!span) return null;
  const lower = lowerAt(scene, from);
  if (/^(?:him|her|them|us|me|it|you)$/.test(lower))
    return resolveSource(scene, { from, to, shape: "before" }, discourse);
  return {
    name: scene.page.text.slice(span.start, span.end),
    actorId: null,
    named: false,
    role: null,
    span,
    basis: "stated",
  };
}

function drop(reader: Reader, cue: Cue, reason: string): null {
  const at = token(reader.scene, cue.at)!;
  reader.dropped.push({
    start: at.start,
    end: token(reader.scene, cue.to - 1)!.end,
    rule: "statements",
    reason,
  });
  return null;
}

/**
 * Quotations without a verb of their own that make up a whole sentence go on what was said before in the same
 * paragraph, or, as the continuation of an open quotation or a paragraph of its own, in the paragraph before.
 */
function adoptQuotes(reader: Reader, sentence: Sentence): void {
  const { scene } = reader;
  const quoteIndex = scene.quoteOf[sentence.from] ?? -1;
  if (quoteIndex < 0 || reader.usedQuotes.has(quoteIndex)) return;
  const quote = scene.page.quotes[quoteIndex]!;
  const first = token(scene, sentence.from)!;
  if (first.start !== quote.start) return;
  const after = firstTokenOf(scene, quote.end);
  const closes = token(scene, after);
  // Words behind it in the same sentence mean that a cue should have taken it: leave it alone.
  if (
    closes &&
    closes.block === quote.block &&
    sentenceOf(scene, after).from < after &&
    closes.kind === "word"
  )
    return;
  const last = reader.drafts.at(-1);
  if (!last) return;
  const sameBlock = last.block === quote.block;
  const runsOn = quote.continues && last.block === quote.block - 1;
  const ownParagraph =
    last.block === quote.block - 1 && last.speaker.named && after >= scene.page.tokens.length;
  const paragraph =
    last.block === quote.block - 1 && closes?.block !== quote.block && last.mode !== "indirect";
  if (!sameBlock && !runsOn && !ownParagraph && !paragraph) return;
  // A quotation that the next sentence attributes ("…" X said) is not an orphan; clauses there will claim it.
  if (closes && closes.block === quote.block && claimedLater(scene, after)) return;
  const content = quoteContent(scene, quoteIndex);
  if (!content) return;
  reader.usedQuotes.add(quoteIndex);
  if (last.mode === "direct" || runsOn) {
    last.spans.push(content);
    last.to = Math.max(last.to, firstTokenOf(scene, quote.end));
    last.block = quote.block;
    return;
  }
  reader.drafts.push({
    ...last,
    speaker: { ...last.speaker, basis: "inferred" },
    mode: "direct",
    act: "said",
    polarity: "positive",
    spans: [content],
    channel: null,
    date: null,
    addressee: null,
    rule: "statements/quote-alone",
    from: sentence.from,
    to: firstTokenOf(scene, quote.end),
    block: quote.block,
  });
}

/** Whether the quotation ends in a sentence that goes on with its attribution. */
function claimedLater(scene: Scene, after: number): boolean {
  const sentence = sentenceOf(scene, after);
  return sentence.from < after;
}

function finish(scene: Scene, article: Article, draft: Draft): Statement {
  const first = sentenceOf(scene, Math.max(0, draft.from));
  const last = sentenceOf(scene, Math.min(scene.page.tokens.length - 1, Math.max(draft.from, draft.to - 1)));
  const start = Math.min(first.start, draft.spans[0]!.start);
  const end = Math.max(last.end, draft.spans.at(-1)!.end);
  const text = draft.spans.map((span) => article.text.slice(span.start, span.end)).join(" … ");
  const verbStart = token(scene, draft.cue.at)!.start;
  return {
    id: factId("s", article.id, draft.spans[0]!.start, draft.spans[0]!.end, verbStart),
    articleId: article.id,
    speaker: draft.speaker,
    relay: [],
    addressee: draft.addressee,
    verb: draft.verb,
    act: draft.act,
    mode: draft.mode,
    polarity: draft.polarity,
    spans: draft.spans,
    text,
    channel: draft.channel ? article.text.slice(draft.channel.start, draft.channel.end) : null,
    when: draft.date === null ? null : scene.dates[draft.date]!.when,
    evidence: evidenceFor(article, { start, end }, draft.rule, draft.speaker.basis),
  };
}

/** A statement whose evidence lies inside another's content was passed on by that speaker. */
function withRelays(statements: readonly Statement[]): Statement[] {
  return statements.map((inner, index) => {
    const relay: Source[] = [];
    for (let i = Math.max(0, index - 3); i < index; i++) {
      const outer = statements[i]!;
      const inside = outer.spans.some((span) =>
        inner.spans.every((part) => part.start > span.start && part.end <= span.end),
      );
      if (
        inside &&
        outer.mode === "indirect" &&
        inner.speaker.span &&
        outer.spans.some((s) => inner.speaker.span!.start >= s.start && inner.speaker.span!.end <= s.end)
      )
        relay.push(outer.speaker);
    }
    return relay.length > 0 ? { ...inner, relay } : inner;
  });
}
