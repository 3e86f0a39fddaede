import type { When } from "../moment.ts";
import { CLAUSE_REACH, endOf, type Scene, startOf } from "./figure-clause.ts";
import type { CountPhrase } from "./figure-phrase.ts";
import { clauseBorders } from "./figure-place.ts";
import type { DateMention } from "./world.ts";

/**
 * The date a phrase belongs to: the nearest of its sentence, counted with clause borders. The day on which
 * something was said ("said on Monday that") gives way to any other.
 */
export function dateOf(
  scene: Scene,
  phrase: CountPhrase,
  dates: readonly DateMention[],
  first: number,
): DateMention | null {
  let best: DateMention | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  const from = startOf(scene, phrase);
  const to = endOf(scene, phrase);
  for (let i = first; i < dates.length && i < first + 40; i++) {
    const date = dates[i]!;
    if (date.from >= to) break;
    if (date.to <= from) continue;
    const right = date.from >= phrase.to;
    const gap = right ? date.from - phrase.to : phrase.from - date.to;
    if (gap < 0 || gap > CLAUSE_REACH) continue;
    const spoken = [1, 2].some((back) =>
      scene.rules.speech.has(scene.page.tokens[date.from - back]?.lower ?? ""),
    );
    const borders = clauseBorders(scene, right ? phrase.to : date.to, right ? date.from : phrase.from);
    // Behind "up from 365,000" a date belongs to the other number.
    if (borders >= 2) continue;
    const score = gap / 12 + borders * 2 + (spoken ? 2 : 0);
    if (score < bestScore) {
      best = date;
      bestScore = score;
    }
  }
  return best;
}

/** The day a count speaks for: "as of" or "by" in its sentence or over the page, else the article's own date. */
export function asOfOf(
  date: DateMention | null,
  pageAsOf: DateMention | null,
  article: { readonly publishedAt: string; readonly publishedPrecision: When["precision"] },
): When {
  if (date && /^(?:as of|by)\b/i.test(date.when.words ?? ""))
    return { ...date.when, from: date.when.to, to: date.when.to };
  if (pageAsOf) return pageAsOf.when;
  const day = article.publishedAt === "" ? null : article.publishedAt;
  return { from: day, to: day, precision: article.publishedPrecision, words: null, basis: "inferred" };
}
