import type { Article } from "../../briefings/index.ts";
import { sameArticle } from "../stores/same-article.ts";
import type { PutOutcome, ReadArticle } from "../stores/store.ts";
import type { ArticleReader, ReadFacts } from "./article-reader.ts";
import { type NoteNeeds, noteWithdrawal } from "./note-withdrawal.ts";

export interface TakeIn extends NoteNeeds {
  readonly reader: ArticleReader;
  /** Set for articles that came with the product: what they say of withdrawals is not acted on. */
  readonly bundled?: boolean;
  /** Nothing more is taken in once it is aborted; what has been given out is kept. */
  readonly signal?: AbortSignal | undefined;
}

/** What became of one item; `outcome` is null, with the reason, when its article could not be read. */
export interface TakenIn<T> {
  readonly item: T;
  readonly outcome: PutOutcome | null;
  readonly reason: string | null;
}

/** Batches that are being read while one is written. */
const AHEAD = 2;

/**
 * Reads articles and keeps them with their facts, a batch in one transaction; gives each batch out once it is
 * kept. Later batches are read meanwhile, and all are written in the order in which they came, so that the same
 * articles leave the same store however long each took. An article that is here and was read the same way is not
 * read again. What an article takes back is marked before its batch is given out. Trouble of the store is thrown.
 */
export async function* takeIn<T extends { readonly article: Article }>(
  needs: TakeIn,
  batches: AsyncIterable<readonly T[]>,
): AsyncGenerator<readonly TakenIn<T>[]> {
  const { signal } = needs;
  const source = batches[Symbol.asyncIterator]();
  const stopped = abortOf(signal);
  const ahead: Promise<readonly Prepared<T>[]>[] = [];
  let next: Promise<IteratorResult<readonly T[]>> | null = source.next();
  try {
    while (next !== null || ahead.length > 0) {
      const first = ahead[0];
      const event: Event<T> = await Promise.race([
        stopped.promise,
        ...(first === undefined ? [] : [first.then((read) => ({ kind: "read", read }) as const)]),
        ...(next === null || ahead.length >= AHEAD
          ? []
          : [next.then((batch) => ({ kind: "batch", batch }) as const)]),
      ]);
      if (event.kind === "stopped") return;
      if (event.kind === "batch") {
        next = event.batch.done === true ? null : source.next();
        if (event.batch.done !== true) {
          const reading = prepare(needs, event.batch.value);
          // Its trouble is met when its turn comes.
          reading.catch(() => {});
          ahead.push(reading);
        }
        continue;
      }
      ahead.shift();
      yield await keep(needs, event.read);
    }
  } finally {
    stopped.forget();
    void source.return?.()?.catch(() => {});
    next?.catch(() => {});
  }
}

type Event<T> =
  | { readonly kind: "stopped" }
  | { readonly kind: "read"; readonly read: readonly Prepared<T>[] }
  | { readonly kind: "batch"; readonly batch: IteratorResult<readonly T[]> };

/** An item with its facts; "here" when the store has both already. */
interface Prepared<T> {
  readonly item: T;
  readonly read: ReadFacts | "here";
}

async function prepare<T extends { readonly article: Article }>(
  { store, reader, bundled = false }: TakeIn,
  items: readonly T[],
): Promise<readonly Prepared<T>[]> {
  const held = await store.held(items.map(({ article }) => article.id));
  return Promise.all(
    items.map(async (item) => {
      const known = held.get(item.article.id);
      const same =
        known !== undefined && known.reader === reader.tag && sameArticle(known.article, item.article);
      // What came with the product and now from a person is that person's own: that is written down.
      if (same && (bundled || !known.bundled)) return { item, read: "here" };
      return { item, read: await reader.read(item.article) };
    }),
  );
}

async function keep<T extends { readonly article: Article }>(
  needs: TakeIn,
  prepared: readonly Prepared<T>[],
): Promise<readonly TakenIn<T>[]> {
  const { store, reader, bundled = false } = needs;
  const given = prepared.flatMap(({ item, read }): ReadArticle[] =>
    read === "here" || !read.ok
      ? []
      : [{ article: item.article, facts: read.facts, reader: reader.tag, bundled }],
  );
  const outcomes = (given.length === 0 ? [] : await store.putAll(given)).values();
  const taken = prepared.map(({ item, read }): TakenIn<T> => {
    if (read === "here") return { item, outcome: "unchanged", reason: null };
    if (!read.ok) return { item, outcome: null, reason: read.reason };
    return { item, outcome: outcomes.next().value!, reason: null };
  });
  if (bundled) return taken;
  // After all of the batch is kept: a notice may stand before the story that it takes back.
  for (const { item, outcome } of taken)
    if (outcome !== null) await noteWithdrawal(item.article, outcome, needs);
  return taken;
}

function abortOf(signal: AbortSignal | undefined) {
  const { promise, resolve } = Promise.withResolvers<{ readonly kind: "stopped" }>();
  const stop = () => resolve({ kind: "stopped" });
  if (signal?.aborted === true) stop();
  signal?.addEventListener("abort", stop, { once: true });
  return { promise, forget: () => signal?.removeEventListener("abort", stop) };
}
