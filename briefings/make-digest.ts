import type { Article } from "./article.ts";
import { actorLines } from "./digest/actors.ts";
import { findExchanges } from "./digest/answers-elsewhere.ts";
import { collectClaims } from "./digest/claims.ts";
import { describeCoverage } from "./digest/coverage.ts";
import { findDisagreements } from "./digest/disagreements.ts";
import { type LibraryEntry, notAfter, publishedDay, type Selected } from "./digest/entry.ts";
import { mergeActors } from "./digest/identities.ts";
import { chooseKeyPoints } from "./digest/key-points.ts";
import { buildLadders } from "./digest/ladders.ts";
import { chooseMilestones } from "./digest/milestones.ts";
import { findOrigins } from "./digest/origins.ts";
import { mergePlaces } from "./digest/places.ts";
import { collectSaid } from "./digest/said.ts";
import { type PlaceInTopic, selectArticles } from "./digest/select-articles.ts";
import { groupSpeakers } from "./digest/speakers.ts";
import { chooseTellingLines } from "./digest/telling-lines.ts";
import { buildTimeline } from "./digest/timeline.ts";
import { makeVoices } from "./digest/voices.ts";
import { type WithdrawnEntry, withdrawnLines } from "./digest/withdrawn.ts";
import { DigestWords } from "./digest/words.ts";
import type { Digest, Window } from "./digest.ts";
import { factId } from "./fact-id.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Topic } from "./topic.ts";

/** Everything a digest is made from; `library` is all that was searched, in any order. */
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
  readonly placeInTopic: PlaceInTopic;
  /** The word lists; `digest` is used here. */
  readonly words: Knowledge["words"];
}

/**
 * Makes the digest of a topic. Pure: the same articles in any order give the same bytes. Numbers are put side by side
 * and never added up; every line carries the evidence it stands on. Throws a `ZodError` when the word list is malformed.
 */
export function makeDigest(input: DigestInput): Digest {
  const { topic, window, asOf, engine, library, placeInTopic, copies = [] } = input;
  const words = DigestWords.parse(input.words.digest);
  const selection = selectArticles({
    topic,
    window,
    asOf,
    library,
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
  const built = buildLadders(claims, said, topic, origins, words);
  const ladders = built.map(({ ladder }) => ladder);
  const exchanges = findExchanges({ said, identities, selected, library, window: shown, asOf, words });
  const timeline = buildTimeline(claims, said, selected, origins);
  const { words: typed, kind, label, detail } = topic;
  return {
    id: factId(
      "d",
      kind,
      label,
      shown.since,
      shown.until,
      asOf,
      engine,
      ...selected.flatMap(({ article }) => [article.id, article.sha256]),
    ),
    engine,
    topic: { words: typed, kind, label, detail },
    window: shown,
    asOf,
    keyPoints: chooseKeyPoints({ topic, selected, built, said, exchanges, origins, window: shown, words }),
    ladders,
    speakers: groupSpeakers(said),
    exchanges: exchanges.map(({ exchange }) => exchange),
    actors: actorLines(identities),
    places: [...places.lines],
    timeline: timeline.map(({ entry }) => entry),
    highlights: {
      statements: chooseTellingLines(said, exchanges, words),
      events: chooseMilestones(timeline, shown),
    },
    disagreements: findDisagreements(built, exchanges, claims),
    sources: [...origins.lines],
    ...(withdrawn.length === 0 ? {} : { withdrawn }),
    coverage: describeCoverage(library, selection, origins, ladders, exchanges, asOf),
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
