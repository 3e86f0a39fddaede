import { phraseAt } from "../numbers/phrases.ts";
import type { Mention, World } from "../world.ts";
import type { Scene } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";

const VENUES =
  /^(?:reporters|journalists|conference|briefing|parliament|council|interview|meeting|statement|speaking|newsmen|remarks|speech|address)$/;

/** "the Virunga general hospital in Goma": names of hospitals and schools that stand in a town of another name. */
export function facilityNames(scene: Scene, world: World): Set<number> {
  const { tokens } = scene.page;
  const names = new Set<number>();
  for (const [i, mention] of world.mentions.entries()) {
    const next = world.mentions[i + 1];
    if (mention.place === null || next === undefined || next.place === null) continue;
    if (!namesFacility(scene, mention) || next.sentence !== mention.sentence) continue;
    if (next.from - mention.to <= 5 && tokens[next.from - 1]!.lower === "in") names.add(mention.place);
  }
  return names;
}

/** "a London conference", "talks in Doha": places named with a meeting. */
export function talkPlaces(scene: Scene, world: World): Set<number> {
  const { tokens } = scene.page;
  const { talks } = scene.rules.bystanders;
  const found = new Set<number>();
  for (const mention of world.mentions) {
    if (mention.place === null) continue;
    const before = tokens[mention.from - 1]?.lower === "in" ? tokens[mention.from - 2]?.lower : undefined;
    if (talks.has(tokens[mention.to]?.lower ?? "") || talks.has(before ?? "")) found.add(mention.place);
  }
  return found;
}

/**
 * Names that do not say where: "Tessaut governor", "told reporters in Dourmali", the country in
 * "Arica, Chile" and in "Altamora's La Vega province", the capital of a country.
 */
export function isBystander(
  scene: Scene,
  mention: Mention,
  opener: string,
  next: Mention | undefined,
): boolean {
  const { tokens } = scene.page;
  const after = tokens[mention.to];
  const before = tokens[mention.from - 1];
  // "called on Kinshasa to open talks", "the UN office in Haiti": who is spoken to, and who sits there.
  if (opener === "on" && /^call/.test(tokens[mention.from - 2]?.lower ?? "")) return true;
  if (opener === "in" && isPost(scene, mention)) return true;
  const chained =
    before?.text === "," && scene.named[mention.from - 2] === 2 && before.sentence === mention.sentence;
  if (chained && opener === "") return true;
  if (after?.lower === "'s" && tokens[mention.to + 1]?.lower === "capital") return true;
  if (/^['’]s$/.test(after?.lower ?? "") && next && next.place !== null && next.from - mention.to <= 4)
    return true;
  if (
    opener === "of" &&
    /^(?:capital|government|president|head|leader|people|governor|army|authorities|parliament|ministry|territory)$/.test(
      wordBeforeOf(scene, mention),
    )
  )
    return true;
  // A country that acts or speaks ("the U.S. urged") is not the scene.
  if (opener === "" && (mention.actor !== null || scene.rules.speech.has(after?.lower ?? ""))) return true;
  if (opener === "" && after?.kind === "word" && after.sentence === mention.sentence && !after.cap) {
    if (phraseAt(tokens, mention.to, scene.rules.nouns)?.value.kind === "person") return true;
  }
  return (opener === "in" || opener === "at") && isVenue(scene, mention, opener);
}

/** "the head of the UN office in the country": the place of an office, not of an event. */
function isPost(scene: Scene, mention: Mention): boolean {
  const { tokens } = scene.page;
  let k = mention.from - 1;
  while (k > 0 && tokens[k]!.lower === "the") k--;
  const before = tokens[k - 1];
  return (
    tokens[k]?.lower === "in" &&
    before?.sentence === mention.sentence &&
    scene.rules.bystanders.posts.has(before.lower)
  );
}

function wordBeforeOf(scene: Scene, mention: Mention): string {
  const { tokens } = scene.page;
  for (let k = mention.from - 1; k >= mention.from - 3 && k > 0; k--) {
    if (tokens[k]!.lower === "of") return tokens[k - 1]!.lower;
  }
  return "";
}

/** "told reporters in Dourmali", "she said in Puerto Quillán": where it was said. */
function isVenue(scene: Scene, mention: Mention, opener: string): boolean {
  const { tokens } = scene.page;
  let k = mention.from - 1;
  while (k > 0 && tokens[k]!.lower !== opener) k--;
  const before = tokens[k - 1];
  if (!before || before.sentence !== mention.sentence) return false;
  return VENUES.test(before.lower) || scene.rules.speech.has(before.lower);
}

/** "116 patients from the Norbury hospital": the count of one facility. */
export function isAtFacility(scene: Scene, phrase: CountPhrase): boolean {
  const { tokens } = scene.page;
  if (phrase.noun?.kind === "facility") return false;
  for (let k = phrase.to; k < phrase.to + 12 && tokens[k]?.sentence === phrase.sentence; k++) {
    if (scene.phraseOfToken[k]! >= 0 || /^[;:]$/.test(tokens[k]!.text)) return false;
    const noun = phraseAt(tokens, k, scene.rules.nouns)?.value;
    if (noun?.kind === "facility" && noun.number === "one") return scene.named[k - 1] === 2 || tokens[k]!.cap;
  }
  return false;
}

/** "Tolmera general hospital": the name belongs to the house. */
export function namesFacility(scene: Scene, mention: Mention): boolean {
  const { tokens } = scene.page;
  for (let k = mention.to; k < mention.to + 3 && tokens[k]?.sentence === mention.sentence; k++) {
    if (tokens[k]!.kind !== "word" || scene.rules.functional.has(tokens[k]!.lower)) return false;
    if (phraseAt(tokens, k, scene.rules.nouns)?.value.kind === "facility") return true;
  }
  return false;
}
