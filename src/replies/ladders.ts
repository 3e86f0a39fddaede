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
import type { Words } from "../chat/words/catalogue.ts";
import { moment, periodWords, publicationDay } from "./dates.ts";
import { fact, groupWords, sourceName } from "./excerpts.ts";
import { type Question, sameQuestion } from "./question.ts";
import type { Dating } from "./telling.ts";

/** Ladders of one metric in a short list. */
const MOST_OF_METRIC = 2;
/** Earlier numbers behind the one that replaced them; all of them stand under /figures. */
const MOST_EARLIER = 2;

export interface LadderLimits {
  readonly ladders: number;
  /** Rungs of the first ladder, and of each of the others. */
  readonly rungs: number;
  readonly otherRungs: number;
  /** Superseded rungs become "was …" behind the rung that replaced them, without a row of their own. */
  readonly foldSuperseded: boolean;
}

/** The claims ladders: head with the range, then one row a claim, newest first. [] when there are none. */
export function ladderBlocks(
  digest: Digest,
  question: Question,
  telling: Dating,
  limits: LadderLimits,
): readonly Block[] {
  if (digest.ladders.length === 0) return [];
  const { words } = telling;
  const open = digest.ladders.map((ladder) => openRungs(ladder, limits.foldSuperseded));
  const shown = variedLadders(digest.ladders, limits.ladders).map((ladder, index) => {
    const all = openRungs(ladder, limits.foldSuperseded);
    return { ladder, rungs: firstRungs(all, ladder, index === 0 ? limits.rungs : limits.otherRungs) };
  });
  const hidden = sum(open.map((rungs) => rungs.length)) - sum(shown.map(({ rungs }) => rungs.length));
  return [
    heading(2, words.headings.figures),
    ...shown.map(({ ladder, rungs }): Block => {
      const title = inlines(strong(ladderTitle(ladder, telling, digest.ladders)));
      const rows = rungs.map((rung) => rungRow(rung, ladder, limits.foldSuperseded, telling));
      // One rung says it all by itself; a head with the same number would only repeat it.
      const aside = ladder.rungs.length === 1 ? [] : rangeAside(ladder, words);
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

/** At most `most` ladders in their order, where possible no more than a few of one metric, so that each kind of harm shows. */
function variedLadders(ladders: readonly Ladder[], most: number): readonly Ladder[] {
  if (ladders.length <= most) return ladders;
  const ofMetric = new Map<Ladder["metric"], number>();
  const first = ladders.filter(({ metric }) => {
    const count = (ofMetric.get(metric) ?? 0) + 1;
    ofMetric.set(metric, count);
    return count <= MOST_OF_METRIC;
  });
  const ordered = new Set([...first, ...ladders]);
  const wanted = new Set([...ordered].slice(0, most));
  return ladders.filter((ladder) => wanted.has(ladder));
}

/** At most `most` rungs: the newest, but never without those at the ends of the range in the head. */
function firstRungs(rungs: readonly Rung[], { low, high }: Ladder, most: number): readonly Rung[] {
  if (rungs.length <= most) return rungs;
  const current = rungs.filter(({ status }) => status === "reported");
  const ends = [
    current.find((rung) => rung.low === low),
    current.find((rung) => (rung.high ?? rung.low) === high),
  ];
  const ordered = new Set([...ends.filter((rung) => rung !== undefined), ...rungs]);
  const wanted = new Set([...ordered].slice(0, most));
  return rungs.filter((rung) => wanted.has(rung));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * "Killed · Goma · civilians": what is counted, where; measure and period where they tell ladders apart.
 */
export function ladderTitle(ladder: Ladder, dating: Dating, among: readonly Ladder[] = [ladder]): string {
  const { words } = dating;
  const others = among.filter((other) => other !== ladder);
  const title = titleWords(ladder, words);
  const namesakes = others.filter((other) => titleWords(other, words) === title);
  const twin = others.some(({ metric, measure }) => metric === ladder.metric && measure !== ladder.measure);
  const period =
    namesakes.length === 0 || ladder.period == null
      ? null
      : periodWords(ladder.period.from, ladder.period.to, "day", dating);
  return [title, twin ? words.measures[ladder.measure] : null, period]
    .filter((part) => part !== null)
    .join(" · ");
}

function titleWords({ metric, place, counted, unit, scope }: Ladder, words: Words): string {
  const group = counted === null ? null : groupWords(counted, words);
  const parts = [words.metrics[metric], place, group, words.units[unit], words.scopes[scope]];
  return parts.filter((part) => part !== null).join(" · ");
}

/**
 * The span of a ladder in numbers that stand in its rungs: digits where a rung prints them, else the rung's own
 * words ("dozens"), so that no number appears that no article has. Null when nothing can be said.
 */
export function rangeWords({ low, high, rungs }: Ladder, words: Words): string | null {
  const current = rungs.filter(({ status }) => status === "reported");
  const [first] = current;
  if (first === undefined) return null;
  if (current.every((rung) => rung.words === first.words)) return first.words;
  const lowWords = low === null ? null : boundWords(low, current, words);
  const highWords = high === null ? null : boundWords(high, current, words);
  // "Nearly 3,000" is open below, and says so better than we could.
  if (lowWords === null) {
    const bearer = current.find((rung) => rung.high === high) ?? current.find((rung) => rung.low === high);
    return bearer?.words ?? (highWords === null ? null : words.upTo(highWords));
  }
  if (highWords === null) return words.from(lowWords);
  // One number with its hedge, as its rung prints it.
  if (lowWords === highWords)
    return current.find((rung) => rung.low === low || rung.high === low)?.words ?? lowWords;
  return `${lowWords} – ${highWords}`;
}

function boundWords(bound: number, rungs: readonly Rung[], { groupDigits }: Words): string | null {
  const bearers = rungs.filter(({ low, high }) => low === bound || high === bound);
  const printed = bearers.some((rung) => digitsIn(rung.words).includes(String(bound)));
  return printed ? groupDigits(bound) : (bearers[0]?.words ?? null);
}

function digitsIn(text: string): readonly string[] {
  return text.replace(/(?<=\d)[,.\u00a0\u202f](?=\d{3}(?!\d))/g, "").match(/\d+/g) ?? [];
}

function rangeAside(ladder: Ladder, words: Words): Inlines {
  const range = rangeWords(ladder, words);
  const best = ladder.best === null ? null : boundWords(ladder.best, ladder.rungs, words);
  const bestWords =
    best === null || ladder.bestRule === null || ladder.low === ladder.high
      ? null
      : words.best(best, ruleWords(ladder.bestRule, words));
  return joined("  ", [
    range === null ? [] : [strong(range)],
    ladder.conflict ? [flag("disagree", words.sourcesDisagree)] : [],
    bestWords === null ? [] : [quiet(bestWords)],
  ]);
}

function ruleWords(rule: string, { bestRules }: Words): string {
  return (Object.hasOwn(bestRules, rule) ? bestRules[rule] : undefined) ?? rule;
}

function rungRow(rung: Rung, ladder: Ladder, fold: boolean, dating: Dating): Row {
  const { words } = dating;
  const superseded = rung.status === "superseded";
  return {
    lead: [superseded ? { kind: "struck", text: rung.words } : strong(rung.words)],
    body: claimantWords(rung, ladder, words),
    when: asOfWords(rung, dating),
    id: fact(rung.id),
    notes: [
      superseded ? [flag("superseded", words.superseded)] : [],
      rung.status === "denied" ? [flag("denied", words.denied)] : [],
      rung.status === "hypothetical" || rung.status === "historic"
        ? [quiet(words.statuses[rung.status])]
        : [],
      ...(fold
        ? predecessors(rung, ladder.rungs)
            .slice(0, MOST_EARLIER)
            .map((earlier) => wasWords(earlier, dating))
        : []),
    ].filter((note) => note.length > 0),
  };
}

/** "Ann Velde, health minister, via Radio Lakeside · civilians": who gives the number, and who carried it. */
export function claimantWords(rung: Rung, { counted }: Ladder, words: Words): Inlines {
  const outlets = rung.carriedBy.length > 1 ? quiet(` · ${words.carriedBy(rung.carriedBy.length)}`) : null;
  const group = rung.counted !== null && rung.counted !== counted ? ` · ${rung.counted}` : null;
  if (rung.claimant === null) {
    return inlines(sourceName(rung), quiet(`, ${words.noClaimant}`), group, outlets);
  }
  const role = rung.claimantRole === null ? "" : `, ${rung.claimantRole}`;
  return inlines(`${rung.claimant}${role}`, quiet(`, ${words.via(sourceName(rung))}`), group, outlets);
}

/** The day a number is given for; in brackets the day of publication where the text gives none. */
export function asOfWords({ asOf, asOfBasis }: Rung, dating: Dating): Inlines {
  return [asOfBasis === "stated" ? moment(asOf, "day", dating) : publicationDay(asOf, dating)];
}

function wasWords(earlier: Rung, dating: Dating): Inlines {
  const day = moment(earlier.asOf, "day", dating);
  return inlines(
    dating.words.was,
    { kind: "struck", text: earlier.words },
    " (",
    day,
    ") ",
    fact(earlier.id),
  );
}

/** Rungs that this one replaced, directly or through others, latest first; of equal numbers the latest. */
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
  return found.filter(
    (rung, index) => found.findIndex(({ low, high }) => low === rung.low && high === rung.high) === index,
  );
}
