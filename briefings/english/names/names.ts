import type { Article } from "../../article.ts";
import type { Span } from "../../evidence.ts";
import type { Actor, Dropped, Place } from "../../facts.ts";
import { foldName, type Gazetteer } from "../../gazetteer.ts";
import type { Page } from "../../text/page.ts";
import { clusterPlaces, type PlaceDraft, unresolvedPlace } from "../places/cluster-places.ts";
import { readDatelines } from "../places/datelines.ts";
import type { Mention, World } from "../world.ts";
import { readAcronyms } from "./acronyms.ts";
import { readBareInstitutions } from "./bare-institutions.ts";
import { clusterActors } from "./cluster-actors.ts";
import { type CuedSpan, readCues } from "./name-cues.ts";
import { readLevels } from "./name-levels.ts";
import { createLookups } from "./name-lookups.ts";
import type { NamesInput } from "./name-span.ts";
import { readNameSpans } from "./name-spans.ts";
import { typeNames } from "./name-types.ts";
import type { NameWords } from "./name-words.ts";
import { roleSpan } from "./roles.ts";
import { readShortForms, type ShortForm } from "./short-forms.ts";
import { readStates } from "./states.ts";

/** The world of an article, and the names that were seen and left out. */
export interface NamesFound extends World {
  /** What each place says about where it is, in the order of `places`. */
  readonly placeDrafts: readonly PlaceDraft[];
  readonly dropped: readonly Dropped[];
}

/**
 * Reads who and what is named in one article. Mentions are in order and never overlap; places have names and
 * mentions but no coordinates yet. Linear in the length of the text.
 */
export function readNames(input: {
  readonly page: Page;
  readonly article: Pick<Article, "id">;
  readonly words: NameWords;
  readonly gazetteer: Gazetteer;
}): NamesFound {
  const { page, article } = input;
  const names: NamesInput = {
    page,
    levels: readLevels(page, input.words),
    words: input.words,
    lookups: createLookups(input.gazetteer),
  };
  const spans = [...readDatelines(names), ...readCues(names, readNameSpans(names))].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  relink(spans);
  const acronyms = readAcronyms(names, spans);
  const types = typeNames(names, spans, acronyms);
  const states = readStates(names, spans, types);
  const actors = clusterActors(names, article.id, spans, types, acronyms, states);
  const found = clusterPlaces(spans, types);
  const places: Place[] = found.drafts.map((draft) => unresolvedPlace(article.id, draft, spans));
  const mentions: Mention[] = [];
  const dropped: Dropped[] = [];
  for (const [i, span] of spans.entries()) {
    const type = types.get(span.key);
    if (!type || type.type === "other") {
      const reason = type?.reason ?? "nothing says what it names";
      dropped.push({ start: span.start, end: span.end, rule: "names", reason });
      continue;
    }
    const actor = actors.ofSpan[i]!;
    const place = found.ofSpan[i]!;
    mentions.push({
      start: span.start,
      end: span.end,
      from: span.from,
      to: span.to,
      sentence: span.sentence,
      text: span.text,
      type: type.type,
      actor: actor >= 0 ? actor : null,
      place: place >= 0 ? place : null,
      role: span.role && type.type === "person" ? roleSpan(names, span.role) : null,
    });
  }
  const shorts = readShortForms(names, mentions, actors.actors);
  const known = inOrder([...mentions, ...shorts.map((short) => short.mention)]);
  const bare = readBareInstitutions(names, article.id, known, actors.actors);
  return {
    mentions: inOrder([...known, ...bare.mentions]),
    actors: [...withShortForms(actors.actors, shorts), ...bare.actors],
    places,
    placeDrafts: found.drafts,
    dropped,
  };
}

function inOrder<Value extends Span>(spans: Value[]): Value[] {
  return spans.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Actors with "the army" and the like among their aliases and mentions. */
function withShortForms(actors: readonly Actor[], shorts: readonly ShortForm[]): Actor[] {
  const byActor = new Map<number, ShortForm[]>();
  for (const short of shorts) {
    const index = short.mention.actor!;
    const list = byActor.get(index);
    if (list) list.push(short);
    else byActor.set(index, [short]);
  }
  return actors.map((actor, index) => {
    const own = byActor.get(index);
    if (!own) return actor;
    const known = new Set([actor.name, ...actor.aliases].map(foldName));
    const aliases = [...actor.aliases];
    for (const { alias } of own) {
      if (known.has(foldName(alias))) continue;
      known.add(foldName(alias));
      aliases.push(alias);
    }
    const mentions = own.map(({ mention }) => ({ start: mention.start, end: mention.end }));
    return { ...actor, aliases, mentions: inOrder([...actor.mentions, ...mentions]) };
  });
}

/** `within` counts in the merged list: a span behind a comma is always the next one. */
function relink(spans: CuedSpan[]): void {
  for (const [i, span] of spans.entries()) if (span.within >= 0) spans[i] = { ...span, within: i + 1 };
}
