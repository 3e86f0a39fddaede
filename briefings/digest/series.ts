import { foldName } from "../gazetteer.ts";
import { daysBetween } from "../moment.ts";
import type { Claim } from "./claims.ts";
import { compare } from "./entry.ts";
import type { Origins } from "./origins.ts";
import type { Voice } from "./voices.ts";

/** One number of one source, with everybody who carries it; `supersededBy` is the next value of the same series. */
export interface Step {
  /** The claim that speaks for all: the most recent one. */
  readonly claim: Claim;
  readonly claims: readonly Claim[];
  supersededBy: Step | null;
  /** Superseded or withdrawn in the words of a text. */
  withdrawn: boolean;
}

/** Neither replaced nor withdrawn. */
export function isCurrent(step: Step): boolean {
  return step.supersededBy === null && !step.withdrawn;
}

/**
 * Turns the claims about one count into steps and finds which ones a later value replaced. An update is not a conflict:
 * 1. the text says so ("raised to 63 from 41"); 2. the same source gives a new number later; 3. a later and higher count
 * of an official or independent counter follows one by unnamed officials or in the outlet's own voice; 4. a running
 * total ("since 1 January") has grown.
 */
export function findSeries(claims: readonly Claim[], origins: Origins): Step[] {
  const reported = claims.filter(({ figure }) => figure.status === "reported");
  const revised = claims.filter(({ figure }) => figure.status === "superseded");
  const denied = claims.filter(({ figure }) => figure.status === "denied");
  const steps = collapse(reported, origins).toSorted(byTime);
  for (const claim of revised.toSorted((a, b) => compare(a.figure.id, b.figure.id)))
    markRevised(claim, steps);
  for (const [index, step] of steps.entries()) {
    if (step.supersededBy !== null || step.withdrawn) continue;
    step.supersededBy =
      steps.slice(index + 1).find((later) => !later.withdrawn && replaces(later.claim, step.claim)) ?? null;
  }
  return [...steps, ...collapse(denied, origins)].toSorted(byTime);
}

function byTime(a: Step, b: Step): number {
  return (
    compare(a.claim.asOf, b.claim.asOf) ||
    compare(a.claim.entry.day, b.claim.entry.day) ||
    compare(a.claim.figure.id, b.claim.figure.id)
  );
}

/** Same source and number, a copied report, or an outlet repeating a number without naming who gave it: one step. */
function collapse(claims: readonly Claim[], origins: Origins): Step[] {
  const newestFirst = claims.toSorted(
    (a, b) =>
      Number(isGiven(b)) - Number(isGiven(a)) ||
      compare(b.asOf, a.asOf) ||
      compare(b.entry.day, a.entry.day) ||
      compare(a.entry.article.id, b.entry.article.id) ||
      a.figure.evidence.start - b.figure.evidence.start,
  );
  const groups: Claim[][] = [];
  const byValue = new Map<number | null, Claim[][]>();
  for (const claim of newestFirst) {
    const sameValue = byValue.get(claim.value) ?? [];
    const home = sameValue.find((group) => group.some((other) => sameClaim(claim, other, origins)));
    if (home !== undefined) home.push(claim);
    else {
      const group = [claim];
      groups.push(group);
      byValue.set(claim.value, [...sameValue, group]);
    }
  }
  return groups.map((group) => ({
    claim: group[0]!,
    claims: group,
    supersededBy: null,
    withdrawn: false,
  }));
}

/** Somebody vouches for the number: a source that is named, or the body whose own report it is. */
function isGiven({ figure, voice }: Claim): boolean {
  return figure.claimant !== null || voice.identity !== null;
}

function sameClaim(a: Claim, b: Claim, origins: Origins): boolean {
  if (isOneHouse(a.voice, b.voice)) return true;
  if (a.figure.claimant === null && a.voice.identity === null) return true;
  const first = (claim: Claim): string =>
    origins.sameTextAs(claim.entry.article.id) ?? claim.entry.article.id;
  return a.entry !== b.entry && first(a) === first(b);
}

/** "To 63 from 41": the earlier claims of 41 are replaced; when none was read, 41 becomes a struck rung of its own. */
function markRevised(claim: Claim, steps: Step[]): void {
  const next =
    steps.find((step) =>
      step.claims.some(
        ({ entry, figure }) => entry === claim.entry && figure.sentence.start === claim.figure.sentence.start,
      ),
    ) ?? null;
  const earlier = steps.find(
    (step) => step !== next && step.claim.value === claim.value && step.claim.entry.day <= claim.entry.day,
  );
  if (earlier !== undefined) {
    earlier.supersededBy ??= next;
    earlier.withdrawn = true;
    return;
  }
  steps.push({ claim, claims: [claim], supersededBy: next, withdrawn: true });
}

function replaces(later: Claim, earlier: Claim): boolean {
  // Within one article only its own words say that a number replaces another: by dates for both, or outright.
  if (later.entry === earlier.entry && !isDatedSeries(later, earlier)) return false;
  if (later.value === earlier.value || later.value === null || earlier.value === null) return false;
  const days = daysBetween(earlier.asOf, later.asOf) || daysBetween(earlier.entry.day, later.entry.day);
  if (days <= 0) return false;
  if (isOneHouse(later.voice, earlier.voice)) return !isLooser(later, earlier);
  const counts = later.voice.standing === "official" || later.voice.standing === "independent";
  if (!counts || later.value < earlier.value) return false;
  if (earlier.voice.generic && earlier.voice.standing !== "party") return true;
  const running = earlier.event?.open === true && later.event?.open !== false;
  return (
    running &&
    earlier.figure.metric !== "killed" &&
    (earlier.voice.standing === "official" || earlier.voice.standing === "independent")
  );
}

/** The same source, or a body and its own spokesperson: the office names the body. */
export function isOneHouse(a: Voice, b: Voice): boolean {
  return a.key === b.key || isOfficeAt(a, b) || isOfficeAt(b, a);
}

function isOfficeAt(person: Voice, body: Voice): boolean {
  if (person.identity?.kind !== "person" || body.identity === null || body.identity.kind === "person")
    return false;
  const roles = [person.role ?? "", ...person.identity.roles].map((role) => ` ${foldName(role)} `);
  return roles.some((role) =>
    body.identity!.forms.some((form) =>
      [` ${form} `, ` of the ${form} `, ` of ${form} `].some((office, i) =>
        i === 0 ? role.startsWith(office) : role.includes(office),
      ),
    ),
  );
}

/** "On 31 January it had put the dead at 700": both counts say as of when, and the days differ. */
export function isDatedSeries(a: Claim, b: Claim): boolean {
  return a.asOfStated && b.asOfStated && a.asOf !== b.asOf;
}

/** "At least 60" or "dozens" after 63 says less, not something new. */
function isLooser(later: Claim, earlier: Claim): boolean {
  const low = later.figure.low ?? 0;
  const high = later.figure.high ?? Number.POSITIVE_INFINITY;
  const open = later.figure.high === null || later.figure.low === null || later.figure.quantifier === "vague";
  return open && low <= earlier.value! && earlier.value! <= high;
}
