import type { Figure } from "../../facts.ts";
import type { Page } from "../../text/page.ts";

/** A live text has at least this many entries, each under its time of day. */
const ENTRIES = 3;
/** How many figures away the newer count may stand. */
const FIGURES_AWAY = 24;

/**
 * "17:40 … 21 dead. 15:02 … Sixteen dead": in a text of entries under times of day the count of an older entry is
 * superseded by the newest one of the same thing. Parts, and counts of another place that the text names, stay.
 */
export function setEntriesApart(page: Page, figures: readonly Figure[]): Figure[] {
  const times = entryTimes(page);
  if (times.length < ENTRIES) return [...figures];
  return figures.map((figure, i) => {
    const own = timeAt(times, figure.sentence.start);
    if (own === null || figure.status !== "reported" || figure.scope !== "total") return figure;
    for (let k = Math.max(0, i - FIGURES_AWAY); k < figures.length && k <= i + FIGURES_AWAY; k++) {
      const other = figures[k]!;
      const time = timeAt(times, other.sentence.start);
      if (time !== null && time > own && isSameCount(other, figure))
        return { ...figure, status: "superseded" };
    }
    return figure;
  });
}

/** How many figures back the newer count may stand that a pluperfect one is overtaken by. */
const FIGURES_BACK = 8;

/** "has risen to 11, the office said. On Friday the office had spoken of eight": `had` marks what was given before. */
export function setOvertakenApart(figures: readonly Figure[], had: readonly boolean[]): Figure[] {
  return figures.map((figure, i) => {
    if (!had[i] || figure.status !== "reported" || figure.scope !== "total") return figure;
    const newer = figures.slice(Math.max(0, i - FIGURES_BACK), i);
    const overtaken = newer.some((other) => isSameCount(other, figure) && other.low !== figure.low);
    return overtaken ? { ...figure, status: "superseded" } : figure;
  });
}

/** Only tolls run on from entry to entry: arrests and arrivals are often new ones. */
function isSameCount(newer: Figure, older: Figure): boolean {
  if (newer.metric !== older.metric || newer.unit !== older.unit) return false;
  if (newer.status !== "reported" || newer.scope !== "total") return false;
  if (!/^(?:killed|injured|missing)$/.test(newer.metric)) return false;
  if (!sameVoice(newer.claimant?.name ?? "", older.claimant?.name ?? "")) return false;
  const [a, b] = [newer.place, older.place];
  if (a && b && a.basis === "stated" && b.basis === "stated" && a.name !== b.name) return false;
  return (newer.low ?? newer.high ?? 0) >= (older.low ?? older.high ?? 0);
}

/** "the hospital" in one entry is "Free Hospital" in the next; two voices never replace each other. */
function sameVoice(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x === y || (x !== "" && y !== "" && (x.endsWith(y) || y.endsWith(x)));
}

interface Entry {
  readonly start: number;
  /** Minutes since midnight. */
  readonly minutes: number;
}

/** Sentences that are nothing but a time of day: "17:40", "9.05 am". */
function entryTimes(page: Page): Entry[] {
  const times: Entry[] = [];
  for (const { start, end } of page.sentences) {
    if (end - start > 12) continue;
    const match = /^(\d{1,2})[:.h](\d{2})\s*([ap]\.?m\.?)?$/i.exec(page.text.slice(start, end).trim());
    if (!match) continue;
    const late = /^p/i.test(match[3] ?? "") && Number(match[1]) < 12 ? 12 : 0;
    times.push({ start, minutes: (Number(match[1]) + late) * 60 + Number(match[2]) });
  }
  return times;
}

/** Time of the entry an offset stands in; null before the first one. */
function timeAt(times: readonly Entry[], offset: number): number | null {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : times[low - 1]!.minutes;
}
