import type { ActorKind } from "../../facts.ts";
import type { GazetteerPlace } from "../../gazetteer.ts";
import type { CuedSpan } from "./name-cues.ts";
import { type Evidence, groupNames, type NameGroup, readEvidence } from "./name-groups.ts";
import { isAcronym } from "./name-levels.ts";
import { typeNeighbours, typePlaceParts } from "./name-neighbours.ts";
import type { NamesInput } from "./name-span.ts";
import { isEntry, phraseAt } from "./name-words.ts";
import { orgKindOf } from "./org-heads.ts";
import { bandKind, kindByText, kindByWords } from "./org-kinds.ts";

export type NameType =
  | { readonly type: "person" }
  | { readonly type: "org"; readonly kind: ActorKind }
  | {
      readonly type: "place";
      /** ISO 3166-1 alpha-2 when the name is a country's. */
      readonly country: string | null;
      /** Whether it is a country, on the map or not. */
      readonly state: boolean;
    }
  | { readonly type: "demonym" }
  | { readonly type: "other"; readonly reason: string };

/** What a name without any evidence is dropped with. */
const UNKNOWN = "a name with nothing beside it that says what it names";

/** Below this many people a town needs a preposition or a country beside it to be read as a place. */
const KNOWN_TOWN = 100_000;
const SMALL_TOWN = 15_000;

const PERSON: NameType = { type: "person" };
const PLACE: NameType = { type: "place", country: null, state: false };

/**
 * Decides for every name what it names, from all places where it stands. Equal names of one article are one
 * thing. `acronyms` maps the folded acronym to the folded name that defines it.
 */
export function typeNames(
  input: NamesInput,
  spans: readonly CuedSpan[],
  acronyms: ReadonlyMap<string, string>,
): Map<string, NameType> {
  const groups = groupNames(spans);
  const evidence = readEvidence(input, groups, spans, acronyms);
  const types = new Map<string, NameType>();
  for (const group of groups.values()) {
    const type = decide(input, group, evidence);
    if (type) types.set(group.key, type);
  }
  for (const [acronym, name] of acronyms) {
    const type = types.get(name);
    if (type && type.type !== "person" && groups.has(acronym)) types.set(acronym, type);
  }
  typePersonParts(input, groups, types);
  typeNeighbours(input, spans, types);
  typePlaceParts(input, groups, types);
  for (const group of groups.values())
    if (!types.has(group.key) && isPersonShaped(input, group)) types.set(group.key, PERSON);
  typePersonParts(input, groups, types);
  for (const group of groups.values()) {
    const type = types.get(group.key);
    if (!type) types.set(group.key, other(UNKNOWN));
    else if (type.type === "org" && type.kind === "other_org" && !group.first.known) {
      const kind = kindByText(input, group);
      if (kind) types.set(group.key, { type: "org", kind });
    }
  }
  shareKinds(types, acronyms);
  return types;
}

/** What is said of the acronym holds for the name, and the other way round. */
function shareKinds(types: Map<string, NameType>, acronyms: ReadonlyMap<string, string>): void {
  for (const [acronym, name] of acronyms) {
    const [a, b] = [types.get(acronym), types.get(name)];
    if (a?.type !== "org" || b?.type !== "org") continue;
    if (b.kind === "other_org") types.set(name, a);
    else types.set(acronym, b);
  }
}

function other(reason: string): NameType {
  return { type: "other", reason };
}

function decide(input: NamesInput, group: NameGroup, evidence: Evidence): NameType | null {
  const { words } = input;
  const { first, spans, tokens, titled } = group;
  const lower = first.text.toLowerCase().replace(/’/g, "'");
  if (!titled && (words.notNames.has(lower) || (tokens === 1 && words.topics.has(lower)))) {
    return other("not a name of anyone");
  }
  if (tokens === 1 && !titled && isBareHead(input, lower))
    return isPaper(input, group) ? { type: "org", kind: "media" } : other("a common noun with a capital");
  if (tokens > 1 && isPeople(input, first)) return { type: "demonym" };
  if (tokens > 3 && /^(?:chief|head|commander|speaker|leader) of /u.test(group.key))
    return other("an office");
  if (first.known) return { type: "org", kind: first.known.kind };
  if (first.kind) return { type: "org", kind: first.kind };
  if (spans.some((s) => s.demonym)) return titled ? PERSON : { type: "demonym" };
  const kind = kindByWords(input, first);
  if (titled && !kind) return PERSON;
  const country = input.lookups.countryOf(first.text);
  if (country?.as === "name") return { type: "place", country: country.code, state: true };
  const last = tokens > 0 ? input.page.tokens[first.to - 1]!.lower : "";
  if (tokens > 1 && words.facilities.has(last)) return facility(group, kind);
  const given = tokens > 1 && words.givenNames.has(input.page.tokens[first.from]!.lower);
  if (given && !kind && (group.human || group.speaks)) return PERSON;
  if (tokens > 1 && words.placesAfter.has(last) && isPlaceWith(input, first, last)) return PLACE;
  const found = input.lookups.find(first.text);
  // "West Bank", "Northern Ireland": a region of the map before a guess by its last word.
  if (kind === "other_org" && found[0] && found[0].origin !== "cities") return PLACE;
  if (kind) return { type: "org", kind };
  if (tokens > 1 && !evidence.defined.has(group.key) && isNamedThing(input, first)) {
    return other("a storm, an operation or a product");
  }
  if (group.human && !(found.length > 0 && group.cue >= 2)) return PERSON;
  const described = describedType(group, found.length > 0);
  if (described) return described;
  if (evidence.demonyms.has(group.key)) return { type: "demonym" };
  if (evidence.states.has(group.key) && found.length === 0)
    return { type: "place", country: null, state: true };
  if (evidence.defined.has(group.key)) {
    return found.length > 0 && group.cue >= 2 ? PLACE : { type: "org", kind: "other_org" };
  }
  if (found.length > 0) return fromGazetteer(input, group, found, given);
  if (given && group.cue < 3) return PERSON;
  return fromContext(input, group);
}

/** "Orlan River"; "San Miguel Department" where San Miguel is on the map, not "Treasury Department". */
function isPlaceWith(input: NamesInput, span: CuedSpan, last: string): boolean {
  // "Council of the Straits" is what stands before "of".
  for (let k = span.from + 1; k < span.to; k++)
    if (/^(?:of|for)$/u.test(input.page.tokens[k]!.lower) && orgKindOf(input, span.from, k + 2)) return false;
  if (!isEntry(input.words.orgHeads, last)) return true;
  return input.lookups.find(span.text.slice(0, -last.length).trim()).length > 0;
}

/** "the Open House said": a building or an institution of a town, unless it speaks or is called a body. */
function facility(group: NameGroup, kind: ActorKind | null): NameType {
  const { described } = group;
  if (described && described !== "platform") return { type: "org", kind: described as ActorKind };
  if (group.speaks) return { type: "org", kind: kind ?? "other_org" };
  return other("a building or an institution of a town");
}

/** "the Federation", "the Ministry": the name of a kind of thing, not of a thing. */
function isBareHead(input: NamesInput, lower: string): boolean {
  const { words } = input;
  return (
    isEntry(words.orgHeads, lower) ||
    words.orgLinkers.has(lower) ||
    words.placesAfter.has(lower) ||
    words.facilities.has(lower)
  );
}

/** "the Herald", "the Gazette": words that name newspapers and nothing else. */
function isPaper(input: NamesInput, group: NameGroup): boolean {
  const { words, page } = input;
  if (
    !/^(?:chronicle|courier|gazette|herald|inquirer|examiner|ledger|sentinel|telegraph|tribune)$/u.test(
      group.key,
    )
  )
    return false;
  return (
    !words.common.has(group.key) &&
    group.spans.some((span) => span.sure && page.tokens[span.from - 1]?.lower === "the")
  );
}

/** "Bosnian Serbs", "Sunni Arabs": words for peoples only. */
function isPeople(input: NamesInput, span: CuedSpan): boolean {
  for (let k = span.from; k < span.to; k++) {
    const token = input.page.tokens[k]!;
    if (!input.words.notNames.has(token.lower) && input.lookups.countryOf(token.text)?.as !== "demonym")
      return false;
  }
  return true;
}

/** "Hurricane X", "Operation X". */
function isNamedThing(input: NamesInput, span: CuedSpan): boolean {
  return phraseAt(input.page.tokens, span.from, span.to, input.words.described)?.value === "platform";
}

/** "rebel group X", "X militants", "the app X"; a place beside such a word stays a place. */
function describedType(group: NameGroup, listed: boolean): NameType | null {
  if (group.described === null) return null;
  const acronym = isAcronym(group.first.text);
  if (!acronym && (group.cue >= 2 || (listed && group.cue > 0))) return null;
  if (group.described === "platform") return other("a product, not an actor");
  return listed && !acronym ? null : { type: "org", kind: group.described as ActorKind };
}

function fromGazetteer(
  input: NamesInput,
  group: NameGroup,
  found: readonly GazetteerPlace[],
  given: boolean,
): NameType | null {
  const { cue, within, tokens } = group;
  const best = found[0]!;
  const single = tokens <= 1;
  const isGiven = single && input.words.givenNames.has(group.key);
  const common = single && input.words.common.has(group.key);
  // "Sake" is a word and a town: a capital inside a sentence or a preposition must tell.
  const told = best.origin === "ours" ? group.sure : cue >= 2 && best.population >= KNOWN_TOWN;
  if (common && !within && !told) return null;
  if (cue >= 3) return PLACE;
  if (best.origin === "ours" || best.capital === true) return isGiven && cue < 2 ? null : PLACE;
  if (cue >= 2) return isGiven && best.population < KNOWN_TOWN ? null : PLACE;
  if (given && best.population < KNOWN_TOWN * 5 && !within) return PERSON;
  if (isGiven && !within) return group.speaks ? PERSON : null;
  if (best.origin === "admin1") return PLACE;
  if (within && best.population >= 500) return PLACE;
  if (best.population >= KNOWN_TOWN && (group.sure || standsInProse(input, group))) return PLACE;
  if (cue >= 1 && best.population >= SMALL_TOWN) return PLACE;
  if (!single && group.speaks) return PERSON;
  if (!single && best.population >= SMALL_TOWN) return PLACE;
  return null;
}

/** Not only in lines of capitals, where towns stand for teams and desks. */
function standsInProse(input: NamesInput, group: NameGroup): boolean {
  return group.spans.some((span) => span.to > span.from && !input.levels.shouting[span.sentence]);
}

function fromContext(input: NamesInput, group: NameGroup): NameType | null {
  const { words } = input;
  const { first, tokens, cue, speaks } = group;
  if (tokens === 0) return PLACE;
  let common = 0;
  for (let k = first.from; k < first.to; k++) {
    const { lower, cap } = input.page.tokens[k]!;
    if (!cap && words.particles.has(lower)) continue;
    if (isOrdinary(input, lower)) common++;
  }
  const active = speaks || group.acts || group.addressed;
  if (tokens === 1 && group.spans.every((span) => isAcronym(span.text))) {
    return active && !words.common.has(group.key) ? { type: "org", kind: "other_org" } : null;
  }
  if (common === tokens) return null;
  // "the Hotel Tarsk": a house in a town, and not the town.
  const opening = input.page.tokens[first.from]!.lower;
  if (tokens > 1 && words.facilities.has(opening) && !words.placesBefore.has(opening)) return null;
  // "in Counter-ABC training": an acronym with a prefix is no town.
  if (/-\p{Lu}{2,}$/u.test(first.text)) return null;
  if (/^(?:\w+ ){0,2}(?:republic|kingdom|principality|commonwealth|sultanate) of ./.test(group.key))
    return { type: "place", country: null, state: true };
  const prefixed = tokens > 1 && words.placesBefore.has(input.page.tokens[first.from]!.lower);
  if (prefixed && /^(?:mount|mt|lake|fort|cape|gulf|jebel|jabal|strait) /.test(group.key)) return PLACE;
  // Gangs of the Americas: "Los Zorzales"; towns of that shape are in the gazetteer.
  if (/^los? ./.test(group.key) && tokens === 2 && (cue < 2 || group.described !== null))
    return { type: "org", kind: "armed_group" };
  const ordinary = isOrdinary(input, opening);
  if (cue >= 3 && !ordinary && group.placed) return PLACE;
  const plain =
    common === 0 ||
    (tokens === 2 && common === 1 && !words.common.has(input.page.tokens[first.to - 1]!.lower));
  if (cue >= 2 && ((plain && !speaks && group.sure && group.placed) || prefixed)) return PLACE;
  if (prefixed && tokens <= 3 && cue >= 1) return PLACE;
  if (isOutlet(input, group)) return { type: "org", kind: "media" };
  const band = bandKind(input, group);
  if (band) return { type: "org", kind: band };
  if (tokens === 1) return speaks && words.givenNames.has(group.key) ? PERSON : null;
  return common === 0 && tokens <= 5 && active ? PERSON : null;
}

/** "Horn Pulse reported", "told Le Courrier": what reports or is told things by a name that is no person's. */
function isOutlet(input: NamesInput, group: NameGroup): boolean {
  const { tokens } = input.page;
  const { first, spans } = group;
  if (input.words.givenNames.has(tokens[first.from]!.lower)) return false;
  return spans.some((span) => {
    if (span.to <= span.from || span.sentence !== tokens[span.from]!.sentence) return false;
    const behind = tokens[span.to];
    const before = tokens[span.from - 1];
    if (behind?.sentence === span.sentence && /^(?:reported|reports)$/u.test(behind.lower)) return true;
    if (before?.sentence !== span.sentence || group.tokens < 2) return false;
    const told = before.lower === "the" ? tokens[span.from - 2] : before;
    return told?.sentence === span.sentence && /^(?:told|telling|tells)$/u.test(told.lower);
  });
}

/** Two or three words with capitals, none of them common, in running text: what is left over is a person. */
function isPersonShaped(input: NamesInput, group: NameGroup): boolean {
  const { first, tokens, cue } = group;
  if (tokens < 2 || tokens > 3 || cue > 0 || !group.sure || input.levels.shouting[first.sentence])
    return false;
  if (input.lookups.find(first.text).length > 0) return false;
  for (let k = first.from; k < first.to; k++) {
    const { kind, text, lower, cap } = input.page.tokens[k]!;
    if (!cap && input.words.particles.has(lower)) continue;
    if (kind !== "word" || isAcronym(text) || text.length < 2 || isOrdinary(input, lower)) return false;
    if (input.lookups.countryOf(text)) return false;
  }
  return true;
}

function isOrdinary({ words }: NamesInput, lower: string): boolean {
  return words.common.has(lower) || words.topics.has(lower) || words.orgModifiers.has(lower);
}

/** A single name that is part of a person's is that person's, unless the text uses it as a place. */
function typePersonParts(
  input: NamesInput,
  groups: ReadonlyMap<string, NameGroup>,
  types: Map<string, NameType>,
): void {
  const parts = new Set<string>();
  for (const [key, type] of types) {
    if (type.type !== "person") continue;
    const words = key.split(" ");
    if (words.length > 1) for (const word of words) if (word.length > 1) parts.add(word);
    // "Nkweta-Salami", "ag Ihyad": a surname of two words.
    if (words.length > 2) parts.add(words.slice(-2).join(" "));
  }
  for (const group of groups.values()) {
    const word = group.key.replace(/^(?:al|el) /, "");
    if (!parts.has(word)) continue;
    const type = types.get(group.key);
    if (type && (type.type === "org" || type.type === "demonym")) continue;
    // "at Vesh" says little of a name that no map has and a person of the text bears.
    const needed = input.lookups.find(group.first.text).length > 0 ? 2 : 3;
    if (type?.type === "place" && (type.country !== null || group.cue >= needed)) continue;
    types.set(group.key, PERSON);
  }
}
