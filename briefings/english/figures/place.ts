import { type Span, spansOverlap } from "../../evidence.ts";
import type { Figure } from "../../facts.ts";
import type { Mention, World } from "../world.ts";
import { readAreas, withAreas } from "./area.ts";
import { facilityNames, isBystander, namesFacility, talkPlaces } from "./bystanders.ts";
import { CLAUSE_REACH, type Scene } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";
import { readable, spanOf } from "./place-name.ts";
import { clauseBorders, isOnTop, isRecord, isStruck, isWater } from "./place-turns.ts";
import {
  hostCountry,
  isAddedToCountry,
  isCountry,
  isDateline,
  OPENING_MENTIONS,
  salience,
  stateNames,
} from "./place-weight.ts";
import type { Reading } from "./reading.ts";
import { headingOver, isLine } from "./section.ts";

/** Places that can be where something happened, ready for looking around a phrase. */
export interface PlaceIndex {
  /** In order of their place in the text. */
  readonly mentions: readonly Mention[];
  /** Word that leads to each mention ("in", "of"), "" for none. */
  readonly openers: readonly string[];
  /** First mention of each sentence, as an index into `mentions`; -1 for none. */
  readonly bySentence: Int32Array;
  /** The place most of the text is about; null when nothing stands out. */
  readonly main: Mention | null;
  /** The town of the dateline, where it can be the scene. */
  readonly dateline: Mention | null;
  /** The country that something happened in or that is spoken of, named first. */
  readonly country: Mention | null;
  /** The country in which the text was written, if its dateline says so: it is the one that counts arrivals. */
  readonly host: Mention | null;
  /** Mentions of a province beside its country ("Orvany and the breakaway province of Kessik"). */
  readonly added: ReadonlySet<Mention>;
  /** By place, the first sentence that names it. */
  readonly firstSeen: ReadonlyMap<number, number>;
  /** Places where people only meet and talk: never the scene of what a sentence leaves open. */
  readonly talks: ReadonlySet<number>;
}

/** Places named with a part of a group ("some 3,000 of them in Goma"): what follows is about all again. */
export interface PartialPlaces {
  readonly mentions: Set<Mention>;
  readonly places: Set<number>;
}

/** How well a word before a name says that something happened there. */
const OPENERS: ReadonlyMap<string, number> = new Map([
  ["across", 2],
  ["around", 3],
  ["at", 3],
  ["from", 0],
  ["in", 3],
  ["inside", 3],
  ["into", 3],
  ["near", 3],
  ["of", 2],
  ["on", 2],
  ["outside", 3],
  ["to", 2],
  ["toward", 2],
  ["towards", 2],
]);
const LABEL = ":";
const REGION_NOUNS =
  /^(?:town|city|village|region|province|state|district|part|outskirts|north|south|east|west|camp|suburb|area|territory|mountains|hills)$/;
export function indexPlaces(scene: Scene, world: World): PlaceIndex {
  const mentions: Mention[] = [];
  const openers: string[] = [];
  const bySentence = new Int32Array(scene.page.sentences.length).fill(-1);
  const weights = new Map<number, number>();
  const firstSeen = new Map<number, number>();
  const states = stateNames(world);
  const beside = new Set<Mention>();
  const talks = talkPlaces(scene, world);
  const facilities = facilityNames(scene, world);
  let main: Mention | null = null;
  let last: Mention | null = null;
  let country: Mention | null = null;
  const all = withAreas(world.mentions, readAreas(scene.page, scene.rules, scene.named));
  for (const [i, mention] of all.entries()) {
    const area = mention.place === null && mention.type === "place" && mention.actor === null;
    if ((mention.place === null && !area) || mention.type === "demonym") continue;
    if (isDateline(scene, mention)) continue;
    if (mention.place !== null && facilities.has(mention.place)) continue;
    const opener = scene.rules.areas.whole.has(mention.text.toLowerCase()) ? "in" : openerOf(scene, mention);
    if (isBystander(scene, mention, opener, all[i + 1]) || (area && isRecord(scene, mention))) continue;
    const wider = last !== null && isWiderThan(scene, last, mention);
    const added = last !== null && isAddedToCountry(scene, { world, states }, last, mention);
    last = mention;
    if (wider) continue;
    if (added) beside.add(mention);
    if (bySentence[mention.sentence] === -1) bySentence[mention.sentence] = mentions.length;
    mentions.push(mention);
    openers.push(opener);
    if (mention.place === null || talks.has(mention.place)) continue;
    if (country === null && opener !== "" && opener !== "from" && isCountry({ world, states }, mention))
      country = mention;
    if (!firstSeen.has(mention.place)) firstSeen.set(mention.place, mention.sentence);
    const weight = salience(scene, { world, states }, mention, opener, added);
    weights.set(mention.place, (weights.get(mention.place) ?? 0) + weight);
    if (!main || (weights.get(mention.place) ?? 0) > (weights.get(main.place ?? -1) ?? 0)) main = mention;
  }
  const dateline = datelineTown(scene, world);
  const index = { mentions, openers, bySentence, added: beside, dateline, country, firstSeen, talks };
  return { ...index, main: main ?? dateline, host: hostCountry(scene, { world, states }) };
}

const SETTLEMENTS =
  /^(?:town|village|city|camp|settlement|suburb|port|quarter|neighbourhood|neighborhood|hamlet|commune|municipality|capital|hub|stronghold)$/;

/**
 * "in Ligafou, in the Sarrat region of Bandiara", "around Tolmera, a mining town in Orvel province": the second name
 * only says where the first one lies.
 */
function isWiderThan(scene: Scene, head: Mention, mention: Mention): boolean {
  const { tokens } = scene.page;
  const gap = mention.from - head.to;
  if (head.sentence !== mention.sentence || gap < 1 || gap > 9) return false;
  let region = REGION_NOUNS.test(tokens[mention.to]?.lower ?? "") || hasCompass(scene, mention);
  // "the Ulm camp in North Tarn"
  const camp = SETTLEMENTS.test(tokens[head.to]!.lower) && tokens[head.to + 1]!.lower === "in";
  let comma = camp || tokens[head.to]!.text === ",";
  let described = 0;
  let settlement = false;
  for (let k = head.to; k < mention.from; k++) {
    const { lower, text } = tokens[k]!;
    const noun = REGION_NOUNS.test(lower) || scene.rules.areas.compass.has(lower);
    if (noun) region = true;
    // "in the Sarrat region of Bandiara": the noun of the first name leads on to the second.
    if (noun && k === head.to && tokens[k + 1]?.lower === "of") comma = true;
    if (SETTLEMENTS.test(lower)) settlement = true;
    else if (!noun && text !== "," && !/^(?:in|of|on|near|the|a|an)$/.test(lower)) described++;
    if (text === "," && k > head.to) return false;
  }
  if (described > 0 && !(settlement && described <= 3)) return false;
  return comma && region;
}

function hasCompass(scene: Scene, mention: Mention): boolean {
  return scene.rules.areas.compass.has(scene.page.tokens[mention.from]!.lower);
}

/**
 * A dateline's town is where the report was written: it is the scene only where the text names no other and
 * speaks of the same country. Geneva and London are not where it happened.
 */
function datelineTown(scene: Scene, world: World): Mention | null {
  const opening = world.mentions.slice(0, OPENING_MENTIONS).filter((mention) => mention.place !== null);
  const dateline = opening.filter((mention) => isDateline(scene, mention));
  const town = dateline[0];
  if (!town) return null;
  const country = world.places[town.place ?? -1]?.country ?? null;
  const named = new Set(dateline.slice(1).map((mention) => mention.place));
  const home = opening.some((mention) => {
    if (isDateline(scene, mention)) return false;
    const other = world.places[mention.place ?? -1]?.country ?? null;
    return named.has(mention.place) || (country !== null && other === country);
  });
  return home ? town : null;
}

/** The word that leads to a place name, past "the northern town of". */
function openerOf(scene: Scene, mention: Mention): string {
  const { tokens } = scene.page;
  const after = tokens[mention.to];
  const { from } = scene.page.sentences[mention.sentence]!;
  if (after?.text === ":" && mention.from - from <= 1) return LABEL;
  // "The camp of Ulm had already been shelled": what befell a place happened there.
  if (isStruck(scene, mention)) return "in";
  // "captured the garrison town of Hpa Lai": called a place, whatever leads to it.
  let town = "";
  for (let k = mention.from - 1; k >= from && k >= mention.from - 6; k--) {
    const { lower, kind } = tokens[k]!;
    if (lower === "of" && REGION_NOUNS.test(tokens[k - 1]?.lower ?? "")) {
      town = "of";
      continue;
    }
    if (OPENERS.has(lower)) return lower;
    if (lower === "'s") continue;
    if (kind === "mark" || scene.rules.grammar.auxiliaries.has(lower)) return town;
  }
  return town;
}

/**
 * Where it happened: the best place of the sentence (stated), else what the paragraph or the whole text has been
 * speaking of (inferred). Bullets stand alone and take nothing from elsewhere. Null when there is none.
 */
export function placeOf(
  scene: Scene,
  reading: Reading,
  index: PlaceIndex,
  world: World,
  recent: Mention | null,
  partial: PartialPlaces,
  speaker: Span | null,
): { readonly place: Figure["place"]; readonly mention: Mention | null } {
  const phrase = scene.phrases[reading.index]!;
  const best = bestInSentence(scene, reading, phrase, index, speaker);
  const block = scene.page.blocks[scene.page.sentences[phrase.sentence]!.block]!;
  const line = isLine(scene, phrase);
  const near =
    best ??
    earlierInBlock(scene, phrase, index, partial) ??
    (line ? overLine(scene, phrase, index) : null) ??
    (block.kind === "bullet" && line
      ? null
      : ((leftFrom(scene, reading) ? null : recent) ?? mainOf(index, partial, phrase.sentence)));
  // Refugees are counted where they arrive; the river or border they crossed is not where they are.
  const arrived = reading.metric === "refugees" && best === null && near !== null && isWater(near);
  const over = best === null && isOnTop(scene, phrase) ? index.country : null;
  const mention = over ?? (arrived ? (index.host ?? near) : near);
  if (!mention) return { place: null, mention: null };
  const span = spanOf(scene, mention);
  const place = mention.place === null || span.joint ? undefined : world.places[mention.place];
  return {
    place: {
      name: readable(scene.page.text.slice(span.start, mention.end), place?.name ?? null),
      placeId: place?.id ?? null,
      basis: best ? "stated" : "inferred",
    },
    mention: best,
  };
}

/** The place of the heading over a line, else that of the title of the page. */
function overLine(scene: Scene, phrase: CountPhrase, index: PlaceIndex): Mention | null {
  const heading = headingOver(scene, phrase);
  const { blocks, sentences } = scene.page;
  const title = phrase.sentence > 0 && blocks[sentences[0]!.block]!.kind === "heading" ? 0 : -1;
  for (const s of [heading, title]) {
    if (s < 0) continue;
    let found: Mention | null = null;
    const first = index.bySentence[s] ?? -1;
    for (let i = first; i >= 0 && i < first + 40 && index.mentions[i]?.sentence === s; i++) {
      const led = (OPENERS.get(index.openers[i]!) ?? 0) >= 2;
      if (found === null || led) found = index.mentions[i]!;
    }
    if (found) return found;
  }
  return null;
}

/**
 * The place of the text, unless a count has called it a part of something wider, or the text has not come to it yet:
 * then the town of the dateline, if any, is nearer than what is named further down.
 */
function mainOf(index: PlaceIndex, partial: PartialPlaces, sentence: number): Mention | null {
  const { main } = index;
  if (main === null || partial.places.has(main.place ?? -1)) return null;
  return (index.firstSeen.get(main.place ?? -1) ?? 0) > sentence ? index.dateline : main;
}

/** "displaced from the camps": where they came from is not where the last ones were said to have arrived. */
function leftFrom(scene: Scene, reading: Reading): boolean {
  const { tokens } = scene.page;
  const phrase = scene.phrases[reading.index]!;
  if (reading.metric !== "displaced") return false;
  for (let k = phrase.to; k < phrase.to + 8 && tokens[k]?.sentence === phrase.sentence; k++) {
    if (tokens[k]!.lower === "from" && tokens[k + 1]?.lower === "the") return true;
  }
  return false;
}

/** How many sentences of its paragraph a count may take its place from. */
const SENTENCES_BACK = 5;

/** The last place of the sentences before in the same paragraph that something happened "in". */
function earlierInBlock(
  scene: Scene,
  phrase: CountPhrase,
  index: PlaceIndex,
  partial: PartialPlaces,
): Mention | null {
  const { sentences } = scene.page;
  const { block } = sentences[phrase.sentence]!;
  for (let s = phrase.sentence - 1; s >= 0 && s >= phrase.sentence - SENTENCES_BACK; s--) {
    if (sentences[s]!.block !== block) return null;
    let found: Mention | null = null;
    for (let i = index.bySentence[s] ?? -1; i >= 0 && index.mentions[i]?.sentence === s; i++) {
      const opener = index.openers[i]!;
      const { place } = index.mentions[i]!;
      if (
        partial.mentions.has(index.mentions[i]!) ||
        index.added.has(index.mentions[i]!) ||
        (place === null && !isCompass(scene, index.mentions[i]!))
      )
        continue;
      if (place !== null && index.talks.has(place)) continue;
      if (opener === LABEL || (OPENERS.get(opener) ?? 0) >= 2) found = index.mentions[i]!;
    }
    if (found) return found;
  }
  return null;
}

/** "the east" may be taken from the sentence before; "the region" and "the country" only repeat a name. */
function isCompass(scene: Scene, area: Mention): boolean {
  const { lower } = scene.page.tokens[area.to - 1]!;
  return !/^(?:country|nation|province|region|territory)$/.test(lower);
}

function bestInSentence(
  scene: Scene,
  reading: Reading,
  phrase: CountPhrase,
  index: PlaceIndex,
  speaker: Span | null,
): Mention | null {
  const first = index.bySentence[phrase.sentence] ?? -1;
  if (first < 0) return null;
  let best: Mention | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  const moving =
    reading.metric === "refugees" || reading.metric === "displaced" || reading.metric === "returnees";
  for (let i = first; i < index.mentions.length && i < first + 40; i++) {
    const mention = index.mentions[i]!;
    if (mention.sentence !== phrase.sentence) break;
    // "Activists in Ulm said 46 were dead": where they are who say so.
    if (speaker !== null && spansOverlap(speaker, mention)) continue;
    const right = mention.from >= phrase.to;
    const gap = right ? mention.from - phrase.to : phrase.from - mention.to;
    if (gap > CLAUSE_REACH) continue;
    const opener = index.openers[i]!;
    const named = opener === LABEL ? 3 : opener === "" ? 0.5 : (OPENERS.get(opener) ?? 1);
    // "at the Virunga general hospital in Goma": the town is the place.
    const weight = opener !== LABEL && namesFacility(scene, mention) ? 0.5 : named;
    const goal = moving && /^(?:into|to|in|towards?|at)$/.test(opener) ? 1 : 0;
    const source = moving && opener === "from" ? 1 : 0;
    const crossed = clauseBorders(scene, right ? phrase.to : mention.to, right ? mention.from : phrase.from);
    // ", some 3,000 of them in Goma": the place of another number.
    if (crossed >= 2) continue;
    const score = weight + goal - source - gap / 12 - crossed * 2 + (right ? 0.5 : 0);
    if (score > bestScore) {
      best = mention;
      bestScore = score;
    }
  }
  return best;
}
