import { spansOverlap } from "../evidence.ts";
import type { Figure, Place } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { dayOf, daysBetween } from "../moment.ts";
import type { Topic } from "../topic.ts";
import { lossesOf, makeCountedReader } from "./counted-group.ts";
import { earlier, later, namesTopic, type Selected } from "./entry.ts";
import { withoutOverreach } from "./overreach.ts";
import type { KnownPlace, Places } from "./places.ts";
import type { PlaceInTopic } from "./select-articles.ts";
import type { Voice, Voices } from "./voices.ts";
import { type DigestWords, hasPhrase, listsFrom } from "./words.ts";

/** What happened in a day or two, or over a longer stretch; `open` has no stated end ("since 2 March"). */
export interface EventTime {
  readonly from: string;
  readonly to: string;
  readonly kind: "day" | "period";
  readonly open: boolean;
}

/** A figure with everything compared across articles worked out. */
export interface Claim {
  readonly figure: Figure;
  readonly entry: Selected;
  readonly voice: Voice;
  readonly place: KnownPlace | null;
  readonly group: string | null;
  readonly noun: string | null;
  readonly event: EventTime | null;
  readonly asOf: string;
  /** Whether the text says as of when, or when it was said. */
  readonly asOfStated: boolean;
  /** The number to compare by; null only when the figure has none. */
  readonly value: number | null;
  /** The sentence around the figure. */
  readonly sentence: string;
  /** The words for who is counted belittle them ("terrorists"): the mark of a party to the fight. */
  readonly hostile: boolean;
}

export interface ClaimContext {
  readonly topic: Topic;
  readonly placeInTopic: PlaceInTopic;
  readonly places: Places;
  readonly voices: Voices;
  readonly words: DigestWords;
}

/** The figures of the selected articles that belong to the topic, hypothetical and historic ones left out. */
export function collectClaims(selected: readonly Selected[], context: ClaimContext): Claim[] {
  const readCounted = makeCountedReader(context.words);
  const allOfThem = labelsOfAll(context.words);
  const claims: Claim[] = [];
  for (const entry of selected) {
    for (const figure of entry.facts.figures) {
      if (figure.status === "hypothetical" || figure.status === "historic") continue;
      if (!belongs(figure, entry, context)) continue;
      const dateOfSaying = isDateOfSaying(figure, entry);
      const sentence = entry.article.text.slice(figure.sentence.start, figure.sentence.end);
      const hostile =
        hasPhrase(`${figure.text} ${figure.counted ?? ""}`, context.words.hostileLabels) ||
        hasPhrase(sentence, allOfThem);
      const voice = context.voices.of(entry, figure.claimant);
      const asOf = dayOf(
        (dateOfSaying ? figure.when?.to : null) ?? figure.asOf.to ?? figure.asOf.from ?? entry.day,
      );
      const counted = readCounted(figure.counted);
      const own = counted.group ?? counted.noun ?? lossesOf(figure, sentence, context.words);
      claims.push({
        figure,
        entry,
        voice: hostile && voice.standing !== "independent" ? { ...voice, standing: "party" } : voice,
        place:
          figure.place === null
            ? null
            : context.places.of(entry.article.id, figure.place.placeId, figure.place.name),
        ...counted,
        group: counted.noun === null ? own : counted.group,
        event: dateOfSaying ? null : eventTime(figure, entry.day),
        asOf: earlier(asOf, entry.day),
        // A count cannot speak for a day after its report.
        asOfStated: (dateOfSaying || figure.asOf.basis === "stated") && asOf <= entry.day,
        value: figure.low ?? figure.high,
        sentence,
        hostile,
      });
    }
  }
  return withoutOverreach(placeRevisions(dateByTwins(redateSayings(claims))));
}

/**
 * Where one report shows that a number was given on Monday, another report's "900 on Monday" is dated by the giving,
 * too, and not by the event.
 */
function redateSayings(claims: readonly Claim[]): Claim[] {
  const key = ({ figure, place, value }: Claim, day: string): string =>
    `${figure.metric}|${place?.key ?? ""}|${value}|${day}`;
  const said = new Set(
    claims
      .filter(({ event, asOfStated }) => event === null && asOfStated)
      .map((claim) => key(claim, claim.asOf)),
  );
  return claims.map((claim) => {
    const { event } = claim;
    if (event?.kind !== "day" || !said.has(key(claim, event.from))) return claim;
    return { ...claim, event: null, asOf: event.from, asOfStated: true };
  });
}

/** "Raised to 63 from 41": the old number counted what the new one counts, there and then. */
function placeRevisions(claims: readonly Claim[]): Claim[] {
  const key = ({ figure, entry }: Claim): string =>
    `${entry.article.id} ${figure.metric} ${figure.sentence.start}`;
  const revised = new Map<string, Claim>();
  for (const claim of claims) {
    const { figure } = claim;
    if (figure.status === "reported" && figure.scope === "total" && !revised.has(key(claim)))
      revised.set(key(claim), claim);
  }
  return claims.map((claim) => {
    const next = claim.figure.status === "superseded" ? revised.get(key(claim)) : undefined;
    if (next === undefined) return claim;
    const { scope, measure } = next.figure;
    const { place, event, group, noun } = next;
    const figure = { ...claim.figure, scope, measure };
    return { ...claim, figure, place: place ?? claim.place, event, group, noun };
  });
}

/** Smaller and rounder numbers come up twice by chance. */
const TELLING = 100;

/**
 * "1,617 killed" without a date is the count that another report dates "between 1 January and 31 March": a number that
 * telling stands for one count.
 */
function dateByTwins(claims: readonly Claim[]): Claim[] {
  const isTelling = ({ value, figure }: Claim): boolean =>
    value !== null && value >= TELLING && value % TELLING !== 0 && figure.quantifier === "exactly";
  const key = ({ figure, place, value }: Claim): string => `${figure.metric}|${place?.key ?? ""}|${value}`;
  const events = new Map<string, EventTime | null>();
  for (const claim of claims) {
    const { event } = claim;
    if (event === null || !isTelling(claim)) continue;
    const known = events.get(key(claim));
    const isSame = known === undefined || (known?.from === event.from && known.to === event.to);
    events.set(key(claim), isSame ? event : null);
  }
  return claims.map((claim) =>
    claim.event === null && isTelling(claim) ? { ...claim, event: events.get(key(claim)) ?? null } : claim,
  );
}

/** "16 people, all of them insurgents": the label stands beside the count. */
const labelsOfAll = listsFrom(({ hostileLabels }) =>
  hostileLabels.flatMap((label) => [`all of them ${label}`, `all ${label}`, `all were ${label}`]),
);

function eventTime({ when, measure, asOf }: Figure, published: string): EventTime | null {
  // Without words of the text the date is the article's own, which dates the report and not the event.
  if (when === null || when.words === null || when.from === null || when.precision === "unknown") return null;
  const from = dayOf(when.from);
  const to = dayOf(when.to ?? asOf.to ?? asOf.from ?? published);
  const kind = when.to !== null && daysBetween(from, to) <= 1 ? "day" : "period";
  // A stock is dated by its as-of day; only a starting point ("since 2 March") tells it apart from other stocks.
  if (measure === "stock" && kind === "day") return null;
  return { from, to: later(from, to), kind, open: when.to === null };
}

/**
 * "Has reached at least 900, the mission said on Monday": the date stands outside what was said, so it dates the count
 * and not the deaths.
 */
function isDateOfSaying(figure: Figure, { article, facts }: Selected): boolean {
  const words = figure.when?.words;
  if (!words) return false;
  const at = article.text.indexOf(words, figure.sentence.start);
  if (at < 0 || at >= figure.sentence.end) return false;
  const date = { start: at, end: at + words.length };
  const said = facts.statements.find(({ spans }) =>
    spans.some((span) => spansOverlap(span, figure.evidence)),
  );
  return said !== undefined && !said.spans.some((span) => spansOverlap(span, date));
}

function belongs(figure: Figure, entry: Selected, { topic, placeInTopic, voices }: ClaimContext): boolean {
  if (topic.kind === "words") {
    const sentence = entry.article.text.slice(figure.sentence.start, figure.sentence.end);
    return entry.central || namesTopic(entry, `${sentence} ${figure.place?.name ?? ""}`);
  }
  if (topic.kind === "actor") return concernsActor(figure, entry, topic, voices);
  if (figure.place === null) return entry.central && isCentredOn(entry, topic, placeInTopic);
  const place = findPlace(entry, figure.place);
  return place === null ? topic.names.includes(foldName(figure.place.name)) : placeInTopic(topic, place);
}

/** Whether no place outside the topic is named more often: only then does a figure without a place belong to it. */
export function isCentredOn(entry: Selected, topic: Topic, placeInTopic: PlaceInTopic): boolean {
  let inside = 0;
  let outside = 0;
  for (const place of entry.facts.places) {
    const mentions = place.mentions.length;
    if (placeInTopic(topic, place)) inside += mentions;
    // A country around the town is no rival to it.
    else if (place.precision !== "country" && place.precision !== "admin1")
      outside = Math.max(outside, mentions);
  }
  return inside > 0 && inside >= outside;
}

function findPlace(entry: Selected, named: NonNullable<Figure["place"]>): Place | null {
  const byId = entry.facts.places.find(({ id }) => id === named.placeId);
  const folded = foldName(named.name);
  return (
    byId ??
    entry.facts.places.find(({ name, aliases }) =>
      [name, ...aliases].some((form) => foldName(form) === folded),
    ) ??
    null
  );
}

function concernsActor(figure: Figure, entry: Selected, topic: Topic, voices: Voices): boolean {
  const names = new Set(topic.names);
  const isMeant = (forms: readonly string[]): boolean => forms.some((form) => names.has(foldName(form)));
  const voice = voices.of(entry, figure.claimant);
  if (voice.identity !== null && isMeant([voice.identity.name, ...voice.identity.aliases])) return true;
  if (voice.name !== null && names.has(foldName(voice.name))) return true;
  return entry.facts.actors.some(
    ({ name, aliases, mentions }) =>
      isMeant([name, ...aliases]) &&
      mentions.some(({ start }) => start >= figure.sentence.start && start < figure.sentence.end),
  );
}
