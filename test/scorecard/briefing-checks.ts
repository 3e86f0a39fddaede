import { type Digest, foldName, type Ladder } from "../../briefings/index.ts";
import type { BriefingExpectation } from "./gold.ts";

/** One thing a briefing should hold, and whether it does. */
export interface BriefingCheck {
  readonly check: string;
  readonly ok: boolean;
  /** What was expected and what was there. */
  readonly detail: string;
}

/** Share of the expected articles that must be among the sources. */
const ARTICLE_RECALL = 0.8;

type ExpectedFigure = BriefingExpectation["expect"]["figures"][number];

/**
 * Compares a digest with what is expected of it. The expectation does not say which ladder a figure is, so every
 * ladder of its metric and place may match; `who` narrows by the words for who is counted.
 */
export function checkBriefing(expectation: BriefingExpectation, digest: Digest): BriefingCheck[] {
  const { expect } = expectation;
  const sources = new Set(digest.sources.flatMap(({ outlets }) => outlets.map(({ articleId }) => articleId)));
  const missing = expect.articleIds.filter((id) => !sources.has(id));
  const checks: BriefingCheck[] = [
    {
      check: "articles",
      ok: missing.length <= expect.articleIds.length * (1 - ARTICLE_RECALL) + 1e-9,
      detail: missing.length === 0 ? `all ${expect.articleIds.length}` : `missing ${missing.join(", ")}`,
    },
  ];
  for (const name of expect.mustMentionActors) {
    const ok = digest.actors.some((actor) => sameName(name, [actor.name, ...actor.aliases]));
    checks.push({
      check: `actor ${name}`,
      ok,
      detail: ok ? "" : "not among the actors",
    });
  }
  for (const name of expect.mustMentionLocations) {
    const ok = digest.places.some((place) => sameName(name, [place.name]));
    checks.push({
      check: `place ${name}`,
      ok,
      detail: ok ? "" : "not among the places",
    });
  }
  for (const figure of expect.figures) checks.push(...checkFigure(figure, digest));
  for (const [speaker, articleIds] of Object.entries(expect.statementsBy))
    checks.push(checkSpeaker(speaker, articleIds, digest));
  for (const pair of expect.nearDuplicates) checks.push(checkDuplicates(pair, digest));
  return checks;
}

function checkFigure(figure: ExpectedFigure, digest: Digest): BriefingCheck[] {
  const { low, best, high } = figure.reconciled;
  const name = [figure.metric, figure.place, figure.who].filter((part) => part !== undefined).join(" ");
  const meant = digest.ladders.filter((ladder) => isMeant(ladder, figure, digest));
  const narrowed = meant.filter((ladder) => countsThem(ladder, figure));
  // "20,000 people took part" does not say "marchers": then the metric and the place must do.
  const candidates = narrowed.length > 0 ? narrowed : meant;
  const points = (ladder: Ladder): number =>
    Number(ladder.low === low) +
    Number(ladder.high === high) +
    Number(ladder.best === (best ?? null)) +
    Number(ladder.conflict === figure.conflict);
  const ladder = candidates.reduce<Ladder | undefined>(
    (a, b) => (a === undefined || points(b) > points(a) ? b : a),
    undefined,
  );
  const found =
    ladder === undefined
      ? "no such ladder"
      : `found ${ladder.low}/${ladder.best}/${ladder.high}${ladder.conflict ? " conflict" : ""}`;
  const wanted = `wanted ${low}/${best ?? null}/${high}${figure.conflict ? " conflict" : ""}`;
  const carried = ladder === undefined ? new Set<string>() : articlesOf(ladder.rungs, digest);
  const lacking = figure.sources.filter((id) => !carried.has(id));
  return [
    {
      check: `${name}: low, high`,
      ok: ladder !== undefined && ladder.low === low && ladder.high === high,
      detail: `${wanted}, ${found}`,
    },
    {
      check: `${name}: best`,
      ok: ladder !== undefined && ladder.best === (best ?? null),
      detail: `${wanted}, ${found}`,
    },
    {
      check: `${name}: conflict`,
      ok: ladder?.conflict === figure.conflict,
      detail: `${wanted}, ${found}`,
    },
    {
      check: `${name}: sources`,
      ok: lacking.length === 0,
      detail: lacking.length === 0 ? "" : `missing ${lacking.join(", ")}`,
    },
  ];
}

function isMeant(ladder: Ladder, figure: ExpectedFigure, digest: Digest): boolean {
  if (ladder.metric !== figure.metric) return false;
  // A digest may know a place by another name of the same line.
  if (
    figure.place !== undefined &&
    (ladder.place === null || !sameName(figure.place, namesOfPlace(ladder.place, digest)))
  )
    return false;
  return true;
}

function countsThem(ladder: Ladder, figure: ExpectedFigure): boolean {
  if (figure.who === undefined) return true;
  const words = foldName(figure.who).split(" ");
  return ladder.rungs.some(({ evidence, counted }) => {
    const text = foldName(`${evidence.excerpt} ${counted ?? ""} ${ladder.counted ?? ""}`);
    return words.some((word) => text.includes(word.replace(/s$/, "")));
  });
}

function namesOfPlace(name: string, digest: Digest): string[] {
  return [
    name,
    ...digest.places.filter((place) => foldName(place.name) === foldName(name)).map((place) => place.name),
  ];
}

function checkSpeaker(speaker: string, articleIds: readonly string[], digest: Digest): BriefingCheck {
  const forms = digest.actors.find((actor) => sameName(speaker, [actor.name, ...actor.aliases]));
  const names = [speaker, ...(forms === undefined ? [] : [forms.name, ...forms.aliases])];
  const lines = digest.speakers
    .filter((group) => sameName(group.speaker, names))
    .flatMap((group) => group.lines);
  const carried = articlesOf(lines, digest);
  const lacking = articleIds.filter((id) => !carried.has(id));
  return {
    check: `statements by ${speaker}`,
    ok: lines.length > 0 && lacking.length === 0,
    detail: lines.length === 0 ? "no statement" : lacking.length === 0 ? "" : `missing ${lacking.join(", ")}`,
  };
}

/** The articles lines come from: their own, and those of the outlets that carry the same. */
function articlesOf(
  lines: readonly {
    evidence: { articleId: string };
    carriedBy: readonly string[];
  }[],
  digest: Digest,
): Set<string> {
  const outlets = digest.sources.flatMap((source) => source.outlets);
  return new Set(
    lines.flatMap(({ evidence, carriedBy }) => [
      evidence.articleId,
      ...outlets.filter(({ publisher }) => carriedBy.includes(publisher)).map(({ articleId }) => articleId),
    ]),
  );
}

function checkDuplicates(pair: readonly string[], digest: Digest): BriefingCheck {
  const outlets = digest.sources
    .flatMap((source) => source.outlets)
    .filter(({ articleId }) => pair.includes(articleId));
  const ok = outlets.some(({ sameTextAs }) => sameTextAs !== null && pair.includes(sameTextAs));
  return {
    check: `same report ${pair.join(" = ")}`,
    ok,
    detail: ok ? "" : "taken for different reports",
  };
}

function sameName(wanted: string, names: readonly string[]): boolean {
  const folded = bare(wanted);
  return names.some((name) => bare(name) === folded);
}

function bare(name: string): string {
  return foldName(name).replace(/^the /, "");
}
