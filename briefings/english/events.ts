import { z } from "zod";
import type { Article } from "../article.ts";
import { evidenceFor } from "../evidence.ts";
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
  /** Verbs that are of the kind `control` only right before the name of a place. */
  ambiguous: z.array(z.string()),
  /** Words before the deed that make it something that did not happen, or not yet. */
  unreal: z.array(z.string()),
  /** Words between a date and a deed that give the deed another time. */
  borders: z.array(z.string()),
});

/** Event words made ready for reading; build once with `compileEvents`. */
export interface EventRules {
  /** First word of a form → its forms (as lists of words) with their kind, longest first. */
  readonly forms: ReadonlyMap<
    string,
    readonly { readonly words: readonly string[]; readonly kind: EventKind }[]
  >;
  readonly ambiguous: ReadonlySet<string>;
  readonly unreal: ReadonlySet<string>;
  readonly borders: ReadonlySet<string>;
}

/** How far, in tokens, a date may stand from the deed it dates. */
const REACH = 14;
/** How far behind an "unreal" word still reaches the deed, in tokens. */
const UNREAL_REACH = 3;
/** A longer "sentence", in characters, is a table or a page without stops. */
const LONGEST = 700;

/** Checks and compiles the word list. Throws a ZodError that names the wrong entry. */
export function compileEvents(json: unknown): EventRules {
  const { kinds, ambiguous, unreal, borders } = EventWords.parse(json);
  const forms = new Map<string, { words: readonly string[]; kind: EventKind }[]>();
  for (const kind of EventKind.options) {
    for (const form of kinds[kind] ?? []) {
      const words = form.split(" ");
      forms.set(words[0]!, [...(forms.get(words[0]!) ?? []), { words, kind }]);
    }
  }
  for (const list of forms.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { forms, ambiguous: new Set(ambiguous), unreal: new Set(unreal), borders: new Set(borders) };
}

interface Deed {
  readonly at: number;
  readonly kind: EventKind;
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
    bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), date]);
  }
  const events: DatedEvent[] = [];
  for (const [index, own] of bySentence) {
    const sentence = page.sentences[index]!;
    if (sentence.end - sentence.start > LONGEST) continue;
    const deeds = deedsOf(sentence, input);
    if (deeds.length === 0) continue;
    const days = new Set<string>();
    for (const date of own.slice(0, 4)) {
      const { when } = date;
      if (when.from === null || when.to === null || !isExact(when.precision)) continue;
      if (dayOf(when.from) > dayOf(article.publishedAt) || days.has(when.from)) continue;
      if (spoken.some((span) => span.start < date.end && date.start < span.end)) continue;
      // "Up to 31 January" ends a stretch of which the beginning is not given.
      if (/^(?:to|until|till|by)\b/iu.test(when.words ?? "")) continue;
      const deed = nearest(deeds, date, page, sentence, rules);
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

function isExact(precision: string): boolean {
  return precision === "day" || precision === "minute" || precision === "week";
}

/** Where the dates of speaking stand: outside what was said, in the sentence of a statement that has them. */
function speakingDates(page: Page, statements: readonly Statement[]): { start: number; end: number }[] {
  return statements.flatMap(({ when, evidence, spans }) => {
    if (when?.words == null) return [];
    const found: { start: number; end: number }[] = [];
    for (
      let at = page.text.indexOf(when.words, evidence.start);
      at >= 0 && at < evidence.end;
      at = page.text.indexOf(when.words, at + 1)
    ) {
      const span = { start: at, end: at + when.words.length };
      if (!spans.some((part) => part.start <= span.start && span.end <= part.end)) found.push(span);
    }
    return found;
  });
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
    if (real || form?.words[0] === "would") deeds.push({ at: i, kind });
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
