import type { Figure } from "../facts.ts";
import type { Claim } from "./claims.ts";

/** A number this many times above all that is stated for a town is about more than the town. */
const OVERREACH = 2;
/** How far behind a number the place it is tied to may stand, in characters ("3,000 of them in "). */
const TIED = 16;
/** Smaller numbers beside each other are parts of one event more often than tolls of two areas. */
const TOLL = 100;

/**
 * Leaves out counts of a wider area that were given a town's place: "7,000 died in the east, 3,000 of them in the town",
 * and numbers far above all stated for the town whose place was only inferred. In doubt a count is not shown.
 */
export function withoutOverreach(claims: readonly Claim[]): Claim[] {
  const stated = new Map<string, number>();
  const bySentence = new Map<string, Claim[]>();
  for (const claim of claims) {
    const { figure, place, value } = claim;
    const sentence = sentenceOf(claim);
    bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), claim]);
    if (place === null || place.wide || figure.scope !== "total" || figure.place?.basis !== "stated")
      continue;
    const key = `${figure.metric} ${place.key}`;
    stated.set(key, Math.max(stated.get(key) ?? 0, value ?? 0));
  }
  return claims.filter((claim) => {
    const { figure, place, value } = claim;
    if (place === null || place.wide || figure.scope !== "total") return true;
    if (isPlacedByAnother(claim, bySentence.get(sentenceOf(claim)) ?? [])) return false;
    const most = stated.get(`${figure.metric} ${place.key}`);
    return figure.place?.basis === "stated" || most === undefined || (value ?? 0) <= OVERREACH * most;
  });
}

function sentenceOf({ figure, entry }: Claim): string {
  return `${entry.article.id} ${figure.metric} ${figure.sentence.start}`;
}

/**
 * Whether the place of this number stands right behind another one of its sentence: a part of it, or a smaller toll
 * ("about 3,000 dead in the town and 7,000 in all of the east").
 */
function isPlacedByAnother(claim: Claim, together: readonly Claim[]): boolean {
  const { figure, sentence } = claim;
  const { low, place } = figure;
  if (place === null || low === null || isTied(figure, place.name, sentence)) return false;
  return together.some(
    ({ figure: other }) =>
      other.id !== figure.id &&
      other.status === "reported" &&
      other.place?.name === place.name &&
      other.low !== null &&
      (other.scope === "subset" || (low >= TOLL && other.low * OVERREACH <= low)) &&
      isTied(other, place.name, sentence),
  );
}

function isTied({ evidence, sentence: span }: Figure, name: string, sentence: string): boolean {
  const end = evidence.end - span.start;
  const at = sentence.indexOf(name, end);
  return at >= 0 && at - end <= TIED;
}
