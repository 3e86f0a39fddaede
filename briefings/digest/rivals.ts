import type { Metric } from "../facts.ts";
import type { Claim } from "./claims.ts";
import { type DigestWords, hasPhrase } from "./words.ts";

/** States that begin with one deed: who was seized is held, who crossed has arrived. */
const HELD: ReadonlySet<Metric> = new Set(["abducted", "detained", "refugees"]);
/** Counts of one thing by two sources differ by no more than this factor … */
const ONE_COUNT = 1.5;
/** … unless the text sets them against each other ("the true number"). */
const CONTESTED = 3;

/**
 * "Police detained 186 people. The Ombudsman counted 203 detainees." One report gives two sources' numbers of the same
 * people, once by what was done to them and once by the state they are in: the second is put beside the first, with
 * its measure and, if its own place was only inferred, its place.
 */
export function besideRivals(claims: readonly Claim[], words: DigestWords): Claim[] {
  const firsts = new Map<string, Claim[]>();
  return claims.map((claim) => {
    const { figure, entry, group } = claim;
    if (!HELD.has(figure.metric) || figure.scope !== "total" || figure.status !== "reported") return claim;
    const key = `${entry.article.id}|${figure.metric}|${group ?? ""}`;
    const before = firsts.get(key) ?? [];
    firsts.set(key, [...before, claim]);
    const rival = before.findLast((other) => areRivals(other, claim, words));
    if (rival === undefined) return claim;
    const place = figure.place?.basis === "stated" ? claim.place : rival.place;
    return { ...claim, place, figure: { ...figure, measure: rival.figure.measure } };
  });
}

function areRivals(first: Claim, second: Claim, words: DigestWords): boolean {
  if (first.figure.measure === second.figure.measure || first.value === null || second.value === null)
    return false;
  if (first.figure.claimant === null || second.figure.claimant === null) return false;
  if (first.voice.key === second.voice.key) return false;
  const stated = second.figure.place?.basis === "stated" && first.figure.place?.basis === "stated";
  if (stated && first.place?.key !== second.place?.key) return false;
  const factor = hasPhrase(second.sentence, words.contests) ? CONTESTED : ONE_COUNT;
  return Math.max(first.value, second.value) <= factor * Math.min(first.value, second.value);
}
