import type { Metric } from "../../facts.ts";
import { phraseEndingAt } from "../numbers/phrases.ts";
import { CLAUSE_REACH, endOf, pick, type Scene, startOf } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";
import { tagsAt } from "./words.ts";

/** A number that stands for a named total: "the death toll rose to 63", "put the number of missing at 26". */
export interface Total {
  readonly metric: Metric;
  /** Token at which the name of the total begins. */
  readonly at: number;
}

/** The total that a bare number states, or null. The name must be joined to it by "to", "at", "of", "is" or a verb of change. */
export function totalOf(scene: Scene, phrase: CountPhrase): Total | null {
  const { tokens } = scene.page;
  const { rules } = scene;
  const floor = Math.max(startOf(scene, phrase), phrase.from - CLAUSE_REACH);
  let i = phrase.from - 1;
  while (
    i > floor &&
    /^(?:a|an|the|nearly|just|now|least|more|than|at|,|["“‘])$/.test(tokens[i]!.lower) &&
    !rules.joints.has(tokens[i]!.lower)
  )
    i--;
  const joint = i >= floor ? tokens[i]!.lower : "";
  if (!rules.joints.has(joint) && !rules.changes.has(joint)) return rightTotal(scene, phrase);
  const harmed = joint === "at" && tokens[i - 2]?.lower === "the" ? pick(tagsAt(tokens, i - 1, rules)) : null;
  // "put the dead at 700 and the injured at 2,800"
  if (harmed && harmed.metric !== "other" && harmed.form !== "ing")
    return { metric: harmed.metric, at: i - 1 };
  for (let k = i - 1; k >= floor; k--) {
    const token = tokens[k]!;
    if (token.text === ";") return null;
    const tags = tagsAt(tokens, k, rules);
    const total = tags.find((tag) => tag.role === "total");
    if (total) return joint !== "of" || k + total.length >= i - 1 ? { metric: total.metric, at: k } : null;
    if (rules.counts.has(token.lower)) {
      // "the number of dead", "the number who drowned", "the number killed"
      const next = /^(?:of|who)$/.test(tokens[k + 1]?.lower ?? "") ? k + 2 : k + 1;
      const metric =
        next === k + 2 || tagsAt(tokens, next, rules).length > 0 ? metricOfNumber(scene, next, i) : null;
      if (metric) return { metric, at: k };
    }
    const noun = tags.find((tag) => tag.role === "noun" && tag.metric !== "other");
    if (noun && changesBetween(scene, k + noun.length, phrase.from) && joint !== "of")
      return { metric: noun.metric, at: k };
    // "put the dead at 2,000"
    const given =
      rules.changes.has(tokens[k - 2]?.lower ?? "") || rules.changes.has(tokens[k - 1]?.lower ?? "");
    if (noun && joint === "at" && given && (k + noun.length === i || isWhere(scene, k + noun.length, i)))
      return { metric: noun.metric, at: k };
    const losses = token.lower === "losses" || token.lower === "casualties";
    if (losses && joint === "at") return null;
  }
  return rightTotal(scene, phrase);
}

/** "the dead in the city at 2,900": where they died, between what is counted and the number. */
function isWhere(scene: Scene, from: number, to: number): boolean {
  const { tokens } = scene.page;
  if (to - from > 5 || !/^(?:across|around|in|near)$/.test(tokens[from]!.lower)) return false;
  for (let k = from; k < to; k++)
    if (tokens[k]!.kind !== "word" || scene.phraseOfToken[k]! >= 0 || scene.named[k] === 1) return false;
  return true;
}

/** "bringing to 17 the number of people killed". */
function rightTotal(scene: Scene, phrase: CountPhrase): Total | null {
  const { tokens } = scene.page;
  const { rules } = scene;
  if (tokens[phrase.to]?.lower !== "the") return null;
  const limit = Math.min(endOf(scene, phrase), phrase.to + 14);
  const k = phrase.to + 1;
  if (k >= limit) return null;
  const total = tagsAt(tokens, k, rules).find((tag) => tag.role === "total");
  if (total) return { metric: leftBehind(scene, k + total.length, limit) ? "other" : total.metric, at: k };
  if (!rules.counts.has(tokens[k]!.lower) || tokens[k + 1]?.lower !== "of") return null;
  const metric = metricOfNumber(scene, k + 2, limit);
  return metric ? { metric, at: k } : null;
}

/** "the number of prisoners who escaped": they are prisoners no longer. */
function leftBehind(scene: Scene, from: number, limit: number): boolean {
  const { tokens } = scene.page;
  for (let k = from; k < limit && k < from + 4; k++) {
    if (tokens[k]!.kind !== "word") return false;
    if (scene.rules.leaves.has(tokens[k]!.lower)) return true;
  }
  return false;
}

/** What "the number of …" counts: the first telling word of its noun phrase. */
function metricOfNumber(scene: Scene, from: number, limit: number): Metric | null {
  const { tokens } = scene.page;
  let holder: Metric | null = null;
  for (let k = from; k < limit && k < from + 9; k++) {
    const tags = tagsAt(tokens, k, scene.rules);
    const telling = pick(tags) ?? tags.find((tag) => tag.role === "noun");
    if (telling?.metric === "other" && scene.rules.leaves.has(tokens[k]!.lower)) return "other";
    if (telling && telling.metric !== "other" && telling.metric !== "attacked_facilities")
      return holder ?? telling.metric;
    holder ??= tags.find((tag) => tag.role === "holder" && tag.metric !== "other")?.metric ?? null;
    if (/^(?:in|from|since|to|has|had|have)$/.test(tokens[k]!.lower)) break;
  }
  return holder;
}

function changesBetween(scene: Scene, from: number, to: number): boolean {
  for (let k = from; k < to; k++) if (scene.rules.changes.has(scene.page.tokens[k]!.lower)) return true;
  return false;
}

/**
 * Whether a number is only what another one is compared with: "to 63 from 41", "up from 52",
 * "from 11,200 to 23,700", "compared with 154", "an earlier count of 41".
 */
export function isBase(scene: Scene, index: number): boolean {
  const { tokens } = scene.page;
  const phrase = scene.phrases[index]!;
  const floor = startOf(scene, phrase);
  const found = phraseEndingAt(tokens, articleBefore(scene, phrase, floor), floor, scene.rules.bases);
  if (!found) return false;
  if (found.length > 1 || tokens[articleBefore(scene, phrase, floor) - 1]!.lower !== "from") return true;
  const verb = tokens[articleBefore(scene, phrase, floor) - 2]?.lower ?? "";
  if (/^(?:rang|var)(?:e|y|ed|ied|ing|ying|es|ies)$/.test(verb)) return false;
  // A bare "from" is a comparison only beside the number it leads to.
  return hasPartner(scene, index, 1) || hasPartner(scene, index, -1);
}

function articleBefore(scene: Scene, phrase: CountPhrase, floor: number): number {
  let at = phrase.from;
  while (at > floor && /^(?:the|a|an|some|around|about)$/.test(scene.page.tokens[at - 1]!.lower)) at--;
  return at;
}

function hasPartner(scene: Scene, index: number, step: 1 | -1): boolean {
  const { tokens } = scene.page;
  const phrase = scene.phrases[index]!;
  const other = scene.phrases[index + step];
  if (!other || other.sentence !== phrase.sentence || !other.number) return false;
  const gap = step > 0 ? other.from - phrase.to : phrase.from - other.to;
  if (gap > 14) return false;
  // "147,000 displaced, from about 68,000"
  if (step < 0 && gap <= 3 && tokens[other.to]?.text === ",") return true;
  return (
    /^(?:to|at|reach|reached|hit|exceed)$/.test(tokens[other.from - 1]?.lower ?? "") ||
    (step < 0 && scene.rules.changes.has(tokens[other.from - 1]?.lower ?? ""))
  );
}
