import type { Digest, Topic, Window } from "../../briefings/index.ts";
import type { StoreReading } from "../stores/store.ts";

/** Digests kept for the next one who asks the same; over much news one is 400 kB as JSON. */
const MOST_KEPT = 32;

export interface DigestWish {
  readonly topic: Topic;
  readonly window: Window;
  readonly asOf: string;
}

/** A digest with the languages of its articles, by their ids. */
export interface Told {
  readonly digest: Digest;
  readonly languages: Readonly<Record<string, string>>;
}

export interface KeptDigestsNeeds {
  readonly store: Pick<StoreReading, "revision" | "latest">;
  readonly make: (wish: DigestWish) => Promise<Told>;
  /** A digest for another moment, where nothing was published between that and its own. */
  readonly digestAsOf: (digest: Digest, asOf: string) => Digest;
}

interface Kept {
  readonly question: string;
  readonly asOf: string;
  readonly told: Promise<Told>;
}

/**
 * Digests made once. Many who ask the same at the same moment wait for one; who asks later gets the same while nothing
 * was written, for a later minute too if nothing was published between the two. What is kept is never older than
 * the library: its revision is a part of the question.
 */
export function keepDigests({ store, make, digestAsOf }: KeptDigestsNeeds) {
  const kept = new Map<string, Kept>();
  /** The one asked for last, whatever the moment, by topic, window and revision. */
  const latest = new Map<string, Kept>();

  function keep(key: string, one: Kept): void {
    // Used last, forgotten last.
    kept.delete(key);
    kept.set(key, one);
    latest.set(one.question, one);
    for (const [first, oldest] of kept) {
      if (kept.size <= MOST_KEPT) break;
      forget(first, oldest);
    }
  }

  function forget(key: string, one: Kept): void {
    if (kept.get(key) === one) kept.delete(key);
    if (latest.get(one.question) === one) latest.delete(one.question);
  }

  return {
    async of(wish: DigestWish): Promise<Told> {
      const { topic, window, asOf } = wish;
      const question = JSON.stringify([topic, window, await store.revision()]);
      const key = `${question} ${asOf}`;
      const same = kept.get(key);
      if (same !== undefined) {
        keep(key, same);
        return same.told;
      }
      const near = latest.get(question);
      if (near !== undefined && (await nothingBetween(store, near.asOf, asOf))) {
        const { digest, languages } = await near.told;
        return { digest: digestAsOf(digest, asOf), languages };
      }
      // Somebody else may have begun meanwhile.
      const making = kept.get(key) ?? { question, asOf, told: make(wish) };
      keep(key, making);
      // A failure is told to those who waited, and the next one tries again.
      making.told.catch(() => forget(key, making));
      return making.told;
    },
  };
}

/** Whether no article, standing or withdrawn, was published from the earlier to the later of two moments. */
async function nothingBetween(store: Pick<StoreReading, "latest">, a: string, b: string): Promise<boolean> {
  // A day is compared with days and a moment with moments: the two are not put on one line here.
  if (a.length <= 10 || b.length <= 10) return false;
  const [from, to] = a < b ? [a, b] : [b, a];
  for await (const _ of store.latest({ from, to })) return false;
  return true;
}
