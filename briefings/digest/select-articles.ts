import { reportText } from "../copies/report-text.ts";
import type { Window } from "../digest.ts";
import type { Place } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { addDays } from "../moment.ts";
import type { Topic } from "../topic.ts";
import {
  byDayThenId,
  compare,
  type LibraryEntry,
  notAfter,
  publishedDay,
  publishedWithin,
  type Selected,
} from "./entry.ts";
import { distinct } from "./union.ts";
import { contentWords, type DigestWords, stopWordsOf } from "./words.ts";

/** Says whether a place of an article lies in the place a topic is about. */
export type PlaceInTopic = (topic: Topic, place: Place) => boolean;

/** How many articles there are, and how many of them have a word. */
interface WordCounts {
  readonly articles: number;
  readonly having: ReadonlyMap<string, number>;
}

export interface Selection {
  /** Oldest first. */
  readonly selected: readonly Selected[];
  readonly shown: Window;
  readonly fallback: { readonly wished: Window; readonly shown: Window } | null;
}

/** What is shown when the wished window is empty: the latest week, or month where the week holds few reports. */
const FALLBACK_DAYS = 7;
const WIDER_FALLBACK_DAYS = 31;
const FEW = 4;
/** Share of the best score that an article must reach for a topic of words. */
const WORDS_CUT = 0.3;
/** Share of the search words' weight that an article must contain at all. */
const WORDS_COVER = 0.25;
/** An article without the names of the question must share this many people, places or armed groups with those that have them … */
const SHARED_CAST = 2;
/** … and this share of the weight of the search words and of the best score. */
const STORY_SHARE = 0.2;
/** Share of the best score below which an article only touches what the question names. */
const CENTRAL_CUT = 0.1;
/** A name among the search words weighs this much more than another word of the same rarity. */
const NAME_WEIGHT = 2;
/** Shorter words are not met by longer ones that begin alike. */
const LEAST_STEM = 5;
/** BM25 with the usual constants (Robertson and Zaragoza 2009). */
const K1 = 1.2;
const B = 0.75;

/**
 * The articles on the topic inside the window. When the window has none, the latest week that has some (or month,
 * where the week has few), ending at the last matching article not after `asOf`; an empty window never reads as calm.
 */
export function selectArticles(input: {
  readonly topic: Topic;
  readonly window: Window;
  readonly asOf: string;
  readonly library: readonly LibraryEntry[];
  /** Counts of the search words over all that was searched, where that is more than `library`. */
  readonly wordCounts?: WordCounts | null;
  readonly placeInTopic: PlaceInTopic;
  readonly words: DigestWords;
}): Selection {
  const { topic, window, asOf, wordCounts = null, placeInTopic, words } = input;
  const known = input.library
    .filter(({ article }) => notAfter(article.publishedAt, asOf) && publishedDay(article) !== null)
    .toSorted((a, b) => compare(a.article.id, b.article.id));
  const matching = (
    topic.kind === "words" ? byWords(topic, known, words, wordCounts) : byName(topic, known, placeInTopic)
  ).toSorted(byDayThenId);

  const inside = matching.filter(({ article }) => publishedWithin(article, window, asOf));
  if (inside.length > 0) return { selected: inside, shown: window, fallback: null };
  const last = matching.at(-1);
  if (last === undefined) return { selected: [], shown: window, fallback: null };
  const within = (days: number): Window => ({ since: addDays(last.day, 1 - days), until: last.day });
  const found = (window: Window): Selected[] =>
    matching.filter(({ article }) => publishedWithin(article, window, asOf));
  const week = within(FALLBACK_DAYS);
  const month = within(WIDER_FALLBACK_DAYS);
  // One late report is not what became of a place; with no more around it, the shorter window says more exactly when.
  const isThin = found(week).length < FEW && found(month).length > found(week).length;
  const shown = isThin ? month : week;
  const latest = found(shown);
  return {
    selected: latest,
    shown,
    fallback: { wished: window, shown },
  };
}

function byName(topic: Topic, library: readonly LibraryEntry[], placeInTopic: PlaceInTopic): Selected[] {
  const names = new Set(topic.names);
  const found: Selected[] = [];
  for (const { article, facts } of library) {
    const things =
      topic.kind === "place"
        ? facts.places.filter((place) => placeInTopic(topic, place))
        : facts.actors.filter(({ name, aliases }) =>
            [name, ...aliases].some((form) => names.has(foldName(form))),
          );
    if (things.length === 0) continue;
    const mentions = things.flatMap((thing) => thing.mentions);
    const first = Math.min(...mentions.map(({ start }) => start), article.text.length);
    const title = ` ${foldName(article.title)} `;
    const inTitle = things.some((thing) =>
      [thing.name, ...thing.aliases].some((form) => title.includes(` ${foldName(form)} `)),
    );
    // An article is about what its headline or first half names, or what it comes back to.
    const central = inTitle || mentions.length > 2 || first < article.text.length / 2;
    found.push({
      article,
      facts,
      day: publishedDay(article)!,
      central,
      names: topic.names,
      score: mentions.length + (inTitle ? 5 : 0),
    });
  }
  return found;
}

/**
 * Search by words. Where the question names somebody or some place the library knows, only articles that name it too
 * are on the topic (names say what a question is about, its verbs do not), and those that barely touch it are passing
 * mentions. Where it names nobody, the words decide alone.
 */
function byWords(
  topic: Topic,
  library: readonly LibraryEntry[],
  words: DigestWords,
  wide: WordCounts | null,
): Selected[] {
  const stopWords = stopWordsOf(words);
  const wanted = distinct(contentWords(topic.names.join(" "), stopWords));
  if (wanted.length === 0) return [];
  const count = wordCounter(wanted, stopWords);
  const counts = library.map(({ article }) => count(article));
  const names = namesIn(topic, library);
  const nameWords = new Set(contentWords([...names].join(" "), stopWords));
  const mean = counts.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counts.length);
  const weight = new Map<string, number>();
  let total = 0;
  for (const word of wanted) {
    const found = counts.filter(({ of }) => of.has(word)).length;
    const having = Math.max(found, wide?.having.get(word) ?? 0);
    const all = Math.max(counts.length, wide?.articles ?? 0, having);
    const rarity = Math.log(1 + (all - having + 0.5) / (having + 0.5));
    weight.set(word, nameWords.has(word) ? rarity * NAME_WEIGHT : rarity);
    // A word no article has cannot count against any of them.
    if (having > 0) total += weight.get(word)!;
  }
  const found: Scored[] = [];
  for (const [index, { article, facts }] of library.entries()) {
    const { of, length } = counts[index]!;
    let score = 0;
    let covered = 0;
    for (const [word, count] of of) {
      const value = weight.get(word)!;
      covered += value;
      score += (value * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / mean));
    }
    if (covered === 0) continue;
    const named =
      nameWords.size === 0 ||
      holdsName(facts, names) ||
      [...nameWords].some((word) => word.length >= LEAST_STEM && of.has(word));
    found.push({
      article,
      facts,
      day: publishedDay(article)!,
      central: true,
      names: [...names],
      score,
      named,
      cover: covered / total,
    });
  }
  if (names.size > 0) return keepStory(found);
  const best = Math.max(0, ...found.map(({ score }) => score));
  return found.filter(({ cover, score }) => cover >= WORDS_COVER && score >= best * WORDS_CUT);
}

interface Scored extends Selected {
  readonly named: boolean;
  readonly cover: number;
}

/**
 * Of the articles that hold a name of the question all are kept, those that barely touch it as passing mentions. Of the
 * others only those are that share the words and the people, places or armed groups of the best ones: later reports
 * of one story need not repeat where it began, and another town's hospital attack is another story.
 */
function keepStory(found: readonly Scored[]): Selected[] {
  const best = Math.max(0, ...found.filter(({ named }) => named).map(({ score }) => score));
  const cast = new Set(
    found
      .filter(({ named, score }) => named && score >= best * WORDS_CUT)
      .flatMap(({ facts }) => castOf(facts)),
  );
  return found.flatMap((entry) => {
    if (entry.named) return [{ ...entry, central: entry.score >= best * CENTRAL_CUT }];
    const shared = castOf(entry.facts).filter((name) => cast.has(name)).length;
    return shared >= SHARED_CAST && entry.cover >= STORY_SHARE && entry.score >= best * STORY_SHARE
      ? [entry]
      : [];
  });
}

/** Who and what makes a story recognisable; countries, governments and world bodies are in too many of them. */
function castOf(facts: LibraryEntry["facts"]): string[] {
  const actors = facts.actors.filter(({ kind }) => kind === "person" || kind === "armed_group");
  const places = facts.places.filter(({ precision }) => precision !== "country");
  return distinct([...actors, ...places].map(({ name }) => foldName(name)));
}

/** Names of actors and places that stand in the question, folded. */
function namesIn(topic: Topic, library: readonly LibraryEntry[]): Set<string> {
  const asked = ` ${foldName(topic.words)} `;
  const names = new Set<string>();
  const seen = new Set<string>();
  for (const { facts } of library) {
    for (const { name, aliases } of [...facts.actors, ...facts.places]) {
      for (const form of [name, ...aliases]) {
        if (seen.has(form)) continue;
        seen.add(form);
        const folded = foldName(form);
        // "The army" is nobody's name; a name has a capital.
        if (/\p{Lu}/u.test(form) && !/^the\s/i.test(form) && asked.includes(` ${folded} `)) names.add(folded);
      }
    }
  }
  return names;
}

function holdsName(facts: LibraryEntry["facts"], names: ReadonlySet<string>): boolean {
  return [...facts.actors, ...facts.places].some(({ name, aliases }) =>
    [name, ...aliases].some((form) => names.has(foldName(form))),
  );
}

/** The headline counts three times: once as part of the whole, twice for its place. */
const TITLE_COUNTS = 3;

interface Counted {
  readonly of: ReadonlyMap<string, number>;
  readonly length: number;
}

/** Counts the wanted words of articles, and all that carry meaning; what a word stands for is found out once. */
function wordCounter(
  wanted: readonly string[],
  stopWords: ReadonlySet<string>,
): (article: LibraryEntry["article"]) => Counted {
  const set = new Set(wanted);
  const meanings = new Map<string, string | null | undefined>();
  /** undefined: says nothing; null: none of the wanted ones. */
  const meaningOf = (word: string): string | null | undefined => {
    const [content] = contentWords(word, stopWords);
    if (content === undefined) return undefined;
    // "Kivalian" meets "Kivalia", "attacker" meets "attack".
    return (
      [content, content.slice(0, -1), content.slice(0, -2)].find(
        (form, cut) => set.has(form) && (cut === 0 || form.length >= LEAST_STEM),
      ) ?? null
    );
  };
  return (article) => {
    const of = new Map<string, number>();
    let length = 0;
    const add = (folded: string, times: number): void => {
      for (const word of folded.split(" ")) {
        if (!meanings.has(word)) meanings.set(word, meaningOf(word));
        const met = meanings.get(word);
        if (met === undefined) continue;
        length += times;
        if (met !== null) of.set(met, (of.get(met) ?? 0) + times);
      }
    };
    add(foldName(article.title), TITLE_COUNTS);
    add(reportText(article).folded, 1);
    return { of, length };
  };
}
