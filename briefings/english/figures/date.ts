import type { Source, Statement } from "../../facts.ts";
import type { When } from "../../moment.ts";
import type { DateMention } from "../world.ts";
import { CLAUSE_REACH, endOf, type Scene, startOf } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";
import { clauseBorders } from "./place-turns.ts";

/** The date of what a number counts, and the day on which the number was said; either may be missing. */
export interface PhraseDates {
  readonly date: DateMention | null;
  readonly spoken: DateMention | null;
  /** A day before a colon ("4 February: 2,900 dead"): of the event, or of the number where somebody gives it. */
  readonly label: DateMention | null;
}

/**
 * The dates a phrase belongs to: the nearest of its sentence, counted with clause borders. The day on which something
 * was said ("said on Monday that", "told the council on 7 February") says as of when the number was given, never when
 * it happened.
 */
export function dateOf(
  scene: Scene,
  phrase: CountPhrase,
  dates: readonly DateMention[],
  first: number,
  statement: Statement | null,
): PhraseDates {
  let best: DateMention | null = null;
  let spoken: DateMention | null = null;
  let label: DateMention | null = null;
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
    if (date.from - from <= 1 && scene.page.tokens[date.to]?.text === ":") {
      label = date;
      continue;
    }
    // "bodies collected up to 31 January": where the counting ends, not when it happened.
    if (scene.page.tokens[date.from]!.lower === "to" && scene.page.tokens[date.from - 1]?.lower === "up")
      continue;
    if (isOfSaying(scene, date, statement)) {
      spoken ??= date;
      continue;
    }
    const borders = clauseBorders(scene, right ? phrase.to : date.to, right ? date.from : phrase.from);
    // Behind "up from 365,000" a date belongs to the other number.
    if (borders >= 2) continue;
    const score = gap / 12 + borders * 2;
    if (score < bestScore) {
      best = sinceThen(scene, joinedDate(scene, dates, i));
      bestScore = score;
    }
  }
  return { date: best, spoken, label };
}

/** The day of a statement, outside of what is stated; or right behind a verb of saying. */
function isOfSaying(scene: Scene, date: DateMention, statement: Statement | null): boolean {
  const { tokens } = scene.page;
  const { sentence } = tokens[date.from]!;
  const said = (back: number): boolean => {
    const token = tokens[date.from - back];
    return token?.sentence === sentence && scene.rules.speech.has(token.lower);
  };
  // "recalled that in 2016": what follows "that" is what was said.
  // "the toll of at least 900 issued on Monday by the office"
  if (ISSUED.test(tokens[date.from - 1]?.lower ?? "") || ISSUED.test(tokens[date.from]!.lower)) return true;
  if (said(1) || (said(2) && tokens[date.from - 1]!.lower !== "that")) return true;
  if (!statement?.when) return false;
  const { from, to, words } = statement.when;
  if (date.when.from !== from || date.when.to !== to || date.when.words !== words) return false;
  return !statement.spans.some((span) => span.start <= date.start && date.end <= span.end);
}

/** How many words may stand between "since" and the date at which something began. */
const SINCE_REACH = 9;
const BEGAN = /^(?:began|begun|started|erupted|broke|flared|launched|resumed|escalated|seized|took|fell)$/;

/** "since the war began in April 2022": the period runs on from there. */
function sinceThen(scene: Scene, date: DateMention): DateMention {
  const { tokens, text } = scene.page;
  let began = false;
  for (let k = date.from - 1; k >= 0 && k >= date.from - SINCE_REACH; k--) {
    const { lower, kind, sentence, start } = tokens[k]!;
    if (sentence !== tokens[date.from]!.sentence || kind === "mark") return date;
    if (BEGAN.test(lower)) began = true;
    if (lower !== "since") continue;
    const when = { ...date.when, to: null, words: text.slice(start, date.end) };
    return began && date.when.from !== null ? { ...date, start, from: k, when } : date;
  }
  return date;
}

const ISSUED = /^(?:announced|issued|published|released)$/;

/** "in February and March": two periods that follow each other are one. */
function joinedDate(scene: Scene, dates: readonly DateMention[], i: number): DateMention {
  const date = dates[i]!;
  for (const [a, b] of [
    [dates[i - 1], date],
    [date, dates[i + 1]],
  ] as const) {
    if (!a || !b || b.from !== a.to + 1 || scene.page.tokens[a.to]!.lower !== "and") continue;
    if (a.when.precision !== b.when.precision || a.when.from === null || b.when.to === null) continue;
    if (a.when.from > b.when.to) continue;
    const words = scene.page.text.slice(a.start, b.end);
    return {
      start: a.start,
      end: b.end,
      from: a.from,
      to: b.to,
      when: { ...a.when, to: b.when.to, words },
    };
  }
  return date;
}

/**
 * Which date says when it happened and which when it was given. "4 February: 2,900 dead, according to OCHA" and "on
 * 28 January the office had estimated" date the number, as long as no other day is named.
 */
export function givenOn(
  scene: Scene,
  phrase: CountPhrase,
  known: PhraseDates & { readonly claimant: Source | null; readonly finding: boolean | undefined },
): { readonly when: DateMention | null; readonly spoken: DateMention | null } {
  const { date, label, claimant, finding } = known;
  const spoken = known.spoken ?? (claimant ? label : null);
  if (spoken || !date || !claimant) return { when: date ?? (spoken ? null : label), spoken };
  const { tokens } = scene.page;
  // Only a day can be the day it was given: "for the first three months the office had counted" is what it counted.
  const day = date.when.from !== null && date.when.from === date.when.to;
  const opens = day && date.from - startOf(scene, phrase) <= 1;
  let had = false;
  for (let k = date.to; opens && finding && k < phrase.from; k++) had ||= tokens[k]!.lower === "had";
  return had ? { when: null, spoken: date } : { when: date, spoken };
}

/**
 * The day a count speaks for: "as of" or "by" in its sentence, the day it was said or given, "as of" over the page,
 * else the article's own date.
 */
export function asOfOf(
  date: DateMention | null,
  spoken: DateMention | null,
  pageAsOf: DateMention | null,
  article: { readonly publishedAt: string; readonly publishedPrecision: When["precision"] },
): When {
  if (date && /^(?:as of|by)\b/i.test(date.when.words ?? ""))
    return { ...date.when, from: date.when.to, to: date.when.to };
  if (spoken?.when.to) return { ...spoken.when, from: spoken.when.to };
  if (pageAsOf) return pageAsOf.when;
  const day = article.publishedAt === "" ? null : article.publishedAt;
  return { from: day, to: day, precision: article.publishedPrecision, words: null, basis: "inferred" };
}
