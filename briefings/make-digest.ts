import type { Article } from "./article.ts";
import { actorLines } from "./digest/actors.ts";
import { answersElsewhere, answerTerms } from "./digest/answers-elsewhere.ts";
import { collectClaims } from "./digest/claims.ts";
import { describeCoverage } from "./digest/coverage.ts";
import { findDisagreements } from "./digest/disagreements.ts";
import { type LibraryEntry, notAfter, publishedDay, type Selected } from "./digest/entry.ts";
import { pairExchanges } from "./digest/exchanges.ts";
import { mergeActors } from "./digest/identities.ts";
import { chooseKeyPoints } from "./digest/key-points.ts";
import { buildLadders } from "./digest/ladders.ts";
import { chooseMilestones } from "./digest/milestones.ts";
import { findOrigins } from "./digest/origins.ts";
import { mergePlaces } from "./digest/places.ts";
import { collectSaid, isFragment } from "./digest/said.ts";
import { type PlaceInTopic, selectArticles } from "./digest/select-articles.ts";
import { groupSpeakers } from "./digest/speakers.ts";
import { chooseTellingLines } from "./digest/telling-lines.ts";
import { buildTimeline } from "./digest/timeline.ts";
import { makeVoices } from "./digest/voices.ts";
import { type WithdrawnEntry, withdrawnLines } from "./digest/withdrawn.ts";
import { digestWords } from "./digest/words.ts";
import type { Digest, Window } from "./digest.ts";
import { digestId } from "./digest-as-of.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Topic } from "./topic.ts";

/** What was searched where `library` is only what was found by it. */
export interface DigestScope {
  /** Articles of the whole library up to as-of, and of the window those that nobody could read. */
  readonly articles: number;
  readonly unread: Digest["coverage"]["unread"];
  /** Set when there was more than was looked at: the publication of the earliest article of those. */
  readonly lookedBackTo: string | null;
  /** For a topic of words: articles of the window, and how many of them have each wanted word (see `searchForms`). */
  readonly words: { readonly articles: number; readonly having: ReadonlyMap<string, number> } | null;
}

/** Everything a digest is made from; `library` is all that was searched, in any order, unless `scope` is given. */
export interface DigestInput {
  readonly topic: Topic;
  readonly window: Window;
  /** ISO day or UTC moment; nothing published after it is used. */
  readonly asOf: string;
  readonly engine: string;
  readonly library: readonly LibraryEntry[];
  /** Groups of copies with members inside the library; members outside of it are used to tell origins only. */
  readonly copies?: readonly (readonly Article[])[];
  /** Reports that no longer stand; none of them is in the library. */
  readonly withdrawn?: readonly WithdrawnEntry[];
  readonly scope?: DigestScope | undefined;
  readonly placeInTopic: PlaceInTopic;
  /** The word lists; `digest` is used here. */
  readonly words: Knowledge["words"];
}

/** A digest for which answers of the accused may still be looked for. */
export interface PreparedDigest {
  /** How many articles are on the topic in the window shown. */
  readonly found: number;
  readonly window: Window;
  /** Terms of articles in which those may answer who are accused and have not answered in the articles on the topic. */
  readonly answerTerms: readonly string[];
  /** The digest; `elsewhere` are articles that may hold answers, those on the topic among them or not. */
  finish(elsewhere: readonly LibraryEntry[]): Digest;
}

/**
 * Makes the digest of a topic. Pure: the same articles in any order give the same bytes. Numbers are put side by side
 * and never added up; every line carries the evidence it stands on. Throws a `ZodError` when the word list is malformed.
 */
export function makeDigest(input: DigestInput): Digest {
  return prepareDigest(input).finish(input.library);
}

/** The first part of `makeDigest`, for who has the rest of the window elsewhere. */
export function prepareDigest(input: DigestInput): PreparedDigest {
  const { topic, window, asOf, engine, library, scope, placeInTopic, copies = [] } = input;
  const words = digestWords(input.words.digest);
  const selection = selectArticles({
    topic,
    window,
    asOf,
    library,
    wordCounts: scope?.words ?? null,
    placeInTopic,
    words,
  });
  const { selected, shown } = selection;
  const origins = findOrigins(selected, relativesOf(selected, copies, asOf));
  const question = { topic, window: shown, asOf, placeInTopic, words };
  const withdrawn = withdrawnLines(input.withdrawn ?? [], question);
  const identities = mergeActors(selected);
  const places = mergePlaces(selected);
  const voices = makeVoices(identities, words);
  const claims = collectClaims(selected, {
    topic,
    placeInTopic,
    places,
    voices,
    words,
  });
  const said = collectSaid(selected, voices, origins);
  const lines = said.filter((one) => !isFragment(one));
  const built = buildLadders(claims, said, topic, origins, words);
  const ladders = built.map(({ ladder }) => ladder);
  const pairs = pairExchanges(said, identities, words);
  const timeline = buildTimeline(claims, said, selected, origins);
  const { words: typed, kind, label, detail } = topic;
  return {
    found: selected.length,
    window: shown,
    answerTerms: answerTerms(pairs, identities),
    finish(elsewhere) {
      const around = { pairs, identities, origins, selected, library: elsewhere, window: shown, asOf, words };
      const exchanges = answersElsewhere(around);
      return {
        id: digestId(
          topic,
          shown,
          asOf,
          engine,
          selected.map(({ article }) => article),
        ),
        engine,
        topic: { words: typed, kind, label, detail },
        window: shown,
        asOf,
        keyPoints: chooseKeyPoints({
          topic,
          selected,
          built,
          said,
          exchanges,
          origins,
          window: shown,
          words,
        }),
        ladders,
        speakers: groupSpeakers(lines),
        exchanges: exchanges.map(({ exchange }) => exchange),
        actors: actorLines(identities),
        places: [...places.lines],
        timeline: timeline.map(({ entry }) => entry),
        highlights: {
          statements: chooseTellingLines(lines, exchanges, words),
          events: chooseMilestones(timeline, shown),
        },
        disagreements: findDisagreements(built, exchanges, claims),
        sources: [...origins.lines],
        ...(withdrawn.length === 0 ? {} : { withdrawn }),
        coverage: describeCoverage({ library, scope }, selection, origins, ladders, exchanges, asOf),
      };
    },
  };
}

/** Copies of what is shown that are not shown themselves, as far as they were there at the moment asked for. */
function relativesOf(
  selected: readonly Selected[],
  copies: readonly (readonly Article[])[],
  asOf: string,
): Article[] {
  const shown = new Set(selected.map(({ article }) => article.id));
  const relatives = copies
    .filter((group) => group.some(({ id }) => shown.has(id)))
    .flat()
    .filter((one) => !shown.has(one.id) && publishedDay(one) !== null && notAfter(one.publishedAt, asOf));
  return [...new Map(relatives.map((one) => [one.id, one])).values()];
}
