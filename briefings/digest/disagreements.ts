import type { Disagreement } from "../digest.ts";
import { factId } from "../fact-id.ts";
import { daysBetween } from "../moment.ts";
import type { Claim } from "./claims.ts";
import { compare } from "./entry.ts";
import { type Accused, isDenial } from "./exchanges.ts";
import { type BuiltLadder, numberWords } from "./ladders.ts";
import { isCurrent } from "./series.ts";

/** Dates further apart than this belong to different events. */
const ONE_EVENT_DAYS = 4;

/** Where sources contradict each other: numbers, accusations that are denied, dates of one event. */
export function findDisagreements(
  built: readonly BuiltLadder[],
  exchanges: readonly Accused[],
  claims: readonly Claim[],
): Disagreement[] {
  return [...built.flatMap(figureConflict), ...exchanges.flatMap(denial), ...dateConflicts(claims)];
}

function figureConflict({ ladder, steps, denial: denied }: BuiltLadder): Disagreement[] {
  if (!ladder.conflict) return [];
  const current = steps.filter(isCurrent).map(({ claim }) => claim);
  const sides = current
    .filter(
      (claim, index) =>
        current.findIndex((other) => other.value === claim.value && other.voice.key === claim.voice.key) ===
        index,
    )
    .map(side);
  if (denied !== null)
    sides.push({
      id: denied.statement.id,
      who: denied.statement.speaker.name,
      words: denied.statement.text,
    });
  return makeDisagreement("figure", about(ladder.metric, ladder.place, ladder.counted), sides);
}

function denial({ accusation, answers, exchange }: Accused): Disagreement[] {
  const first = answers.find(isDenial);
  if (first === undefined) return [];
  return makeDisagreement(
    "denial",
    exchange.accused ?? accusation.statement.speaker.name,
    [accusation, first].map(({ statement }) => ({
      id: statement.id,
      who: statement.speaker.name,
      words: statement.text,
    })),
  );
}

/** The same number of the same metric and place, dated to different days. */
function dateConflicts(claims: readonly Claim[]): Disagreement[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.event?.kind !== "day" || claim.value === null || claim.value < 2 || claim.place === null)
      continue;
    if (claim.figure.scope !== "total" || claim.figure.status !== "reported") continue;
    const key = `${claim.figure.metric}|${claim.place.key}|${claim.value}|${claim.group ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  const found: Disagreement[] = [];
  for (const group of groups.values()) {
    const ordered = group.toSorted(
      (a, b) => compare(a.event!.from, b.event!.from) || compare(a.figure.id, b.figure.id),
    );
    const first = ordered[0]!;
    const other = ordered.find(
      ({ event, entry }) =>
        entry !== first.entry &&
        event!.from > first.event!.to &&
        daysBetween(first.event!.to, event!.from) <= ONE_EVENT_DAYS,
    );
    if (other === undefined) continue;
    const sides = [first, other].map((claim) => ({
      ...side(claim),
      words: claim.figure.when?.words ?? numberWords(claim.figure),
    }));
    found.push(
      ...makeDisagreement("date", about(first.figure.metric, first.place!.name, first.group), sides),
    );
  }
  return found;
}

function side(claim: Claim): Disagreement["sides"][number] {
  return {
    id: claim.figure.id,
    who: claim.voice.name,
    words: numberWords(claim.figure),
  };
}

function about(metric: string, place: string | null, counted: string | null): string {
  return [metric, place, counted].filter((part) => part !== null).join(" · ");
}

function makeDisagreement(
  kind: Disagreement["kind"],
  text: string,
  sides: Disagreement["sides"],
): Disagreement[] {
  if (sides.length < 2) return [];
  return [
    {
      id: factId("x", kind, ...sides.map(({ id }) => id)),
      kind,
      about: text,
      sides,
    },
  ];
}
