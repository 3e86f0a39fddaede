import type { Metric } from "../../facts.ts";
import { phraseAt } from "../numbers/phrases.ts";
import { type Finding, type Scene, startOf } from "./clause.ts";
import { inCustodyText, staysInside } from "./constructions.ts";
import { verbContext } from "./governor.ts";
import type { CountPhrase } from "./phrase.ts";
import type { Reading } from "./reading.ts";
import { type Tag, tagsAt } from "./words.ts";

/** Turns of phrase in which a word means something else than by itself. */

/** "the camp, which held 400,000 people": a place that holds people is a prison only where the sentence says so. */
export function holdsIn(scene: Scene, phrase: CountPhrase, finding: Finding): boolean {
  const { tokens } = scene.page;
  if (!/^(?:hold|holds|held|holding)$/.test(tokens[finding.at]!.lower)) return false;
  const from = Math.max(startOf(scene, phrase), finding.at - 24);
  for (let k = from; k < phrase.to + 12 && tokens[k]?.sentence === phrase.sentence; k++) {
    const tags = tagsAt(tokens, k, scene.rules);
    if (k !== finding.at && tags.some((tag) => tag.metric === "detained" || tag.metric === "abducted"))
      return false;
    if (CUSTODY.test(tokens[k]!.lower)) return false;
  }
  return true;
}

const CUSTODY =
  /^(?:prisons?|jails?|cells?|captive|hostage|custody|detention|police|kidnappers|gunmen|trial|barracks|soldiers?|guards?)$/;

/** "saved 12 lives". */
export function isSaved(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  return [1, 2, 3].some((back) => /^sav(?:e|ed|es|ing)$/.test(tokens[phrase.from - back]?.lower ?? ""));
}

/** "forced 2,500 people out of their homes", "drove 800 families to flee". */
export function forcedAway(scene: Scene, phrase: CountPhrase): Finding | null {
  const { tokens } = scene.page;
  let at = phrase.from - 1;
  while (at >= startOf(scene, phrase) && /^(?:the|a|total|of|another|some|further)$/.test(tokens[at]!.lower))
    at--;
  if (at < startOf(scene, phrase) || !scene.rules.forces.has(tokens[at]!.lower)) return null;
  const named = /^from$/.test(tokens[phrase.to]?.lower ?? "") && scene.named[phrase.to + 1] === 2;
  if (!named && !phraseAt(tokens, phrase.to, scene.rules.away)) return null;
  const context = verbContext(scene, at, startOf(scene, phrase));
  return {
    metric: "displaced",
    tag: { metric: "displaced", role: "act", form: "past", length: 1 },
    at,
    negated: context.negated,
    open: context.open,
  };
}

/** "lost more than 120 men, killed and wounded": two metrics in one number. */
export function killedAndWounded(scene: Scene, phrase: CountPhrase): boolean {
  const at = scene.page.tokens[phrase.to]?.text === "," ? phrase.to + 1 : phrase.to;
  return tagsAt(scene.page.tokens, at, scene.rules).some((tag) => tag.metric === "other" && tag.length === 3);
}

/** "children under five": a limit of age behind a noun. */
export function isAge(scene: Scene, phrase: CountPhrase): boolean {
  const { number } = phrase;
  if (!number?.hedge || !/^(?:under|over|below|above)$/i.test(number.hedge)) return false;
  const value = number.high ?? number.low ?? 0;
  return value <= 120 && tokenIsNoun(scene, phrase.from - 1);
}

function tokenIsNoun(scene: Scene, k: number): boolean {
  const token = scene.page.tokens[k];
  return token !== undefined && (scene.rules.nouns.byLast.get(token.lower)?.length ?? 0) > 0;
}

/** Whoever holds civilians captive took them: captivity of fighters and prisoners is detention. */
export function settle(
  scene: Scene,
  phrase: CountPhrase,
  metric: Metric,
  finding: Finding | null,
  before: ReadonlyMap<number, Reading>,
): Metric {
  const { tokens } = scene.page;
  if (metric === "refugees" && finding && staysInside(scene, phrase, finding)) return "displaced";
  if (metric === "abducted" && finding && tokens[finding.at]!.lower === "taken")
    return /^(?:from|away)$/.test(tokens[finding.at + 1]?.lower ?? "") && inCustodyText(scene, finding.at)
      ? "detained"
      : metric;
  if (metric === "refugees" && isArrival(scene, phrase)) return arrivedAs(scene, phrase.from, "refugees");
  if (metric === "other" && finding && tokens[finding.at]!.lower === "registered")
    return registeredAs(scene, phrase, finding.at);
  if (metric === "returnees" && finding && cameBack(scene, phrase, before)) return "other";
  if (metric !== "detained" || !finding) return metric;
  const word = tokens[finding.at]!.lower;
  const captivity = word === "in" && tokens[finding.at + 1]?.lower === "captivity";
  if (word !== "held" && word !== "holding" && word !== "hold" && !captivity) return metric;
  const head = phrase.head >= 0 ? tokens[phrase.head]!.lower : "";
  if (FIGHTERS.test(head)) return metric;
  if (captivity) return before.get(phraseBefore(scene, phrase))?.metric === "detained" ? metric : "abducted";
  for (let k = finding.at + 1; k < finding.at + 8 && tokens[k]?.sentence === phrase.sentence; k++) {
    if (CAPTORS.test(tokens[k]!.lower)) return "abducted";
  }
  return metric;
}

/** How far back in a text the word may stand that says as what people are registered. */
const REGISTER = 160;

/** "9,870 people had been registered" in a text on refugees: as what the text has last called people on the move. */
function registeredAs(scene: Scene, phrase: CountPhrase, at: number): Metric {
  const { tokens } = scene.page;
  if (phrase.head >= 0 && !/^(?:individuals|people|persons)$/.test(tokens[phrase.head]!.lower))
    return "other";
  for (let k = at + 1; k < at + 4 && tokens[k]?.sentence === phrase.sentence; k++)
    if (/^(?:as|for|to|with)$/.test(tokens[k]!.lower)) return "other";
  return arrivedAs(scene, at, "other");
}

/** What the text has last called people on the move. */
function arrivedAs(scene: Scene, at: number, otherwise: Metric): Metric {
  const { tokens } = scene.page;
  for (let k = at - 1; k >= 0 && k > at - REGISTER; k--) {
    if (ARRIVALS.test(tokens[k]!.lower)) continue;
    const moved = tagsAt(tokens, k, scene.rules).find(({ role }) => role === "holder" || role === "noun");
    if (moved?.metric === "refugees" || moved?.metric === "displaced") return moved.metric;
  }
  return otherwise;
}

const ARRIVALS = /^(?:arrivals?|influx)$/;

/** "150,000 arrivals": the word does not say whether they crossed a border. */
function isArrival(scene: Scene, phrase: CountPhrase): boolean {
  return phrase.head >= 0 && ARRIVALS.test(scene.page.tokens[phrase.head]!.lower);
}

/** "They took 14 boys. Two came back.": whoever was taken or lost and comes back is no returnee. */
function cameBack(scene: Scene, phrase: CountPhrase, before: ReadonlyMap<number, Reading>): boolean {
  if (phrase.head >= 0) return false;
  const index = scene.phraseOfToken[phrase.from]! - 1;
  const near = index >= 0 && phrase.sentence - scene.phrases[index]!.sentence <= 1;
  return near && /^(?:abducted|detained|missing)$/.test(before.get(index)?.metric ?? "");
}

const FIGHTERS =
  /^(?:soldiers?|troops|servicemen|fighters?|rebels?|militants?|prisoners?|suspects?|detainees?|inmates?)$/;
const CAPTORS =
  /^(?:gunmen|kidnappers|gangs?|bandits|militants|hostage|captive|ransom|abductors|hills|forest|bush)$/;

function phraseBefore(scene: Scene, phrase: CountPhrase): number {
  const index = scene.phraseOfToken[phrase.from]! - 1;
  return scene.phrases[index]?.sentence === phrase.sentence ? index : -1;
}

/** "held up a sign", "held back the crowd": nobody is in custody. "Shot at": nobody need be hit. */
export function isHeldUp(scene: Scene, j: number): boolean {
  const { tokens } = scene.page;
  const next = tokens[j + 1]?.lower ?? "";
  if (tokens[j]!.lower === "shot" && /^(?:at|down|off|into|toward|towards|up)$/.test(next)) return true;
  return (
    tokens[j]!.lower === "held" &&
    /^(?:up|out|on|off|back|down|talks|meetings?)$/.test(tokens[j + 1]?.lower ?? "")
  );
}

/** "need 10,000 people to return" is wished; "had managed to escape", "have begun to flee" is done. */
export function isWished(scene: Scene, j: number, tag: Tag): boolean {
  const { tokens } = scene.page;
  if (tag.form !== "base" || tokens[j - 1]?.lower !== "to") return false;
  return !/^(?:managed|begun|began|started|forced|continued|continue|compelled)$/.test(
    tokens[j - 2]?.lower ?? "",
  );
}

/** Metrics in which people are counted where they are: a multitude of them is no count by itself. */
const STANDING: ReadonlySet<Metric> = new Set([
  "displaced",
  "refugees",
  "returnees",
  "people_in_need",
  "food_insecure",
  "other",
]);

/**
 * "the millions of civilians who live there", "millions of victims": a large round word that nobody counted. "Tens of
 * thousands have fled" is said of people who did something; "the dozens killed" speaks of dead known before.
 */
export function isMultitude(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const phrase = scene.phrases[reading.index]!;
  if (phrase.number?.quantifier !== "vague" || reading.rule === "total") return false;
  const before = tokens[phrase.from - 1];
  const led = before?.sentence === phrase.sentence ? before.lower : "";
  if (/^(?:the|these|those|our|their|its)$/.test(led)) return true;
  const counted = /^(?:killed|injured|abducted|detained|missing|surrendered)$/.test(reading.metric);
  const victims = phrase.head >= 0 && /^(?:victims?|lives)$/.test(tokens[phrase.head]!.lower);
  if (counted) return victims && reading.finding === null;
  return STANDING.has(reading.metric) && reading.finding === null && reading.parent === null;
}
