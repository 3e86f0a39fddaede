import type { Metric } from "../../facts.ts";
import { phraseAt, phraseEndingAt } from "../numbers/phrases.ts";
import { pick, type Scene, startOf } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";
import type { Reading } from "./reading.ts";
import { totalOf } from "./total.ts";
import { tagsAt } from "./words.ts";

/** "including 19 women", "among them a nurse": words before the phrase say that it is part of a group. */
export function isMarkedPart(scene: Scene, index: number): boolean {
  const phrase = scene.phrases[index]!;
  const floor = startOf(scene, phrase);
  const { tokens } = scene.page;
  let at = phrase.from;
  while (at > floor && at > phrase.from - 3 && /^(?:the|at|least|also|,)$/.test(tokens[at - 1]!.lower)) at--;
  return (
    phraseEndingAt(tokens, at, floor, scene.rules.subsets) !== null ||
    phraseEndingAt(tokens, phrase.from, floor, scene.rules.subsets) !== null
  );
}

/** The group a phrase is part of: "including 19 women", "41 of whom", "seven were children". */
export function parentOf(
  scene: Scene,
  index: number,
  marked: boolean,
  before: ReadonlyMap<number, Reading>,
): Reading | null {
  const phrase = scene.phrases[index]!;
  const { tokens } = scene.page;
  if (phrase.part === "number") return wholeOf(scene, index, before);
  if (
    !marked &&
    phrase.part !== "pronoun" &&
    !(phrase.head < 0 && phrase.part === null && followsAre(scene, phrase))
  ) {
    // "including four women and three children": the second is part of the same group.
    const other = scene.phrases[index - 1];
    const last = tokens[phrase.from - 1]?.lower;
    const close = other?.sentence === phrase.sentence && phrase.from - other.to <= 2;
    return close && (last === "and" || last === ",") ? (before.get(index - 1)?.parent ?? null) : null;
  }
  for (let q = index - 1; q >= 0 && q >= index - 6; q--) {
    const reading = before.get(q);
    const other = scene.phrases[q]!;
    if (other.sentence < phrase.sentence - 1) break;
    // A group named in the sentence before counts only for "of them".
    if (other.sentence !== phrase.sentence && phrase.part !== "pronoun") break;
    // "9 clinics attacked; 3 are still functioning": said of the clinics, not of the attack.
    const still = /^(?:attacked_facilities)$/.test(reading?.metric ?? "") && !marked && phrase.part === null;
    if (reading && !reading.base && !still)
      return reading.parent && other.sentence === phrase.sentence ? reading.parent : reading;
  }
  return null;
}

/** "seven of the nine": the count that the text gave before, known by its number. */
function wholeOf(scene: Scene, index: number, before: ReadonlyMap<number, Reading>): Reading | null {
  const whole = scene.phrases[index + 1];
  const size = whole?.number?.low ?? null;
  if (!whole || size === null || whole.from - scene.phrases[index]!.to > 3) return null;
  for (let q = index - 1; q >= 0 && q >= index - PHRASES_BACK; q--) {
    const reading = before.get(q);
    if (reading && !reading.base && scene.phrases[q]!.number?.low === size) return reading;
  }
  return null;
}

/** "seven were children": a bare number said to be a kind of people. */
function followsAre(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  return (
    /^(?:were|was|are|is)$/.test(tokens[phrase.to]?.lower ?? "") &&
    pick(tagsAt(tokens, phrase.to + 1, scene.rules)) === null
  );
}

/** "6,400 people have arrived in Koumassala and 2,900 in Tin Ouerran": a bare number goes on with what was said before it. */
export function carriedFrom(
  scene: Scene,
  index: number,
  before: ReadonlyMap<number, Reading>,
): Reading | null {
  const { tokens } = scene.page;
  const phrase = scene.phrases[index]!;
  // "116 from one hospital and 15 from the other": the hospital is no count between them.
  const q =
    scene.phrases[index - 1]?.noun?.kind === "facility" && !before.has(index - 1) ? index - 2 : index - 1;
  const previous = before.get(q);
  const other = scene.phrases[q];
  if (
    !previous ||
    !other ||
    other.sentence !== phrase.sentence ||
    previous.base ||
    phrase.from - other.to > 14
  )
    return null;
  let joint = false;
  for (let k = other.to; k < phrase.from; k++) {
    const { lower, text } = tokens[k]!;
    if (lower === "and" || text === "," || text === ";") joint = true;
    else if (joint && (scene.rules.grammar.auxiliaries.has(lower) || scene.rules.speech.has(lower)))
      return null;
  }
  return joint ? previous : null;
}

/** "…, bringing the total to 1,975": a total without a name is one of what was counted just before. */
export function runningTotal(
  scene: Scene,
  index: number,
  before: ReadonlyMap<number, Reading>,
): Reading | null {
  const { tokens } = scene.page;
  const phrase = scene.phrases[index]!;
  const previous = before.get(index - 1);
  if (!previous || scene.phrases[index - 1]!.sentence !== phrase.sentence) return null;
  if (!/^(?:to|at)$/.test(tokens[phrase.from - 1]?.lower ?? "")) return null;
  const floor = Math.max(scene.phrases[index - 1]!.to, phrase.from - 10);
  for (let k = phrase.from - 2; k >= floor; k--) {
    if (scene.rules.counts.has(tokens[k]!.lower)) return previous;
  }
  return null;
}

/** "Killed: 12", "People in need: 640,000": the label before a colon. */
export function labelOf(scene: Scene, phrase: CountPhrase): Metric | null {
  const { tokens } = scene.page;
  const floor = startOf(scene, phrase);
  const colon = phrase.from - 1;
  if (colon <= floor || colon - floor > 8) return null;
  // "Injured – 85" is a label like "Injured: 85", where nothing follows that could be a clause.
  const dash = /^[–—-]$/.test(tokens[colon]!.text) && tokens[colon - 1]!.end < tokens[colon]!.start;
  const ends = tokens[phrase.to]?.sentence !== phrase.sentence || /^[.(;]$/.test(tokens[phrase.to]!.text);
  if (tokens[colon]!.text !== ":" && !(dash && ends && colon - floor <= 4)) return null;
  let label: Metric | null = null;
  for (let k = floor; k < colon; k++) {
    const tags = tagsAt(tokens, k, scene.rules);
    // "Displacement sites: 246" counts sites.
    const noun = phraseAt(tokens, k, scene.rules.nouns)?.value.kind;
    if (noun === "thing" || noun === "facility") return null;
    const told = tags.find(
      (tag) =>
        tag.role !== "move" &&
        (tag.role !== "act" || tag.form === "past") &&
        (tag.metric !== "other" || tag.role === "noun"),
    );
    label ??= told?.metric ?? null;
  }
  return label;
}

/** The total that the next number states, for a base that stands before it ("from 11,200 to 23,700"). */
export function partnerTotal(scene: Scene, index: number): Metric | null {
  const next = scene.phrases[index + 1];
  return next && next.sentence === scene.phrases[index]!.sentence
    ? (totalOf(scene, next)?.metric ?? null)
    : null;
}

/** How many phrases back the sentence may stand that a bare total goes on from. */
const PHRASES_BACK = 6;

/**
 * "The police figure of 18", "the total stood at 13": a total without a name is one of what the sentence before counted,
 * where that is one thing only.
 */
export function inheritedTotal(
  scene: Scene,
  index: number,
  before: ReadonlyMap<number, Reading>,
): Metric | null {
  const { tokens } = scene.page;
  const { rules } = scene;
  const phrase = scene.phrases[index]!;
  const floor = Math.max(startOf(scene, phrase), phrase.from - 6);
  // "OCHA gave 2,900": only a number of some size can be nothing else.
  let owned =
    (/^(?:gave|given)$/.test(tokens[phrase.from - 1]?.lower ?? "") && (phrase.number?.low ?? 0) >= 10) ||
    isAnswer(scene, phrase, floor);
  let named = owned && /^g/.test(tokens[phrase.from - 1]!.lower);
  for (let k = phrase.from - 1; k >= floor && !owned; k--) {
    const { lower, text } = tokens[k]!;
    named = rules.owned.has(lower);
    owned = named || (lower === "number" && tokens[k - 1]?.lower === "the");
    if (owned) break;
    if (scene.named[k] === 1 || /^(?:["“]|for)$/.test(text)) continue;
    const joint = rules.joints.has(lower) || rules.changes.has(lower) || rules.grammar.auxiliaries.has(lower);
    if (!joint && !rules.grammar.adverbs.has(lower)) return null;
  }
  if (!owned) return null;
  // "The army says five.": only within one paragraph it is clear of what.
  const last = scene.phrases[index - 1];
  const { sentences } = scene.page;
  const apart = last && sentences[last.sentence]!.block !== sentences[phrase.sentence]!.block;
  return apart && !named ? null : metricBefore(scene, index, before);
}

const ANSWERS =
  /^(?:said|says?|admits?|admitted|acknowledges?|acknowledged|counts?|counted|lists?|listed|logs?|logged|recorded|records?|registered|registers?|reported|reports?|speaks?|spoke|confirmed|confirms)$/;

/** "The army says five.", "the authorities admit to 215": a number and nothing else behind a verb of saying or finding. */
function isAnswer(scene: Scene, phrase: CountPhrase, floor: number): boolean {
  const { tokens } = scene.page;
  const after = tokens[phrase.to];
  if (after?.sentence === phrase.sentence && !/^[.,;"”]$/.test(after.text)) return false;
  let at = phrase.from - 1;
  while (at >= floor && (/^(?:to|of|only|just)$/.test(tokens[at]!.lower) || /^["“]$/.test(tokens[at]!.text)))
    at--;
  return at > floor && ANSWERS.test(tokens[at]!.lower);
}

/** The one metric of the sentence before; null when it counts several things or none. */
function metricBefore(scene: Scene, index: number, before: ReadonlyMap<number, Reading>): Metric | null {
  const phrase = scene.phrases[index]!;
  const { sentences } = scene.page;
  let metric: Metric | null = null;
  for (let q = index - 1; q >= 0 && q >= index - PHRASES_BACK; q--) {
    const far = sentences[scene.phrases[q]!.sentence]!.block !== sentences[phrase.sentence]!.block ? 1 : 2;
    if (scene.phrases[q]!.sentence < phrase.sentence - far) break;
    const reading = before.get(q);
    if (!reading || reading.metric === "other") continue;
    if (metric !== null && metric !== reading.metric) return null;
    metric = reading.metric;
  }
  return metric;
}

/** How far before "24 names" the word may stand that says whose names they are. */
const NAMES_REACH = 24;

/** "keeps the dead in a register: 46 names", "of those abducted, 24 names have been registered". */
export function metricOfNames(scene: Scene, index: number): Metric | null {
  const { tokens } = scene.page;
  const phrase = scene.phrases[index]!;
  if (phrase.head < 0 || !/^(?:names?|graves?|coffins?)$/.test(tokens[phrase.head]!.lower)) return null;
  const floor = Math.max(startOf(scene, phrase), phrase.from - NAMES_REACH);
  for (let k = phrase.from - 1; k >= floor; k--) {
    const tag = tagsAt(tokens, k, scene.rules).find(({ metric }) => LISTED.has(metric));
    if (tag) return tag.metric;
  }
  return null;
}

/** People whose names are put on lists. */
const LISTED: ReadonlySet<Metric> = new Set(["killed", "missing", "abducted", "detained"]);
