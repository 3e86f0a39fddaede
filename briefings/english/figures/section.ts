import type { Source } from "../../facts.ts";
import type { Scene } from "./clause.ts";
import { beginningAt, type Cast } from "./owner.ts";
import type { CountPhrase } from "./phrase.ts";

/** How many lines above a line of a list its heading may stand. */
const LINES_BACK = 30;
/** A bullet with at least this many words that ends like a sentence is a paragraph with a number in front. */
const PARAGRAPH = 14;

/** Whether a phrase stands in a line of a list ("Killed: 134", "- North Corran: 18 killed"), not in a paragraph. */
export function isLine(scene: Scene, phrase: CountPhrase): boolean {
  const { sentences, blocks, tokens } = scene.page;
  const { block, from, to } = sentences[phrase.sentence]!;
  const { kind } = blocks[block]!;
  if (kind !== "bullet" && kind !== "heading") return false;
  return kind === "heading" || to - from < PARAGRAPH || !/^[.!?]$/.test(tokens[to - 1]!.text);
}

/** Sentence of the heading over a line: the nearest one without a count of its own; -1 where a paragraph lies between. */
export function headingOver(scene: Scene, phrase: CountPhrase): number {
  const { sentences, blocks } = scene.page;
  for (let s = phrase.sentence - 1; s >= 0 && s >= phrase.sentence - LINES_BACK; s--) {
    const { kind } = blocks[sentences[s]!.block]!;
    if (kind !== "bullet" && kind !== "heading") return -1;
    const heading = kind === "heading" || sourceWord(scene, s) >= 0 || isCapitals(scene, s);
    if (heading && !hasCount(scene, s)) return s;
  }
  return -1;
}

/** "CASUALTIES (source: Ministry of Health)": the source that a heading gives for the lines under it. */
export function headingSource(cast: Cast, phrase: CountPhrase): Source | null {
  const { scene } = cast;
  if (!isLine(scene, phrase)) return null;
  const heading = headingOver(scene, phrase);
  const at = heading < 0 ? -1 : sourceWord(scene, heading);
  return at < 0 ? null : beginningAt(cast, at + 2, heading);
}

/** Token of "source" before a colon in a sentence, or -1. */
function sourceWord(scene: Scene, sentence: number): number {
  const { sentences, tokens } = scene.page;
  const { from, to } = sentences[sentence]!;
  for (let k = from; k < to - 1 && k < from + LINES_BACK; k++) {
    if (/^sources?$/.test(tokens[k]!.lower) && tokens[k + 1]!.text === ":") return k;
  }
  return -1;
}

/** "2. CASUALTIES (reporting period)": a numbered heading is written in capitals. */
function isCapitals(scene: Scene, sentence: number): boolean {
  const { text } = scene.page.tokens[scene.page.sentences[sentence]!.from]!;
  return text.length > 3 && /^\p{Lu}+$/u.test(text);
}

function hasCount(scene: Scene, sentence: number): boolean {
  const { from, to } = scene.page.sentences[sentence]!;
  for (let k = from; k < to && k < from + LINES_BACK; k++) {
    const index = scene.phraseOfToken[k]!;
    if (index >= 0 && scene.phrases[index]!.number !== null) return true;
  }
  return false;
}
