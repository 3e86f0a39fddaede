import { termsOfFacts } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { OwnLibraries } from "../stores/own-libraries.ts";
import { searchWords } from "../stores/search-words.ts";
import type { Store, StoredArticle } from "../stores/store.ts";
import type { KeptWatch } from "../stores/watches.ts";
import type { Tenants } from "./tenants.ts";

export interface MarkWatches {
  readonly store: Pick<Store, "watches" | "changes" | "article">;
  readonly libraries: Pick<OwnLibraries, "find">;
  readonly tenants: Pick<Tenants, "seek">;
  readonly clock: Clock;
}

/** With more changes at once, as after an import, it costs less to look at every watch than at every article. */
const MANY = 200;

/**
 * Marks the watches that changes of the libraries may concern, and follows no change up twice without need. A watch is
 * marked before its change is taken away: after a crash in between it is marked again, which does no harm.
 */
export async function markWatches(needs: MarkWatches): Promise<void> {
  const { store, libraries } = needs;
  const watches = (await store.watches.list()).filter(({ pausedAt }) => pausedAt === null);
  await followUp(store, watches, needs);
  for (const tenant of new Set(watches.map((watch) => watch.tenant))) {
    const own = await libraries.find(tenant);
    const theirs = watches.filter((watch) => watch.tenant === tenant);
    if (own !== null) await followUp(own, theirs, needs);
  }
}

async function followUp(
  library: Pick<Store, "changes" | "article">,
  watches: readonly KeptWatch[],
  { store, tenants, clock }: MarkWatches,
): Promise<void> {
  for (;;) {
    const changes = await library.changes.next(MANY);
    if (changes.length === 0) return;
    const ids =
      changes.length === MANY || watches.length === 0
        ? watches.map(({ id }) => id)
        : await concerned(library, changes, watches, tenants);
    if (ids.length > 0) await store.watches.mark(ids, clock.now());
    await library.changes.done(changes);
    if (changes.length < MANY) return;
  }
}

async function concerned(
  library: Pick<Store, "article">,
  changes: readonly { readonly article: string }[],
  watches: readonly KeptWatch[],
  tenants: Pick<Tenants, "seek">,
): Promise<string[]> {
  const stored = await Promise.all(changes.map(({ article }) => library.article(article)));
  const articles = stored.flatMap((item) => (item === null ? [] : [comparable(item)]));
  const answers = new Map<string, boolean>();
  const ids: string[] = [];
  for (const { id, tenant, topic } of watches) {
    const key = `${tenant}\n${topic}`;
    let isOn = answers.get(key);
    if (isOn === undefined) {
      const sought = await tenants.seek(tenant, topic);
      // Words that mean nothing so far may mean something now.
      isOn = sought === null || articles.some((article) => isAbout(article, sought));
      answers.set(key, isOn);
    }
    if (isOn) ids.push(id);
  }
  return ids;
}

interface Comparable {
  readonly terms: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

function comparable({ article, facts }: StoredArticle): Comparable {
  return {
    terms: new Set(termsOfFacts(facts)),
    words: new Set(searchWords(`${article.title} ${article.text}`)),
  };
}

function isAbout(
  { terms, words }: Comparable,
  sought: NonNullable<Awaited<ReturnType<Tenants["seek"]>>>,
): boolean {
  if ("terms" in sought) return sought.terms.some((term) => terms.has(term));
  const forms = [...sought.words.values()].flat();
  return forms.some((form) => searchWords(form).every((word) => words.has(word)));
}
