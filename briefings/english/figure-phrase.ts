import type { Span } from "../evidence.ts";
import type { Page } from "../text/page.ts";
import type { Token } from "../text/tokens.ts";
import { type FigureRules, type NounTag, type Tag, tagsAt } from "./figure-words.ts";
import type { NumberMention } from "./numbers.ts";
import { phraseAt } from "./phrases.ts";

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

/** How far a noun phrase may reach beyond its number. */
const REACH = 8;

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
        /^(?:two|three|four|five|six|seven|eight|nine|ten|dozens?)$/.test(tokens[inside]?.lower ?? ""))
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
    const nouns = nounGroup(tokens, inside, base.sentence, false, rules, named);
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
  const to = nouns.head >= 0 ? nouns.to : increment;
  return {
    ...base,
    ...span(page, number.from, to),
    to,
    noun: nouns.noun,
    head: nouns.head,
    counted: nouns.head >= 0 ? wordsOf(page, at, to) : null,
    inner: nouns.inner,
    part: null,
  };
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
  const nouns = nounGroup(tokens, i + 1, tokens[i]!.sentence, true, rules, named);
  if (nouns.head < 0 || nouns.noun?.kind !== "person" || nouns.noun.number === "many") return null;
  if (nouns.noun.number === "both" && article !== "a" && article !== "an") return null;
  return {
    ...span(page, i, nouns.to),
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

interface NounGroup {
  readonly to: number;
  readonly head: number;
  readonly noun: NounTag | null;
  readonly inner: readonly Tag[];
}

/**
 * Modifiers and head noun from token `at` on. Without a tagger the head is the last noun known to the lists
 * before a function word, a verb or a mark; a singular form after a number above one is a modifier.
 */
function nounGroup(
  tokens: readonly Token[],
  at: number,
  sentence: number,
  one: boolean,
  rules: FigureRules,
  named: Uint8Array,
): NounGroup {
  const inner: Tag[] = [];
  let head = -1;
  let noun: NounTag | null = null;
  let loose = -1;
  let looseNoun: NounTag | null = null;
  let j = at;
  const limit = at + REACH;
  while (j < limit && tokens[j]?.sentence === sentence) {
    const token = tokens[j]!;
    if (named[j] === 1) break;
    if (token.kind !== "word") {
      if (head >= 0 && /^['’]s?$/.test(token.lower))
        return {
          to: j,
          head: j - 1,
          noun: { kind: "thing", number: "both" },
          inner,
        };
      break;
    }
    const tags = tagsAt(tokens, j, rules);
    const counting = tags.filter((tag) => tag.role === "noun" || tag.role === "holder");
    const found = phraseAt(tokens, j, rules.nouns);
    const fits = found && found.value.number !== (one ? "many" : "one");
    if (found && !(fits && found.value.number !== "one")) {
      // A singular form: the head of an implied one unless another noun follows ("one aid agency driver").
      if (one && found.value.number === "one" && !nounAhead(tokens, j + found.length, sentence, rules)) {
        inner.push(...counting);
        return { to: j + found.length, head: j + found.length - 1, noun: found.value, inner };
      }
      if (head >= 0) break;
      loose = j + found.length - 1;
      looseNoun = found.value;
      j += found.length;
      continue;
    }
    const strong = counting.find((tag) => tag.role === "noun" && tag.length > (found?.length ?? 0));
    if (strong) {
      if (head >= 0) break;
      inner.push(strong);
      const kind = strong.metric === "sexual_violence" || strong.metric === "other" ? "thing" : "person";
      const to = j + strong.length;
      // "the wounded soldiers", "30 dead fighters": the word is a modifier when another noun follows it ("90 displacement camps").
      const person = phraseAt(tokens, to, rules.nouns);
      // "three arrest warrants": a singular noun before another word only modifies it.
      const after = tokens[to];
      const bare =
        !one && strong.length === 1 && !/s$/.test(token.lower) && !strong.metric.startsWith("other");
      const invariant =
        tags.some((tag) => tag.role === "state" || tag.role === "act" || tag.form === "past") ||
        token.lower === "dead";
      if (
        bare &&
        !invariant &&
        after?.kind === "word" &&
        after.sentence === sentence &&
        !rules.functional.has(after.lower)
      ) {
        inner.pop();
        loose = j;
        looseNoun = { kind: "thing", number: "one" };
        j = to;
        continue;
      }
      if (person && strong.length === 1) {
        if (person.value.kind !== "person") inner.pop();
        j = to;
        continue;
      }
      return {
        to,
        head: to - 1,
        noun: kind === "person" ? { kind: "person", number: "both" } : { kind: "person", number: "many" },
        inner,
      };
    }
    if (found) {
      inner.push(...counting);
      head = j + found.length - 1;
      noun = found.value;
      j += found.length;
      continue;
    }
    if (head >= 0) {
      // "12 police vehicles": an unknown plural behind a collective is the real head.
      if (
        noun?.number === "both" &&
        /[^s]s$/.test(token.lower) &&
        !rules.functional.has(token.lower) &&
        tags.length === 0 &&
        !token.cap
      ) {
        return {
          to: j + 1,
          head: j,
          noun: { kind: "thing", number: "many" },
          inner,
        };
      }
      break;
    }
    if (rules.functional.has(token.lower)) {
      const joins =
        (token.lower === "and" || token.lower === "or") && j > at && personAhead(tokens, j + 1, rules);
      if (!joins) break;
      j++;
      continue;
    }
    // "Red Cross workers": a name, not a verb.
    const name = token.cap && j > at && token.text !== token.text.toUpperCase();
    const telling = name
      ? []
      : tags.filter((tag) => tag.role === "act" || tag.role === "state" || tag.role === "move");
    if (telling.length > 0 || rules.grammar.adverbs.has(token.lower)) {
      if (!personAhead(tokens, j + (telling[0]?.length ?? 1), rules)) break;
      inner.push(...telling.filter((tag) => tag.form !== "s" && tag.form !== "base"));
      j += telling[0]?.length ?? 1;
      continue;
    }
    if (rules.speech.has(token.lower) || /ly$/.test(token.lower)) break;
    // "58 saying", "900 issued": the beginning of a clause unless people follow.
    if (
      /(?:ing|[^e]ed)$/.test(token.lower) &&
      !(one ? nounAhead(tokens, j + 1, sentence, rules) : personAhead(tokens, j + 1, rules))
    )
      break;
    loose = j;
    looseNoun = null;
    j++;
  }
  if (head >= 0) return { to: head + 1, head, noun, inner };
  if (loose >= 0) return { to: loose + 1, head: loose, noun: looseNoun, inner };
  return { to: at, head: -1, noun: null, inner };
}

/** Whether a noun of people follows before the phrase ends, singular or plural. */
function nounAhead(tokens: readonly Token[], from: number, sentence: number, rules: FigureRules): boolean {
  for (let k = from; k < from + 4; k++) {
    const token = tokens[k];
    if (token?.kind !== "word" || token.sentence !== sentence || rules.functional.has(token.lower))
      return false;
    if (phraseAt(tokens, k, rules.nouns)?.value.kind === "person") return true;
    if (
      tagsAt(tokens, k, rules).length > 0 ||
      rules.speech.has(token.lower) ||
      rules.suffers.has(token.lower)
    )
      return false;
  }
  return false;
}

/** Whether a person noun follows within a few words of the same phrase. */
function personAhead(tokens: readonly Token[], from: number, rules: FigureRules): boolean {
  for (let k = from; k < from + 4; k++) {
    const token = tokens[k];
    if (token?.kind !== "word" || token.sentence !== tokens[from - 1]!.sentence) return false;
    const noun = phraseAt(tokens, k, rules.nouns);
    if (noun && noun.value.number !== "one") return true;
    if (rules.functional.has(token.lower) && token.lower !== "or" && token.lower !== "and") return false;
  }
  return false;
}

function wordsOf(page: Page, from: number, to: number): Span {
  return { start: page.tokens[from]!.start, end: page.tokens[to - 1]!.end };
}

function span(page: Page, from: number, to: number): Span {
  return { start: page.tokens[from]!.start, end: page.tokens[to - 1]!.end };
}

export function inSentence(tokens: readonly Token[], i: number, as: number): boolean {
  return tokens[i]?.sentence === tokens[as]!.sentence;
}
