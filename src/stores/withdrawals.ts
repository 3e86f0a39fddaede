import type { Withdrawal } from "../../briefings/index.ts";

/** Which articles no longer stand. The articles themselves stay where they are. */
export interface Withdrawals {
  /** All, by article id. */
  all(): Promise<readonly Withdrawal[]>;
  of(articleId: string): Promise<Withdrawal | null>;
  /** Marks an article; the first mark stands. Gives whether it is new. The revision grows with it. */
  add(withdrawal: Withdrawal): Promise<boolean>;
  /** Takes the mark away, if `by` is given only one made that way. Gives whether there was one. */
  lift(articleId: string, by?: Withdrawal["by"]): Promise<boolean>;
}
