import type { Figure } from "../../facts.ts";
import { phraseAt } from "../numbers/phrases.ts";
import { endOf, type Scene, startOf } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";
import type { Reading } from "./reading.ts";

/** Total, a part of one, something on top of one, or the count of a single day. */
export function readScope(scene: Scene, reading: Reading): Figure["scope"] {
  const { tokens } = scene.page;
  const { rules } = scene;
  const phrase = scene.phrases[reading.index]!;
  if (reading.parent !== null || (phrase.part !== null && !isOwn(scene, phrase))) return "subset";
  // "At least 35 children were among the dead."
  if (
    /^(?:was|were|is|are)$/.test(tokens[phrase.to]?.lower ?? "") &&
    tokens[phrase.to + 1]?.lower === "among"
  )
    return "subset";
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
    // "more than" and "or more" are hedges, "22 more" and "scores more" are an addition.
    if (rules.increments.has(lower) && tokens[k + 1]?.lower !== "than" && tokens[k - 1]?.lower !== "or") {
      // "Another 94 people were wounded" stands beside the dead: another metric, and its own total.
      const beside = reading.metric === "injured" || reading.metric === "missing";
      if (beside && (lower === "another" || lower === "further")) return "total";
      return "increment";
    }
  }
  return "total";
}

/** "three of its soldiers were killed": all the dead of a body, not a part of them. */
function isOwn(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  if (phrase.part !== "group" || phrase.number === null) return false;
  const told = phrase.inner.some((tag) => tag.metric !== "other");
  return !told && /^(?:its|his|her|our|their)$/.test(tokens[phrase.number.to + 1]?.lower ?? "");
}

/** "were already displaced", "are without shelter", "147,000 displaced": a state that lasts, not a flight. */
function isStanding(scene: Scene, reading: Reading, term: string | null): boolean {
  const { finding } = reading;
  const { tokens } = scene.page;
  if (finding === null) return reading.rule === "noun" && term === "displaced";
  if (term === "in_camp") return true;
  if (term === "homeless") return /^(?:had|has|have|without|homeless)$/.test(tokens[finding.at]!.lower);
  return (
    term === "displaced" &&
    /^(?:already|still|currently|internally)$/.test(tokens[finding.at - 1]?.lower ?? "")
  );
}

/** Stock: how many are in a state. Flow: how many entered it in a period. */
export function readMeasure(
  scene: Scene,
  reading: Reading,
  term: string | null,
  daily: boolean,
): Figure["measure"] {
  if (daily) return "flow";
  if (reading.metric === "displaced" && isStanding(scene, reading, term)) return "stock";
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
