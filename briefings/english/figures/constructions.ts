import type { Metric } from "../../facts.ts";
import { phraseAt } from "../numbers/phrases.ts";
import { BE, CLAUSE_REACH, type Finding, pick, type Scene, startOf } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";
import { type Tag, tagsAt, tagsEndingAt } from "./words.ts";

/** Constructions that split what is said of people into two places around the number, or turn their order. */

const TAKES = /^(?:take|takes|took|taking)$/;
const LEAVES = /^(?:leave|leaves|leaving|left)$/;
const FIGHTERS = /^(?:soldiers?|troops|servicemen|fighters?|rebels?|militants?|combatants?|gunmen|men)$/;
const STRENGTH = /^(?:fighters|members|militants|soldiers|troops|combatants|rebels|recruits|supporters)$/;

/** Index of the word that governs a phrase: the one before its articles. */
function wordBefore(scene: Scene, phrase: CountPhrase): number {
  const { tokens } = scene.page;
  let at = phrase.from - 1;
  while (at >= startOf(scene, phrase) && /^(?:the|a|an|another|some|further|about)$/.test(tokens[at]!.lower))
    at--;
  return at >= startOf(scene, phrase) ? at : -1;
}

function madeUp(metric: Metric, at: number, negated = false, open = false): Finding {
  return { metric, tag: { metric, role: "act", form: "past", length: 1 }, at, negated, open };
}

/**
 * "took six coastguards prisoner", "leaving some 9,000 people in the open": the verb stands before the people and
 * what became of them behind. Fighters taken prisoner are detained, others are abducted.
 */
export function becameOf(scene: Scene, phrase: CountPhrase): Finding | null {
  const { tokens } = scene.page;
  const at = wordBefore(scene, phrase);
  if (at < 0) return null;
  const verb = tokens[at]!.lower;
  if (LEAVES.test(verb) && phraseAt(tokens, phrase.to, scene.rules.exposed)) return madeUp("displaced", at);
  if (!TAKES.test(verb)) return null;
  if (isTakenFrom(scene, phrase)) return madeUp("abducted", at);
  const as = tokens[phrase.to]?.sentence === phrase.sentence ? tokens[phrase.to]!.lower : "";
  if (/^(?:hostage|captive)$/.test(as)) return madeUp("abducted", at);
  if (as !== "prisoner") return null;
  const head = phrase.head >= 0 ? tokens[phrase.head]!.lower : "";
  return madeUp(FIGHTERS.test(head) ? "detained" : "abducted", at);
}

/** "took 14 boys from the school": away, and to no place that the sentence names. */
function isTakenFrom(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  if (phrase.noun?.kind !== "person" || tokens[phrase.to]?.lower !== "from") return false;
  for (let k = phrase.to + 1; k < phrase.to + 14 && tokens[k]?.sentence === phrase.sentence; k++) {
    if (/^(?:to|for|with|into)$/.test(tokens[k]!.lower)) return false;
  }
  return !phrase.inner.some(({ metric }) => metric !== "other");
}

/** "Among the dead were nine schoolchildren": the group stands first, and the sentence runs the other way round. */
export function amongFirst(scene: Scene, phrase: CountPhrase): Finding | null {
  const { tokens } = scene.page;
  const at = wordBefore(scene, phrase);
  const floor = startOf(scene, phrase);
  if (at <= floor || !BE.test(tokens[at]!.lower)) return null;
  let group = at;
  for (let k = at - 1; k >= floor && k >= at - 8; k--) {
    if (!/^(?:among|amongst)$/.test(tokens[k]!.lower)) continue;
    group = k;
    break;
  }
  if (group === at) return null;
  for (let k = group; k < at; k++) {
    const tag = tagsAt(tokens, k, scene.rules).find(
      ({ metric, role, form }) =>
        metric !== "other" && (role === "state" || role === "noun" || (role === "act" && form === "past")),
    );
    if (tag) return { metric: tag.metric, tag, at: k, negated: false, open: false };
  }
  return null;
}

/** "has perhaps 2,500 fighters", "it now has 6,000 members": how strong a body is. */
export function isStrength(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  const head = phrase.head >= 0 ? tokens[phrase.head]!.lower : "";
  const at = wordBefore(scene, phrase);
  if (at < 0 || !STRENGTH.test(head)) return false;
  return /^(?:has|have|had|numbers|commands|fields|boasts|musters)$/.test(tokens[at]!.lower);
}

const LEAVERS =
  /^(?:people|persons|residents|civilians|families|villagers|inhabitants|households|women|children|men|townspeople|whom)$/;

/** "1,150 people left on 9 June": people who left a place, with nothing that they left behind. */
export function isDeparture(scene: Scene, phrase: CountPhrase, at: number): boolean {
  const { tokens } = scene.page;
  if (tokens[at]?.lower !== "left" || tokens[at]!.sentence !== phrase.sentence) return false;
  const head = phrase.head >= 0 ? tokens[phrase.head]!.lower : "";
  if (!LEAVERS.test(head) && phrase.part !== "number") return false;
  const next = tokens[at + 1];
  if (!next || next.sentence !== phrase.sentence || next.text === ".") return true;
  return (
    scene.named[at + 1] === 1 ||
    /^(?:on|for|since|after|before|during|through|via|by|overnight|yesterday|when)$/.test(next.lower)
  );
}

/** "crossing the bridge on foot": nothing says that a border was crossed. */
export function staysInside(scene: Scene, phrase: CountPhrase, finding: Finding): boolean {
  const { tokens } = scene.page;
  if (phrase.inner.some(({ metric }) => metric === "refugees")) return false;
  if (finding.tag.length > 1 || !/^cross/.test(tokens[finding.at]!.lower)) return false;
  const from = Math.max(startOf(scene, phrase), finding.at - CLAUSE_REACH);
  for (let k = from; k < finding.at + 14 && tokens[k]?.sentence === phrase.sentence; k++) {
    if (
      /^(?:border|borders|frontier|frontiers|neighbouring|neighboring|abroad|asylum)$/.test(tokens[k]!.lower)
    )
      return false;
    if (k > finding.at && /^(?:into|to)$/.test(tokens[k]!.lower)) return false;
  }
  return true;
}

/** How far back in a text about arrests or kidnappings the word may stand that says which it is. */
const SETTING = 160;

const ARMED =
  /^(?:gunmen|rebels?|fighters?|militants?|militia|insurgents?|bandits?|gangs?|kidnappers|jihadists?)$/;

/** "taken from their homes" in a text that speaks of arrests and custody: whoever took them holds them by right of office. */
export function inCustodyText(scene: Scene, at: number): boolean {
  const { tokens } = scene.page;
  let custody = 0;
  let captive = 0;
  for (let k = Math.max(0, at - SETTING); k < at + SETTING && k < tokens.length; k++) {
    if (k === at) continue;
    if (ARMED.test(tokens[k]!.lower)) return false;
    for (const tag of tagsAt(tokens, k, scene.rules)) {
      if (tag.metric === "detained") custody++;
      if (tag.metric === "abducted" && !/^(?:taken|seiz|took)/.test(tokens[k]!.lower)) captive++;
    }
  }
  return custody > 0 && captive === 0;
}

/** "Killed 12 / wounded 30": a label with its number and nothing else between marks. */
export function labelBefore(scene: Scene, phrase: CountPhrase): Tag | null {
  const { tokens } = scene.page;
  const floor = startOf(scene, phrase);
  if (phrase.head >= 0 || phrase.part !== null || phrase.from - floor > CLAUSE_REACH) return null;
  const after = tokens[phrase.to];
  if (after?.sentence === phrase.sentence && !/^[/|;,.(]$/.test(after.text)) return null;
  const told = tagsEndingAt(tokens, phrase.from, floor, scene.rules);
  const tag = told.find(
    ({ role, form }) => role === "state" || role === "noun" || (role === "act" && form === "past"),
  );
  if (!tag || tag.metric === "other") return null;
  const opens = phrase.from - tag.length;
  if (opens > floor && !/^[/|;–—-]$/.test(tokens[opens - 1]!.text)) return null;
  // "Killed 12, they said": only a line of labels leaves out its verb.
  const marked = after?.sentence !== phrase.sentence || /^[/|;]$/.test(after.text);
  return marked || pick(tagsAt(tokens, opens, scene.rules)) === null ? tag : null;
}

/** "The council, which says it lost nine fighters, accused": what is told beside a speaker does not name one. */
export function isAsideOf(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens, sentences } = scene.page;
  const floor = Math.max(sentences[phrase.sentence]!.from, phrase.from - 8);
  for (let k = phrase.from - 1; k > floor; k--) {
    if (/^(?:which|who)$/.test(tokens[k]!.lower)) return tokens[k - 1]!.text === ",";
  }
  return false;
}

/** "On Friday the office had spoken of eight dead": a count given before the ones that the text goes by. */
export function isPluperfect(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  const floor = Math.max(startOf(scene, phrase), phrase.from - 6);
  for (let k = phrase.from - 1; k > floor; k--) {
    if (/^(?:spoken|put|given|counted|reported|recorded|estimated|listed)$/.test(tokens[k]!.lower))
      return tokens[k - 1]!.lower === "had";
  }
  return false;
}

const BROUGHT = /^(?:taken|brought|rushed|transferred|moved|admitted|carried|evacuated)$/;

/** "taken to Kessik hospital", "brought to the Norbury general hospital": the name of the house stands between. */
export function isBroughtToHospital(scene: Scene, at: number): boolean {
  const { tokens } = scene.page;
  if (!BROUGHT.test(tokens[at]!.lower) || tokens[at + 1]?.lower !== "to") return false;
  for (let k = at + 2; k < at + 8 && tokens[k]?.kind === "word"; k++) {
    if (tokens[k]!.sentence !== tokens[at]!.sentence) return false;
    if (/^(?:hospitals?|clinics?)$/.test(tokens[k]!.lower)) return true;
    if (
      scene.rules.functional.has(tokens[k]!.lower) &&
      tokens[k]!.lower !== "the" &&
      tokens[k]!.lower !== "a"
    )
      return false;
  }
  return false;
}
