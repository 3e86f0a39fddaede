import type { Ladder, Rung } from "../digest.ts";
import { factId } from "../fact-id.ts";
import type { Figure } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import type { Topic } from "../topic.ts";
import type { Claim } from "./claims.ts";
import { findDenial } from "./denied-claims.ts";
import { compare, earlier, later } from "./entry.ts";
import type { Origins } from "./origins.ts";
import { groupClaims, placeForms, type Quantity } from "./quantities.ts";
import { reconcile } from "./reconcile.ts";
import { byArticle, type Said, type SaidByArticle } from "./said.ts";
import { findSeries, isCurrent, type Step } from "./series.ts";
import { distinct } from "./union.ts";
import type { DigestWords } from "./words.ts";

/** A ladder with what it was made from, for the sections that explain it. */
export interface BuiltLadder {
  readonly ladder: Ladder;
  readonly steps: readonly Step[];
  /** The statement that denies there is anything to count, if any. */
  readonly denial: Said | null;
}

const METRICS: readonly Figure["metric"][] = [
  "killed",
  "injured",
  "hospitalised",
  "missing",
  "abducted",
  "detained",
  "surrendered",
  "sexual_violence",
  "displaced",
  "refugees",
  "returnees",
  "people_in_need",
  "food_insecure",
  "attacked_facilities",
  "other",
];
const SCOPES: readonly Figure["scope"][] = ["total", "daily", "increment", "subset"];

/** Builds the claims ladders: one for each count, totals before parts, the topic's own places first. */
export function buildLadders(
  claims: readonly Claim[],
  said: readonly Said[],
  topic: Topic,
  origins: Origins,
  words: DigestWords,
): BuiltLadder[] {
  const saidIn = byArticle(said);
  return groupClaims(claims, origins, words)
    .map((quantity) => build(quantity, saidIn, origins, words))
    .toSorted((a, b) => order(a, b, topic));
}

function build(quantity: Quantity, saidIn: SaidByArticle, origins: Origins, words: DigestWords): BuiltLadder {
  const { metric, unit, measure, scope, counted, place } = quantity;
  const steps = findSeries(quantity.claims, origins);
  const denial = findDenial(quantity.claims, saidIn, words);
  const { low, best, high, rule, conflict } = reconcile(steps, denial !== null);
  const anchor = quantity.claims.map(({ figure }) => figure.id).toSorted(compare)[0]!;
  const ladder: Ladder = {
    id: factId("l", metric, unit, place?.name ?? "", counted ?? "", measure, scope, anchor),
    metric,
    unit,
    place: place?.name ?? null,
    counted,
    measure,
    scope,
    period: periodOf(quantity),
    low,
    best,
    high,
    bestRule: rule,
    conflict,
    revisions: steps.flatMap((step) =>
      step.supersededBy === null
        ? []
        : [
            {
              from: step.claim.figure.id,
              to: step.supersededBy.claim.figure.id,
              words: `${numberWords(step.claim.figure)} → ${numberWords(step.supersededBy.claim.figure)}`,
            },
          ],
    ),
    rungs: steps.toSorted(newestFirst).map((step) => rung(step, origins)),
  };
  return { ladder, steps, denial };
}

/** From the first to the last day that the claims are about; null where none is dated, or one of them by a day to come. */
function periodOf({ claims }: Quantity): Ladder["period"] {
  const events = claims.flatMap(({ event, entry }) =>
    event === null ? [] : [{ ...event, told: entry.day }],
  );
  if (events.length === 0 || events.some(({ to, open, told }) => !open && to > told)) return null;
  return {
    from: events.map(({ from }) => from).reduce(earlier),
    to: events.some(({ open }) => open) ? null : events.map(({ to }) => to).reduce(later),
  };
}

/** Of one day the current number stands above the one it replaced. */
function newestFirst(a: Step, b: Step): number {
  return (
    compare(b.claim.asOf, a.claim.asOf) ||
    Number(isCurrent(b)) - Number(isCurrent(a)) ||
    compare(b.claim.entry.day, a.claim.entry.day) ||
    compare(b.claim.figure.id, a.claim.figure.id)
  );
}

function rung(step: Step, origins: Origins): Rung {
  const { figure, entry, voice } = step.claim;
  return {
    id: figure.id,
    evidence: figure.evidence,
    publisher: entry.article.publisher,
    origin: origins.originOf(entry.article.id),
    publishedAt: entry.article.publishedAt,
    low: figure.low,
    high: figure.high,
    words: numberWords(figure),
    claimant: voice.name,
    claimantRole: voice.role,
    counted: figure.counted,
    asOf: step.claim.asOf,
    asOfBasis: step.claim.asOfStated ? "stated" : "inferred",
    status:
      figure.status === "reported" && (step.withdrawn || step.supersededBy !== null)
        ? "superseded"
        : figure.status,
    supersededBy: step.supersededBy?.claim.figure.id ?? null,
    carriedBy: distinct(step.claims.map((claim) => claim.entry.article.publisher)),
  };
}

/** Everything up to the end of a number in digits, with the second end of a range and the magnitude. */
const DIGITS =
  /^.*?\d(?:[\d.,]|[\u00a0\u2009\u202f ](?=\d))*(?:\s*(?:[-–]|to|and|or)\s*\d[\d.,]*)?(?:\s(?:million|thousand|billion))?/u;

/** "Three of its": what stands between a number and who is counted. */
const OF_WHOM = /\s+(?:of(?:\s+(?:the|its|their|his|her|our|these|those|them|whom))?\s*)?$/iu;

/** The hedge and the number as printed, without the words for who is counted; always a part of the figure's text. */
export function numberWords(figure: Figure): string {
  // "A 12-year-old boy": the digits are an age, the number is "a".
  const aged = /^(an?|the|one)\s+\d+-year-old\b/iu.exec(figure.text);
  if (aged) return figure.text;
  const digits = DIGITS.exec(figure.text);
  if (digits !== null) return digits[0].replace(/[\s.,]+$/u, "");
  const at = figure.counted === null ? -1 : figure.text.toLowerCase().indexOf(figure.counted.toLowerCase());
  const number = at > 0 ? figure.text.slice(0, at).replace(OF_WHOM, "") : "";
  // "a nurse", "the driver": the article alone says nothing.
  return /^(?:an?|the)?$/i.test(number) ? figure.text : number;
}

function order(a: BuiltLadder, b: BuiltLadder, topic: Topic): number {
  const [x, y] = [a.ladder, b.ladder];
  return (
    Number(onTopic(b, topic)) - Number(onTopic(a, topic)) ||
    SCOPES.indexOf(x.scope) - SCOPES.indexOf(y.scope) ||
    METRICS.indexOf(x.metric) - METRICS.indexOf(y.metric) ||
    weight(b) - weight(a) ||
    compare(y.rungs[0]!.asOf, x.rungs[0]!.asOf) ||
    compare(x.place ?? "", y.place ?? "") ||
    compare(x.id, y.id)
  );
}

/** How many independent texts speak of it. */
function weight({ ladder }: BuiltLadder): number {
  return new Set(ladder.rungs.map(({ origin }) => origin)).size * 2 + (ladder.counted === null ? 1 : 0);
}

function onTopic({ steps }: BuiltLadder, topic: Topic): boolean {
  // A country's tolls are those of its towns: what is counted goes before where.
  if (topic.level === "country" || topic.level === "admin1") return true;
  const asked = ` ${foldName(topic.words)} ${topic.names.join(" ")} `;
  return placeForms(steps[0]!.claim.place).some((form) => asked.includes(` ${form} `));
}
