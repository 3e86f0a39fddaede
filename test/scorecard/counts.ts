/** Found and right, found and wrong, missed: everything a precision or a recall is made of. */
export interface Counts {
  tp: number;
  fp: number;
  fn: number;
}

export function noCounts(): Counts {
  return { tp: 0, fp: 0, fn: 0 };
}

export function addCounts(into: Counts, more: Counts): void {
  into.tp += more.tp;
  into.fp += more.fp;
  into.fn += more.fn;
}

export interface Ratios {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision, recall and F1. Nothing expected and nothing given is perfect; anything else out of nothing is 0. */
export function ratiosOf({ tp, fp, fn }: Counts): Ratios {
  const precision = tp + fp > 0 ? tp / (tp + fp) : fn > 0 ? 0 : 1;
  const recall = tp + fn > 0 ? tp / (tp + fn) : fp > 0 ? 0 : 1;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1 };
}

/** How many of those that could be right are right. */
export interface Share {
  right: number;
  of: number;
}

export function noShare(): Share {
  return { right: 0, of: 0 };
}

export function countShare(into: Share, right: boolean): void {
  into.of++;
  if (right) into.right++;
}

export function addShare(into: Share, more: Share): void {
  into.right += more.right;
  into.of += more.of;
}

/** Nothing to judge counts as 0, so that a floor on an empty share fails instead of passing silently. */
export function shareOf({ right, of }: Share): number {
  return of > 0 ? right / of : 0;
}

/** One thing the prediction got wrong: missed (-), found falsely (+), found with a wrong field (~). */
export interface Slip {
  readonly sign: "-" | "+" | "~";
  readonly what: string;
  /** Where to look in the text; null when it stands nowhere in particular. */
  readonly at: { readonly start: number; readonly end: number } | null;
}
