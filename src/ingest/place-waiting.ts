import type { Store } from "../stores/store.ts";

/** Articles looked at in one transaction. */
const AT_ONCE = 200;

/** Looks for copies of the articles in line, at most `most` of them; what is left is taken up by the next one. */
export async function placeCopies({ copies }: Store, most = Number.POSITIVE_INFINITY): Promise<void> {
  for (let left = most; left > 0; ) {
    const placed = await copies.place(Math.min(AT_ONCE, left));
    if (placed === 0) return;
    left -= placed;
  }
}
