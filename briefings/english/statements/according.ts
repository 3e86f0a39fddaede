import type { Sentence } from "../../text/sentences.ts";
import { isDash } from "../grammar.ts";
import type { Cue } from "./cues.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import type { Subject } from "./subjects.ts";

/**
 * "According to X, …" and "…, according to X": the source and what is attributed to it. At the start of a
 * sentence the content follows the comma behind the source; elsewhere it stands before.
 */
export function attributeAccording(
  scene: Scene,
  cue: Cue,
  sentence: Sentence,
): { subject: Subject; content: { from: number; to: number } } | null {
  const leading = wordsBefore(scene, cue.from, sentence.from) <= 1;
  const end = sourceEnd(scene, cue.to, sentence.to);
  if (end <= cue.to) return null;
  const subject: Subject = {
    ...withoutDocument(scene, cue.to, end),
    shape: "after",
  };
  if (!leading) return { subject, content: { from: sentence.from, to: cue.from } };
  let from = end;
  // Skip appositions of the source: the content begins behind the last comma that closes one.
  while (from < sentence.to && token(scene, from)!.text === ",") {
    const next = closingComma(scene, from + 1, sentence.to);
    if (next < 0) break;
    from = next;
  }
  if (token(scene, from)?.text === ",") from++;
  return from < sentence.to ? { subject, content: { from, to: sentence.to } } : null;
}

const DOCUMENTS =
  /^(?:estimates?|figures|data|counts?|tally|tallies|records|statistics|tolls?|numbers|accounts?)$/;

/** "rival estimates by police", "government figures": the body behind the document is the source. */
function withoutDocument(scene: Scene, from: number, to: number): { from: number; to: number } {
  for (let i = from; i < to; i++) {
    if (!DOCUMENTS.test(lowerAt(scene, i)) || mentionAt(scene, i)) continue;
    if (/^(?:by|from|of)$/.test(lowerAt(scene, i + 1)) && i + 2 < to) return { from: i + 2, to };
    if (i > from && i === to - 1) return { from, to: i };
  }
  return { from, to };
}

function wordsBefore(scene: Scene, to: number, from: number): number {
  let words = 0;
  for (let i = from; i < to; i++) if (token(scene, i)!.kind !== "mark") words++;
  return words;
}

function sourceEnd(scene: Scene, from: number, to: number): number {
  let i = from;
  for (; i < Math.min(to, from + 30); i++) {
    if (scene.quoteOf[i]! >= 0) break;
    const mention = mentionAt(scene, i);
    if (mention) {
      i = mention.to - 1;
      continue;
    }
    const current = token(scene, i)!;
    if (/^[,.;:?!]$/.test(current.text) || isDash(current)) break;
    if (/^(?:who|which|as|while|but|after|before)$/.test(current.lower)) break;
    if (scene.dateOf[i]! >= 0) break;
  }
  return i;
}

/** The comma that closes an apposition beginning at `from` ("a grain seller who hid,"), or -1. */
function closingComma(scene: Scene, from: number, to: number): number {
  const first = lowerAt(scene, from);
  if (!/^(?:a|an|who|which|whose|its)$/.test(first)) return -1;
  for (let i = from; i < Math.min(to, from + 20); i++) {
    if (token(scene, i)!.text === ",") return i;
    if (scene.grammar.auxiliaries.has(lowerAt(scene, i)) && first !== "who" && first !== "which") return -1;
  }
  return -1;
}
