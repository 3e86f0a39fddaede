import { editDistance, slipsAllowed } from "./edit-distance.ts";
import { foldName, type Gazetteer, type GazetteerPlace } from "./gazetteer.ts";
import type { Topic } from "./topic.ts";
import { type Catalogue, countryOnMap, mapEntry, type TopicEntry, topicEntries } from "./topic-catalogue.ts";

/** What was understood; none and several are answers, not errors. */
export type TopicMatch =
  | {
      readonly status: "found";
      readonly topic: Topic;
      /** What was understood when the words were misspelt or named it in passing; null when they name it. */
      readonly understoodAs: string | null;
    }
  | { readonly status: "several"; readonly options: readonly Topic[] }
  | { readonly status: "unknown"; readonly near: readonly Topic[] };

/** Below this a place that no article names needs exact typing and has no say against a misspelling. */
const KNOWN_TOWN = 100_000;
const MOST_OPTIONS = 5;
/** A place with so many times fewer reports than its namesake is no reason to ask which is meant. */
const HARDLY_EVER = 200;

/**
 * The topic meant by what somebody typed: a place, an actor, or words to search for. Tried in this order: names and
 * aliases of the catalogue, countries and well-known places of the map (which may have no article: "searched,
 * nothing found"), surnames and parts of names, words that occur, misspellings, any other place of the map.
 * `words` of the topic is always what was typed.
 */
export function findTopic(input: {
  readonly typed: string;
  readonly catalogue: Catalogue;
  readonly gazetteer: Gazetteer;
}): TopicMatch {
  const { catalogue, gazetteer } = input;
  const typed = input.typed.trim().slice(0, 200);
  const key = foldName(typed).replace(/^the /, "");
  const entries = topicEntries(catalogue, gazetteer);
  if (key === "")
    return {
      status: "unknown",
      near: entries.slice(0, MOST_OPTIONS).map((e) => e.topic),
    };

  const known = { entries, catalogue, gazetteer, typed, key };
  return (
    byQualifiedName(known) ??
    byName(known) ??
    byCountry(known) ??
    byMap(known, (p) => p.origin === "ours" || p.population >= KNOWN_TOWN || p.capital === true) ??
    byPart(known) ??
    byWords(known) ??
    byMisspelling(known) ??
    byMap(known, () => true) ?? { status: "unknown", near: nearest(known) }
  );
}

interface Known {
  readonly entries: readonly TopicEntry[];
  readonly catalogue: Catalogue;
  readonly gazetteer: Gazetteer;
  readonly typed: string;
  readonly key: string;
}

/** "M 23" and "m-23" are "M23". */
function squash(name: string): string {
  return name.replaceAll(" ", "");
}

function found({ typed }: Known, entry: TopicEntry, understood: boolean): TopicMatch {
  const topic = { ...entry.topic, words: typed };
  return {
    status: "found",
    topic,
    understoodAs: understood ? topic.label : null,
  };
}

function oneOf(known: Known, entries: readonly TopicEntry[], understood: boolean): TopicMatch | null {
  const [first, second] = entries;
  if (!first) return null;
  if (!second) return found(known, first, understood);
  const options = entries.slice(0, MOST_OPTIONS).map(({ topic }) => {
    const isShared =
      topic.kind === "place" && entries.some((e) => e.topic !== topic && e.topic.label === topic.label);
    const where = topic.detail ?? (topic.level === "country" ? "country" : null);
    return isShared && where !== null ? { ...topic, words: `${topic.label}, ${where}` } : topic;
  });
  return { status: "several", options };
}

/** "Goma, DRC" or "Georgia, country": the answer to a question which of several was meant. */
function byQualifiedName(known: Known): TopicMatch | null {
  const { entries, gazetteer, typed } = known;
  const comma = typed.indexOf(",");
  if (comma < 1) return null;
  const head = foldName(typed.slice(0, comma));
  const tail = foldName(typed.slice(comma + 1));
  const code = gazetteer.countryOf(tail)?.code;
  const lies = ({ topic }: TopicEntry) => {
    if (tail === "country" || topic.level === "country")
      return tail === "country" && topic.level === "country";
    if (code !== undefined && topic.country === code) return true;
    return [topic.admin1, topic.detail].some((where) => where !== null && foldName(where) === tail);
  };
  const places = gazetteer.find(head).map((p) => reported(known, p));
  const named = entries.filter((e) => e.topic.kind === "place" && e.topic.names.includes(head));
  const fit = [...new Map([...named, ...places].filter(lies).map((e) => [e.id, e])).values()];
  const [first] = sameLabelFirst(fit, head);
  return first ? found(known, first, false) : null;
}

function byName(known: Known): TopicMatch | null {
  const { entries, gazetteer, key } = known;
  const exact = entries.filter((e) => e.topic.names.includes(key));
  const named =
    exact.length > 0 ? exact : entries.filter((e) => e.topic.names.some((n) => squash(n) === squash(key)));
  const places = named.filter((e) => e.topic.kind === "place");
  // What an article could not put on the map is one with its namesake that another article could.
  const onMap = places.filter((e) => e.topic.country !== null);
  if (onMap.length > 0) return oneOf(known, sameLabelFirst(meant(onMap), key), false);
  if (places.length > 0) return oneOf(known, places, false);
  // One Kemal whom an article calls just that does not make the other Kemals strangers.
  const namesakes = entries.filter((e) => e.surnames.includes(key));
  if (namesakes.length > named.length && named.every((e) => namesakes.includes(e))) return null;
  // "Kigali" said as an actor is a government; asked for, it is the town.
  if (
    named.every((e) => e.topic.detail === "state" || e.topic.detail === "government") &&
    gazetteer.find(key).length > 0
  )
    return null;
  return oneOf(known, named, false);
}

/** A namesake in one report of hundreds is a slip of reading or hardly ever meant: its country behind a comma finds it. */
function meant(entries: readonly TopicEntry[]): readonly TopicEntry[] {
  const most = Math.max(...entries.map(({ articles }) => articles));
  return entries.filter(({ articles }) => articles * HARDLY_EVER >= most);
}

/** A place called exactly so goes before one that merely has it among its other names. */
function sameLabelFirst(entries: readonly TopicEntry[], key: string): readonly TopicEntry[] {
  const called = entries.filter((e) => foldName(e.topic.label) === key);
  return called.length > 0 ? called : entries;
}

function byCountry(known: Known): TopicMatch | null {
  const { gazetteer, key } = known;
  const country = gazetteer.countryOf(key);
  if (!country || country.as === "capital") return null;
  const namesakes = gazetteer.find(key).filter((p) => p.precision === "admin1" && p.country !== country.code);
  const place = countryOnMap(country.code, gazetteer);
  if (!place) return null;
  const entry = reported(known, place);
  const rivals = country.as === "name" ? namesakes.map((p) => reported(known, p)) : [];
  // A country that is reported on is meant, whoever else bears the name.
  if (rivals.length === 0 || (entry.articles > 0 && rivals.every((r) => r.articles === 0)))
    return found(known, entry, country.as === "demonym");
  return oneOf(known, [entry, ...rivals], false);
}

/** The entry of the catalogue for a place of the map, or a new one without articles. */
function reported({ entries, gazetteer }: Known, place: GazetteerPlace): TopicEntry {
  return entries.find((e) => e.id === place.key) ?? mapEntry(place, 0, gazetteer);
}

function byMap(known: Known, isKnown: (place: GazetteerPlace) => boolean): TopicMatch | null {
  const places = known.gazetteer.find(known.key);
  const fit = places.filter(isKnown);
  const [first, ...rest] = fit;
  if (!first) return null;
  // A city goes before the region around it, and a metropolis before its namesakes.
  const rivals = rest.filter(
    (p) =>
      !(p.country === first.country && (p.precision === "admin1" || first.precision === "admin1")) &&
      p.population * 10 > first.population,
  );
  const city = fit.find((p) => p.country === first.country && p.precision === "town") ?? first;
  return oneOf(
    known,
    [city, ...rivals].map((p) => reported(known, p)),
    false,
  );
}

/** A surname, or one or more words in a row of a longer name. */
function byPart(known: Known): TopicMatch | null {
  const { entries, key } = known;
  const surname = entries.filter((e) => e.surnames.includes(key));
  if (surname.length > 0) return oneOf(known, surname, false);
  if (key.length < 4) return null;
  const part = entries.filter((e) => e.topic.names.some((n) => ` ${n} `.includes(` ${key} `)));
  return part.length <= MOST_OPTIONS ? oneOf(known, part, part.length === 1) : null;
}

/** Free text: several words of which one names something, or words that occur in the articles. */
function byWords(known: Known): TopicMatch | null {
  const { entries, catalogue, gazetteer, typed, key } = known;
  const words = key.split(" ");
  const occurs = (word: string) => (catalogue.articlesWith?.(word) ?? 0) > 0;
  const names = (word: string) =>
    entries.some((e) => e.topic.names.includes(word) || e.surnames.includes(word)) ||
    gazetteer.countryOf(word) !== null;
  const understood = words.length > 1 ? words.some((w) => names(w) || occurs(w)) : occurs(key);
  if (!understood) return null;
  const topic: Topic = {
    kind: "words",
    words: typed,
    label: typed.replace(/\s+/g, " "),
    detail: null,
    names: [...new Set(words)],
    level: null,
    country: null,
    admin1: null,
  };
  return { status: "found", topic, understoodAs: null };
}

function byMisspelling(known: Known): TopicMatch | null {
  const { entries, gazetteer, key } = known;
  const most = slipsAllowed(squash(key));
  if (most === 0) return null;
  const reportedOnes = closest(entries, key, most);
  const mapped = closest(
    placesLike(key, gazetteer).map((p) => reported(known, p)),
    key,
    most,
  );
  const best = reportedOnes.slips <= mapped.slips ? reportedOnes : mapped;
  const unique = [...new Map(best.entries.map((e) => [e.id, e])).values()];
  return best.slips > most ? null : oneOf(known, unique, true);
}

function closest(
  entries: readonly TopicEntry[],
  key: string,
  most: number,
): { readonly slips: number; readonly entries: readonly TopicEntry[] } {
  let slips = most + 1;
  let best: TopicEntry[] = [];
  const typed = squash(key);
  for (const entry of entries) {
    let own = most + 1;
    // A slip in a name of three letters is another name.
    for (const name of [...entry.topic.names, ...entry.surnames])
      if (name.length > 3) own = Math.min(own, editDistance(typed, squash(name), most));
    if (own > most || own > slips) continue;
    if (own < slips) best = [];
    slips = own;
    best.push(entry);
  }
  return { slips, entries: best };
}

/** Countries and well-known places that begin like what was typed: the first letters are rarely wrong. */
function placesLike(key: string, gazetteer: Gazetteer): readonly GazetteerPlace[] {
  const places = new Map<string, GazetteerPlace>();
  for (const name of gazetteer.complete(key.slice(0, 2), 150))
    for (const place of gazetteer.find(name))
      if (place.precision === "country" || place.origin === "ours" || place.population >= KNOWN_TOWN)
        places.set(place.key, place);
  return [...places.values()];
}

/** What comes closest to words that mean nothing here; nothing when nothing is close. */
function nearest({ entries, key }: Known): readonly Topic[] {
  const typed = squash(key);
  const most = Math.max(2, Math.floor(typed.length / 2));
  return entries
    .map((entry) => {
      const names = [...entry.topic.names, ...entry.surnames].map(squash);
      const starts = names.some(
        (n) => n.length > 2 && typed.length > 2 && n.slice(0, 3) === typed.slice(0, 3),
      );
      const slips = Math.min(
        ...names.filter((n) => n.length > 2).map((n) => editDistance(typed, n, most)),
        most + 1,
      );
      return { entry, rank: slips - (starts ? 1.5 : 0) };
    })
    .filter(({ rank }) => rank <= most - (typed.length > 4 ? 1 : 0))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_OPTIONS)
    .map(({ entry }) => entry.topic);
}

/**
 * Topics whose name, alias or any word of it begins with what was typed, most reported first, then places of the
 * map; at most `limit`. `words` of each is what to type to get exactly it.
 */
export function completeTopics(
  prefix: string,
  catalogue: Catalogue,
  gazetteer: Gazetteer,
  limit: number,
): readonly Topic[] {
  const key = foldName(prefix);
  const entries = topicEntries(catalogue, gazetteer);
  const begins = (name: string) => name.startsWith(key) || squash(name).startsWith(squash(key));
  const whole = entries.filter((e) => begins(foldName(e.topic.label)) || e.topic.names.some(begins));
  const inside = entries.filter(
    (e) => !whole.includes(e) && e.topic.names.some((n) => key.length > 1 && ` ${n}`.includes(` ${key}`)),
  );
  const topics = new Map([...whole, ...inside].map((e) => [e.id, e.topic]));
  if (topics.size < limit)
    for (const name of gazetteer.complete(key, limit)) {
      const place = gazetteer.find(name)[0];
      if (place && !topics.has(place.key)) topics.set(place.key, mapEntry(place, 0, gazetteer).topic);
    }
  return [...topics.values()].slice(0, Math.max(0, limit));
}
