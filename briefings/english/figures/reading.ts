import type { Metric } from "../../facts.ts";
import type { Finding } from "./clause.ts";
import type { Governor } from "./governor.ts";
import type { Predicate } from "./predicate.ts";

/** How the metric of a phrase was understood; the name of the rule goes into the evidence. */
export type MetricRule =
  | "predicate"
  | "object"
  | "noun"
  | "participle"
  | "event"
  | "total"
  | "part-of"
  | "joined"
  | "label"
  | "state-of-people"
  | "base";

/** A phrase understood: its metric, the clause that says so, and the phrase it is part of or compared with. */
export interface Reading {
  readonly index: number;
  readonly metric: Metric;
  readonly rule: MetricRule;
  readonly finding: Finding | null;
  readonly predicate: Predicate;
  readonly governor: Governor;
  /** Reading of the group this one is a part of, or null. */
  readonly parent: Reading | null;
  /** Only what another number is compared with. */
  readonly base: boolean;
}

export type Refusal = { readonly refused: string };
