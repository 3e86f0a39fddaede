import type { Figure } from "../facts.ts";
import { endOf, type Scene, startOf } from "./figure-clause.ts";
import type { Reading } from "./figure-reading.ts";
import { phraseAt } from "./phrases.ts";

/** Total, a part of one, something on top of one, or the count of a single day. */
export function readScope(scene: Scene, reading: Reading): Figure["scope"] {
  const { tokens } = scene.page;
  const { rules } = scene;
  const phrase = scene.phrases[reading.index]!;
  if (reading.parent !== null || phrase.part !== null) return "subset";
  const floor = startOf(scene, phrase);
  const limit = Math.min(endOf(scene, phrase), phrase.to + 10);
  for (let k = phrase.to; k < limit; k++) {
    if (tokens[k]!.text === ";" || tokens[k]!.text === ",") break;
    const daily = phraseAt(tokens, k, rules.daily);
    if (daily && tokens[k]!.lower !== "alone") return "daily";
    if (daily && scene.named[k - 1] === 1) return "daily";
  }
  for (let k = phrase.from - 1; k >= floor && k >= phrase.from - 6; k--) {
    if (tokens[k]!.lower === "alone" && scene.named[k - 1] === 1) return "daily";
  }
  for (let k = Math.max(floor, phrase.from - 1); k < phrase.to; k++) {
    const { lower } = tokens[k]!;
    // "more than" is a hedge, "22 more" and "scores more" are an addition.
    if (rules.increments.has(lower) && tokens[k + 1]?.lower !== "than") {
      // "Another 94 people were wounded" stands beside the dead: another metric, and its own total.
      const beside = reading.metric === "injured" || reading.metric === "missing";
      if (beside && (lower === "another" || lower === "further")) return "total";
      return "increment";
    }
  }
  return "total";
}

/** Stock: how many are in a state. Flow: how many entered it in a period. */
export function readMeasure(reading: Reading, daily: boolean): Figure["measure"] {
  if (daily) return "flow";
  switch (reading.metric) {
    case "missing":
    case "hospitalised":
    case "people_in_need":
    case "food_insecure":
      return "stock";
    case "detained":
    case "abducted":
    case "refugees":
    case "displaced":
      return reading.rule === "state-of-people" ||
        reading.finding?.tag.role === "state" ||
        reading.rule === "total"
        ? "stock"
        : "flow";
    default:
      return "flow";
  }
}
