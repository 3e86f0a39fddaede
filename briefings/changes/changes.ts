import type { Disagreement, KeyPoint, Ladder, Rung, StatementLine, WithdrawnLine } from "../digest.ts";
import type { ToldDisagreement, ToldFigure } from "./snapshot.ts";

export interface NewFigure {
  readonly rung: Rung;
  readonly ladder: Ladder;
}

/** A number that the same source replaced; `from` is the number as it was told. */
export interface UpdatedFigure extends NewFigure {
  readonly from: Pick<ToldFigure, "id" | "words" | "low" | "high">;
  /** The source gave another number, or the report that had the number was corrected. */
  readonly by: "its source" | "a correction";
}

/** A number that was told and stands no more, with no other in its place; `rung` is null when it is not in the text any more. */
export interface TakenBackFigure {
  readonly told: ToldFigure;
  readonly rung: Rung | null;
  readonly ladder: Ladder | null;
  readonly how: "denied" | "withdrawn" | "no longer in the corrected report";
}

/** A report that was told of and no longer stands, with what was told from it. */
export interface WithdrawnReport {
  readonly report: Pick<WithdrawnLine, "articleId" | "at" | "by" | "reason" | "publisher" | "title">;
  readonly figures: readonly ToldFigure[];
  /** A fact of the report, by which its evidence can still be seen. */
  readonly fact: string | null;
}

/** A disagreement that was told and is none now; `reason` says what became of one of its sides. */
export interface Resolved {
  readonly told: ToldDisagreement;
  readonly reason: "replaced" | "withdrawn";
  /** Sides as they are now: fact ids with their words; a side that was replaced by the one that replaced it. */
  readonly now: readonly { readonly id: string; readonly who: string | null; readonly words: string }[];
}

/** What a digest says that the one before did not, and what of that one no longer holds. */
export interface Changes {
  readonly figures: readonly NewFigure[];
  readonly updated: readonly UpdatedFigure[];
  /** Denials first said since. */
  readonly denials: readonly StatementLine[];
  readonly takenBack: readonly TakenBackFigure[];
  readonly withdrawn: readonly WithdrawnReport[];
  readonly resolved: readonly Resolved[];
  readonly disputed: readonly Disagreement[];
  readonly statements: readonly StatementLine[];
  readonly keyPoints: readonly KeyPoint[];
  readonly places: readonly string[];
  readonly actors: readonly string[];
  /** Reports not told of before, and those of them that were published before the last digest. */
  readonly reports: {
    readonly new: number;
    readonly origins: number;
    readonly late: number;
    readonly corrected: number;
  };
  /** Numbers told before that stand as they were. */
  readonly unchanged: readonly NewFigure[];
}

/** Whether there is anything to say at all. */
export function hasChanges(changes: Changes): boolean {
  const { figures, updated, denials, takenBack, withdrawn, resolved, disputed, statements } = changes;
  const lists = [figures, updated, denials, takenBack, withdrawn, resolved, disputed, statements];
  return lists.some((list) => list.length > 0) || changes.reports.new > 0;
}
