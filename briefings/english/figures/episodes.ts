import type { Figure } from "../../facts.ts";
import { dayOf, daysBetween } from "../../moment.ts";

/** How many figures back the newer count may stand. */
const FIGURES_BACK = 10;
/** A period that ended this many days before another one, and before publication, is an episode of its own. */
const APART_DAYS = 21;
/** What the outlet itself recalls from before that ("In February, five inmates died there") is background. */
const LONG_AGO_DAYS = 60;

/**
 * "It documented 212 killed. In January it recorded 154 deaths": of two counts by one claimant in one article the one of
 * a period that is over is there for comparison. It becomes historic, as does what the outlet itself recalls from long
 * ago beside a newer count; counts of other claimants are left alone.
 */
export function setEpisodesApart(
  figures: readonly Figure[],
  runsOn: readonly boolean[],
  published: string | null,
): Figure[] {
  if (published === null) return [...figures];
  return figures.map((figure, i) => {
    if (runsOn[i]) return figure;
    const end = endOfPeriod(figure);
    if (figure.status !== "reported" || figure.scope === "subset") return figure;
    const apart = figure.claimant === null ? LONG_AGO_DAYS : APART_DAYS;
    if (end === null || daysBetween(end, published) < apart) return figure;
    for (let k = i - 1; k >= 0 && k >= i - FIGURES_BACK; k--) {
      if (isNewer(figures[k]!, figure, end)) return { ...figure, status: "historic" };
    }
    return figure;
  });
}

function isNewer(other: Figure, figure: Figure, end: string): boolean {
  if (other.metric !== figure.metric || other.unit !== figure.unit || other.status !== "reported")
    return false;
  if (other.scope === "subset" || other.low === figure.low) return false;
  if (figure.claimant !== null && other.claimant?.name !== figure.claimant.name) return false;
  if (figure.place?.basis === "stated" && other.place?.name !== figure.place.name) return false;
  const otherEnd = endOfPeriod(other);
  return otherEnd === null || daysBetween(end, otherEnd) >= APART_DAYS;
}

/** The last day a count speaks for where the text says so, or null where it runs on. */
function endOfPeriod(figure: Figure): string | null {
  const { when, asOf } = figure;
  if (when) return when.from !== null && when.to !== null ? dayOf(when.to) : null;
  return asOf.basis === "stated" && asOf.to !== null ? dayOf(asOf.to) : null;
}
