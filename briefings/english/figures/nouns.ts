import type { Token } from "../../text/tokens.ts";
import { phraseAt } from "../numbers/phrases.ts";
import { type FigureRules, type NounTag, type Tag, tagsAt } from "./words.ts";

/** How far a noun phrase may reach beyond its number. */
const REACH = 8;

/** A noun phrase without its number: what it counts, and where it ends. */
export interface NounGroup {
  readonly to: number;
  readonly head: number;
  readonly noun: NounTag | null;
  readonly inner: readonly Tag[];
}

/**
 * Modifiers and head noun from token `at` on. Without a tagger the head is the last noun known to the lists
 * before a function word, a verb or a mark; a singular form after a number above one is a modifier.
 */
export function nounGroup(
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
    // "a 16-year-old boy": the age belongs to the person.
    if (/-year-olds?$/.test(token.lower) && tokens[j + 1]?.kind === "word" && head < 0) {
      j++;
      continue;
    }
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
    // "a Red Cross volunteer": the words of a name say nothing of their own.
    if (named[j] === 2 && head < 0 && (loose < 0 || named[loose] === 3)) {
      const behind = endOfName(named, j);
      if (nounAhead(tokens, behind, sentence, rules)) {
        j = behind;
        continue;
      }
    }
    const tags = tagsAt(tokens, j, rules);
    const counting = tags.filter((tag) => tag.role === "noun" || tag.role === "holder");
    const found = phraseAt(tokens, j, rules.nouns);
    // "took six coastguards prisoner": what became of them is no part of their name.
    if (!one && (loose >= 0 || head >= 0) && /^(?:prisoner|hostage|captive)$/.test(token.lower)) break;
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
    // "the figure of 24 includes guards"
    if (phraseAt(tokens, j, rules.subsets)) break;
    // "281 alleged executions": the word before a noun that is counted is no verb.
    const alleged =
      /ed$/.test(token.lower) && tagsAt(tokens, j + 1, rules).some((tag) => tag.role === "noun");
    if (alleged) {
      j++;
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

function endOfName(named: Uint8Array, from: number): number {
  let end = from;
  while (named[end] === 2) end++;
  return end;
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
export function personAhead(tokens: readonly Token[], from: number, rules: FigureRules): boolean {
  for (let k = from; k < from + 4; k++) {
    const token = tokens[k];
    if (token?.kind !== "word" || token.sentence !== tokens[from - 1]!.sentence) return false;
    const noun = phraseAt(tokens, k, rules.nouns);
    if (noun && noun.value.number !== "one") return true;
    if (rules.functional.has(token.lower) && token.lower !== "or" && token.lower !== "and") return false;
  }
  return false;
}
