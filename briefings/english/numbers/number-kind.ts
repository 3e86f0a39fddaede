import type { Token } from "../../text/tokens.ts";
import type { NumberRules } from "./number-words.ts";
import { phraseAt } from "./phrases.ts";

/** What a number is, judged from its own form and its neighbours; only a `count` can become a figure. */
export type NumberKind =
  | "count"
  | "percentage"
  | "fraction"
  | "money"
  | "measure"
  | "time"
  | "age"
  | "ordinal"
  | "reference";

/** What the neighbours of a number say it is; `core`–`to` are its tokens without the hedge. */
export function kindOf(
  tokens: readonly Token[],
  core: number,
  to: number,
  value: number,
  rules: NumberRules,
): NumberKind {
  const sentence = tokens[core]!.sentence;
  const before = tokens[core - 1]?.sentence === sentence ? tokens[core - 1]! : null;
  const after = tokens[to]?.sentence === sentence ? tokens[to]! : null;
  if (before && (rules.currencies.has(before.text) || rules.currencyCodes.has(before.lower))) return "money";
  if (after) {
    if (phraseAt(tokens, to, rules.percent)) return "percentage";
    if (rules.currencies.has(after.lower) || rules.currencyCodes.has(after.lower)) return "money";
    if (rules.clock.has(after.lower)) return "time";
    if (after.text === "°" || rules.measures.has(after.lower)) return "measure";
    if (
      after.text === ":" &&
      after.start === tokens[to - 1]!.end &&
      tokens[to + 1]?.start === after.end &&
      tokens[to + 1]?.kind === "number"
    )
      return "time";
    if (after.text === "/" && after.start === tokens[to - 1]!.end) return "reference";
    const second = tokens[to + 1];
    if (
      /^(?:or|and|to)$/.test(after.lower) &&
      isNumberWord(second, rules) &&
      rules.measures.has(tokens[to + 2]?.lower ?? "")
    )
      return "measure";
    if (after.lower === "in" && second && isNumberWord(second, rules) && value < 10) return "fraction";
    if (after.lower === "out" && second?.lower === "of" && isNumberWord(tokens[to + 2], rules))
      return "fraction";
  }
  if (isListedAge(tokens, core, rules) || isBareAge(tokens, core, to, value)) return "age";
  if (before && isShareOf(tokens, core, rules)) return "percentage";
  // "children aged over three": the limit of an age, with its hedge.
  let lead = core - 1;
  while (lead > core - 3 && /^(?:over|under|above|below|about|around)$/.test(tokens[lead]?.lower ?? ""))
    lead--;
  if (lead < core - 1 && tokens[lead]?.sentence === sentence && rules.ages.has(tokens[lead]!.lower))
    return "age";
  if (before) {
    if (
      rules.ages.has(before.lower) ||
      (before.lower === "of" && rules.ages.has(tokens[core - 2]?.lower ?? ""))
    )
      return "age";
    if (
      rules.references.has(before.lower) &&
      before.kind === "word" &&
      !(after?.kind === "word" && before.lower === "report") &&
      // "over the past week 30 men": a span of time, not the thirtieth week.
      !(after?.kind === "word" && /^(?:last|past|this)$/.test(tokens[core - 2]?.lower ?? ""))
    )
      return "reference";
    if (
      (before.text === "/" || before.text === ":" || before.text === "#" || before.text === "+") &&
      before.end === tokens[core]!.start
    )
      return "reference";
    if (
      before.text === "," &&
      tokens[core]!.kind === "number" &&
      value < 120 &&
      tokens[core - 2]?.cap &&
      (!after || /^[,.)]$/.test(after.text))
    )
      return "age";
    const fraction =
      before.lower === "of" && tokens[core - 2]?.lower === "out"
        ? tokens[core - 3]
        : before.lower === "in"
          ? tokens[core - 2]
          : null;
    if (
      fraction &&
      fraction.sentence === sentence &&
      isNumberWord(fraction, rules) &&
      value <= 100 &&
      value > 1
    )
      return "fraction";
  }
  return "count";
}

/** "men aged 21, 34 and 50": every number of the list is an age. */
function isListedAge(tokens: readonly Token[], core: number, rules: NumberRules): boolean {
  const { sentence } = tokens[core]!;
  for (let k = core - 1; k >= core - 9 && tokens[k]?.sentence === sentence; k--) {
    const { lower, kind } = tokens[k]!;
    if (rules.ages.has(lower)) return k < core - 1;
    if (kind !== "number" && !/^(?:,|and|or|to|between)$/.test(lower) && !rules.small.has(lower))
      return false;
  }
  return false;
}

/** "a boy, 9, and a girl, 11,": a number between commas behind one person. */
function isBareAge(tokens: readonly Token[], core: number, to: number, value: number): boolean {
  const after = tokens[to];
  if (tokens[core - 1]?.text !== "," || tokens[core]!.kind !== "number" || value >= 120) return false;
  if (after && after.sentence === tokens[core]!.sentence && !/^[,.;)]$/.test(after.text)) return false;
  if (tokens[core - 2]?.kind !== "word" || /s$/.test(tokens[core - 2]!.lower)) return false;
  for (let k = core - 3; k >= core - 5; k--) {
    if (/^(?:a|an|one|his|her|their|the)$/.test(tokens[k]?.lower ?? "")) return true;
    if (tokens[k]?.kind !== "word") return false;
  }
  return false;
}

/** "40 percent of the 250,000 residents", "half of the 300": the whole of which a share is told. */
function isShareOf(tokens: readonly Token[], core: number, rules: NumberRules): boolean {
  let k = core - 1;
  while (
    k > core - 4 &&
    /^(?:the|its|their|some|about|around|roughly|all|estimated|an)$/.test(tokens[k]?.lower ?? "")
  )
    k--;
  if (tokens[k]?.lower !== "of" || tokens[k]!.sentence !== tokens[core]!.sentence) return false;
  const share = tokens[k - 1];
  if (!share || share.sentence !== tokens[core]!.sentence) return false;
  return (
    share.text === "%" ||
    /^(?:percent|percentage|half|third|thirds|quarter|quarters)$/.test(share.lower) ||
    (share.lower === "cent" && tokens[k - 2]?.lower === "per") ||
    Boolean(phraseAt(tokens, k - 1, rules.percent))
  );
}

/** A number in digits, or a small one in words. */
function isNumberWord(token: Token | undefined, rules: NumberRules): token is Token {
  return token !== undefined && (token.kind === "number" || smallValue(token.lower, rules) !== null);
}

/** "seven", "thirty-four", "forty-odd"; null for other words. */
export function smallValue(word: string, rules: NumberRules): number | null {
  const direct = rules.small.get(word);
  if (direct !== undefined) return direct;
  const hyphen = word.indexOf("-");
  if (hyphen < 0) return null;
  const tens = rules.small.get(word.slice(0, hyphen));
  const rest = word.slice(hyphen + 1);
  if (tens === undefined) return null;
  if (rest === "odd") return tens;
  const ones = rules.small.get(rest);
  return ones !== undefined && tens >= 20 && ones < 10 ? tens + ones : null;
}
