import type { Digest, Ladder, Rung } from "../digest.ts";
import type { Changes, NewFigure, TakenBackFigure, UpdatedFigure } from "./changes.ts";
import { type Snapshot, stands, type ToldFigure, toldFigure } from "./snapshot.ts";

interface Judges {
  readonly isNews: (rung: Rung) => boolean;
  readonly isCorrected: (articleId: string) => boolean;
  readonly withdrawnIds: ReadonlySet<string>;
}

interface Current extends NewFigure {
  readonly told: ToldFigure;
}

/** The numbers of a digest against those told before. */
export function compareFigures(
  last: Snapshot,
  digest: Digest,
  { isNews, isCorrected, withdrawnIds }: Judges,
): Pick<Changes, "figures" | "updated" | "takenBack" | "unchanged"> {
  const all: Current[] = digest.ladders.flatMap((ladder) =>
    ladder.rungs.map((rung) => ({ rung, ladder, told: toldFigure(rung, ladder, digest) })),
  );
  const ids = new Set(all.map(({ rung }) => rung.id));
  const before = new Map(last.figures.map((one) => [one.id, one]));
  const figures: NewFigure[] = [];
  const updated: UpdatedFigure[] = [];
  const unchanged: NewFigure[] = [];
  for (const one of all.filter(({ rung }) => stands(rung))) {
    const { rung, ladder, told } = one;
    // Ids name a stretch of a report: a corrected one may have another number there.
    const sameWords = before.get(rung.id)?.words === rung.words;
    if (sameWords || last.figures.some((other) => saysTheSame(other, told))) {
      unchanged.push({ rung, ladder });
      continue;
    }
    const corrected = isCorrected(rung.evidence.articleId);
    const from = corrected ? correctedFrom(last, told, ids) : replacedBy(one, all, last);
    if (from !== null && (corrected || isNews(rung)))
      updated.push({ rung, ladder, from, by: corrected ? "a correction" : "its source" });
    else if (isNews(rung) || corrected) figures.push({ rung, ladder });
  }
  return {
    figures,
    updated,
    unchanged,
    takenBack: takenBackSince(last, all, updated, { isCorrected, withdrawnIds }, digest),
  };
}

/** Told before by the same source in another report, or by a report that copies it. */
function saysTheSame(before: ToldFigure, now: ToldFigure): boolean {
  return (
    isOfOneKind(before, now) &&
    isSameSource(before, now) &&
    before.low === now.low &&
    before.high === now.high
  );
}

function isOfOneKind(a: ToldFigure, b: ToldFigure): boolean {
  return a.kind === b.kind && daysMeet(a, b);
}

function isSameSource(a: ToldFigure, b: ToldFigure): boolean {
  return a.who === b.who || (a.claimant !== null && a.claimant === b.claimant);
}

/** Deaths of Monday are none of Thursday's; days that nobody gives may be any. */
function daysMeet(a: ToldFigure, b: ToldFigure): boolean {
  if (a.days === null || b.days === null) return true;
  return a.days.from <= (b.days.to ?? "9999") && b.days.from <= (a.days.to ?? "9999");
}

/** The number told before in whose place this one stands: of the same source, and replaced by it as the ladder has it. */
function replacedBy(
  { rung, ladder, told }: Current,
  all: readonly Current[],
  last: Snapshot,
): ToldFigure | null {
  // "22 more" and "on Tuesday alone" replace nothing.
  if (ladder.scope === "increment" || ladder.scope === "daily") return null;
  const replaced = new Set(predecessorIds(rung.id, ladder));
  const inLadder = all.filter((one) => replaced.has(one.rung.id) && isSameSource(one.told, told));
  for (const { told: earlier } of inLadder) {
    const known = last.figures.find((other) => other.id === earlier.id || saysTheSame(other, earlier));
    if (known !== undefined) return known;
  }
  return null;
}

function predecessorIds(id: string, { rungs }: Ladder): readonly string[] {
  const queue = [id];
  for (const current of queue)
    queue.push(
      ...rungs
        .filter((rung) => rung.supersededBy === current && !queue.includes(rung.id))
        .map((rung) => rung.id),
    );
  return queue.slice(1);
}

/** The number that stood in an earlier version of the same report and is in it no more: the only one of its kind. */
function correctedFrom(last: Snapshot, now: ToldFigure, ids: ReadonlySet<string>): ToldFigure | null {
  const sameStretch = last.figures.find(({ id, kind }) => id === now.id && kind === now.kind);
  if (sameStretch !== undefined) return sameStretch;
  const candidates = last.figures.filter(
    (one) =>
      one.articleId === now.articleId && !ids.has(one.id) && isOfOneKind(one, now) && isSameSource(one, now),
  );
  return candidates.length === 1 ? candidates[0]! : null;
}

function takenBackSince(
  last: Snapshot,
  all: readonly Current[],
  updated: readonly UpdatedFigure[],
  { isCorrected, withdrawnIds }: Omit<Judges, "isNews">,
  { sources }: Digest,
): TakenBackFigure[] {
  const replaced = new Set(updated.map(({ from }) => from.id));
  const shown = new Set(sources.flatMap(({ outlets }) => outlets.map(({ articleId }) => articleId)));
  return last.figures.flatMap((told): TakenBackFigure[] => {
    if (replaced.has(told.id) || withdrawnIds.has(told.articleId)) return [];
    const now = all.find(({ rung }) => rung.id === told.id);
    if (now !== undefined) {
      const { rung, ladder } = now;
      if (rung.status === "denied") return [{ told, rung, ladder, how: "denied" }];
      if (rung.status === "superseded" && rung.supersededBy === null)
        return [{ told, rung, ladder, how: "withdrawn" }];
      return [];
    }
    // The report is shown and its number is not among any: unless a copy or a later report of the source has it.
    if (!shown.has(told.articleId) || !isCorrected(told.articleId)) return [];
    const stillSaid = all.some(({ told: other, rung }) => saysTheSame(told, other) || rung.id === told.id);
    const sameNumber = all.some(
      ({ told: other }) => other.kind === told.kind && other.low === told.low && other.high === told.high,
    );
    if (stillSaid || sameNumber) return [];
    return [{ told, rung: null, ladder: null, how: "no longer in the corrected report" }];
  });
}
