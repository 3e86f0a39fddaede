import type { Coverage, Ladder, Window } from "../digest.ts";
import type { DigestScope } from "../make-digest.ts";
import { compare, type LibraryEntry, publishedWithin } from "./entry.ts";
import type { Accused } from "./exchanges.ts";
import type { Origins } from "./origins.ts";
import type { Selection } from "./select-articles.ts";

/** What a reader of a conflict briefing looks for first. */
const EXPECTED = ["killed", "injured", "missing", "displaced"] as const;

/** What was searched, what was found, and what no article says. `notFound` holds metrics, and whose reply is missing. */
export function describeCoverage(
  searched: { readonly library: readonly LibraryEntry[]; readonly scope: DigestScope | undefined },
  selection: Selection,
  origins: Origins,
  ladders: readonly Ladder[],
  exchanges: readonly Accused[],
  asOf: string,
): Coverage {
  const { library, scope } = searched;
  const { selected, shown, fallback } = selection;
  const cut = scope?.lookedBackTo ?? null;
  const given = new Set<string>(ladders.map(({ metric }) => metric));
  const silent = exchanges
    .filter(({ answers }) => answers.length === 0)
    .map(({ exchange }) => exchange.accused);
  const answered = new Set(
    exchanges.filter(({ answers }) => answers.length > 0).map(({ exchange }) => exchange.accused),
  );
  const replies = [...new Set(silent)]
    .filter((name) => name !== null && !answered.has(name))
    .map((name) => `reply of ${name}`);
  return {
    searched: scope?.articles ?? library.length,
    found: selected.length,
    origins: origins.lines.length,
    firstArticle: selected[0]?.article.publishedAt ?? null,
    lastArticle: selected.at(-1)?.article.publishedAt ?? null,
    unread: scope?.unread ?? countUnread(library, shown, asOf),
    notFound:
      selected.length === 0
        ? []
        : [...EXPECTED.filter((metric) => !given.has(metric)), ...replies.toSorted(compare)],
    fallback,
    ...(cut !== null && selected.length > 0 && cut >= shown.since ? { lookedBackTo: cut } : {}),
  };
}

/** Articles of the window in languages nobody reads: they may or may not be on the topic. */
function countUnread(library: readonly LibraryEntry[], window: Window, asOf: string): Coverage["unread"] {
  const counts = new Map<string, number>();
  for (const { article, facts } of library) {
    if (facts.read || !publishedWithin(article, window, asOf)) continue;
    counts.set(article.language, (counts.get(article.language) ?? 0) + 1);
  }
  return [...counts]
    .map(([language, articles]) => ({ language, articles }))
    .toSorted((a, b) => compare(a.language, b.language));
}
