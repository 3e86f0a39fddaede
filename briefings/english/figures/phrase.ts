import type { Span } from "../../evidence.ts";
import type { Page } from "../../text/page.ts";
import type { Token } from "../../text/tokens.ts";
import type { NumberMention } from "../numbers/numbers.ts";
import { phraseAt } from "../numbers/phrases.ts";
import { nounGroup, personAhead } from "./nouns.ts";
import { type FigureRules, type NounTag, type Tag, tagsAt } from "./words.ts";

/**
 * "at least 41 people", "31 of whom", "a nurse": something counted, as far as the noun phrase goes.
 * `from`–`to` are token indices; `to` is where its clause goes on.
 */
export interface CountPhrase extends Span {
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  /** Absent for an implied one ("a nurse", "the driver"). */
  readonly number: NumberMention | null;
  readonly noun: NounTag | null;
  /** Index of the head noun, or -1 when the text leaves it out ("31 of whom", "94 injured"). */
  readonly head: number;
  /** Modifiers and head in the words of the text; null when left out. */
  readonly counted: Span | null;
  /** What the words inside the phrase say of the people ("six missing boaters", "30 deaths", "38,900 refugees"). */
  readonly inner: readonly Tag[];
  /** "of whom", "of them", "of the wounded": part of a group named elsewhere. */
  readonly part: "pronoun" | "group" | "number" | null;
  readonly definite: boolean;
}

/** The phrase around a number that is a count. */
export function phraseOf(
  page: Page,
  number: NumberMention,
  rules: FigureRules,
  named: Uint8Array,
): CountPhrase {
  const { tokens } = page;
  const one = number.low === 1 && number.high === 1;
  let at = number.to;
  while (inSentence(tokens, at, number.core) && rules.increments.has(tokens[at]!.lower)) at++;
  const increment = at;
  const base = {
    from: number.from,
    sentence: tokens[number.core]!.sentence,
    number,
    definite: false,
  };
  if (inSentence(tokens, at, number.core) && tokens[at]!.lower === "of") {
    const next = tokens[at + 1];
    const low = next?.lower ?? "";
    if (
      /^(?:whom|which|them|us)$/.test(low) ||
      (/^(?:these|those)$/.test(low) && rules.functional.has(tokens[at + 2]?.lower ?? "."))
    ) {
      return {
        ...base,
        ...span(page, number.from, at + 2),
        to: at + 2,
        noun: null,
        head: -1,
        counted: null,
        inner: [],
        part: "pronoun",
      };
    }
    const group = rules.grammar.determiners.has(low);
    let inside = group ? at + 2 : at + 1;
    if (
      tokens[inside]?.kind === "number" ||
      (group &&
        /^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|dozens?)$/.test(
          tokens[inside]?.lower ?? "",
        ))
    ) {
      return {
        ...base,
        ...span(page, number.from, at),
        to: at,
        noun: null,
        head: -1,
        counted: null,
        inner: [],
        part: "number",
      };
    }
    const held = group ? tagsAt(tokens, inside, rules).find((tag) => tag.form === "past") : undefined;
    if (held && /^(?:those|these)$/.test(low)) {
      const to = inside + held.length;
      return {
        ...base,
        ...span(page, number.from, to),
        to,
        noun: null,
        head: -1,
        counted: null,
        inner: [held],
        part: "group",
      };
    }
    if (low === "more" || low === "further") inside++;
    const nouns = owned(
      tokens,
      nounGroup(tokens, inside, base.sentence, false, rules, named),
      base.sentence,
      rules,
      named,
    );
    const of = group && nouns.head < 0 && nouns.inner.length === 0 ? null : nouns;
    if (of && (of.head >= 0 || of.inner.length > 0)) {
      const to = of.head >= 0 ? of.to : inside + 1;
      return {
        ...base,
        ...span(page, number.from, to),
        to,
        noun: of.noun,
        head: of.head,
        counted: wordsOf(page, inside, to),
        inner: of.inner,
        part: group ? "group" : null,
      };
    }
  }
  const nouns = nounGroup(tokens, at, base.sentence, one, rules, named);
  const to = nouns.head >= 0 ? withPair(page, nouns.to, rules) : increment;
  const { start, end } = span(page, number.from, to);
  return {
    start,
    end,
    from: number.from,
    to,
    sentence: base.sentence,
    number,
    definite: false,
    noun: nouns.noun,
    head: nouns.head,
    counted: nouns.head >= 0 ? wordsOf(page, at, to) : null,
    inner: nouns.inner,
    part: null,
  };
}

const AGE_OR_SEX = /^(?:boys|children|elderly|girls|infants|men|minors|women)$/;

/** "13 women and children": both are counted, unless the second one is the subject of what follows. */
function withPair({ tokens }: Page, to: number, rules: FigureRules): number {
  const [last, and, second, after] = [tokens[to - 1]!, tokens[to], tokens[to + 1], tokens[to + 2]];
  if (and?.lower !== "and" || second?.sentence !== last.sentence) return to;
  if (!AGE_OR_SEX.test(last.lower) || !AGE_OR_SEX.test(second.lower)) return to;
  const verb = after?.sentence === last.sentence && rules.grammar.auxiliaries.has(after.lower);
  return verb ? to : to + 2;
}

/** "two of the minister's guards", "the driver's assistant": the guards are counted, not the minister. */
function owned(
  tokens: readonly Token[],
  nouns: ReturnType<typeof nounGroup>,
  sentence: number,
  rules: FigureRules,
  named: Uint8Array,
  one = false,
): ReturnType<typeof nounGroup> {
  if (nouns.head < 0 || !/^['’]s?$/.test(tokens[nouns.to]?.lower ?? "")) return nouns;
  const behind = nounGroup(tokens, nouns.to + 1, sentence, one, rules, named);
  return behind.head >= 0 ? behind : nouns;
}

/** "a nurse", "the driver", "his teenage assistant" at token `i`: one person, if the noun is singular. */
export function singleAt(page: Page, i: number, rules: FigureRules, named: Uint8Array): CountPhrase | null {
  const { tokens } = page;
  const article = tokens[i]!.lower;
  if (!/^(?:a|an|the|his|her|their|its|another)$/.test(article)) return null;
  if (!inSentence(tokens, i + 1, i)) return null;
  if (article === "another" && standsAlone(tokens, i, rules)) {
    const base = { from: i, to: i + 1, sentence: tokens[i]!.sentence, number: null, head: -1, noun: null };
    return { ...base, ...span(page, i, i + 1), counted: null, inner: [], part: null, definite: false };
  }
  const first = nounGroup(tokens, i + 1, tokens[i]!.sentence, true, rules, named);
  const nouns = owned(tokens, first, tokens[i]!.sentence, rules, named, true);
  if (nouns.head < 0 || nouns.noun?.kind !== "person" || nouns.noun.number === "many") return null;
  // "the first member to be killed" places one in a row.
  if (/^(?:first|second|third|last|latest|only|next)$/.test(tokens[i + 1]!.lower)) return null;
  if (nouns.noun.number === "both" && article !== "a" && article !== "an") return null;
  const { start, end } = span(page, i, nouns.to);
  return {
    start,
    end,
    from: i,
    to: nouns.to,
    sentence: tokens[i]!.sentence,
    number: null,
    noun: nouns.noun,
    head: nouns.head,
    counted: wordsOf(page, i + 1, nouns.to),
    inner: nouns.inner,
    part: null,
    definite: !/^(?:a|an|another)$/.test(article),
  };
}

/** "one man was killed and another injured", "wounding another": the noun is left out. */
function standsAlone(tokens: readonly Token[], i: number, rules: FigureRules): boolean {
  const after = tagsAt(tokens, i + 1, rules).some(
    (tag) => (tag.role === "act" && tag.form === "past") || tag.role === "state",
  );
  const next = tokens[i + 1];
  const ends = !next || next.kind === "mark" || /^(?:was|were|in|when|on|at|after|as)$/.test(next.lower);
  if (after) return !personAhead(tokens, i + 2, rules) && !phraseAt(tokens, i + 2, rules.nouns);
  return (
    ends && (tokens[i - 1]?.lower === "and" || tagsAt(tokens, i - 1, rules).some((tag) => tag.role === "act"))
  );
}

function wordsOf(page: Page, from: number, to: number): Span {
  return { start: page.tokens[from]!.start, end: page.tokens[to - 1]!.end };
}

function span(page: Page, from: number, to: number): Span {
  return { start: page.tokens[from]!.start, end: page.tokens[to - 1]!.end };
}

function inSentence(tokens: readonly Token[], i: number, as: number): boolean {
  return tokens[i]?.sentence === tokens[as]!.sentence;
}
