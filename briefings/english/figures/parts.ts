import type { Figure } from "../../facts.ts";

/** How many figures back the total may stand that an enumeration belongs to. */
const FIGURES_BACK = 6;
/** Parts that together exceed their total by more than rounding are no parts of it. */
const ROUNDING = 1.05;

/** A figure with what is known of its sentence beyond the figure itself. */
export interface Draft {
  readonly figure: Figure;
  /** In a bullet, where a number without a source of its own breaks down what was said above. */
  readonly bullet: boolean;
  /** Beside a hospital, clinic or school: the count of one facility. */
  readonly facility: boolean;
  /** Where its clause begins: numbers of two clauses are no list. */
  readonly clause: number;
  /** Given in the pluperfect ("had spoken of"). */
  readonly had: boolean;
  /** Its period reaches to the present. */
  readonly runsOn: boolean;
}

/**
 * Counts that break a total down: "116 from one hospital and 15 from the other" after "at least 130", "802 by the
 * police" in a bullet under "1,617". They are parts, never rivals of the total; the total itself is not touched.
 */
export function markParts(drafts: readonly Draft[]): Figure[] {
  const figures = drafts.map(({ figure }) => figure);
  for (let i = 0; i < drafts.length; i++) {
    const { figure, bullet, facility } = drafts[i]!;
    if (figures[i]!.scope !== "total" && figures[i]!.scope !== "increment") continue;
    const group = siblings(drafts, i);
    const listed = group.length > 1;
    const plain = bullet && figure.claimant === null && figure.place?.basis !== "stated";
    if (!listed && !plain && !facility) continue;
    const sum = group.reduce((total, k) => total + sizeOf(drafts[k]!.figure), 0);
    if (!hasTotal(drafts, group[0]!, figure, listed ? sum : sizeOf(figure))) continue;
    figures[i] = { ...figures[i]!, scope: "subset" };
  }
  return figures;
}

/** The figures of one sentence that count the same thing, in order; what is told as a part of one of them is no other. */
function siblings(drafts: readonly Draft[], i: number): number[] {
  const own = drafts[i]!.figure;
  const { clause } = drafts[i]!;
  const group: number[] = [];
  for (let k = Math.max(0, i - FIGURES_BACK); k < drafts.length && k <= i + FIGURES_BACK; k++) {
    const { figure } = drafts[k]!;
    if (drafts[k]!.clause !== clause || figure.scope === "subset") continue;
    if (figure.sentence.start === own.sentence.start && alike(figure, own) && figure.status === "reported")
      group.push(k);
  }
  return group;
}

/** Whether a total of the same thing, larger than each part, stands shortly before. */
function hasTotal(drafts: readonly Draft[], first: number, part: Figure, sum: number): boolean {
  for (let k = first - 1; k >= 0 && k >= first - FIGURES_BACK; k--) {
    const { figure } = drafts[k]!;
    if (!alike(figure, part) || figure.scope !== "total" || figure.status !== "reported") continue;
    if (sum <= ROUNDING * sizeOf(figure) && sizeOf(part) < sizeOf(figure)) return true;
  }
  return false;
}

function alike(a: Figure, b: Figure): boolean {
  return a.metric === b.metric && a.unit === b.unit;
}

function sizeOf(figure: Figure): number {
  return figure.low ?? figure.high ?? 0;
}
