import type { StatementLine } from "../digest.ts";
import type { Statement } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { compare, namesTopic, type Selected } from "./entry.ts";
import type { Origins } from "./origins.ts";
import { distinct } from "./union.ts";
import type { Voice, Voices } from "./voices.ts";

/** A statement with its speaker worked out across articles. */
export interface Said {
  readonly line: StatementLine;
  readonly statement: Statement;
  readonly voice: Voice;
  readonly entry: Selected;
  /** Articles that carry these words, its own first. */
  readonly entries: readonly Selected[];
}

/** The statements that stand in an article, in order. */
export type SaidByArticle = ReadonlyMap<string, readonly Said[]>;

export function byArticle(said: readonly Said[]): SaidByArticle {
  const map = new Map<string, Said[]>();
  for (const one of said) {
    const list = map.get(one.entry.article.id);
    if (list === undefined) map.set(one.entry.article.id, [one]);
    else list.push(one);
  }
  return map;
}

/** Shorter words are too common to be taken for a part of a longer quotation. */
const LEAST_PART = 20;

/**
 * The statements of the selected articles, oldest first; the same words of the same speaker stand once, with every
 * publisher that carries them. From a passing mention only what names the topic is taken.
 */
export function collectSaid(
  selected: readonly Selected[],
  voices: Voices,
  origins: Pick<Origins, "originOf">,
): Said[] {
  const byVoice = new Map<
    string,
    {
      words: string;
      said: { statement: Statement; voice: Voice; entry: Selected }[];
    }[]
  >();
  for (const entry of selected) {
    for (const statement of entry.facts.statements) {
      if (!entry.central && !namesTopic(entry, statement.evidence.excerpt)) continue;
      const voice = voices.of(entry, statement.speaker);
      const words = foldName(statement.text);
      const groups = byVoice.get(voice.key) ?? [];
      const same = groups.find((group) => sameWords(group.words, words));
      if (same === undefined) groups.push({ words, said: [{ statement, voice, entry }] });
      else {
        same.said.push({ statement, voice, entry });
        if (words.length > same.words.length) same.words = words;
      }
      byVoice.set(voice.key, groups);
    }
  }
  return [...byVoice.values()]
    .flat()
    .map(({ said }) => merge(said, origins))
    .toSorted(byTime);
}

/** How many words a number and its hedge have ("at least 2,900"). */
const NUMBER_WORDS = 4;

/**
 * "The mission says 2,900": a number without what it counts is read in its ladder, and says nothing among statements.
 * "The following are being destroyed" says nothing without the list behind it, nor does "he promised water" as the words
 * of an outlet, which passes on what somebody else promised.
 */
export function isFragment({ statement, voice }: Said): boolean {
  if (statement.mode !== "indirect") return false;
  if (voice.identity?.kind === "media" && /^(?:he|she|they|it)\b/iu.test(statement.text)) return true;
  if (/^the following\b/iu.test(statement.text)) return true;
  const words = statement.text.split(/\s+/);
  return words.length <= NUMBER_WORDS && /^[\d.,]+$/.test(words.at(-1)!);
}

export function byTime(a: Said, b: Said): number {
  return (
    compare(a.entry.day, b.entry.day) ||
    compare(a.entry.article.id, b.entry.article.id) ||
    a.statement.evidence.start - b.statement.evidence.start ||
    compare(a.statement.id, b.statement.id)
  );
}

function sameWords(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= LEAST_PART && ` ${long} `.includes(` ${short} `);
}

/** The fullest wording speaks for all; among equals the earliest. */
function merge(
  said: readonly { statement: Statement; voice: Voice; entry: Selected }[],
  origins: Pick<Origins, "originOf">,
): Said {
  const best = said.toSorted((a, b) => b.statement.text.length - a.statement.text.length)[0]!;
  const entries = distinct([best.entry, ...said.map(({ entry }) => entry)]);
  return {
    ...best,
    entries,
    line: statementLine(best.statement, best.entry, entries, origins),
  };
}

function statementLine(
  statement: Statement,
  { article }: Selected,
  entries: readonly Selected[],
  origins: Pick<Origins, "originOf">,
): StatementLine {
  return {
    id: statement.id,
    evidence: statement.evidence,
    publisher: article.publisher,
    origin: origins.originOf(article.id),
    publishedAt: article.publishedAt,
    statement,
    carriedBy: distinct(entries.map((entry) => entry.article.publisher)),
  };
}

/** Makes a test whether a statement stands in a sentence that gives a number, or (`keys`) that is a key sentence; linear. */
export function makeSentenceTests(): {
  counts(one: Said): boolean;
  isKey(one: Said): boolean;
} {
  const figures = new Map<Selected, ReadonlySet<number>>();
  const keys = new Map<Selected, ReadonlySet<number>>();
  const starts = (
    known: Map<Selected, ReadonlySet<number>>,
    entry: Selected,
    make: () => readonly number[],
  ): ReadonlySet<number> => {
    const found = known.get(entry) ?? new Set(make());
    known.set(entry, found);
    return found;
  };
  return {
    counts: ({ entry, statement }) =>
      starts(figures, entry, () => entry.facts.figures.map(({ sentence }) => sentence.start)).has(
        statement.evidence.start,
      ),
    isKey: ({ entry, statement }) =>
      starts(keys, entry, () => entry.facts.keySentences.map(({ evidence }) => evidence.start)).has(
        statement.evidence.start,
      ),
  };
}
