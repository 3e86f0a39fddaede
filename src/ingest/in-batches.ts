import { setTimeout as sleep } from "node:timers/promises";

/** How large a batch becomes. */
const MOST = 64;
const MOST_CHARACTERS = 4_000_000;
/** How long the first of a batch waits for others. */
const WITHIN_MS = 200;

export interface BatchSize<T> {
  /** Characters of one item, so that a few large ones are a batch too. */
  readonly sizeOf: (item: T) => number;
  readonly most?: number;
  /** Ends when a batch has waited long enough for more; the signal says that nobody waits any longer. */
  readonly pause?: (signal: AbortSignal) => Promise<unknown>;
}

const pauseShortly = (signal: AbortSignal) => sleep(WITHIN_MS, undefined, { signal });

/**
 * Items of a stream in batches: as many as come at once, up to a bound, and no item waits long for a full one.
 * Reads no further ahead than the batch it fills.
 */
export async function* inBatches<T>(
  source: AsyncIterable<T>,
  { sizeOf, most = MOST, pause = pauseShortly }: BatchSize<T>,
): AsyncGenerator<readonly T[]> {
  const items = source[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<T>> | null = null;
  try {
    for (let ended = false; !ended; ) {
      const batch: T[] = [];
      let size = 0;
      const enough = new AbortController();
      let late: Promise<null> | null = null;
      while (batch.length < most && size < MOST_CHARACTERS) {
        next ??= items.next();
        const got: IteratorResult<T> | null = await (late === null ? next : Promise.race([next, late]));
        if (got === null) break;
        next = null;
        if (got.done === true) {
          ended = true;
          break;
        }
        batch.push(got.value);
        size += sizeOf(got.value);
        late ??= pause(enough.signal).then(
          () => null,
          () => null,
        );
      }
      enough.abort();
      if (batch.length > 0) yield batch;
    }
  } finally {
    // Something that is still being waited for would keep the source from ending: it is left alone then.
    const ending = items.return?.();
    if (next === null) await ending;
    else ending?.catch(() => {});
  }
}
