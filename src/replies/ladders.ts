import type { Digest, Ladder, Rung } from "../../briefings/index.ts";
import {
  type Block,
  command,
  flag,
  heading,
  type Inlines,
  inlines,
  joined,
  quiet,
  type Row,
  small,
  strong,
} from "../chat/document.ts";
import { moment, publicationDay, type QuietYear, quietYearOf } from "./dates.ts";
import { fact, sourceName } from "./excerpts.ts";
import { type Question, sameQuestion } from "./question.ts";
import { groupDigits, words } from "./words.ts";

export interface LadderLimits {
  readonly ladders: number;
  /** Rungs of the first ladder, and of each of the others. */
  readonly rungs: number;
  readonly otherRungs: number;
  /** Superseded rungs become "was …" behind the rung that replaced them, without a row of their own. */
  readonly foldSuperseded: boolean;
}

/** The claims ladders: head with the range, then one row a claim, newest first. [] when there are none. */
export function ladderBlocks(digest: Digest, question: Question, limits: LadderLimits): readonly Block[] {
  if (digest.ladders.length === 0) return [];
  const quietYear = quietYearOf(digest.window);
  const open = digest.ladders.map((ladder) => openRungs(ladder, limits.foldSuperseded));
  const shown = digest.ladders.slice(0, limits.ladders).map((ladder, index) => {
    const rungs = open[index]?.slice(0, index === 0 ? limits.rungs : limits.otherRungs) ?? [];
    return { ladder, rungs };
  });
  const hidden = sum(open.map((rungs) => rungs.length)) - sum(shown.map(({ rungs }) => rungs.length));
  return [
    heading(2, words.headings.figures),
    ...shown.map(({ ladder, rungs }): Block => {
      const title = inlines(strong(ladderTitle(ladder, digest.ladders)));
      const rows = rungs.map((rung) => rungRow(rung, ladder, limits.foldSuperseded, quietYear));
      // One rung says it all by itself; a head with the same number would only repeat it.
      const aside = ladder.rungs.length === 1 ? [] : rangeAside(ladder);
      return { kind: "rows", shape: "numbers", title, aside, rows };
    }),
    ...(hidden > 0 ? [small(words.more(hidden), command("figures", sameQuestion(question)))] : []),
  ];
}

/** The rungs that get a row: all, or all but those that stand folded behind the one that replaced them. */
function openRungs({ rungs }: Ladder, fold: boolean): readonly Rung[] {
  const ids = new Set(rungs.map(({ id }) => id));
  const isFolded = ({ status, supersededBy }: Rung) => status === "superseded" && ids.has(supersededBy ?? "");
  return fold ? rungs.filter((rung) => !isFolded(rung)) : rungs;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** "Killed · Goma · civilians": what is counted, where; measure and scope where they tell ladders apart. */
export function ladderTitle(ladder: Ladder, among: readonly Ladder[] = [ladder]): string {
  const twin = among.some(
    (other) => other !== ladder && other.metric === ladder.metric && other.measure !== ladder.measure,
  );
  const parts = [
    words.metrics[ladder.metric],
    ladder.place,
    ladder.counted,
    words.units[ladder.unit],
    words.scopes[ladder.scope],
    twin ? words.measures[ladder.measure] : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/**
 * The span of a ladder in numbers that stand in its rungs: digits where a rung prints them, else the rung's own
 * words ("dozens"), so that no number appears that no article has. Null when nothing can be said.
 */
export function rangeWords({ low, high, rungs }: Ladder): string | null {
  const current = rungs.filter(({ status }) => status === "reported");
  const [first] = current;
  if (first === undefined) return null;
  if (current.every((rung) => rung.words === first.words)) return first.words;
  const lowWords = low === null ? null : boundWords(low, current);
  const highWords = high === null ? null : boundWords(high, current);
  if (lowWords === null) return highWords === null ? null : words.upTo(highWords);
  if (highWords === null) return words.from(lowWords);
  return lowWords === highWords ? lowWords : `${lowWords} – ${highWords}`;
}

function boundWords(bound: number, rungs: readonly Rung[]): string | null {
  const bearers = rungs.filter(({ low, high }) => low === bound || high === bound);
  const printed = bearers.some((rung) => digitsIn(rung.words).includes(String(bound)));
  return printed ? groupDigits(bound) : (bearers[0]?.words ?? null);
}

function digitsIn(text: string): readonly string[] {
  return text.replace(/(?<=\d)[,.\u00a0\u202f](?=\d{3}(?!\d))/g, "").match(/\d+/g) ?? [];
}

function rangeAside(ladder: Ladder): Inlines {
  const range = rangeWords(ladder);
  const best = ladder.best === null ? null : boundWords(ladder.best, ladder.rungs);
  const bestWords =
    best === null || ladder.bestRule === null || ladder.low === ladder.high
      ? null
      : words.best(best, ladder.bestRule);
  return joined("  ", [
    range === null ? [] : [strong(range)],
    ladder.conflict ? [flag("disagree", words.sourcesDisagree)] : [],
    bestWords === null ? [] : [quiet(bestWords)],
  ]);
}

function rungRow(rung: Rung, ladder: Ladder, fold: boolean, quietYear: QuietYear): Row {
  const superseded = rung.status === "superseded";
  return {
    lead: [superseded ? { kind: "struck", text: rung.words } : strong(rung.words)],
    body: claimantWords(rung, ladder),
    when: asOfWords(rung, quietYear),
    id: fact(rung.id),
    notes: [
      superseded ? [flag("superseded", words.superseded)] : [],
      rung.status === "denied" ? [flag("denied", words.denied)] : [],
      rung.status === "hypothetical" || rung.status === "historic"
        ? [quiet(words.statuses[rung.status])]
        : [],
      ...(fold ? predecessors(rung, ladder.rungs).map((earlier) => wasWords(earlier, quietYear)) : []),
    ].filter((note) => note.length > 0),
  };
}

/** "Ann Velde, health minister, via Radio Lakeside · civilians": who gives the number, and who carried it. */
function claimantWords(rung: Rung, { counted }: Ladder): Inlines {
  const outlets = rung.carriedBy.length > 1 ? quiet(` · ${words.carriedBy(rung.carriedBy.length)}`) : null;
  const group = rung.counted !== null && rung.counted !== counted ? ` · ${rung.counted}` : null;
  if (rung.claimant === null) {
    return inlines(sourceName(rung), quiet(`, ${words.noClaimant}`), group, outlets);
  }
  const role = rung.claimantRole === null ? "" : `, ${rung.claimantRole}`;
  return inlines(`${rung.claimant}${role}`, quiet(`, ${words.via(sourceName(rung))}`), group, outlets);
}

function asOfWords({ asOf, asOfBasis }: Rung, quietYear: QuietYear): Inlines {
  return [asOfBasis === "stated" ? moment(asOf, "day", quietYear) : publicationDay(asOf, quietYear)];
}

function wasWords(earlier: Rung, quietYear: QuietYear): Inlines {
  const day = moment(earlier.asOf, "day", quietYear);
  return inlines(words.was, { kind: "struck", text: earlier.words }, " (", day, ") ", fact(earlier.id));
}

/** Rungs that this one replaced, directly or through others, latest first. */
function predecessors({ id }: Rung, rungs: readonly Rung[]): readonly Rung[] {
  const found: Rung[] = [];
  const queue = [id];
  for (const current of queue) {
    const replaced = rungs.filter(
      (rung) => rung.supersededBy === current && !found.includes(rung) && rung.id !== id,
    );
    found.push(...replaced);
    queue.push(...replaced.map((rung) => rung.id));
  }
  return found;
}
