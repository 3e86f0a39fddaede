import type { FigureStatus, Statement } from "../../facts.ts";
import { daysBetween } from "../../moment.ts";
import { phraseAt, phraseEndingAt } from "../numbers/phrases.ts";
import type { DateMention } from "../world.ts";
import { CLAUSE_REACH, endOf, type Scene, startOf } from "./clause.ts";
import { isStrength } from "./constructions.ts";
import type { CountPhrase } from "./phrase.ts";
import type { Reading } from "./reading.ts";

/** A count older than this, and not running on to the present, belongs to a closed episode. */
const CLOSED_AFTER_DAYS = 300;

/** A month that names an event ("February's fighting") and ended longer ago than this is a closed episode. */
const EPISODE_AFTER_DAYS = 45;

type StatusReading = { readonly status: FigureStatus } | { readonly refused: string };

/**
 * Whether the text asserts the count now. Refused: what is negated. Set apart: what may or would happen, what
 * belongs to another time or was replaced in the same text, what stands inside a denial.
 */
export function readStatus(
  scene: Scene,
  reading: Reading,
  context: {
    readonly statement: Statement | null;
    readonly date: DateMention | null;
    readonly published: string | null;
  },
): StatusReading {
  if (isNegated(scene, reading)) return { refused: "negated" };
  if (reading.base)
    return {
      status:
        reading.metric === "killed" || reading.metric === "injured" || reading.metric === "missing"
          ? "superseded"
          : "historic",
    };
  if (context.statement?.polarity === "negative" || underDenial(scene, reading)) return { status: "denied" };
  if (isDisputed(scene, reading) || isCalledWrong(scene, reading)) return { status: "denied" };
  if (isUnconfirmed(scene, reading)) return { status: "hypothetical" };
  if (isWithdrawn(scene, reading)) return { status: "superseded" };
  if (isOpen(scene, reading)) return { status: "hypothetical" };
  if (isReplaced(scene, reading)) return { status: "superseded" };
  if (isPast(scene, reading, context.date, context.published)) return { status: "historic" };
  return { status: "reported" };
}

function isNegated(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const { rules } = scene;
  const phrase = scene.phrases[reading.index]!;
  const floor = startOf(scene, phrase);
  if (isNoneOf(scene, phrase) || (reading.parent && isNegated(scene, reading.parent))) return true;
  for (let k = phrase.from - 1; k >= floor && k >= phrase.from - 2; k--) {
    const { lower } = tokens[k]!;
    if (rules.grammar.negations.has(lower) && lower !== "cannot") return true;
    if (lower !== "a" && lower !== "single" && lower !== "even") break;
  }
  if (reading.rule === "object") return reading.finding?.negated ?? false;
  return (
    (reading.rule === "predicate" || reading.rule === "participle") && (reading.finding?.negated ?? false)
  );
}

/** "None of the 31 pupils", "not one of the 40", "no one among the 12": nothing happened to the group. */
function isNoneOf(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  const floor = Math.max(startOf(scene, phrase), phrase.from - 9);
  let of = -1;
  for (let k = phrase.from - 1; k >= floor; k--) {
    const { lower } = tokens[k]!;
    if (/^(?:of|among|amongst)$/.test(lower)) of = k;
    else if (of >= 0 && scene.rules.grammar.negations.has(lower)) return true;
    else if (of >= 0 ? !NOBODY.test(lower) : !GROUP.test(lower)) return false;
  }
  return false;
}

const GROUP =
  /^(?:the|these|those|our|their|its|his|her|some|about|around|nearly|roughly|more|than|at|least|other)$/;
const NOBODY = /^(?:one|a|single|any|even|person|man|woman|child|soldier|civilian)$/;

/** Could, would, if, capacity, plans. */
function isOpen(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const { rules } = scene;
  const phrase = scene.phrases[reading.index]!;
  if (reading.finding?.open) return true;
  if (!reading.finding && reading.predicate.open && reading.metric !== "people_in_need") return true;
  if (reading.parent && reading.rule === "part-of" && isOpen(scene, reading.parent)) return true;
  const floor = Math.max(startOf(scene, phrase), phrase.from - CLAUSE_REACH);
  for (let k = phrase.from - 1, steps = 0; k >= floor; k--, steps++) {
    const { text } = tokens[k]!;
    if (text === ";" || (text === "," && steps > 1)) break;
    // "if he is to end protests in which 12 people died": the relative clause is no part of the condition.
    if (/^(?:which|who|whose|but|however)$/.test(tokens[k]!.lower) || rules.speech.has(tokens[k]!.lower))
      break;
    // "Islanders' Front (IF)": a short form in capitals is no condition.
    if (
      scene.named[k] !== 2 &&
      tokens[k]!.text !== "IF" &&
      phraseEndingAt(tokens, k + 1, floor, rules.hypotheses)
    ) {
      // "said whether", "even if" open a possibility; a "should" counts only where it begins the clause.
      if (tokens[k]!.lower !== "should" || k === floor || tokens[k - 1]!.kind === "mark") return true;
    }
    if (steps < 7 && phraseEndingAt(tokens, k + 1, floor, rules.capacities)) return true;
    if (reading.rule === "total" && rules.grammar.modals.has(tokens[k]!.lower)) return true;
  }
  return false;
}

/** "had earlier given a toll of 19, which her office later withdrew". */
function isReplaced(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const { rules } = scene;
  const phrase = scene.phrases[reading.index]!;
  const floor = startOf(scene, phrase);
  let earlier = false;
  let had = false;
  for (let k = phrase.from - 1; k >= floor && k >= phrase.from - 14; k--) {
    const { lower, text } = tokens[k]!;
    if (text === ";") break;
    // "two days earlier" is a date, "had earlier given" is not.
    if (rules.past.has(lower) && scene.named[k] !== 1) earlier = true;
    // "an initial statement had given", "initially spoke of four dead"
    had ||=
      lower === "had" ||
      (reading.rule !== "object" && /^(?:spoke|put|gave|reported|said|given)$/.test(lower));
    const first = /^(?:initial|initially)$/.test(lower) || lower === "had";
    if (earlier && had && first && reading.rule !== "predicate") return true;
  }
  const limit = Math.min(endOf(scene, phrase), phrase.to + 14);
  for (let k = phrase.to; k < limit; k++) {
    if (tokens[k]!.text === ";") break;
    if (tokens[k]!.lower === "which" || tokens[k]!.lower === "but" || tokens[k]!.lower === "before") {
      for (let m = k + 1; m < limit; m++) if (phraseAt(tokens, m, rules.retractions)) return true;
    }
  }
  return false;
}

function isPast(scene: Scene, reading: Reading, date: DateMention | null, published: string | null): boolean {
  const { tokens } = scene.page;
  const phrase = scene.phrases[reading.index]!;
  const floor = startOf(scene, phrase);
  for (let k = phrase.from - 1; k >= floor && k >= phrase.from - 12; k--) {
    const { lower, text } = tokens[k]!;
    if (text === ";") break;
    if (lower === "pre-war" || lower === "prewar") return true;
    if (lower === "that" && /^(?:year|month|decade)$/.test(tokens[k + 1]?.lower ?? "")) return true;
  }
  if (!date || !published || runsOn(scene, reading, date)) return false;
  const end = date.when.to ?? date.when.from;
  if (end === null) return false;
  const days = daysBetween(end, published);
  // "in February's fighting 340 people died": a period that names an event of its own.
  const owner = tokens[date.to]?.lower === "'s" && /^(?:month|year)$/.test(date.when.precision);
  if (owner && days > EPISODE_AFTER_DAYS) return true;
  // "has 2,500 fighters", "recorded 1,870 deaths in 2024": a strength, and the statistics of the year before.
  if (isStrength(scene, phrase)) return false;
  const counted = reading.rule === "noun" && days <= 366;
  return date.when.precision === "year" ? days > 60 && !counted : days > CLOSED_AFTER_DAYS;
}

/**
 * "since 2 March", "since the war began in April 2022, …": the period reaches to the present. Not so inside the
 * since-clause itself ("since October 2023, when 33 people died", "since a 2023 attack killed 33").
 */
export function runsOn(scene: Scene, reading: Reading, date: DateMention): boolean {
  const { tokens } = scene.page;
  const phrase = scene.phrases[reading.index]!;
  const after = tokens[date.to]?.text === "," ? tokens[date.to + 1]?.lower : tokens[date.to]?.lower;
  if (/^(?:when|in which|where)$/.test(after ?? "") && phrase.from > date.to) return false;
  if (/^since\b/i.test(date.when.words ?? "")) return true;
  // "the war, which began in 2011, has killed": the beginning of what goes on.
  for (let k = date.from - 1; k >= 0 && k >= date.from - 4; k--) {
    if (/^(?:beg[au]n|started|erupted|outbreak|broke|start|beginning)$/.test(tokens[k]!.lower)) return true;
  }
  const floor = startOf(scene, phrase);
  for (let k = date.from - 1; k >= floor && k >= date.from - 9; k--) {
    if (tokens[k]!.text === "," || tokens[k]!.text === ";") return false;
    if (tokens[k]!.lower !== "since") continue;
    if (phrase.from < k) return true;
    for (let m = date.to; m < phrase.from; m++) if (tokens[m]!.text === ",") return true;
    return false;
  }
  return false;
}

/**
 * "said it opposed the offensive, which has driven 500,000 people from their homes": what the outlet adds to somebody
 * else's words. Inside quotation marks and in "of whom" nothing is added.
 */
export function isAdded(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  const floor = Math.max(startOf(scene, phrase) + 1, phrase.from - 12);
  for (let k = phrase.from - 1; k >= floor; k--) {
    if (/^[,;:"“”–—]$/.test(tokens[k]!.text) || scene.phraseOfToken[k]! >= 0) return false;
    if (/^(?:which|whose|where|who)$/.test(tokens[k]!.lower)) return tokens[k - 1]!.text === ",";
  }
  return false;
}

/** "denied using mines in a war which has killed 400 people": the relative clause is the writer's, not the denier's. */
export function isAside(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  const floor = Math.max(startOf(scene, phrase), phrase.from - 12);
  for (let k = phrase.from - 1; k >= floor; k--) {
    if (/^(?:which|whose)$/.test(tokens[k]!.lower)) return true;
    if (scene.rules.denials.has(tokens[k]!.lower) || tokens[k]!.lower === "that") return false;
  }
  return false;
}

/** "found no evidence for the ministry's figure of 3,000": the speaker contests whose number it is. */
function isDisputed(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const { rules } = scene;
  const phrase = scene.phrases[reading.index]!;
  const floor = Math.max(startOf(scene, phrase), phrase.from - 14);
  let owned = false;
  for (let k = phrase.from - 1; k >= floor; k--) {
    const { lower, text } = tokens[k]!;
    if (text === ";" || text === "," || rules.speech.has(lower)) return false;
    if (rules.owned.has(lower)) owned = true;
    if (owned && phraseEndingAt(tokens, k + 1, floor, rules.disputes)) return true;
  }
  return false;
}

/** "The figure of 88 was wrong", "the toll of 44 is a mistake": whoever says so takes it back or disputes it. */
function isCalledWrong(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const phrase = scene.phrases[reading.index]!;
  const limit = Math.min(sentenceEnd(scene, phrase), phrase.to + 8);
  for (let k = phrase.to; k < limit; k++) {
    if (!/^(?:is|was|were|are|be|been)$/.test(tokens[k]!.lower)) continue;
    let word = k + 1;
    while (word < limit && /^(?:a|an|simply|plainly|clearly|quite)$/.test(tokens[word]!.lower)) word++;
    return /^(?:wrong|incorrect|inaccurate|mistaken|mistake|erroneous|error|false|untrue|exaggerated|invented)$/.test(
      tokens[word]?.lower ?? "",
    );
  }
  return false;
}

/** "could not confirm reports that 75 …", "unconfirmed reports of 12", and what is only asked ("10 dead in Beni?"). */
function isUnconfirmed(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const phrase = scene.phrases[reading.index]!;
  const end = sentenceEnd(scene, phrase);
  for (let k = end - 1; k >= phrase.to && tokens[k]!.kind === "mark"; k--)
    if (tokens[k]!.text === "?") return true;
  const floor = Math.max(scene.page.sentences[phrase.sentence]!.from, phrase.from - 10);
  for (let k = phrase.from - 1; k >= floor; k--) {
    const { lower, text } = tokens[k]!;
    if (text === ";" || lower === "but") return false;
    if (lower === "unconfirmed") return true;
    if (!/^(?:confirm|verify|corroborate)$/.test(lower)) continue;
    return (
      /^(?:not|cannot|never|independently|immediately|to)$/.test(tokens[k - 1]?.lower ?? "") &&
      UNABLE.test(`${tokens[k - 3]?.lower} ${tokens[k - 2]?.lower} ${tokens[k - 1]?.lower}`)
    );
  }
  return false;
}

const UNABLE = /\b(?:not|cannot|unable|never|impossible)\b/;

/** "withdrew its earlier toll of 88", "an earlier version of this article said 400": taken back. */
function isWithdrawn(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const phrase = scene.phrases[reading.index]!;
  const floor = Math.max(scene.page.sentences[phrase.sentence]!.from, phrase.from - 10);
  for (let k = phrase.from - 1; k >= floor; k--) {
    const { lower, text } = tokens[k]!;
    if (text === ";" || lower === "but") return false;
    if (/^(?:withdrew|withdrawn|withdraws|retracted|retracts|retracting|withdrawing)$/.test(lower))
      return isToll(scene, k + 1, phrase.from);
    if (lower === "version" && /^(?:earlier|previous)$/.test(tokens[k - 1]?.lower ?? "")) return true;
  }
  return false;
}

function isToll(scene: Scene, from: number, to: number): boolean {
  for (let k = from; k < to; k++)
    if (/^(?:toll|figure|count|estimate|number|claim|report|tally)$/.test(scene.page.tokens[k]!.lower))
      return true;
  return false;
}

function sentenceEnd(scene: Scene, phrase: CountPhrase): number {
  return scene.page.sentences[phrase.sentence]!.to;
}

const FALSE = /^(?:false|untrue|fabricated|baseless|unfounded)$/;

/** "denied reports that 12 of them had refused": a denial governs what follows in its clause. */
function underDenial(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const { rules } = scene;
  const phrase = scene.phrases[reading.index]!;
  // "a claim that 200 people drowned, which officials called false"
  const limit = Math.min(endOf(scene, phrase), phrase.to + 16);
  for (let k = phrase.to; k < limit && tokens[k]!.text !== ";"; k++) {
    if (FALSE.test(tokens[k]!.lower)) return true;
  }
  const floor = Math.max(startOf(scene, phrase), phrase.from - 24);
  for (let k = phrase.from - 1; k >= floor; k--) {
    const { lower, text } = tokens[k]!;
    if (
      text === ";" ||
      /^(?:but|which|who|during|since)$/.test(lower) ||
      lower === "while" ||
      lower === "after" ||
      (rules.speech.has(lower) && !rules.denials.has(lower)) ||
      rules.changes.has(lower)
    )
      return false;
    if (rules.denials.has(lower)) return true;
  }
  return false;
}
