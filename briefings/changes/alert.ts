import type { Disagreement, Ladder, Rung, StatementLine } from "../digest.ts";
import type { Resolved, TakenBackFigure, WithdrawnReport } from "./changes.ts";
import type { ToldFigure } from "./snapshot.ts";

/** A number that a new one is measured by: who gave it, and its words. */
export type Before = Pick<ToldFigure, "id" | "claimant" | "publisher" | "words" | "low" | "high">;

/** Where the evidence of a name stands. */
export interface Mention {
  readonly id: string;
  readonly articleId: string;
  readonly publisher: string;
  readonly publishedAt: string;
  /** The words in which the name stands. */
  readonly text: string;
}

/**
 * One thing that changed and that a condition asks for. `key` is the same for the same change whoever looks, and
 * another for another one: by it nothing is told twice. `corrected` means that a report that was known says it now.
 */
export type Alert = { readonly key: string } & (
  | {
      readonly kind: "figure";
      readonly rung: Rung;
      readonly ladder: Ladder;
      readonly how: "new" | "updated" | "corrected";
      /** The number it is an update of, or that it was measured by; null: there is none. */
      readonly before: Before | null;
    }
  | { readonly kind: "taken back"; readonly figure: TakenBackFigure }
  | { readonly kind: "withdrawn"; readonly report: WithdrawnReport }
  | { readonly kind: "statement"; readonly line: StatementLine; readonly how: "new" | "corrected" }
  | {
      readonly kind: "newcomer";
      readonly of: "place" | "actor";
      readonly name: string;
      readonly mention: Mention;
    }
  | { readonly kind: "disagreement"; readonly disagreement: Disagreement }
  | { readonly kind: "resolved"; readonly resolved: Resolved }
);
