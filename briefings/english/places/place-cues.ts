import type { Token } from "../../text/tokens.ts";
import { isAcronym, NONE } from "../names/name-levels.ts";
import type { NameSpan, NamesInput } from "../names/name-span.ts";
import { phraseAt } from "../names/name-words.ts";

/** How much the surroundings of a name ask for a place: 0 not, 1 "to X", 2 "in X", 3 "town of X", "X province". */
export function placeCue(input: NamesInput, span: NameSpan): number {
  const { tokens } = input.page;
  const sentence = input.page.sentences[span.sentence]!;
  const behind = span.to < sentence.to ? tokens[span.to]! : null;
  let own = behind
    ? cueBehind(input, behind, span.to + 1 < sentence.to ? tokens[span.to + 1]!.lower : "")
    : 0;
  if (isLabel(input, span)) own = 3;
  let k = span.from - 1;
  if (k >= sentence.from && tokens[k]!.lower === "the") k--;
  return k < sentence.from ? own : Math.max(own, cueBefore(input, span, k, sentence.from));
}

const COUNTED =
  /^(?:killed|dead|deaths?|injured|wounded|hurt|missing|displaced|detained|arrested|casualt(?:y|ies)|bodies|people|civilians|families|households|houses|homes|idps|refugees|evacuated|none|nil)$/u;
const SUBJECT =
  /^(?:conflict|displacement|update|situation|emergency|crisis|humanitarian|flash|floods?|earthquake|fighting|violence|clashes|access|snapshot|shelling|sitrep)$/u;

/** "- North Tarsk: 18 killed" and "Tarsk: Flash update 4": a line that says of which place it speaks. */
function isLabel(input: NamesInput, span: NameSpan): boolean {
  const { tokens, sentences, blocks } = input.page;
  const sentence = sentences[span.sentence]!;
  if (span.from !== sentence.from || tokens[span.to]?.text !== ":" || span.title || span.known) return false;
  const limit = Math.min(sentence.to, span.to + 9);
  if (blocks[sentence.block]?.kind === "heading") {
    for (let k = span.to + 1; k < limit; k++) if (SUBJECT.test(tokens[k]!.lower)) return true;
  }
  const first = tokens[span.to + 1];
  if (
    !first ||
    !(first.kind === "number" || /^(?:at|no|none|nil|about|some|over|around|nearly|one)$/u.test(first.lower))
  )
    return false;
  for (let k = span.to + 1; k < limit; k++) if (COUNTED.test(tokens[k]!.lower)) return true;
  return false;
}

/** Nouns that stand behind a place's name though the name does not belong to them. */
const NO_PLACE_NOUN = /^(?:line|state|point|sound|wells|settlement|gate|fields)$/u;

function cueBehind(input: NamesInput, behind: Token, next: string): number {
  if (/^['’]s?$/iu.test(behind.text)) {
    return /^(?:governor|mayor|capital|outskirts|population|borders?|airport|port|bridge|market|streets|residents|inhabitants|suburbs|north(?:east|west)?|south(?:east|west)?|east|west)$/u.test(
      next,
    )
      ? 3
      : 0;
  }
  if (behind.cap) return 0;
  // "X lies 12 miles west of Y"
  if (
    /^(?:lies|sits)$/u.test(behind.lower) &&
    /^(?:\d+|about|some|just|on|in|between|north|south|east|west|at|near|two|three|five)$/u.test(next)
  )
    return 3;
  // "X authorities deny", "X residents"
  if (/^(?:authorities|residents|villagers|inhabitants)$/u.test(behind.lower)) return 2;
  // "Tessaut governor X", "the Goma mayor"
  if (/^(?:governor|mayor|prefect)$/u.test(behind.lower)) return 2;
  if (input.words.placesAfter.has(behind.lower) && !NO_PLACE_NOUN.test(behind.lower)) return 3;
  // "Gamdara market", "the Hpa Lai checkpoint": what stands in a town is called after it.
  return input.words.facilities.has(behind.lower) ? 2 : 0;
}

function cueBefore(input: NamesInput, span: NameSpan, k: number, from: number): number {
  const { tokens } = input.page;
  const { words } = input;
  const { lower } = tokens[k]!;
  if (isTargeted(input, k, from) || isTravelled(input, k, from) || isHeldBy(lower)) return 2;
  if (isStretch(input, span, k, from)) return 2;
  if (lower === "of" && k > from) {
    const noun = tokens[k - 1]!.lower;
    if (!words.placeNouns.has(noun))
      return isOffice(input, k - 1, from) && !isAcronymSpan(input, span) ? 2 : 0;
    return /^(?:people|parts?|rest|side|head|fall|north|south|east|west|area|region|capital)$/u.test(noun)
      ? 2
      : 3;
  }
  if (
    input.levels.at[k] === NONE &&
    /^(?:town|city|village|district|province|camp|region|island|hamlet|township)$/u.test(lower)
  )
    return 3;
  if (/^(?:at|outside)$/u.test(lower))
    return isLocative(input, k, from) && !isAcronymSpan(input, span) ? 2 : 1;
  if (words.strongPrepositions.has(lower)) return /^(?:around|inside)$/u.test(lower) ? 1 : 2;
  return words.placePrepositions.has(lower) ? 1 : 0;
}

function isAcronymSpan(input: NamesInput, span: NameSpan): boolean {
  return span.to - span.from === 1 && isAcronym(input.page.tokens[span.from]!.text);
}

const BELONGS_AT =
  /^(?:work(?:s|ed|ing)?|look|shouts?|aims?|fires?|laughs?|glared?|smiled?|nodded|stud(?:y|ies|ied|ying)|teach(?:es|ing)?|taught|aimed|aiming|fired|firing|shouted|shouting|angry|looked|looking|laughed|pointed|directed|anger|fury|job|chair|lecturer|threw|thrown|swore|hit|lashed|investor|partner|colleagues?|based)$/u;

/** "a depot at X" and not "an analyst at X", "shouted at X". */
function isLocative(input: NamesInput, k: number, from: number): boolean {
  const before = k > from ? input.page.tokens[k - 1]! : null;
  if (!before) return true;
  const { words } = input;
  return !(
    BELONGS_AT.test(before.lower) ||
    words.titleHeads.has(before.lower) ||
    words.people.has(before.lower) ||
    words.people.has(before.lower.replace(/s$/u, "")) ||
    words.titleHeads.has(before.lower.replace(/s$/u, ""))
  );
}

/** "rebel-held X", "army-controlled X", "besieged X": not "state-controlled X". */
function isHeldBy(lower: string): boolean {
  return (
    /^(?!state-|family-|privately-|publicly-).{3,}-(?:held|controlled|occupied|besieged|ravaged|hit|stricken|torn)$/u.test(
      lower,
    ) || /^(?:occupied|embattled|annexed)$/u.test(lower)
  );
}

const OFFICES =
  /^(?:governor|governors|mayor|mayors|prefect|bishop|archbishop|emir|sultan|king|queen|presidents?|authorities|inhabitants|residents|citizens|villagers|farmers|garrison|airport|market|hospital|bridge|roads?|skies|ruins|university|stadium|sovereignty|independence|borders?|airspace|waters|defenders|suburbs?|commander|defence|defense)$/u;

/** "governor of X", "the authorities of X", "the army of X": what a town or a country has. */
function isOffice(input: NamesInput, at: number, from: number): boolean {
  const { tokens } = input.page;
  if (OFFICES.test(tokens[at]!.lower)) return true;
  for (let k = Math.max(from, at - 1); k <= at; k++) {
    if (phraseAt(tokens, k, at + 1, input.words.forces)?.to === at + 1) return true;
  }
  return /^(?:guard|administration)$/u.test(tokens[at]!.lower);
}

/** "from X to Y", "from X towards Y": both ends of a way. */
function isStretch(input: NamesInput, span: NameSpan, k: number, from: number): boolean {
  const { tokens } = input.page;
  const { lower } = tokens[k]!;
  if (lower === "from") {
    const next = tokens[span.to];
    const after = tokens[span.to + 1];
    return next?.sentence === span.sentence && /^(?:to|towards?)$/u.test(next.lower) && after?.cap === true;
  }
  if (!/^(?:to|towards?)$/u.test(lower)) return false;
  for (let b = k - 1; b > Math.max(from, k - 5); b--)
    if (tokens[b]!.cap && /^(?:from|between)$/u.test(tokens[b - 1]!.lower)) return true;
  return false;
}

const TAKEN =
  /^(?:reached|reaching|entered|entering|captured|capturing|recaptured|recapturing|retook|retaken|retaking|shelled|bombed|besieged|overran|overrun|encircled|liberated|fled|fleeing|flee|stormed|storming|pounded|pounding|re-entered|evacuated|leaving|left|departed|visited)$/u;

/** "attack on X", "shelling of X", "reached X", "the road between X and Y". */
function isTargeted(input: NamesInput, k: number, from: number): boolean {
  const { tokens } = input.page;
  const { lower } = tokens[k]!;
  if (TAKEN.test(lower)) return true;
  if (k <= from) return false;
  const noun = tokens[k - 1]!.lower;
  if (lower === "on" || lower === "of" || lower === "against") {
    return /^(?:attacks?|assaults?|strikes?|airstrikes?|air-strikes?|offensive|march|raids?|shelling|bombing|bombardment|siege|advance|incursion|capture|fall|takeover|seizure|outskirts|banks?)$/u.test(
      noun,
    );
  }
  return (
    lower === "between" &&
    /^(?:road|border|highway|route|railway|crossing|coast|frontier|flights?)$/u.test(noun)
  );
}

/** "fled to X", "people crossed from X", "refugees from X": a way leads there. */
function isTravelled(input: NamesInput, k: number, from: number): boolean {
  const { tokens } = input.page;
  const { lower } = tokens[k]!;
  if (lower === "into" || lower === "across" || lower === "throughout") return true;
  if (!/^(?:to|from|towards?|for|via)$/u.test(lower)) return false;
  for (let b = k - 1; b >= Math.max(from, k - 3); b--) {
    const before = tokens[b]!.lower;
    if (lower === "for" ? /^(?:left|leaving|departed|bound|headed)$/u.test(before) : MOTION.test(before))
      return true;
  }
  return false;
}

const MOTION =
  /^(?:fled|flee|flees|fleeing|flown|flew|cross(?:ed|es|ing)?|return(?:s|ed|ing)?|moved|moving|travel(?:s|led|ed|ling|ing)?|arriv(?:e|ed|es|ing)|came|coming|went|going|gone|refugees|evacuees|evacuated|displaced|relocated|telephone|phone|deported|transferred|driven|drove|walked|sailed|marched|marching|advancing|advanced|withdrew|withdraw|withdrawn|retreated|flights?|roads?|highway|route|bridge|approach(?:es)?|railway|bus|train|ferry|troops|border|miles|kilometres|kilometers|km|way|back|trip|visit|visited|convoy|home)$/u;
