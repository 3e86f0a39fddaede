import { nameKeys } from "../../briefings/index.ts";
import type { Sought, StoreReading } from "../../src/stores/store.ts";
import { collect } from "./collect.ts";

/** What to ask a library, in any of its methods. */
export interface Asked {
  /** Words that stand in articles, and names of places and actors. */
  readonly words: readonly string[];
  readonly terms: readonly string[];
  readonly articleIds: readonly string[];
  readonly factIds: readonly string[];
}

const WINDOWS = [
  { from: null, to: null },
  { from: "2025-01-20", to: "2025-02-10" },
  { from: "2025-02-01", to: null },
] as const;

/**
 * The answers of every reading method, by its name. `revision` is left out: it says when content changes and not what
 * it is. A method that is added to the interface has to be asked here, too.
 */
export async function askEverything(library: StoreReading, asked: Asked): Promise<Record<string, unknown>> {
  const each = <T, A>(list: readonly T[], ask: (one: T) => Promise<A>) => Promise.all(list.map(ask));
  const windows = <A>(ask: (window: (typeof WINDOWS)[number]) => Promise<A>) => each(WINDOWS, ask);
  const sought: Sought[] = [{ terms: asked.terms }, { anyWord: asked.words }];
  const groups = asked.words.map((word) => nameKeys(word)).filter((keys) => keys.length > 0);
  const ask = {
    article: () => each(asked.articleIds, (id) => library.article(id)),
    held: async () => [...(await library.held(asked.articleIds))].sort(([a], [b]) => (a < b ? -1 : 1)),
    copies: () => library.copies.groupsWith(asked.articleIds),
    versions: async () => [
      await each(asked.articleIds, (id) => library.versions.of(id)),
      await each([...asked.factIds, "f"], (id) => library.versions.factsById(id, 40)),
    ],
    withdrawals: async () => [
      await library.withdrawals.all(),
      await each(asked.articleIds, (id) => library.withdrawals.of(id)),
    ],
    between: () => windows((window) => collect(library.between(window))),
    latest: () => windows((window) => collect(library.latest(window))),
    search: () => each(asked.words, (word) => windows((window) => collect(library.search(word, window, 7)))),
    find: () =>
      each(sought, (what) =>
        windows((window) => each([1, 5, 500], (limit) => collect(library.find(what, window, limit)))),
      ),
    countOf: () =>
      each(sought, (what) =>
        windows((window) => each([2, 999], (most) => library.countOf(what, window, most))),
      ),
    countUpTo: () => each(["2025-01-28", "2025-02-01T12:00Z", "9999-12-31"], (to) => library.countUpTo(to)),
    unreadLanguages: () => library.unreadLanguages(),
    factsById: () =>
      each([...asked.factIds, "a", "f"], (id) => each([3, 40], (n) => library.factsById(id, n))),
    catalogue: () => library.catalogue(),
    commonNames: () => library.commonNames(5000),
    namesFor: () =>
      each([[], groups, ...groups.map((group) => [group])], (given) => library.namesFor(given, 200)),
    keysBeginning: () =>
      each(asked.words, (word) =>
        each(["=", ">"], (kind) =>
          each([3, 500], (most) => library.keysBeginning(`${kind}${word.slice(0, 2)}`, most)),
        ),
      ),
    articlesWith: () =>
      each(asked.words, (word) => each([1, 99], (most) => library.articlesWith(word, most))),
    counts: () => library.counts(),
  } satisfies Record<Exclude<keyof StoreReading, "revision">, () => Promise<unknown>>;
  const answers: Record<string, unknown> = {};
  for (const [name, question] of Object.entries(ask)) answers[name] = await question();
  return answers;
}
