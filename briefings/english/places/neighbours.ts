import type { GazetteerPlace } from "../../gazetteer.ts";
import { kilometres } from "../../gazetteer-index.ts";
import type { Name } from "./place-candidates.ts";

/** Towns this near to each other are neighbours. */
const NEAR_KM = 60;
/** Below this a place is too small to be a witness. */
const LEAST_PEOPLE = 5000;
const MOST_NAMES = 20;
const MOST_CANDIDATES = 12;

/**
 * An article that names no country, but three towns that lie side by side in one region and nowhere else together:
 * they settle one another. Nothing is settled where another region holds as many of the names, or where anything
 * else of the article has a place already.
 */
export function settleNeighbours(names: readonly Name[]): void {
  if (names.some((name) => name.chosen !== null)) return;
  const open = names.filter((name) => name.candidates.length > 0).slice(0, MOST_NAMES);
  const towns = open.map((name) =>
    name.candidates
      .filter((p) => p.precision === "town" && p.population >= LEAST_PEOPLE)
      .slice(0, MOST_CANDIDATES),
  );
  let best: readonly (GazetteerPlace | null)[] = [];
  let most = 0;
  let rival = 0;
  for (const centre of towns.flat()) {
    const around = towns.map(
      (list) => list.find((p) => p.country === centre.country && kilometres(p, centre) < NEAR_KM) ?? null,
    );
    const count = new Set(around.filter((p) => p !== null).map((p) => p.key)).size;
    const same = best.some(
      (p) => p !== null && p.country === centre.country && kilometres(p, centre) < 2 * NEAR_KM,
    );
    if (count > most) {
      if (!same) rival = most;
      best = around;
      most = count;
    } else if (!same) rival = Math.max(rival, count);
  }
  if (most < 3 || rival >= most) return;
  for (const [i, name] of open.entries()) {
    const place = best[i];
    if (!place) continue;
    name.chosen = place;
    name.why = "context";
  }
}
