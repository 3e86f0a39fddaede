import { z } from "zod";
import type { Article } from "../article.ts";
import { evidenceFor, type Span } from "../evidence.ts";
import { factId } from "../fact-id.ts";
import type { DatedEvent, Statement } from "../facts.ts";
import { EventKind } from "../facts.ts";
import { dayOf } from "../moment.ts";
import type { Page } from "../text/page.ts";
import type { Sentence } from "../text/sentences.ts";
import type { DateMention, Mention, World } from "./world.ts";

/** Words of events, as in `seeds/words/en/events.json`. */
const EventWords = z.object({
  kinds: z.record(EventKind, z.array(z.string())),
  /** What is done by saying it: of the kind `deal`, on the day of speaking. */
  announcements: z.array(z.string()),
  /** Verbs that are of the kind `control` only right before the name of a place. */
  ambiguous: z.array(z.string()),
  /** Words before the deed that make it something that did not happen, or not yet. */
  unreal: z.array(z.string()),
  /** Words between a date and a deed that give the deed another time. */
  borders: z.array(z.string()),
});

interface Form {
  readonly words: readonly string[];
  readonly kind: EventKind;
  readonly announced: boolean;
}

/** Event words made ready for reading; build once with `compileEvents`. */
export interface EventRules {
  /** First word of a form → its forms (as lists of words) with their kind, longest first. */
  readonly forms: ReadonlyMap<string, readonly Form[]>;
  readonly ambiguous: ReadonlySet<string>;
  readonly unreal: ReadonlySet<string>;
  readonly borders: ReadonlySet<string>;
}

/** How far, in tokens, a date may stand from the deed it dates. */
const REACH = 18;
/** A sentence with more dates is a list of them. */
const MOST_DATES = 4;
/** How far behind an "unreal" word still reaches the deed, in tokens. */
const UNREAL_REACH = 3;
/** A longer "sentence", in characters, is a table or a page without stops. */
const LONGEST = 700;

/** Checks and compiles the word list. Throws a ZodError that names the wrong entry. */
export function compileEvents(json: unknown): EventRules {
  const { kinds, announcements, ambiguous, unreal, borders } = EventWords.parse(json);
  const forms = new Map<string, Form[]>();
  const add = (form: string, kind: EventKind, announced: boolean): void => {
    const words = form.split(" ");
    forms.set(words[0]!, [...(forms.get(words[0]!) ?? []), { words, kind, announced }]);
  };
  for (const form of announcements) add(form, "deal", true);
  for (const kind of EventKind.options) for (const form of kinds[kind] ?? []) add(form, kind, false);
  for (const list of forms.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { forms, ambiguous: new Set(ambiguous), unreal: new Set(unreal), borders: new Set(borders) };
}

interface Deed {
  readonly at: number;
  readonly kind: EventKind;
  readonly announced: boolean;
}

/**
 * Dated events: a sentence that holds a deed and, near it, the day of the deed. The day on which somebody spoke
 * ("said on Monday") dates no deed, and neither does a date of the future or of the page alone.
 */
export function readEvents(input: {
  readonly page: Page;
  readonly article: Article;
  readonly world: World;
  readonly dates: readonly DateMention[];
  readonly statements: readonly Statement[];
  readonly rules: EventRules;
}): DatedEvent[] {
  const { page, article, dates, statements, rules } = input;
  const spoken = speakingDates(page, statements);
  const bySentence = new Map<number, DateMention[]>();
  for (const date of dates) {
    const sentence = page.tokens[date.from]?.sentence;
    if (sentence === undefined || sentence < 0) continue;
    const known = bySentence.get(sentence);
    if (known === undefined) bySentence.set(sentence, [date]);
    else if (known.length < MOST_DATES) known.push(date);
  }
  const events: DatedEvent[] = [];
  for (const [index, own] of bySentence) {
    const sentence = page.sentences[index]!;
    if (sentence.end - sentence.start > LONGEST) continue;
    const deeds = deedsOf(sentence, input);
    if (deeds.length === 0) continue;
    const days = new Set<string>();
    const tellsWhenSaid = own.some((date) => stands(date, spoken));
    for (const date of own) {
      const { when } = date;
      if (when.from === null || when.to === null || !isExact(when.precision)) continue;
      if (dayOf(when.from) > dayOf(article.publishedAt) || days.has(when.from)) continue;
      const isSpoken = stands(date, spoken);
      // "Up to 31 January" ends a stretch of which the beginning is not given.
      if (/^(?:to|until|till|by)\b/iu.test(when.words ?? "")) continue;
      const deed = nearest(
        // What is done by saying it happens on the day of saying it, if the sentence gives that day.
        deeds.filter(({ announced }) => (announced ? isSpoken || !tellsWhenSaid : !isSpoken)),
        date,
        page,
        sentence,
        rules,
      );
      if (deed === null) continue;
      days.add(when.from);
      events.push({
        id: factId("e", article.id, sentence.start, sentence.end, when.from),
        kind: deed.kind,
        when,
        evidence: evidenceFor(article, sentence, `events/${deed.kind}`),
      });
    }
  }
  return events;
}

/** Whether a date overlaps one of the spans; they are in order, so the search halves. */
function stands(date: DateMention, spans: readonly Span[]): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.end <= date.start) low = middle + 1;
    else high = middle;
  }
  const next = spans[low];
  return next !== undefined && next.start < date.end;
}

function isExact(precision: string): boolean {
  return precision === "day" || precision === "minute" || precision === "week";
}

/** Where the dates of speaking stand, in order: outside what was said, in the sentence of a statement that has them. */
function speakingDates(page: Page, statements: readonly Statement[]): Span[] {
  const found: Span[] = [];
  for (const { when, evidence, spans } of statements) {
    if (when?.words == null) continue;
    const sentence = page.text.slice(evidence.start, evidence.end);
    for (let at = sentence.indexOf(when.words); at >= 0; at = sentence.indexOf(when.words, at + 1)) {
      const start = evidence.start + at;
      const end = start + when.words.length;
      if (!spans.some((part) => part.start <= start && end <= part.end)) found.push({ start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function deedsOf(
  sentence: Sentence,
  { page, world, rules }: { page: Page; world: World; rules: EventRules },
): Deed[] {
  const deeds: Deed[] = [];
  for (let i = sentence.from; i < sentence.to; i++) {
    const word = page.tokens[i]!.lower;
    const form = rules.forms
      .get(word)
      ?.find(({ words }) =>
        words.every((part, offset) => i + offset < sentence.to && page.tokens[i + offset]!.lower === part),
      );
    const kind =
      form?.kind ?? (rules.ambiguous.has(word) && beforePlace(page, world, i, sentence) ? "control" : null);
    if (kind === null) continue;
    let real = true;
    for (let back = 1; back <= UNREAL_REACH && i - back >= sentence.from; back++) {
      const before = page.tokens[i - back]!;
      if (before.kind === "mark") break;
      if (rules.unreal.has(before.lower)) real = false;
    }
    const announced = form?.announced ?? false;
    if (real || announced) deeds.push({ at: i, kind, announced });
  }
  return deeds;
}

/** "Took Sake", "took the road junction of Sake": a place within four words. */
function beforePlace(page: Page, { mentions }: World, at: number, sentence: Sentence): boolean {
  const start = page.tokens[at]!.end;
  const end = page.tokens[Math.min(at + 5, sentence.to - 1)]!.end;
  const first = firstFrom(mentions, start);
  for (let i = first; i < mentions.length && mentions[i]!.start < end; i++)
    if (mentions[i]!.place !== null) return true;
  return false;
}

function firstFrom(mentions: readonly Mention[], start: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (mentions[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The deed next to a date, with nothing between them that gives it another time. */
function nearest(
  deeds: readonly Deed[],
  date: DateMention,
  page: Page,
  sentence: Sentence,
  rules: EventRules,
): Deed | null {
  let best: Deed | null = null;
  let gap = REACH + 1;
  for (const deed of deeds) {
    const distance = deed.at < date.from ? date.from - deed.at : deed.at - date.to;
    const [from, to] = deed.at < date.from ? [deed.at, date.from] : [date.to, deed.at];
    if (distance >= gap || hasBorder(page, from, to, sentence, rules)) continue;
    best = deed;
    gap = distance;
  }
  return best;
}

function hasBorder(
  page: Page,
  from: number,
  to: number,
  sentence: Sentence,
  { borders }: EventRules,
): boolean {
  for (let i = Math.max(from, sentence.from); i < Math.min(to, sentence.to); i++) {
    const { text, lower } = page.tokens[i]!;
    if (text === ";" || borders.has(lower)) return true;
  }
  return false;
}
