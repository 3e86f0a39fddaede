import type { Span } from "../../evidence.ts";
import type { Sentence } from "../../text/sentences.ts";
import { isDash, looksFinite } from "../grammar.ts";
import { type Lead, quoteContent, wordsIn } from "./contents.ts";
import type { Reader } from "./draft.ts";
import { lowerAt, mentionAt, type Scene, sentenceOf, token } from "./scene.ts";

export function precedingQuote(scene: Scene, before: number): number {
  let i = before - 1;
  while (i >= 0 && scene.quoteOf[i]! < 0 && (token(scene, i)!.text === "," || isDash(token(scene, i)!))) i--;
  if (i < 0 || token(scene, i)!.block !== token(scene, before)?.block) return -1;
  const quote = scene.quoteOf[i]!;
  if (quote < 0 || scene.page.quotes[quote]!.end !== token(scene, i)!.end) return -1;
  // What is attributed ends with a comma or a stop, inside the marks or behind them; a quoted name does not.
  const { inner } = scene.page.quotes[quote]!;
  const stopped =
    i < before - 1 ||
    /[,.?!…—–-]\s*$/.test(scene.page.text.slice(Math.max(inner.start, inner.end - 4), inner.end));
  return stopped || inner.end - inner.start > 60 ? quote : -1;
}

/**
 * Null when the quotation stands on its own (it begins a sentence, or follows one); else the token where the
 * clause begins that it is part of.
 */
export function textBeforeQuote(scene: Scene, quoteIndex: number): number | null {
  const quote = scene.page.quotes[quoteIndex]!;
  const first = firstTokenOf(scene, quote.start);
  const sentence = sentenceOf(scene, first);
  return first === sentence.from || scene.quoteOf[first - 1]! >= 0 ? null : sentence.from;
}

interface FollowingQuote {
  readonly quote: number;
  /** The quotation is all that follows, as a sentence of its own. */
  readonly direct: boolean;
  readonly whole: boolean;
}

export function followingQuote(scene: Scene, lead: Lead, sentence: Sentence): FollowingQuote | null {
  let i = lead.complementiser ? lead.contentFrom : behindAdverbial(scene, lead.contentFrom, sentence.to);
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

/**
 * "said of the truce: “…”", "told the crowd, to loud applause: “…”": the mark before a quotation that an adverbial
 * phrase keeps apart from its verb; `from` itself where there is none.
 */
function behindAdverbial(scene: Scene, from: number, to: number): number {
  const comma = token(scene, from)?.text === "," && scene.quoteOf[from + 1]! < 0 ? 1 : 0;
  if (
    !/^(?:of|to|about|in|at|on|as|while|during|before|after|with|via|through|from|by)$/.test(
      lowerAt(scene, from + comma),
    )
  )
    return from;
  for (let i = from + comma + 1; i < Math.min(to, from + 16); i++) {
    const quote = scene.quoteOf[i]!;
    if (quote < 0) continue;
    const { start, inner } = scene.page.quotes[quote]!;
    const opens =
      start === token(scene, i)!.start &&
      /^[\p{Lu}…]/u.test(scene.page.text.slice(inner.start, inner.start + 1));
    return opens && /^[,:]$/.test(token(scene, i - 1)!.text) ? i - 1 : from;
  }
  return from;
}

/**
 * A whole quotation behind more words than a lead has: "wrote to the members of her party, “We …”", "answered them
 * with a smile: “No.”" Nothing between verb and quotation is a clause of its own. Null where it is only a phrase.
 */
export function laterQuote(scene: Scene, lead: Lead, sentence: Sentence): FollowingQuote | null {
  if (lead.complementiser) return null;
  const limit = Math.min(sentence.to, lead.contentFrom + 14);
  for (let i = lead.contentFrom; i < limit; i++) {
    const current = token(scene, i)!;
    if (scene.quoteOf[i]! < 0) {
      if (/^(?:and|but|that|while|who|which|because|if)$/.test(current.lower) || current.text === ";")
        return null;
      if (scene.reporting.verbs.has(current.lower)) return null;
      if (!mentionAt(scene, i) && !isParticiple(current.lower) && looksFinite(current, scene.grammar))
        return null;
      continue;
    }
    const quote = scene.page.quotes[scene.quoteOf[i]!]!;
    const whole = /^[\p{Lu}\d…]/u.test(scene.page.text.slice(quote.inner.start, quote.inner.start + 1));
    const stopped = /[.?!,…]\s*$/.test(scene.page.text.slice(quote.inner.start, quote.inner.end));
    if (!whole || !stopped || !/^[,:]$/.test(token(scene, i - 1)?.text ?? "")) return null;
    return { quote: scene.quoteOf[i]!, direct: true, whole: true };
  }
  return null;
}

function isParticiple(lower: string): boolean {
  return /(?:ing|ed)$/.test(lower);
}

/** Quotations of the same speech right before this one: `"A." "B," he said`. */
export function chainBefore(reader: Reader, quoteIndex: number): Span[] {
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

/**
 * Quotations without a verb of their own that make up a whole sentence go on what was said before in the same
 * paragraph, or, as the continuation of an open quotation or a paragraph of its own, in the paragraph before.
 */
export function adoptQuotes(reader: Reader, sentence: Sentence): void {
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

export function firstTokenOf(scene: Scene, offset: number): number {
  let low = 0;
  let high = scene.page.tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scene.page.tokens[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function tokenBefore(scene: Scene, offset: number): number {
  return firstTokenOf(scene, offset) - 1;
}
