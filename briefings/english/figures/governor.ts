import { phraseEndingAt } from "../numbers/phrases.ts";
import { BE, CLAUSE_REACH, type Finding, pick, type Scene, startOf, suits } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";
import { type Tag, tagsAt, tagsEndingAt } from "./words.ts";

/** What stands to the left of a phrase and governs it. */
export interface Governor {
  readonly kind: "verb" | "event" | "joined" | "by" | "lost" | "none";
  readonly finding: Finding | null;
  /** For `joined`: index of the phrase it is joined to. */
  readonly joined: number;
}

const NO_GOVERNOR: Governor = { kind: "none", finding: null, joined: -1 };

/** Looks left from a phrase: its verb ("killing 41 people"), its event ("the deaths of six people"), or what it is joined to. */
export function governorOf(scene: Scene, index: number): Governor {
  const { tokens } = scene.page;
  const { rules } = scene;
  const phrase = scene.phrases[index]!;
  const floor = Math.max(startOf(scene, phrase), phrase.from - CLAUSE_REACH);
  let i = phrase.from;
  while (i > floor && skippable(scene, i - 1)) i--;
  if (i <= floor) return NO_GOVERNOR;
  const before = tokens[i - 1]!;
  // '… seven people," a spokesman told': what stands behind the mark is another clause.
  if (before.text === "," && /^["”’]$/.test(tokens[i]!.text)) return NO_GOVERNOR;
  if (before.lower === "and" || before.lower === "or" || before.text === "," || before.lower === "plus") {
    const comma = before.text === "," ? i - 1 : tokens[i - 2]?.text === "," ? i - 2 : i - 1;
    const inserted = before.text === "," ? ownerOfAside(scene, phrase, i - 1, floor) : NO_GOVERNOR;
    if (inserted.kind !== "none") return inserted;
    const joined = joinedTo(scene, index, comma);
    return joined.kind === "none" ? listedWith(scene, phrase, comma, floor) : joined;
  }
  // "killed the mayor, as well as two farmers"
  if (before.lower === "as" && tokens[i - 2]?.lower === "well" && tokens[i - 3]?.lower === "as")
    return listedWith(scene, phrase, tokens[i - 4]?.text === "," ? i - 4 : i - 3, floor);
  // "700 households (approximately 4,200 people)": said of both.
  if (before.text === "(" && scene.phrases[index - 1]?.to === i - 1)
    return { kind: "joined", finding: null, joined: index - 1 };
  if (before.lower === "with" && /^(?:along|together)$/.test(tokens[i - 2]?.lower ?? ""))
    return withOthers(scene, phrase, i - 2, floor);
  if (before.lower === "by") {
    const act = tagsEndingAt(tokens, i - 1, floor, rules).find(
      (tag) => tag.role === "act" && tag.form === "past",
    );
    return act ? { kind: "by", finding: null, joined: -1 } : NO_GOVERNOR;
  }
  if (before.lower === "of" || before.lower === "on" || before.lower === "to") {
    // "the murder of a judge and of two guards"
    if (before.lower === "of" && tokens[i - 2]?.lower === "and")
      return listedWith(scene, phrase, i - 2, floor);
    // "the massacre [of six priests]": an editor's insertion.
    const end = tokens[i - 2]?.text === "[" ? i - 2 : i - 1;
    const event = tagsEndingAt(tokens, end, floor, rules).find(
      (tag) => (tag.role === "event" || (tag.role === "noun" && before.lower === "of")) && suits(tag, phrase),
    );
    const facility = phrase.noun?.kind === "facility";
    if (event && (before.lower === "of" || facility)) {
      const at = end - event.length;
      return {
        kind: "event",
        finding: {
          metric: event.metric,
          tag: event,
          at,
          negated: false,
          open: false,
        },
        joined: -1,
      };
    }
  }
  const direct = verbBefore(scene, phrase, i, floor);
  if (direct) return direct;
  return NO_GOVERNOR;
}

/** "the evacuation of, by one count, 1,700 people": past an aside between commas to the event it interrupts. */
function ownerOfAside(scene: Scene, phrase: CountPhrase, close: number, floor: number): Governor {
  const { tokens } = scene.page;
  for (let k = close - 1; k > floor && k > close - 10; k--) {
    if (tokens[k]!.text !== ",") continue;
    if (tokens[k - 1]!.lower !== "of") return NO_GOVERNOR;
    const event = tagsEndingAt(tokens, k - 1, floor, scene.rules).find(
      (tag) => tag.role === "event" && suits(tag, phrase),
    );
    if (!event) return NO_GOVERNOR;
    const finding = {
      metric: event.metric,
      tag: event,
      at: k - 1 - event.length,
      negated: false,
      open: false,
    };
    return { kind: "event", finding, joined: -1 };
  }
  return NO_GOVERNOR;
}

/**
 * "killed Ansa Veld, her husband and three guards", "the murder of Oru Pell and two others": people without a count
 * stand before the phrase in one list, and what befell them befell it. Weaker than a verb of the phrase's own, so it
 * is given as an event. None where another kind of word stands between, or a verb may follow the phrase.
 */
function listedWith(scene: Scene, phrase: CountPhrase, comma: number, floor: number): Governor {
  const { tokens } = scene.page;
  const { rules } = scene;
  const { grammar } = rules;
  const next = tokens[phrase.to];
  const others = /^others?$/.test(next?.lower ?? "");
  if (phrase.noun?.kind === "thing" || (phrase.head < 0 && phrase.part === null && !others))
    return NO_GOVERNOR;
  let alone = !others;
  if (next && next.sentence === phrase.sentence && next.kind === "word") {
    const closes =
      grammar.prepositions.has(next.lower) || /^(?:and|who|when|while|as|where)$/.test(next.lower);
    alone = alone && !closes && scene.named[phrase.to] === 0;
  } else alone = false;
  for (let k = comma - 1; k >= floor && k >= comma - LIST_REACH; k--) {
    const { lower, kind, text } = tokens[k]!;
    if (scene.named[k]! >= 2) continue;
    if (kind === "mark" && !/^[,.()'’-]$/.test(text)) return NO_GOVERNOR;
    const tags = tagsAt(tokens, k, rules).filter((tag) => suits(tag, phrase));
    const counted = tags.filter((t) => t.metric !== "other");
    const event = tokens[k + 1]?.lower === "of" ? counted.find((t) => t.role === "event") : undefined;
    const tag = event ?? pick(counted.filter((t) => t.role === "act"));
    if (tag) {
      const after = tokens[k + tag.length]?.lower ?? "";
      const context = verbContext(scene, k, floor);
      const governs = event !== undefined || (!context.passive && after !== "by" && after !== "in");
      if (!governs || (alone && tag.role === "act")) return NO_GOVERNOR;
      const { negated, open } = context;
      return { kind: "event", finding: { metric: tag.metric, tag, at: k, negated, open }, joined: -1 };
    }
    if (grammar.auxiliaries.has(lower) || rules.speech.has(lower) || /^(?:who|whom|which|that)$/.test(lower))
      return NO_GOVERNOR;
    if (grammar.prepositions.has(lower) && lower !== "of") return NO_GOVERNOR;
  }
  return NO_GOVERNOR;
}

/** Tokens from the conjunction back to the verb of the list: three or four people with their titles. */
const LIST_REACH = 16;

/** "was killed along with two of his bodyguards": what befell the one befell the others. */
function withOthers(scene: Scene, _phrase: CountPhrase, from: number, floor: number): Governor {
  for (let k = from - 1; k >= floor && k > from - 22; k--) {
    const tag = pick(tagsAt(scene.page.tokens, k, scene.rules));
    if (tag?.form !== "past") continue;
    const { negated, open } = verbContext(scene, k, floor);
    return { kind: "verb", finding: { metric: tag.metric, tag, at: k, negated, open }, joined: -1 };
  }
  return NO_GOVERNOR;
}

function verbBefore(scene: Scene, phrase: CountPhrase, i: number, floor: number): Governor | null {
  const { tokens } = scene.page;
  const { rules } = scene;
  const tags = tagsEndingAt(tokens, i, floor, rules).filter((tag) => suits(tag, phrase));
  const longest = pick(tags);
  // "rations have reached 12,600 people": the phrase "have reached" is said of people on the move, the verb alone is not.
  // "has newly displaced 178,000 people": two words that can be a state are an adverb and a verb before an object.
  const tag =
    longest !== null && longest.role !== "act" && longest.length > 1
      ? pick(tagsAt(tokens, i - 1, rules).filter((t) => t.length === 1))
      : longest;
  if (
    tag &&
    (tag.role === "act" || (tag.role === "move" && tag.metric === "displaced" && tag.form === "ing"))
  ) {
    const at = i - tag.length;
    const context = verbContext(scene, at, floor);
    if (tag.form === "past" && context.passive) return null;
    return {
      kind: "verb",
      finding: {
        metric: tag.metric,
        tag,
        at,
        negated: context.negated,
        open: context.open,
      },
      joined: -1,
    };
  }
  if (
    rules.loses.has(tokens[i - 1]!.lower) &&
    phrase.head >= 0 &&
    rules.losable.has(tokens[phrase.head]!.lower)
  ) {
    const lost: Tag = {
      metric: "killed",
      role: "act",
      form: "past",
      length: 1,
    };
    return {
      kind: "lost",
      finding: {
        metric: "killed",
        tag: lost,
        at: i - 1,
        ...verbContext(scene, i - 1, floor),
      },
      joined: -1,
    };
  }
  return null;
}

/** Auxiliaries before a verb: "have been", "could", "did not", "plans to". */
export function verbContext(
  scene: Scene,
  at: number,
  floor: number,
): { passive: boolean; negated: boolean; open: boolean } {
  const { tokens } = scene.page;
  const { rules } = scene;
  let passive = false;
  let negated = false;
  let open = false;
  let have = false;
  for (let k = at - 1; k >= floor && k >= at - 6; k--) {
    const { lower } = tokens[k]!;
    if (rules.grammar.negations.has(lower)) negated = true;
    if (BE.test(lower)) passive = true;
    else if (/^(?:have|has|had)$/.test(lower)) have = true;
    else if (phraseEndingAt(tokens, k + 1, floor, rules.prospects)) {
      open = !have;
      if (lower !== "to") break;
    } else if (
      lower !== "to" &&
      !rules.grammar.adverbs.has(lower) &&
      !rules.grammar.auxiliaries.has(lower) &&
      !rules.grammar.negations.has(lower)
    )
      break;
  }
  return { passive, negated, open };
}

function skippable(scene: Scene, k: number): boolean {
  const { lower, text } = scene.page.tokens[k]!;
  const { rules } = scene;
  if (rules.increments.has(lower) || rules.grammar.adverbs.has(lower)) return true;
  return /^(?:the|a|an|its|their|his|her|our|those|these|some|other|total|combined|of)$/.test(lower)
    ? lower !== "of" ||
        (/^(?:total|number|group)$/.test(scene.page.tokens[k - 1]?.lower ?? "") &&
          scene.page.tokens[k - 1]?.lower === "total")
    : /^["“”‘]$/.test(text);
}

/** The phrase before a comma or "and", when nothing but its own extension lies between. */
function joinedTo(scene: Scene, index: number, comma: number): Governor {
  const { tokens } = scene.page;
  const phrase = scene.phrases[index]!;
  for (let q = index - 1; q >= 0 && q >= index - 3; q--) {
    const before = scene.phrases[q]!;
    if (before.sentence !== phrase.sentence || comma - before.to > 10) break;
    let plain = true;
    for (let k = before.to; k < comma; k++) {
      const { lower, kind, text } = tokens[k]!;
      if (kind === "mark" && text !== "," && text !== "(" && text !== ")") plain = false;
      if (
        scene.rules.grammar.auxiliaries.has(lower) ||
        (pick(tagsAt(tokens, k, scene.rules)) && scene.phraseOfToken[k]! < 0)
      )
        plain = false;
      if (scene.rules.speech.has(lower) || /^(?:who|whom|which|that)$/.test(lower)) plain = false;
      if (!plain) break;
    }
    if (plain) return { kind: "joined", finding: null, joined: q };
  }
  return NO_GOVERNOR;
}
