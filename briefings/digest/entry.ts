import type { Article } from "../article.ts";
import type { Window } from "../digest.ts";
import type { Facts } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { dayOf } from "../moment.ts";

/** An article with what was read from it. */
export interface LibraryEntry {
  readonly article: Article;
  readonly facts: Facts;
}

/** An article that is on the topic. */
export interface Selected extends LibraryEntry {
  /** Day of publication. */
  readonly day: string;
  /** false for a mere passing mention: only what is said about the topic itself is taken from it. */
  readonly central: boolean;
  readonly score: number;
  /** Folded names by which a passing mention is known. */
  readonly names: readonly string[];
}

/** The day an article was published, or null when that is not known to the day. */
export function publishedDay(article: Article): string | null {
  const day = dayOf(article.publishedAt);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
}

/** Whether an article was published inside the window and not after `asOf` (compared by day where no time is known). */
export function publishedWithin(article: Article, window: Window, asOf: string): boolean {
  const day = publishedDay(article);
  if (day === null || day < window.since || day > window.until) return false;
  return notAfter(article.publishedAt, asOf);
}

/** Whether `moment` is not after `asOf`; a bare day is compared by day. */
export function notAfter(moment: string, asOf: string): boolean {
  if (moment.length <= 10 || asOf.length <= 10) return dayOf(moment) <= dayOf(asOf);
  return Date.parse(moment) <= Date.parse(asOf);
}

/** Whether a stretch of an article names the topic. */
export function namesTopic(entry: Selected, text: string): boolean {
  const folded = ` ${foldName(text)} `;
  return entry.names.some((name) => folded.includes(` ${name} `));
}

/** Oldest first; ties break by article id, so any input order gives the same list. */
export function byDayThenId(a: Selected, b: Selected): number {
  return compare(a.day, b.day) || compare(a.article.id, b.article.id);
}

/** The earlier of two ISO days. */
export function earlier(a: string, b: string): string {
  return compare(a, b) <= 0 ? a : b;
}

/** The later of two ISO days. */
export function later(a: string, b: string): string {
  return compare(a, b) >= 0 ? a : b;
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
