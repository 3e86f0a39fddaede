import type { Mention, World } from "../world.ts";
import type { Scene } from "./clause.ts";

/** Countries and regions are where an article is set; towns are where things happen. */
const WEIGHT_BY_PRECISION = {
  country: 0.4,
  admin1: 0.8,
  admin2: 0.9,
  town: 1,
  point: 1,
  unknown: 1,
} as const;

/** The actors and places of an article, with the names of its states. */
export interface Geography {
  readonly world: World;
  readonly states: ReadonlySet<string>;
}

export function stateNames(world: World): Set<string> {
  const states = world.actors.filter(({ kind }) => kind === "state");
  return new Set(states.flatMap(({ name, aliases }) => [name, ...aliases]));
}

/** How many mentions are looked at for the country of a dateline: the beginning of the text tells. */
export const OPENING_MENTIONS = 60;

export function isDateline(scene: Scene, mention: Mention): boolean {
  return mention.sentence < 0 || mention.start < scene.page.sentences[mention.sentence]!.start;
}

/** How much a mention says that the article is about its place: leads and "in" more, owners and headings less. */
export function salience(
  scene: Scene,
  geography: Geography,
  mention: Mention,
  opener: string,
  added: boolean,
): number {
  const { tokens, sentences, blocks } = scene.page;
  const owner = tokens[mention.to]?.lower === "'s";
  const heading = blocks[sentences[mention.sentence]!.block]!.kind === "heading";
  if (opener === "" || opener === "from" || owner || heading) return 0.3;
  const lead = mention.sentence < 2 ? 3 : mention.sentence < 4 ? 1 : 0;
  return (1 + lead) * WEIGHT_BY_PRECISION[precisionOf(geography, mention)] * (added ? BESIDE_A_COUNTRY : 1);
}

/** A text on "Kivalia and the breakaway province of Tarn" is about the country first. */
const BESIDE_A_COUNTRY = 0.3;

export function isAddedToCountry(
  scene: Scene,
  geography: Geography,
  first: Mention,
  mention: Mention,
): boolean {
  const { tokens } = scene.page;
  if (first.sentence !== mention.sentence || tokens[first.to]?.lower !== "and") return false;
  if (mention.from - first.to > 6) return false;
  let province = false;
  for (let k = first.to + 1; k < mention.from; k++) {
    if (tokens[k]!.kind !== "word") return false;
    province ||= /^(?:province|region|state|territory|republic|enclave)$/.test(tokens[k]!.lower);
  }
  return province || precisionOf(geography, first) === "country";
}

export function isCountry(geography: Geography, mention: Mention): boolean {
  return precisionOf(geography, mention) === "country";
}

/** A state stands for its country. */
function precisionOf({ world, states }: Geography, mention: Mention): keyof typeof WEIGHT_BY_PRECISION {
  return states.has(mention.text) ? "country" : (world.places[mention.place ?? -1]?.precision ?? "unknown");
}

/** The country named in the dateline. */
export function hostCountry(scene: Scene, geography: Geography): Mention | null {
  for (const mention of geography.world.mentions.slice(0, OPENING_MENTIONS)) {
    if (!isDateline(scene, mention)) return null;
    if (precisionOf(geography, mention) === "country") return mention;
  }
  return null;
}
