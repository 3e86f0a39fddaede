import type { Article } from "../article.ts";
import type { Dropped, Facts } from "../facts.ts";
import type { Knowledge } from "../knowledge.ts";
import { type PageWords, readPage } from "../text/page.ts";
import { compileDates, readDates } from "./dates/dates.ts";
import { compileEvents, readEvents } from "./events.ts";
import { readFigures } from "./figures/figures.ts";
import { compileFigures } from "./figures/words.ts";
import { compileGrammar } from "./grammar.ts";
import { readKeySentences } from "./key-sentences.ts";
import { compileNameWords } from "./names/name-words.ts";
import { readNames } from "./names/names.ts";
import { compileNumbers } from "./numbers/numbers.ts";
import { countryHints } from "./places/country-hints.ts";
import { resolvePlaces } from "./places/resolve-places.ts";
import { readStatements } from "./statements/read-statements.ts";
import { compileReporting } from "./statements/reporting-words.ts";
import type { World } from "./world.ts";

/** What a language's reader gives; the engine adds who read it. */
export type LanguageFacts = Omit<Facts, "articleId" | "engine" | "read">;

/**
 * The English reader: compiles its word lists once and reads one article after the other. Order of work: page,
 * dates, names, places on the map, statements, figures, key sentences; each step sees what came before.
 * Throws a ZodError naming list and field when a word list is not as it should be.
 */
export function createEnglishReader(knowledge: Knowledge): (article: Article) => LanguageFacts {
  const { words, gazetteer } = knowledge;
  const pageWords = compilePage(words.page);
  const grammar = compileGrammar(words.grammar);
  const reporting = compileReporting(words.reporting);
  const dateRules = compileDates(words.dates);
  const eventRules = compileEvents(words.events);
  const figureRules = compileFigures(words.figures);
  const numberRules = compileNumbers(words.numbers);
  const nameWords = compileNameWords(words);
  return (article) => {
    const page = readPage(article.text, pageWords);
    const dates = readDates(
      page,
      { iso: article.publishedAt, precision: article.publishedPrecision },
      dateRules,
    );
    const names = readNames({ page, article, words: nameWords, gazetteer });
    const world = placeOnMap(names, page, knowledge);
    const { statements, dropped } = readStatements({
      page,
      article,
      world,
      dates,
      grammar,
      reporting,
    });
    const counts = readFigures({
      page,
      article,
      world,
      statements,
      dates,
      words: figureRules,
      numbers: numberRules,
    });
    const allDropped: Dropped[] = [...names.dropped, ...dropped, ...counts.dropped];
    return {
      actors: [...world.actors],
      places: [...world.places],
      statements,
      figures: counts.figures,
      keySentences: readKeySentences(page, article, world, statements, counts.figures),
      events: readEvents({ page, article, world, dates, statements, rules: eventRules }),
      dropped: allDropped.sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1)),
    };
  };
}

/** The world with its places resolved: each place takes country and coordinates only where the context decides. */
function placeOnMap(
  names: ReturnType<typeof readNames>,
  page: ReturnType<typeof readPage>,
  knowledge: Knowledge,
): World {
  const hints = countryHints(page, names, knowledge.gazetteer);
  const mentioned = names.places.map((place, i) => ({
    name: place.name,
    aliases: place.aliases,
    mentions: place.mentions,
    qualifier: names.placeDrafts[i]?.qualifiers[0] ?? null,
    generic: genericBeside(page, place.mentions[0]),
  }));
  const resolved = resolvePlaces(mentioned, hints, knowledge);
  const places = names.places.map((place, i) => {
    const { country, admin1, lat, lon, precision } = resolved[i]!;
    return {
      ...place,
      country: country ?? place.country,
      admin1,
      lat,
      lon,
      precision,
    };
  });
  return { mentions: names.mentions, actors: names.actors, places };
}

/** "province", "river", "camp": the common noun right behind a place name, or before "of". */
function genericBeside(
  page: ReturnType<typeof readPage>,
  mention: { start: number; end: number } | undefined,
): string | null {
  if (!mention) return null;
  const after = /^[ \u00a0](\p{Ll}+)/u.exec(page.text.slice(mention.end, mention.end + 24))?.[1] ?? null;
  const before =
    /(\p{Ll}+) of $/u.exec(page.text.slice(Math.max(0, mention.start - 24), mention.start))?.[1] ?? null;
  return before ?? after;
}

function compilePage(words: unknown): PageWords {
  const { stops, starters } = words as { stops: string[]; starters: string[] };
  return { stops: new Set(stops), starters: new Set(starters) };
}
