import type { Article, Digest, Topic, Window, Withdrawal } from "../../briefings/index.ts";
import type { Store, StoredArticle } from "../stores/store.ts";
import type { Engine } from "./engine.ts";

/** As many articles as are looked through for a name when the latest ones do not have it. */
const MOST_NAMED = 3000;

/** A digest with the languages of its articles, by their ids. */
export interface Told {
  readonly digest: Digest;
  readonly languages: Readonly<Record<string, string>>;
}

interface Asked {
  readonly topic: Topic;
  readonly window: Window;
  readonly asOf: string;
  /** The latest articles, and whether they are all there are. */
  readonly library: readonly StoredArticle[];
  readonly all: boolean;
}

/** The digest over what still stands, told with copies that lie outside the window and with what was withdrawn. */
export async function makeDigestOf(
  { store, engine }: { readonly store: Store; readonly engine: Engine },
  { topic, window, asOf, library, all }: Asked,
): Promise<Told> {
  const marks = new Map((await store.withdrawals.all()).map((mark) => [mark.articleId, mark]));
  const make = (articles: readonly StoredArticle[], copies: readonly (readonly Article[])[]): Told =>
    tell(engine, { topic, window, asOf, ...divide(articles, marks), copies });
  let searched = library;
  let told = make(searched, await copiesAround(store, window, searched, marks));
  if (told.digest.coverage.found === 0 && !all) {
    searched = await articlesNaming(store, topic.names, asOf);
    told = make(searched, []);
  }
  const { fallback } = told.digest.coverage;
  if (fallback === null) return told;
  // Another window is shown than was asked for: the copies around that one count.
  const copies = await copiesAround(store, fallback.shown, searched, marks);
  return copies.length === 0 ? told : make(searched, copies);
}

function tell(engine: Engine, input: Parameters<Engine["makeDigest"]>[0]): Told {
  const digest = engine.makeDigest(input);
  // Answers may stand in articles that are not of the topic, and so not among its sources.
  const cited = new Set([
    ...digest.sources.flatMap(({ outlets }) => outlets.map(({ articleId }) => articleId)),
    ...digest.exchanges.flatMap(({ answers }) => answers.map(({ evidence }) => evidence.articleId)),
  ]);
  const languages = input.library
    .filter(({ article }) => cited.has(article.id))
    .map(({ article }) => [article.id, article.language] as const);
  return { digest, languages: Object.fromEntries(languages) };
}

function divide(articles: readonly StoredArticle[], marks: ReadonlyMap<string, Withdrawal>) {
  return {
    library: marks.size === 0 ? articles : articles.filter(({ article }) => !marks.has(article.id)),
    withdrawn: articles.flatMap((item) => {
      const withdrawal = marks.get(item.article.id);
      return withdrawal === undefined ? [] : [{ ...item, withdrawal }];
    }),
  };
}

/** Groups with a copy inside the window; each with those of its members that still stand. */
async function copiesAround(
  store: Store,
  { since, until }: Window,
  articles: readonly StoredArticle[],
  marks: ReadonlyMap<string, Withdrawal>,
): Promise<Article[][]> {
  const groups = await store.copies.groups({ from: since, to: until });
  if (groups.length === 0) return [];
  const known = new Map(articles.map(({ article }) => [article.id, article]));
  return Promise.all(
    groups.map(async (ids) => {
      const members = await Promise.all(
        ids
          .filter((id) => !marks.has(id))
          .map(async (id) => known.get(id) ?? (await store.article(id))?.article ?? null),
      );
      return members.filter((article) => article !== null);
    }),
  );
}

/** The latest articles that have one of the names in their words, each once. */
async function articlesNaming(
  store: Store,
  names: readonly string[],
  asOf: string,
): Promise<readonly StoredArticle[]> {
  const found = new Map<string, StoredArticle>();
  for (const name of names) {
    for await (const item of store.search(name, { from: null, to: asOf }, MOST_NAMED))
      found.set(item.article.id, item);
    if (found.size >= MOST_NAMED) break;
  }
  return [...found.values()];
}
