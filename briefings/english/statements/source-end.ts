import { isDash } from "../grammar.ts";
import { mentionAt, type Scene, token } from "./scene.ts";

/** End of the noun phrase that names a source behind "according to" or "citing". */
export function sourceEnd(scene: Scene, from: number, to: number): number {
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
