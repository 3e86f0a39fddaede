import type { CuedSpan } from "./name-cues.ts";
import { isAcronym } from "./name-levels.ts";
import type { NamesInput } from "./name-span.ts";
import { looksLikeDemonym } from "./organs-of-state.ts";

/** All occurrences of one folded name, with what they say together. */
export interface NameGroup {
  readonly key: string;
  readonly spans: readonly CuedSpan[];
  /** The first occurrence in running text, else in a dateline (which has no tokens). */
  readonly first: CuedSpan;
  /** Number of tokens; 0 when the name stands in datelines only. */
  readonly tokens: number;
  /** The strongest place cue of all occurrences. */
  readonly cue: number;
  /** Whether place cues are what it mostly stands with: one "at X" among ten other uses tells little. */
  readonly placed: boolean;
  readonly titled: boolean;
  readonly human: boolean;
  readonly speaks: boolean;
  readonly acts: boolean;
  readonly addressed: boolean;
  readonly described: string | null;
  /** Whether some occurrence has a capital that means something. */
  readonly sure: boolean;
  /** Whether "X, Country" or a dateline gives it a place. */
  readonly within: boolean;
}

/** What the names of an article say about one another. */
export interface Evidence {
  /** Names with an acronym of their own. */
  readonly defined: ReadonlySet<string>;
  /** Names that are countries by what the text makes of them: owners of armies and ministries, roots of demonyms. */
  readonly states: ReadonlySet<string>;
  /** Words used as demonyms. */
  readonly demonyms: ReadonlySet<string>;
}

export function groupNames(spans: readonly CuedSpan[]): Map<string, NameGroup> {
  const lists = new Map<string, CuedSpan[]>();
  for (const span of spans) {
    const list = lists.get(span.key);
    if (list) list.push(span);
    else lists.set(span.key, [span]);
  }
  const groups = new Map<string, NameGroup>();
  for (const [key, list] of lists) groups.set(key, groupOf(key, list));
  return groups;
}

function groupOf(key: string, spans: readonly CuedSpan[]): NameGroup {
  const first = spans.find((span) => span.to > span.from) ?? spans[0]!;
  let cue = 0;
  for (const span of spans) cue = Math.max(cue, span.placeCue);
  return {
    key,
    spans,
    first,
    tokens: first.to - first.from,
    cue,
    placed: spans.filter((span) => span.placeCue >= 2).length * (cue >= 3 ? 5 : 3) >= spans.length,
    titled: spans.some((span) => span.title !== null || span.honorific),
    human: spans.some((span) => span.human),
    speaks: spans.some((span) => span.speaks),
    acts: spans.some((span) => span.acts),
    addressed: spans.some((span) => span.addressed),
    described: spans.find((span) => span.described !== null)?.described ?? null,
    sure: spans.some((span) => span.sure),
    within: spans.some((span) => span.within >= 0),
  };
}

/** Reads demonyms and countries that no gazetteer knows, and which names have acronyms. */
export function readEvidence(
  input: NamesInput,
  groups: ReadonlyMap<string, NameGroup>,
  spans: readonly CuedSpan[],
  acronyms: ReadonlyMap<string, string>,
): Evidence {
  const { tokens, text } = input.page;
  const states = new Set<string>();
  const roots = new Set<string>();
  for (const [i, span] of spans.entries()) {
    // "PORT ANSEL, Velmora": what stands behind the town of a dateline is a country or a region that can act.
    if (span.to === span.from && spans[i - 1]?.within === i) states.add(span.key);
    if (ownsState(input, span) || isStateBehindOf(input, span)) states.add(span.key);
    if (!span.owner) continue;
    const owner = input.lookups.fold(
      text.slice(tokens[span.owner.from]!.start, tokens[span.owner.to - 1]!.end),
    );
    const possessive = /^['’]s?$/iu.test(tokens[span.owner.to]?.text ?? "") || span.owner.from > span.from;
    if (possessive) states.add(owner);
    else if (looksLikeDemonym(owner)) roots.add(rootOf(owner));
  }
  const byRoot = rootsOfNames(input, groups);
  const demonyms = new Set<string>();
  for (const group of groups.values()) {
    if (group.tokens !== 1 || !isUsedAsDemonym(input, group, byRoot)) continue;
    demonyms.add(group.key);
    roots.add(rootOf(group.key));
  }
  for (const root of roots)
    for (const name of byRoot.get(root) ?? []) if (!demonyms.has(name)) states.add(name);
  return { defined: new Set(acronyms.values()), states, demonyms };
}

const OWN_STATE =
  /^(?:foreign|defence|defense|interior|government|army|soldiers|troops|forces|military|president|prime|parliament|border|borders|territory|air|navy|ambassador|sovereignty|diplomats)$/u;

/** "Morzhan denied it, its Foreign Ministry said": a subject that has a state in the same sentence. */
function ownsState(input: NamesInput, span: CuedSpan): boolean {
  if (!(span.speaks || span.acts) || span.to - span.from !== 1 || span.known || span.role) return false;
  const { tokens } = input.page;
  const limit = Math.min(input.page.sentences[span.sentence]!.to, span.to + 25);
  for (let k = span.to; k + 1 < limit; k++) {
    if (tokens[k]!.lower === "its" && OWN_STATE.test(tokens[k + 1]!.lower)) return true;
  }
  return false;
}

/** "the territory of X", "the government of X": only countries have those. */
function isStateBehindOf(input: NamesInput, span: CuedSpan): boolean {
  const { tokens } = input.page;
  if (span.to - span.from !== 1 || span.known || span.from < 2 || isAcronym(span.text)) return false;
  return (
    tokens[span.from - 1]!.lower === "of" &&
    /^(?:territory|government|authorities|sovereignty|parliament|airspace)$/u.test(
      tokens[span.from - 2]!.lower,
    )
  );
}

const DEMONYM_ENDING = /(?:ians?|ans?|ns?|is?|ese|ish|ers?)$/;

/** "kesharran" → "keshar", "kesharra" → "keshar". */
function rootOf(demonym: string): string {
  return demonym.replace(DEMONYM_ENDING, "").replace(/[aeiou]+$/, "");
}

/** Single-word names by what a demonym would leave of them. */
function rootsOfNames(input: NamesInput, groups: ReadonlyMap<string, NameGroup>): Map<string, string[]> {
  const byRoot = new Map<string, string[]>();
  for (const { key, tokens } of groups.values()) {
    if (tokens > 1 || key.length < 4 || key.includes(" ") || input.words.givenNames.has(key)) continue;
    const root = key.replace(/[aeiou]+$/, "");
    const list = byRoot.get(root);
    if (list) list.push(key);
    else byRoot.set(root, [key]);
  }
  return byRoot;
}

const NOUN_OF_STATE =
  /^(?:army|government|town|city|officials?|forces|troops|soldiers?|authorities|capital|shelling|people|police|border|village|territory|state|president|prime|foreign|minister|side|airstrikes?|air|civilians|military|rebels|refugees|parliament|security|province)$/;

/** "Kesharran" beside Kesharra, or an unknown word of that shape before "army", "town" and the like. */
function isUsedAsDemonym(
  input: NamesInput,
  group: NameGroup,
  byRoot: ReadonlyMap<string, readonly string[]>,
): boolean {
  const { key, spans } = group;
  if (!looksLikeDemonym(key) && !/(?:ians|ans|ers)$/.test(key)) return false;
  const root = rootOf(key);
  const known = root.length >= 3 && (byRoot.get(root) ?? []).some((name) => name !== key);
  return spans.some((span) => {
    // "the Norlanders" beside Norland
    if (known && /(?:ers|ians|ans)$/u.test(key) && input.page.tokens[span.from - 1]?.lower === "the")
      return true;
    const next = input.page.tokens[span.to];
    if (!next || next.sentence !== span.sentence || next.kind !== "word") return false;
    return NOUN_OF_STATE.test(next.lower) || (known && !next.cap && !input.words.speaking.has(next.lower));
  });
}
