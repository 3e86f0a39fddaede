import { groupsOf } from "./copy-index.ts";
import { byBytes, MergedNames } from "./merge-names.ts";
import type { FoundFact, Store, StoreCounts, StoredArticle, StoreReading } from "./store.ts";
import { firstKey } from "./time-key.ts";

/** Articles of the shared store that are looked up in the other one at once. */
const AT_ONCE = 16;
/** Ids that are looked up in the shared store at once. */
const HELD_AT_ONCE = 500;

/**
 * Reads a library of a tenant together with the one all share, as if both lay in one store; neither is written. Where
 * both have an article of one id, the tenant's own is read and the shared one passed over. What a question is counted
 * by counts it once; the totals of `counts` and of names add up. Copies are known within each store; of an article in the other one they
 * are found where a digest compares what it reads.
 */
export function readTogether(shared: Store, own: Store): StoreReading {
  const names = new MergedNames(shared.names, own.names);

  async function* inOrder(
    sign: 1 | -1,
    limit: number,
    ask: (store: Store, most: number) => AsyncIterable<StoredArticle>,
  ): AsyncIterable<StoredArticle> {
    // Of the shared ones some may be passed over.
    const streams = [othersThan(own, ask(shared, limit * 2)), ask(own, limit)] as const;
    let left = limit;
    for await (const item of mergedBy((a, b) => sign * inPublication(a, b), ...streams)) {
      if (left-- <= 0) return;
      yield item;
    }
  }

  const sum = async (ask: (store: Store) => Promise<number>): Promise<number> => {
    const [a, b] = await Promise.all([ask(shared), ask(own)]);
    return a + b;
  };
  const upTo = async (most: number, ask: (store: Store) => Promise<number>): Promise<number> =>
    Math.min(most, await sum(ask));
  /** What the other store passes over when it counts. */
  const passedOver = leftOut(shared, own);

  return {
    article: async (id) => (await own.article(id)) ?? (await shared.article(id)),
    async held(ids) {
      const mine = await own.held(ids);
      return new Map([...(await shared.held(ids.filter((id) => !mine.has(id)))), ...mine]);
    },
    between: (window) => inOrder(1, Number.POSITIVE_INFINITY, (store) => store.between(window)),
    latest: (window) => inOrder(-1, Number.POSITIVE_INFINITY, (store) => store.latest(window)),
    search: (words, window, limit) => inOrder(-1, limit, (store, most) => store.search(words, window, most)),
    find: (sought, window, limit) => inOrder(-1, limit, (store, most) => store.find(sought, window, most)),
    async countOf(sought, window, most) {
      const of = await passedOver();
      return upTo(most, (store) => store.countOf(sought, window, most, of.get(store)));
    },
    async countUpTo(moment) {
      const of = await passedOver();
      return sum((store) => store.countUpTo(moment, of.get(store)));
    },
    articlesWith: (word, most) => upTo(most, (store) => store.articlesWith(word, most)),
    async unreadLanguages() {
      const languages = [...(await shared.unreadLanguages()), ...(await own.unreadLanguages())];
      return [...new Set(languages)].sort();
    },
    async factsById(prefix, limit) {
      const [common, mine] = [await shared.factsById(prefix, limit * 2), await own.factsById(prefix, limit)];
      const here = await own.held(common.map(({ article }) => article.id));
      return [...common.filter(({ article }) => !here.has(article.id)), ...mine]
        .sort(byFactId)
        .slice(0, limit);
    },
    catalogue: () => names.catalogue(),
    commonNames: (most) => names.common(most),
    namesFor: (groups, most) => names.lookUp(groups, most),
    async keysBeginning(beginning, most) {
      const [common, mine] = await Promise.all(
        [shared, own].map((store) => store.keysBeginning(beginning, most)),
      );
      return [...new Set([...(common ?? []), ...(mine ?? [])])].sort(byBytes).slice(0, most);
    },
    async counts(): Promise<StoreCounts> {
      const [a, b] = [await shared.counts(), await own.counts()];
      return {
        articles: a.articles + b.articles,
        facts: a.facts + b.facts,
        first: firstOf([a.first, b.first], 1),
        last: firstOf([a.last, b.last], -1),
      };
    },
    // Both only grow (that of a tenant's library from the moment it was made), and so their sum tells all states apart.
    revision: () => sum((store) => store.revision()),
    copies: {
      async groupsWith(articleIds) {
        // An article that both have may tie a group of the one to a group of the other.
        for (let asked = new Set(articleIds); ; ) {
          const groups = [
            ...(await shared.copies.groupsWith([...asked])),
            ...(await own.copies.groupsWith([...asked])),
          ];
          const all = new Set([...asked, ...groups.flat()]);
          if (all.size === asked.size || groups.length === 0) return tied(groups);
          asked = all;
        }
      },
    },
    versions: {
      async of(articleId) {
        const mine = await own.versions.of(articleId);
        const isMine = mine.length > 0 || (await own.held([articleId])).has(articleId);
        return isMine ? mine : shared.versions.of(articleId);
      },
      async factsById(prefix, limit) {
        const mine = await own.versions.factsById(prefix, limit);
        const common = await shared.versions.factsById(prefix, limit * 2);
        const here = await own.held(common.map(({ article }) => article.id));
        const known = new Set([...here.keys(), ...mine.map(({ article }) => article.id)]);
        return [...common.filter(({ article }) => !known.has(article.id)), ...mine]
          .sort(byFactId)
          .slice(0, limit);
      },
    },
    withdrawals: {
      async all() {
        const marks = [...(await shared.withdrawals.all()), ...(await own.withdrawals.all())];
        const byArticle = new Map(marks.map((mark) => [mark.articleId, mark]));
        return [...byArticle.values()].sort((a, b) => compare(a.articleId, b.articleId));
      },
      of: async (articleId) =>
        (await own.withdrawals.of(articleId)) ?? (await shared.withdrawals.of(articleId)),
    },
  };
}

/**
 * By store, the ids it leaves out of a count over both: the shared one those that the tenant's library has, and
 * that one those which are withdrawn in the shared one alone. Found anew after each write to either.
 */
function leftOut(shared: Store, own: Store): () => Promise<ReadonlyMap<Store, readonly string[]>> {
  let found: { readonly at: string; readonly ids: ReadonlyMap<Store, readonly string[]> } | null = null;
  return async () => {
    const at = `${await shared.revision()}/${await own.revision()}`;
    if (found?.at === at) return found.ids;
    const mine = await own.ids();
    const both: string[] = [];
    for (let i = 0; i < mine.length; i += HELD_AT_ONCE)
      both.push(...(await shared.held(mine.slice(i, i + HELD_AT_ONCE))).keys());
    const known = new Set(both);
    const withdrawn = (await shared.withdrawals.all()).filter(({ articleId }) => known.has(articleId));
    const ids = new Map<Store, readonly string[]>([
      [shared, both],
      [own, withdrawn.map(({ articleId }) => articleId)],
    ]);
    found = { at, ids };
    return ids;
  };
}

function tied(groups: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return groupsOf(groups.flatMap(([first = "", ...rest]) => rest.map((id) => [first, id] as const)));
}

/** The articles of a stream that are not in the store. */
async function* othersThan(
  store: Pick<Store, "held">,
  articles: AsyncIterable<StoredArticle>,
): AsyncIterable<StoredArticle> {
  async function* others(items: readonly StoredArticle[]) {
    const here = await store.held(items.map(({ article }) => article.id));
    yield* items.filter(({ article }) => !here.has(article.id));
  }
  let next: StoredArticle[] = [];
  for await (const item of articles) {
    next.push(item);
    if (next.length < AT_ONCE) continue;
    yield* others(next);
    next = [];
  }
  if (next.length > 0) yield* others(next);
}

/** Two streams in one order as one stream. */
async function* mergedBy<T>(
  order: (a: T, b: T) => number,
  left: AsyncIterable<T>,
  right: AsyncIterable<T>,
): AsyncIterable<T> {
  const [a, b] = [left[Symbol.asyncIterator](), right[Symbol.asyncIterator]()];
  try {
    let [one, other] = [await a.next(), await b.next()];
    while (one.done !== true || other.done !== true) {
      if (other.done === true || (one.done !== true && order(one.value, other.value) <= 0)) {
        yield one.value;
        one = await a.next();
      } else {
        yield other.value;
        other = await b.next();
      }
    }
  } finally {
    await a.return?.();
    await b.return?.();
  }
}

type Published = Pick<StoredArticle, "article">;

/** By publication, then by id: which of two stores an article lies in decides nothing. */
function inPublication({ article: a }: Published, { article: b }: Published): number {
  return firstKey(a.publishedAt) - firstKey(b.publishedAt) || compare(a.id, b.id);
}

/** Versions of one article are in order, and sorting leaves them so. */
function byFactId(a: FoundFact, b: FoundFact): number {
  return compare(a.id, b.id) || inPublication(a, b);
}

function firstOf(days: readonly (string | null)[], sign: 1 | -1): string | null {
  const dated = days.filter((day) => day !== null);
  return dated.sort((a, b) => sign * (firstKey(a) - firstKey(b)))[0] ?? null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
