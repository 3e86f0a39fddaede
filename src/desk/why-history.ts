import { type Article, type Facts, type Figure, foldName, type Statement } from "../../briefings/index.ts";
import type { EarlierVersion } from "../stores/versions.ts";

/** Which version of a report a fact stands in, and what the versions before it said. */
export interface WhyVersion {
  /** From 1 for the first that was read here. */
  readonly number: number;
  readonly of: number;
  /** false when the report no longer has it. */
  readonly current: boolean;
  /** UTC moment at which this version was read. */
  readonly retrievedAt: string;
  /** UTC moment at which the next one was; null for the current one. */
  readonly replacedAt: string | null;
  /** The other versions, oldest first, with what they said where this one gives another figure or other words. */
  readonly others: readonly {
    readonly number: number;
    readonly retrievedAt: string;
    readonly sha256: string;
    /** null: the same, or nothing of the kind. */
    readonly said: { readonly words: string; readonly sentence: string } | null;
  }[];
}

type Fact = Figure | Statement | Facts["keySentences"][number] | NonNullable<Facts["events"]>[number];

/**
 * The version of a fact among those of its article; null when there is only one. `at` is the number of an earlier
 * version, null for the current one.
 */
export function versionOf(
  fact: Fact,
  current: EarlierVersion,
  earlier: readonly EarlierVersion[],
  at: number | null,
): WhyVersion | null {
  if (earlier.length === 0) return null;
  const versions = [...earlier, current];
  const number = at ?? versions.length;
  const own = versions[number - 1]!;
  return {
    number,
    of: versions.length,
    current: at === null,
    retrievedAt: own.article.retrievedAt,
    replacedAt: versions[number]?.article.retrievedAt ?? null,
    others: versions.flatMap((version, index) =>
      index === number - 1
        ? []
        : [
            {
              number: index + 1,
              retrievedAt: version.article.retrievedAt,
              sha256: version.article.sha256,
              said: saidInstead(fact, version),
            },
          ],
    ),
  };
}

/** Another number for the same thing, or other words under the same id. */
function saidInstead(
  fact: Fact,
  { article, facts }: EarlierVersion,
): { words: string; sentence: string } | null {
  if (facts === null) return null;
  if ("metric" in fact) {
    const same = facts.figures.filter((figure) => isSameThing(fact, figure));
    if (same.some(({ low, high }) => low === fact.low && high === fact.high)) return null;
    const [other] = same;
    if (same.length === 1 && other !== undefined) return quoteFigure(article, other);
  }
  const lists: readonly (readonly Fact[])[] = [
    facts.figures,
    facts.statements,
    facts.keySentences,
    facts.events ?? [],
  ];
  const twin = lists.flat().find(({ id }) => id === fact.id);
  if (twin === undefined || twin.evidence.excerpt === fact.evidence.excerpt) return null;
  if ("metric" in twin) return quoteFigure(article, twin);
  return { words: twin.evidence.excerpt, sentence: twin.evidence.excerpt };
}

function quoteFigure({ text }: Article, figure: Figure): { words: string; sentence: string } {
  return { words: figure.text, sentence: text.slice(figure.sentence.start, figure.sentence.end) };
}

function isSameThing(a: Figure, b: Figure): boolean {
  const fold = (name: string | undefined | null) =>
    name === undefined || name === null ? null : foldName(name);
  const claimants = [fold(a.claimant?.name), fold(b.claimant?.name)];
  return (
    a.metric === b.metric &&
    a.unit === b.unit &&
    a.measure === b.measure &&
    a.scope === b.scope &&
    a.status === b.status &&
    fold(a.place?.name) === fold(b.place?.name) &&
    (claimants.includes(null) || claimants[0] === claimants[1])
  );
}
