import type { Span } from "../../evidence.ts";
import type { Quantifier } from "../../facts.ts";
import type { Page } from "../../text/page.ts";
import type { Token } from "../../text/tokens.ts";
import { kindOf, type NumberKind, smallValue } from "./number-kind.ts";
import type { Hedge, NumberRules } from "./number-words.ts";
import { phraseAt, phraseEndingAt } from "./phrases.ts";

export { compileNumbers, type NumberRules } from "./number-words.ts";

/**
 * A number with its hedge where it stands. `from`–`to` are token indices, end exclusive, hedge included;
 * `core` is the token where the number itself begins. Bounds follow the table of conventions: null is open.
 */
export interface NumberMention extends Span {
  readonly from: number;
  readonly core: number;
  readonly to: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly quantifier: Quantifier;
  readonly hedge: string | null;
  readonly kind: NumberKind;
}

interface Core {
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly vague: boolean;
  readonly scale: number;
  readonly kind?: NumberKind;
}

/** All numbers of a page in order, each token used once. Linear in the number of tokens. */
export function readNumbers(page: Page, rules: NumberRules): NumberMention[] {
  const found: NumberMention[] = [];
  const { tokens } = page;
  let free = 0;
  for (let i = 0; i < tokens.length; i++) {
    const { kind, lower } = tokens[i]!;
    if (kind === "mark" || (kind === "word" && !rules.first.has(lower) && !lower.includes("-"))) continue;
    const core = coreAt(tokens, i, rules);
    if (!core) continue;
    const mention = mentionOf(page, i, core, free, rules);
    found.push(mention);
    free = mention.to;
    i = mention.to - 1;
  }
  return found;
}

function mentionOf(page: Page, start: number, first: Core, free: number, rules: NumberRules): NumberMention {
  const { tokens, text } = page;
  const range = rangeFrom(tokens, start, first, free, rules);
  let { low, high, to, vague } = range ?? first;
  let from = range?.from ?? start;
  let quantifier: Quantifier = vague ? "vague" : low !== high || range ? "between" : "exactly";
  let openLow = false;
  let openHigh = false;
  const apply = (hedge: Hedge): void => {
    if (hedge === "at_least" || hedge === "more_than") openHigh = true;
    if (hedge === "at_most" || hedge === "fewer_than") openLow = true;
    if (quantifier === "exactly" || quantifier === "about" || quantifier === "vague")
      quantifier = hedge === "exactly" ? quantifier : hedge;
  };
  if (quantifier === "exactly" && tokens[to - 1]!.lower.endsWith("-odd")) quantifier = "about";
  const hedgeTo = from;
  for (let turn = 0; turn < 3; turn++) {
    const hedge = phraseEndingAt(tokens, from, free, rules.hedges);
    if (!hedge || tokens[from - 1]!.sentence !== tokens[start]!.sentence) break;
    from -= hedge.length;
    apply(hedge.value);
  }
  let words = from < hedgeTo ? text.slice(tokens[from]!.start, tokens[hedgeTo - 1]!.end) : null;
  const plus = tokens[to];
  if (plus?.text === "+" && tokens[to - 1]!.end === plus.start) {
    apply("at_least");
    words ??= "+";
    to++;
  } else {
    const after = phraseAt(tokens, to, rules.after);
    if (after && tokens[to]!.sentence === tokens[start]!.sentence) {
      apply(after.value);
      words ??= text.slice(tokens[to]!.start, tokens[to + after.length - 1]!.end);
      to += after.length;
    }
  }
  if (vague && words === null) words = text.slice(tokens[start]!.start, tokens[to - 1]!.end);
  return {
    start: tokens[from]!.start,
    end: tokens[to - 1]!.end,
    from,
    core: start,
    to,
    low: openLow ? null : low,
    high: openHigh ? null : high,
    quantifier,
    hedge: words,
    kind: first.kind ?? kindOf(tokens, start, to, low, rules),
  };
}

/** "3,500 to 4,000", "1,200-1,500", "between 45 and 50": two plain numbers make one range. */
function rangeFrom(tokens: readonly Token[], start: number, first: Core, free: number, rules: NumberRules) {
  if (first.vague || first.kind) return null;
  const joint = tokens[first.to];
  const next = tokens[first.to + 1];
  if (!joint || !next || joint.sentence !== tokens[start]!.sentence || next.sentence !== joint.sentence)
    return null;
  const before = start > free ? tokens[start - 1]! : null;
  const between = joint.lower === "and" && before?.lower === "between";
  const dash =
    /^[-–—‑]$/u.test(joint.text) && tokens[first.to - 1]!.end === joint.start && joint.end === next.start;
  const to = joint.lower === "to" && before?.lower !== "from";
  if (!between && !dash && !to) return null;
  const second = coreAt(tokens, first.to + 1, rules);
  if (!second || second.vague || second.kind) return null;
  let low = first.low;
  if (first.scale === 1 && second.scale > 1 && low * second.scale < second.low) low *= second.scale;
  if (low >= second.low) return null;
  return {
    from: between ? start - 1 : start,
    to: second.to,
    low,
    high: second.low,
    vague: false,
  };
}

/** The number that begins at token `i`, or null. */
function coreAt(tokens: readonly Token[], i: number, rules: NumberRules): Core | null {
  const token = tokens[i];
  if (!token) return null;
  if (token.kind === "number") return digitsAt(tokens, i, rules);
  if (token.kind !== "word") return null;
  const vague = phraseAt(tokens, i, rules.vague);
  if (vague)
    return {
      to: i + vague.length,
      low: vague.value[0],
      high: vague.value[1],
      vague: true,
      scale: 1,
    };
  return spelledAt(tokens, i, rules);
}

const DIGITS = /^(\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(\.\d+)?$/u;

function digitsAt(tokens: readonly Token[], i: number, rules: NumberRules): Core | null {
  const token = tokens[i]!;
  if (/(?:st|nd|rd|th)$/.test(token.lower))
    return {
      to: i + 1,
      low: 0,
      high: 0,
      vague: false,
      scale: 1,
      kind: "ordinal",
    };
  const suffix = token.lower.indexOf("-");
  if (suffix > 0) {
    const kind: NumberKind = token.lower.includes("year-old") ? "age" : "measure";
    if (token.lower.endsWith("-odd")) return plain(Number(token.lower.replace(/[^\d]/g, "")), i + 1, 1);
    return { to: i + 1, low: 0, high: 0, vague: false, scale: 1, kind };
  }
  const match = DIGITS.exec(token.text);
  if (!match)
    return {
      to: i + 1,
      low: 0,
      high: 0,
      vague: false,
      scale: 1,
      kind: "reference",
    };
  const digits = match[1]!.replace(/[^\d]/g, "");
  let value = Number(digits + (match[2] ?? ""));
  let to = i + 1;
  // "12 000": a thousand written with a blank.
  for (
    let next = tokens[to];
    next &&
    value > 0 &&
    /^\d{3}$/.test(next.text) &&
    digits.length <= 3 &&
    next.start === tokens[to - 1]!.end + 1;
    next = tokens[to]
  ) {
    value = value * 1000 + Number(next.text);
    to++;
  }
  const scaled = scaleAt(tokens, to, rules);
  if (scaled) return plain(Math.round(value * scaled.factor), scaled.to, scaled.factor);
  const long = match[1]!.length >= 7 && !/[,\u00a0\u202f]/.test(match[1]!);
  if (long || (digits.length > 1 && digits.startsWith("0")))
    return { ...plain(value, to, 1), kind: "reference" };
  if (match[2]) return { ...plain(value, to, 1), kind: "measure" };
  return plain(value, to, 1);
}

function scaleAt(
  tokens: readonly Token[],
  i: number,
  rules: NumberRules,
): { factor: number; to: number } | null {
  let factor = 1;
  let to = i;
  const touching = tokens[i];
  const short =
    touching && touching.start === tokens[i - 1]!.end ? rules.shortScales.get(touching.lower) : undefined;
  if (short) return { factor: short, to: i + 1 };
  for (let next = tokens[to]; next && to < i + 3; next = tokens[to]) {
    const scale =
      rules.scales.get(next.lower) ?? (next.lower === "dozen" ? rules.groups.get("dozen") : undefined);
    if (!scale) break;
    factor *= scale;
    to++;
  }
  return factor > 1 ? { factor, to } : null;
}

function plain(value: number, to: number, scale: number): Core {
  return { to, low: value, high: value, vague: false, scale };
}

/** "two hundred and fifty", "thirty-four", "a dozen", "half a million", "a couple of". */
function spelledAt(tokens: readonly Token[], i: number, rules: NumberRules): Core | null {
  const word = tokens[i]!.lower;
  if (word === "half" && (tokens[i + 1]?.lower === "a" || tokens[i + 1]?.lower === "an")) {
    const scale = rules.scales.get(tokens[i + 2]?.lower ?? "");
    return scale && scale >= 1000 ? plain(scale / 2, i + 3, scale) : null;
  }
  if (word === "a" || word === "an") {
    const next = tokens[i + 1]?.lower ?? "";
    const group = rules.groups.get(next);
    if (group) {
      // "a couple" without "of" may be two people who are married.
      if (next === "couple" && tokens[i + 2]?.lower !== "of") return null;
      return plain(group, next === "couple" ? i + 3 : i + 2, 1);
    }
    const scale = scaleAt(tokens, i + 1, rules);
    return scale ? plain(scale.factor, scale.to, scale.factor) : null;
  }
  let total = 0;
  let group = 0;
  let to = i;
  let scale = 1;
  for (let k = i; k < tokens.length && k < i + 12; k++) {
    const part = tokens[k]!.lower;
    const value = smallValue(part, rules);
    if (value !== null) {
      if (group % 100 !== 0 && !(group % 10 === 0 && value < 10 && group % 100 >= 20)) break;
      if (k > i && group === 0 && total === 0) break;
      group += value;
      to = k + 1;
      continue;
    }
    const factor = rules.scales.get(part) ?? (part === "dozen" ? rules.groups.get(part) : undefined);
    if (factor && group > 0) {
      if (factor === 100 || factor === 12) group *= factor;
      else {
        total += group * factor;
        group = 0;
      }
      scale = Math.max(scale, factor);
      to = k + 1;
      continue;
    }
    if (
      part === "and" &&
      k > i &&
      scale >= 100 &&
      smallValue(tokens[k + 1]?.lower ?? "", rules) !== null &&
      to === k
    ) {
      // "two hundred and fifty" is one number, "two thousand and five soldiers" too, "one hundred and two women" as well.
      continue;
    }
    break;
  }
  if (to === i) return null;
  const value = total + group;
  const hyphen = tokens[to - 1]!.lower.endsWith("-odd");
  return hyphen || value >= 0 ? plain(value, to, scale) : null;
}
