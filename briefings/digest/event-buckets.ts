import { daysBetween } from "../moment.ts";
import type { Claim, EventTime } from "./claims.ts";
import { compare, earlier, later } from "./entry.ts";

/** An undated count this many times larger or smaller than a dated one is about something else. */
const SAME_SCALE = 10;
/** … and from no dated one of the same event may it be this far. */
const FARTHEST = 30;
/** How long after an event an undated count may still be about it. */
const REMEMBERED_DAYS = 10;
/** Longer and shorter periods are the same one only when their lengths are this close. */
const SAME_LENGTH = 3;

/**
 * Splits claims about one quantity by event, so that two attacks on one town are not mixed when their dates differ.
 * Claims without a date go to the event of their own article, else to the only recent one; else they stay by themselves.
 * In a country or an unnamed place too much happens for that: there only the same source or number joins.
 */
export function bucketByEvent(claims: readonly Claim[]): Claim[][] {
  const wide = claims[0]?.place?.wide ?? true;
  const dated: { claim: Claim; event: EventTime }[] = [];
  const undated: Claim[] = [];
  for (const claim of claims) {
    if (claim.event === null) undated.push(claim);
    else dated.push({ claim, event: claim.event });
  }
  dated.sort(
    (a, b) =>
      compare(a.event.from, b.event.from) ||
      compare(a.event.to, b.event.to) ||
      compare(a.claim.figure.id, b.claim.figure.id),
  );
  const buckets: { event: EventTime; claims: Claim[] }[] = [];
  for (const { claim, event } of dated) {
    const same = buckets.find(
      (bucket) => sameEvent(bucket.event, event) || sameCountADayApart(bucket, claim, event),
    );
    if (same === undefined) buckets.push({ event, claims: [claim] });
    else same.claims.push(claim);
  }
  const alone: Claim[] = [];
  for (const claim of undated.toSorted(
    (a, b) => compare(a.entry.day, b.entry.day) || compare(a.figure.id, b.figure.id),
  )) {
    const home = homeOf(claim, buckets, wide);
    if (home === null) alone.push(claim);
    else home.claims.push(claim);
  }
  return [...buckets.map((bucket) => bucket.claims), ...splitByScale(alone, wide)];
}

function sameEvent(a: EventTime, b: EventTime): boolean {
  if (a.open && b.open) return a.from === b.from;
  // "Since 26 January" goes on from where "26 to 30 January" began.
  if ((a.open || b.open) && a.kind === "period" && b.kind === "period" && a.from === b.from) return true;
  const common = daysBetween(later(a.from, b.from), earlier(a.to, b.to)) + 1;
  if (common <= 0) return false;
  const [short, long] = [length(a), length(b)].sort((x, y) => x - y) as [number, number];
  return common * 2 >= short && long <= short * SAME_LENGTH;
}

function length(event: EventTime): number {
  return daysBetween(event.from, event.to) + 1;
}

/** A night has two dates: the same number a day apart is the same event told from two sides of midnight. */
function sameCountADayApart(
  bucket: { event: EventTime; claims: readonly Claim[] },
  claim: Claim,
  event: EventTime,
): boolean {
  if (bucket.event.kind !== "day" || event.kind !== "day") return false;
  if (Math.abs(daysBetween(bucket.event.to, event.from)) > 1) return false;
  return bucket.claims.some((other) => other.value === claim.value && other.entry !== claim.entry);
}

function homeOf(
  claim: Claim,
  buckets: readonly { event: EventTime; claims: Claim[] }[],
  wide: boolean,
): { claims: Claim[] } | null {
  const inScale = buckets.filter(
    (bucket) =>
      bucket.claims.some((other) => sameScale(claim, other)) &&
      bucket.claims.every((other) => sameScale(claim, other, FARTHEST)),
  );
  const own = inScale.filter((bucket) => bucket.claims.some(({ entry }) => entry === claim.entry));
  if (own.length === 1) return own[0]!;
  const sameNumber = inScale.filter((bucket) =>
    bucket.claims.some(
      (other) =>
        other.value === claim.value &&
        (other.voice.key === claim.voice.key || claim.figure.claimant === null),
    ),
  );
  if (sameNumber.length === 1) return sameNumber[0]!;
  const recent = inScale.filter(({ event, claims }) => {
    if (wide && !claims.some(({ voice }) => voice.key === claim.voice.key)) return false;
    const age = daysBetween(event.open ? event.from : event.to, claim.entry.day);
    return event.from <= claim.entry.day && (event.open || age <= REMEMBERED_DAYS);
  });
  // A day within "26 to 30 January" is a part of it; a toll that names no day is about the whole.
  const whole = recent.find(({ event }) =>
    recent.every((other) => event.from <= other.event.from && other.event.to <= event.to),
  );
  return whole ?? null;
}

function sameScale(a: Claim, b: Claim, factor: number = SAME_SCALE): boolean {
  if (a.value === null || b.value === null || a.value === 0 || b.value === 0) return true;
  return Math.max(a.value, b.value) <= factor * Math.min(a.value, b.value);
}

/** Without any date, only size and time of report tell one event's toll from another's, or from a war's. */
function splitByScale(claims: readonly Claim[], wide: boolean): Claim[][] {
  const buckets: Claim[][] = [];
  for (const claim of claims) {
    const same = buckets.find((bucket) => bucket.some((other) => mayBeSame(claim, other, wide)));
    if (same === undefined) buckets.push([claim]);
    else same.push(claim);
  }
  return buckets;
}

function mayBeSame(a: Claim, b: Claim, wide: boolean): boolean {
  if (!sameScale(a, b)) return false;
  if (a.entry === b.entry || a.value === b.value || a.voice.key === b.voice.key) return true;
  return !wide && Math.abs(daysBetween(a.entry.day, b.entry.day)) <= REMEMBERED_DAYS;
}
