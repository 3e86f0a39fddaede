import type { Article, Withdrawal } from "../../briefings/index.ts";
import type { StoreReading } from "../stores/store.ts";

/** Copies fetched for one digest: a story that is printed everywhere is told by these as well as by all. */
const MOST_FETCHED = 300;

/** Groups of copies that reach into these articles, each with those of its members that still stand. */
export async function findCopies(
  store: StoreReading,
  articles: readonly Article[],
  marks: ReadonlyMap<string, Withdrawal>,
): Promise<readonly (readonly Article[])[]> {
  const known = new Map(articles.map((article) => [article.id, article]));
  const groups = await store.copies.groupsWith([...known.keys()]);
  const others = groups.flat().filter((id) => !known.has(id) && !marks.has(id));
  const held = await store.held(others.slice(0, MOST_FETCHED));
  return groups.map((ids) => ids.flatMap((id) => known.get(id) ?? held.get(id)?.article ?? []));
}
