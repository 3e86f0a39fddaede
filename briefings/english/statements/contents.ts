import type { Span } from "../../evidence.ts";
import { isDash } from "../grammar.ts";
import type { Cue } from "./cues.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";

/** Addressee and channel between the verb and what was said, and where the content begins. */
export interface Lead {
  readonly contentFrom: number;
  /** Token range of the addressee ("reporters", "Meridian Wire"), or null. */
  readonly addressee: { readonly from: number; readonly to: number } | null;
  /** Words of the text that name the channel ("in a statement", "on X"), or null. */
  readonly channel: Span | null;
  readonly complementiser: boolean;
  /** Index of a date between verb and content ("on Tuesday"), or null. */
  readonly date: number | null;
}

/** Reads what stands between the verb and its content: "told reporters in Tolmera on Friday that". */
export function readLead(scene: Scene, cue: Cue, from: number, to: number): Lead {
  let i = from;
  let addressee: Lead["addressee"] = null;
  let channel: Span | null = null;
  let date: number | null = null;
  if (cue.verb?.frame === "tell") {
    const end = addresseeEnd(scene, i, to);
    if (end > i) addressee = { from: i, to: end };
    i = end;
  } else if (
    lowerAt(scene, i) === "to" &&
    (mentionAt(scene, i + 1) || scene.reporting.audience.has(lowerAt(scene, i + 1)))
  ) {
    const end = addresseeEnd(scene, i + 1, to);
    addressee = { from: i + 1, to: end };
    i = end;
  }
  for (let hops = 0; hops < 5 && i < to; hops++) {
    const start = i;
    if (scene.dateOf[i]! >= 0) {
      date ??= scene.dateOf[i]!;
      i = scene.dates[scene.dateOf[i]!]!.to;
    } else if (
      /^(?:on|late|early|earlier|by|since)$/.test(lowerAt(scene, i)) &&
      (scene.dateOf[i + 1] ?? -1) >= 0
    ) {
      date ??= scene.dateOf[i + 1]!;
      i = scene.dates[scene.dateOf[i + 1]!]!.to;
    } else {
      const end = channelEnd(scene, i, to);
      if (end > i) {
        if (isChannel(scene, i, end))
          channel ??= {
            start: token(scene, i)!.start,
            end: token(scene, end - 1)!.end,
          };
        i = end;
      } else if (token(scene, i)!.text === "," && asideEnd(scene, i, to) > i) {
        i = asideEnd(scene, i, to);
      } else if (
        /^(?:again|too|also|instead|separately|yesterday|today|bluntly|afterwards|afterward)$/.test(
          lowerAt(scene, i),
        )
      ) {
        i++;
      }
    }
    if (i === start) break;
  }
  const that = thatWithin(scene, i, to);
  // "reject that account": before a bare noun "that" points at it.
  const points = that >= 0 && cue.verb?.frame === "object" && clauseMark(scene, that + 1, to) - that <= 3;
  if (that >= 0 && !points)
    return {
      contentFrom: that + 1,
      addressee,
      channel,
      complementiser: true,
      date,
    };
  return { contentFrom: i, addressee, channel, complementiser: false, date };
}

/** The next mark or the end of the sentence. */
function clauseMark(scene: Scene, from: number, to: number): number {
  let i = from;
  while (i < to && token(scene, i)!.kind !== "mark") i++;
  return i;
}

/** "that" right here, or behind a short prepositional phrase without a verb of its own. */
function thatWithin(scene: Scene, from: number, to: number): number {
  for (let i = from; i < Math.min(to, from + 10); i++) {
    const current = token(scene, i)!;
    if (scene.quoteOf[i]! >= 0) return -1;
    if (current.lower === "that")
      return i === from || scene.grammar.prepositions.has(lowerAt(scene, from)) ? i : -1;
    if (/^[.;:?!]$/.test(current.text) || scene.grammar.auxiliaries.has(current.lower)) return -1;
    if (i === from && !scene.grammar.prepositions.has(current.lower)) return -1;
  }
  return -1;
}

function addresseeEnd(scene: Scene, from: number, to: number): number {
  let i = from;
  while (
    i < to &&
    i < from + 3 &&
    /^(?:the|a|an|this|its|his|her|their|our|same|state|local|foreign|private|public)$/.test(
      lowerAt(scene, i),
    )
  )
    i++;
  const mention = mentionAt(scene, i);
  if (mention) {
    // "a UN briefing", "the Security Council meeting": the gathering, not only the body.
    let end = Math.min(mention.to, to);
    // "told Belgian diplomats to leave"
    if (mention.type === "demonym" && isNounBefore(scene, end, to)) return end + 1;
    while (end < Math.min(to, mention.to + 2) && isGathering(scene, end)) end++;
    return end;
  }
  if (scene.reporting.audience.has(lowerAt(scene, i))) {
    // "a press conference" is one gathering.
    let end = i + 1;
    while (end < Math.min(to, i + 3) && isGathering(scene, end)) end++;
    return end;
  }
  for (let j = i; j < Math.min(to, i + 4); j++) {
    if (isGathering(scene, j) || scene.reporting.pluralSources.has(lowerAt(scene, j))) return j + 1;
    if (j > i && lowerAt(scene, j) === "that") return j;
    const inner = mentionAt(scene, j);
    if (inner) return inner.to;
    if (token(scene, j)!.kind !== "word" || scene.grammar.prepositions.has(lowerAt(scene, j))) break;
  }
  // "party donors that", "a crowd of thousands:": whoever stands before the content.
  for (let j = i + 1; j < Math.min(to, i + 6); j++) {
    if (lowerAt(scene, j) === "that" || token(scene, j)!.kind === "mark" || scene.quoteOf[j]! >= 0) return j;
    if (scene.grammar.auxiliaries.has(lowerAt(scene, j))) break;
  }
  return i > from ? Math.min(i + 1, to) : Math.min(from + (token(scene, from)?.kind === "word" ? 1 : 0), to);
}

/** A plural right before what they were told. */
function isNounBefore(scene: Scene, i: number, to: number): boolean {
  return (
    i + 1 < to && /^\p{Ll}+s$/u.test(token(scene, i)!.text) && /^(?:to|that)$/.test(lowerAt(scene, i + 1))
  );
}

function isGathering(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  return scene.reporting.audience.has(lower) && !scene.grammar.pronouns.has(lower);
}

/** End of a phrase such as "in a statement", "on the messaging app Tamzap", "in Tolmera", "by telephone". */
function channelEnd(scene: Scene, from: number, to: number): number {
  const first = lowerAt(scene, from);
  if (!/^(?:in|on|at|by|via|during|from|after|through|over|before)$/.test(first)) return from;
  let i = from + 1;
  let found = false;
  const limit = Math.min(to, from + 16);
  while (i < limit) {
    if (scene.quoteOf[i]! >= 0) break;
    const current = token(scene, i)!;
    if (current.lower === "that" || /^[,.;:?!]$/.test(current.text) || isDash(current)) break;
    const mention = mentionAt(scene, i);
    if (mention) {
      i = mention.to;
      found = true;
      if (
        i < limit &&
        /^(?:in|on|at|by|from|read|to|with|via)$/.test(lowerAt(scene, i)) &&
        chainGoesOn(scene, i, to)
      )
        continue;
      break;
    }
    if (scene.dateOf[i]! >= 0) {
      i = scene.dates[scene.dateOf[i]!]!.to;
      found = true;
      break;
    }
    if (scene.reporting.channelNouns.has(current.lower)) {
      i++;
      found = true;
      if (
        /^(?:read|published|posted|broadcast|released|issued|carried|aired|quoted|seen|sent|on|in|to|with|from|by|of|at|after|via)$/.test(
          lowerAt(scene, i),
        )
      ) {
        if (chainGoesOn(scene, i, to)) continue;
      }
      if (mentionAt(scene, i) || scene.reporting.channelNouns.has(lowerAt(scene, i))) continue;
      break;
    }
    if (scene.grammar.auxiliaries.has(current.lower)) break;
    if (current.kind === "word" && scene.grammar.subordinators.has(current.lower)) break;
    i++;
  }
  return found ? i : from;
}

function chainGoesOn(scene: Scene, i: number, to: number): boolean {
  if ((scene.dateOf[i + 1] ?? -1) >= 0) return false;
  for (let j = i + 1; j < Math.min(to, i + 6); j++) {
    if (mentionAt(scene, j) || scene.reporting.channelNouns.has(lowerAt(scene, j)) || scene.dateOf[j]! >= 0)
      return true;
    if (token(scene, j)!.kind === "mark" || scene.grammar.auxiliaries.has(lowerAt(scene, j))) return false;
  }
  return false;
}

function isChannel(scene: Scene, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (scene.reporting.channelNouns.has(lowerAt(scene, i))) return true;
    if (mentionAt(scene, i) && scene.world.actors[mentionAt(scene, i)!.actor ?? -1]?.kind === "media")
      return true;
  }
  return false;
}

/** ", speaking on condition of anonymity," or ", referring to X,": an aside between verb and content. */
function asideEnd(scene: Scene, comma: number, to: number): number {
  const first = lowerAt(scene, comma + 1);
  if (/^(?:however|though|again|too|meanwhile|instead)$/.test(first) && token(scene, comma + 2)?.text === ",")
    return comma + 3;
  if (!/^(?:speaking|referring|citing|who|according|using|quoting|without)$/.test(first)) return comma;
  for (let i = comma + 2; i < Math.min(to, comma + 30); i++) if (token(scene, i)!.text === ",") return i + 1;
  return comma;
}

/**
 * End of indirect content that begins at `from`: the end of the sentence, or where the clause of the next cue
 * begins (`limits` are the starts of those clauses). Trailing marks and conjunctions are left out.
 */
export function contentEnd(
  scene: Scene,
  from: number,
  sentenceTo: number,
  limits: readonly number[],
): number {
  let end = sentenceTo;
  for (const limit of limits) if (limit > from && limit < end) end = limit;
  return trimEnd(scene, from, end);
}

export function trimEnd(scene: Scene, from: number, to: number): number {
  let end = to;
  while (end > from) {
    const last = token(scene, end - 1)!;
    if (last.kind === "mark" && /^[,.;:…–—-]$/.test(last.text)) {
      end--;
      continue;
    }
    if (
      scene.quoteOf[end - 1]! < 0 &&
      /^(?:and|but|while|as|whereas|although|though|or|which|with)$/.test(last.lower)
    ) {
      end--;
      continue;
    }
    break;
  }
  return end;
}

/** Span of a token range, closing stops inside quotation marks kept out. */
export function spanOfTokens(scene: Scene, from: number, to: number): Span | null {
  if (to <= from) return null;
  return { start: token(scene, from)!.start, end: token(scene, to - 1)!.end };
}

/** What stands between the marks of a quotation, without the comma or stop that closes it. */
export function quoteContent(scene: Scene, quoteIndex: number): Span | null {
  const quote = scene.page.quotes[quoteIndex]!;
  let { start, end } = quote.inner;
  const text = scene.page.text;
  while (end > start && /[\s,.;:…]/.test(text[end - 1]!)) end--;
  while (start < end && /\s/.test(text[start]!)) start++;
  return end > start ? { start, end } : null;
}

/** Whether a range holds a quotation, wholly or in part. */
export function hasQuote(scene: Scene, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (scene.quoteOf[i]! >= 0) return true;
  return false;
}

/** Number of words in a token range. */
export function wordsIn(scene: Scene, from: number, to: number): number {
  let words = 0;
  for (let i = from; i < to; i++) if (token(scene, i)!.kind !== "mark") words++;
  return words;
}

/** Mixed content keeps its marks, but not the stop or comma between last word and closing mark at its end. */
export function trimQuoteTail(scene: Scene, span: Span): Span {
  const text = scene.page.text;
  let { start, end } = span;
  while (end > start && /[\s,.;:]/.test(text[end - 1]!)) end--;
  return { start, end };
}
