import { setImmediate as letOthersWork } from "node:timers/promises";
import type { Store } from "../stores/store.ts";

/** Articles looked at in one transaction: others wait no longer than for these. */
const AT_ONCE = 25;

/** Left over by others: so many are taken along beside one's own. */
export const MOST_WAITING = 500;

/**
 * Looks for copies of the articles in line, at most `most` of them or until it is told to stop; what is left is taken
 * up by the next one. Everything else in the process has its turn in between.
 */
export async function placeCopies(
  { copies }: Store,
  most = Number.POSITIVE_INFINITY,
  signal?: AbortSignal,
): Promise<void> {
  for (let left = most; left > 0 && signal?.aborted !== true; ) {
    const placed = await copies.place(Math.min(AT_ONCE, left));
    if (placed === 0) return;
    left -= placed;
    await letOthersWork();
  }
}
