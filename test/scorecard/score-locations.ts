import { assign } from "./assign.ts";
import { type Counts, countShare, noCounts, noShare, type Share, type Slip } from "./counts.ts";
import type { GoldLocation } from "./gold.ts";
import { formsOf, placeLikeness } from "./match-names.ts";
import { plain } from "./match-words.ts";
import type { PredictedLocation } from "./prediction.ts";
import { firstMention } from "./score-actors.ts";

/** A town counts as placed when the point is at most this far off. */
const TOWN_RADIUS_KM = 25;

/** First-level regions of the set: their point is a centroid, so the country alone is compared. */
const REGIONS = new Set(["turkana", "georgia", "alabama"]);

export interface LocationScore {
  readonly counts: Counts;
  /** Points on the map: right, wrong (also any on an invented place), missing. */
  readonly onMap: Counts;
  /** Of those found with an annotated country, how many have that country. */
  readonly country: Share;
  readonly slips: Slip[];
}

/** One gold place, one prediction, by name; generic words ("town", "northern") do not matter. */
export function scoreLocations(
  text: string,
  gold: readonly GoldLocation[],
  predicted: readonly PredictedLocation[],
): LocationScore {
  const likeness = (g: GoldLocation, p: PredictedLocation): number => placeLikeness(formsOf(g), formsOf(p));
  const pairs = assign(gold, predicted, likeness);
  const score: LocationScore = {
    counts: noCounts(),
    onMap: noCounts(),
    country: noShare(),
    slips: [],
  };
  for (const [index, place] of gold.entries()) {
    const found = predicted[pairs.ofGold.get(index) ?? -1];
    if (found === undefined) {
      score.counts.fn++;
      score.slips.push({
        sign: "-",
        what: place.name,
        at: firstMention(text, place.name),
      });
    } else {
      score.counts.tp++;
      if (place.country !== null) countShare(score.country, found.country === place.country);
    }
    scorePoint(place, found, score);
  }
  for (const [index, place] of predicted.entries()) {
    if (pairs.ofPrediction.has(index)) continue;
    score.counts.fp++;
    if (hasPoint(place)) score.onMap.fp++;
    const again = gold.some((g) => likeness(g, place) > 0) ? " (again)" : "";
    score.slips.push({
      sign: "+",
      what: `${place.name}${again}`,
      at: place.mentions[0] ?? null,
    });
  }
  return score;
}

function scorePoint(gold: GoldLocation, found: PredictedLocation | undefined, score: LocationScore): void {
  const wrong = (problem: string): void => {
    score.slips.push({
      sign: "~",
      what: `${gold.name}: ${problem}`,
      at: found?.mentions[0] ?? null,
    });
  };
  if (!hasPoint(gold)) {
    if (gold.country !== null || found === undefined || !hasPoint(found)) return;
    score.onMap.fp++;
    wrong(`invented, but put on the map at ${found.lat}, ${found.lon} (${found.country ?? "no country"})`);
    return;
  }
  if (found === undefined || !hasPoint(found)) {
    score.onMap.fn++;
    return;
  }
  const problem = isArea(gold.name) ? wrongCountry(gold, found) : tooFar(gold, found);
  if (problem === null) {
    score.onMap.tp++;
    return;
  }
  score.onMap.fp++;
  score.onMap.fn++;
  wrong(problem);
}

function wrongCountry(gold: GoldLocation, found: PredictedLocation): string | null {
  return found.country === gold.country
    ? null
    : `country ${found.country ?? "none"}, should be ${gold.country ?? "none"}`;
}

function tooFar(gold: Pointed, found: Pointed): string | null {
  const distance = kilometres(gold, found);
  return distance <= TOWN_RADIUS_KM ? null : `${Math.round(distance)} km off`;
}

interface Pointed {
  readonly lat: number;
  readonly lon: number;
}

function hasPoint<P extends { lat: number | null; lon: number | null }>(place: P): place is P & Pointed {
  return place.lat !== null && place.lon !== null;
}

/** Great-circle distance (haversine formula, mean earth radius 6371 km). */
function kilometres(a: Pointed, b: Pointed): number {
  const radians = Math.PI / 180;
  const dLat = (b.lat - a.lat) * radians;
  const dLon = (b.lon - a.lon) * radians;
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(Math.min(1, h)));
}

const COUNTRY_NAMES = countryNames();

function countryNames(): Set<string> {
  const display = new Intl.DisplayNames(["en"], {
    type: "region",
    fallback: "none",
  });
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return new Set(codes.map((code) => plain(display.of(code) ?? "")).filter(Boolean));
}

/** Countries and regions have a centroid for a point: comparing kilometres would say nothing. */
function isArea(name: string): boolean {
  const key = plain(name).replace(/^the /, "");
  return COUNTRY_NAMES.has(key) || REGIONS.has(key);
}
