import type { Source } from "../../facts.ts";
import type { Sentence } from "../../text/sentences.ts";
import { isDash } from "../grammar.ts";
import { quoteContent, wordsIn } from "./contents.ts";
import type { Draft, Reader } from "./draft.ts";
import { firstTokenOf } from "./quotations.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import { sourceOfMention, spanOf } from "./source-of-mention.ts";
import { resolveSource } from "./sources.ts";
import { mainSubject } from "./subjects.ts";

/**
 * Quotations that no verb of saying attributes: behind a colon ("Marn turned to the crowd: “We stay.”") and before a
 * name behind a dash ("“We stay.” — Ilko Marn"). Only a name, a pronoun followed back to one, or nothing: whoever
 * else stands there is not taken for the speaker.
 */
export function readVerbless(reader: Reader, sentence: Sentence): Draft | null {
  const draft = introduced(reader, sentence) ?? signed(reader, sentence);
  if (draft) reader.usedQuotes.add(reader.scene.quoteOf[quoteToken(draft)]!);
  return draft;

  function quoteToken(found: Draft): number {
    return firstTokenOf(reader.scene, found.spans[0]!.start);
  }
}

function introduced(reader: Reader, sentence: Sentence): Draft | null {
  const { scene } = reader;
  for (let i = sentence.from + 1; i < sentence.to; i++) {
    if (scene.quoteOf[i]! >= 0) return null;
    if (token(scene, i)!.text !== ":") continue;
    const quote = scene.quoteOf[i + 1] ?? -1;
    if (quote < 0 || reader.usedQuotes.has(quote) || !opensSentence(scene, quote, i + 1)) return null;
    const speaker = label(scene, sentence.from, i) ?? subjectBefore(reader, sentence.from, i);
    return speaker ? draftOf(scene, quote, speaker, i, sentence.from, "statements/colon") : null;
  }
  return null;
}

/** The name alone, or behind a dash, right before the colon: "Ilko Marn:", "The bridge is lost - Ilko Marn:". */
function label(scene: Scene, from: number, colon: number): Source | null {
  const mention = mentionAt(scene, colon - 1);
  if (!mention || mention.actor === null || mention.to !== colon) return null;
  if (mention.from > from && !isDash(token(scene, mention.from - 1)!)) return null;
  return sourceOfMention(scene, mention, spanOf(scene, { from: mention.from, to: colon }), "stated");
}

function subjectBefore(reader: Reader, from: number, colon: number): Source | null {
  const subject = mainSubject(reader.scene, from, colon, true);
  const speaker = subject && resolveSource(reader.scene, subject, reader.discourse);
  if (!speaker?.actorId) return null;
  return reader.scene.actorById.get(speaker.actorId)?.kind === "person" ? speaker : null;
}

/** "“We stay.” — Ilko Marn": the name ends its line or its sentence. */
function signed(reader: Reader, sentence: Sentence): Draft | null {
  const { scene } = reader;
  for (let i = sentence.from; i < sentence.to; i++) {
    const quote = scene.quoteOf[i]!;
    if (quote < 0 || reader.usedQuotes.has(quote)) continue;
    const dash = firstTokenOf(scene, scene.page.quotes[quote]!.end);
    const mark = token(scene, dash);
    const mention = mentionAt(scene, dash + 1);
    if (!mark || mark.block !== token(scene, i)!.block || !(isDash(mark) || mark.text === "―")) return null;
    if (mention?.type !== "person" || mention.from !== dash + 1) return null;
    const next = token(scene, mention.to);
    if (next && next.block === mark.block && !/^[.,]$/.test(next.text)) return null;
    if (!opensSentence(scene, quote, i)) return null;
    const span = spanOf(scene, { from: mention.from, to: mention.to });
    const speaker = sourceOfMention(scene, mention, span, "stated");
    return draftOf(scene, quote, speaker, dash, i, "statements/signed");
  }
  return null;
}

/** A quotation that begins here, with a capital, and is more than a word or two. */
function opensSentence(scene: Scene, quote: number, at: number): boolean {
  const { start, end, inner } = scene.page.quotes[quote]!;
  if (start !== token(scene, at)?.start) return false;
  if (!/^[\p{Lu}\d…]/u.test(scene.page.text.slice(inner.start, inner.start + 2))) return false;
  return wordsIn(scene, at, firstTokenOf(scene, end)) >= 2 && lowerAt(scene, at) !== "";
}

function draftOf(
  scene: Scene,
  quote: number,
  speaker: Source,
  at: number,
  from: number,
  rule: string,
): Draft | null {
  const content = quoteContent(scene, quote);
  if (!content) return null;
  return {
    speaker,
    addressee: null,
    cue: { verb: null, at, from: at, to: at + 1, kind: "finite", readings: [] },
    verb: token(scene, at)!.text,
    act: "said",
    polarity: "positive",
    mode: "direct",
    spans: [content],
    channel: null,
    date: null,
    rule,
    from,
    to: firstTokenOf(scene, scene.page.quotes[quote]!.end),
    block: scene.page.quotes[quote]!.block,
  };
}
