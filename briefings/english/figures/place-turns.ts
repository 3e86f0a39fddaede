import type { Mention } from "../world.ts";
import type { Scene } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";

/** Turns of phrase that say what a place beside a number is to it. */

const RECORD = /^(?:biggest|bloodiest|deadliest|heaviest|highest|largest|most|worst)$/;

/** "the deadliest assault in the country": with what it is compared, not where it was. */
export function isRecord(scene: Scene, area: Mention): boolean {
  const { tokens } = scene.page;
  for (let k = area.from - 1; k > area.from - 10 && tokens[k]?.sentence === area.sentence; k--) {
    if (RECORD.test(tokens[k]!.lower)) return true;
    if (tokens[k]!.kind === "mark") return false;
  }
  return false;
}

const STRUCK = /^(?:attacked|bombarded|bombed|burned|hit|looted|raided|shelled|stormed|struck)$/;

/** Whether something befell the place itself: a passive of attack right behind its name. */
export function isStruck(scene: Scene, mention: Mention): boolean {
  const { tokens } = scene.page;
  let passive = false;
  for (let k = mention.to; k < mention.to + 6 && tokens[k]?.sentence === mention.sentence; k++) {
    const { lower } = tokens[k]!;
    if (passive && STRUCK.test(lower)) return true;
    if (/^(?:was|were|been|is|are)$/.test(lower)) passive = true;
    else if (!/^(?:had|has|have|already|again|also|repeatedly|itself|camp|town|city)$/.test(lower))
      return false;
  }
  return false;
}

/** "on top of 6.4 million who had already fled": all of them, wherever the text counts its own. */
export function isOnTop(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  const before = [3, 2, 1].map((back) => tokens[phrase.from - back]?.lower ?? "").join(" ");
  return /^(?:on top of|in addition to)$/.test(before);
}

export function isWater({ text }: Mention): boolean {
  return /\b(?:river|lake|sea|strait|gulf|channel)$/i.test(text);
}

/** Clause borders between two tokens, weighed: semicolons and "while" more, another count less. */
export function clauseBorders(scene: Scene, from: number, to: number): number {
  const { tokens } = scene.page;
  let borders = 0;
  for (let k = from; k < to; k++) {
    const { lower, text } = tokens[k]!;
    if (text === ";" || lower === "while" || lower === "but") borders += 1;
    else if (lower === "compared" || (lower === "from" && /^(?:up|down)$/.test(tokens[k - 1]?.lower ?? "")))
      borders += 2;
    // ", 63% of them in Artibonite", ", most of them in": a part has a place of its own.
    else if (text === "," && isShare(scene, k + 1, to)) borders += 2;
    else if ((lower === "and" || text === ",") && scene.phraseOfToken[k + 1]! >= 0) borders += 0.6;
    else if (scene.phraseOfToken[k]! >= 0) borders += 0.1;
  }
  return borders;
}

function isShare(scene: Scene, from: number, to: number): boolean {
  const { tokens } = scene.page;
  for (let k = from; k < to && k < from + 5; k++) {
    if (tokens[k]!.lower !== "of" || !/^(?:them|whom|these|those)$/.test(tokens[k + 1]?.lower ?? ""))
      continue;
    // ", all of them in the town": no part at all.
    if (tokens[k - 1]!.lower === "all") return false;
    // ", 54 of them children, were killed in": the insertion ends.
    for (let m = k + 2; m < to; m++) if (tokens[m]!.text === ",") return false;
    return true;
  }
  return false;
}
