import type { Span } from "../evidence.ts";
import type { Source, Statement } from "../facts.ts";
import { type Scene, startOf } from "./figure-clause.ts";
import { verbContext } from "./figure-governor.ts";
import type { CountPhrase } from "./figure-phrase.ts";
import type { World } from "./world.ts";

/** Statements in order of their content, so that the ones over a span are found without a search through all. */
export interface StatementIndex {
  /** One entry for each content span, by start. */
  readonly entries: readonly {
    readonly span: Span;
    readonly statement: Statement;
  }[];
  /** The furthest end among entries up to each index. */
  readonly reach: readonly number[];
  /** The statements by the end of their evidence. */
  readonly spoken: readonly Statement[];
}

export function indexStatements(statements: readonly Statement[]): StatementIndex {
  const entries = statements
    .flatMap((statement) => statement.spans.map((span) => ({ span, statement })))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const reach: number[] = [];
  for (const [i, entry] of entries.entries()) reach.push(Math.max(reach[i - 1] ?? 0, entry.span.end));
  const spoken = statements.toSorted(
    (a, b) => a.evidence.end - b.evidence.end || a.evidence.start - b.evidence.start,
  );
  return { entries, reach, spoken };
}

/** How many entries are looked at from the nearest one back; statements nest two or three deep. */
const DEPTH = 24;

/** The innermost statement whose content covers `at`, or null. */
export function statementOver(index: StatementIndex, at: Span): Statement | null {
  let low = 0;
  let high = index.entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (index.entries[middle]!.span.start <= at.start) low = middle + 1;
    else high = middle;
  }
  let best: { span: Span; statement: Statement } | null = null;
  for (let i = low - 1; i >= 0 && i >= low - DEPTH; i--) {
    if (index.reach[i]! < at.end) break;
    const entry = index.entries[i]!;
    if (entry.span.end < at.end) continue;
    if (!best || entry.span.end - entry.span.start < best.span.end - best.span.start) best = entry;
  }
  return best?.statement ?? null;
}

/** Whether a span is (part of) the words that name a speaker: "two diplomats said" counts sources. */
export function speakerSpans(statements: readonly Statement[]): (at: Span) => boolean {
  const spans = statements
    .flatMap((statement) => [statement.speaker, ...statement.relay].map((source) => source.span))
    .filter((span) => span !== null)
    .sort((a, b) => a.start - b.start);
  return (at) => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (spans[middle]!.end <= at.start) low = middle + 1;
      else high = middle;
    }
    const span = spans[low];
    return span !== undefined && span.start <= at.start && at.end <= span.end;
  };
}

/** Who gives the number, and who passed it on. */
export interface Claim {
  readonly claimant: Source | null;
  readonly relay: readonly Source[];
}

const NO_CLAIM: Claim = { claimant: null, relay: [] };
const WISHES: ReadonlySet<Statement["act"]> = new Set(["urged", "demanded", "asked"]);

/** How far a verb of finding and its subject may stand before the number. */
const FINDING_REACH = 24;

/**
 * The claimant of a phrase: the speaker of the innermost statement around it, else the subject of a verb of
 * finding ("OHRM has verified the deaths of", "the government raised the toll to"), else null: the outlet's voice.
 */
export function claimOf(
  scene: Scene,
  world: World,
  statement: Statement | null,
  phrase: CountPhrase,
  index: StatementIndex,
): Claim {
  const named = ownerOfFigure(scene, world, phrase) ?? issuerOf(scene, world, phrase);
  if (named) return { claimant: named, relay: statement ? [statement.speaker, ...statement.relay] : [] };
  // Who urges or asks for something does not vouch for the numbers in it.
  if (statement)
    return WISHES.has(statement.act) ? NO_CLAIM : { claimant: statement.speaker, relay: statement.relay };
  const { tokens } = scene.page;
  const { rules } = scene;
  const floor = Math.max(startOf(scene, phrase), phrase.from - FINDING_REACH);
  for (let k = phrase.from - 1; k > floor; k--) {
    const { lower, text } = tokens[k]!;
    if (text === ";") break;
    if (!rules.findings.has(lower) || scene.phraseOfToken[k]! >= 0) continue;
    if (verbContext(scene, k, floor).passive) break;
    return { claimant: subjectBefore(scene, world, k, startOf(scene, phrase), index), relay: [] };
  }
  return NO_CLAIM;
}

/** "the United Nations figure of nearly 3,000 dead": whose number it is, whoever speaks of it. */
function ownerOfFigure(scene: Scene, world: World, phrase: CountPhrase): Source | null {
  const { tokens } = scene.page;
  const at = phrase.from - 2;
  if (at <= startOf(scene, phrase) || tokens[at + 1]!.lower !== "of") return null;
  if (!/^(?:figure|count|estimate|tally)$/.test(tokens[at]!.lower)) return null;
  const end = tokens[at - 1]!.lower === "'s" ? at - 1 : at;
  const last = lastMention(world, tokens[end - 1]!.end);
  const mention = last >= 0 ? world.mentions[last]! : null;
  return mention && mention.to === end && mention.actor !== null
    ? sourceOf(world, mention.actor, mention, "stated")
    : null;
}

/** "the toll of at least 900 issued on Monday by OCHA", "the 63 announced by the minister". */
function issuerOf(scene: Scene, world: World, phrase: CountPhrase): Source | null {
  const { tokens } = scene.page;
  if (!/^(?:issued|announced|published|released|given|reported)$/.test(tokens[phrase.to]?.lower ?? ""))
    return null;
  for (let k = phrase.to + 1; k <= phrase.to + 4 && tokens[k]?.sentence === phrase.sentence; k++) {
    if (tokens[k]!.lower !== "by") continue;
    const next = world.mentions[lastMention(world, tokens[k]!.end) + 1];
    // A title may stand between: "by Defence Minister Adu Renn".
    if (!next || next.actor === null || next.from - k > 4 || next.sentence !== phrase.sentence) return null;
    return sourceOf(world, next.actor, next, "stated");
  }
  return null;
}

/** The named actor right before a verb, or the one that "it" or "the group" stands for. */
function subjectBefore(
  scene: Scene,
  world: World,
  verb: number,
  from: number,
  index: StatementIndex,
): Source | null {
  const { tokens } = scene.page;
  let at = verb;
  while (at > from && !isSubjectEnd(scene, at - 1)) at--;
  if (at === from) return null;
  const last = lastMention(world, tokens[at - 1]!.end);
  const mention = last >= 0 ? world.mentions[last]! : null;
  if (mention && mention.to === at && mention.actor !== null)
    return sourceOf(world, mention.actor, mention, "stated");
  if (!STANDS_FOR.test(tokens[at - 1]!.lower) || at - from > 3) return null;
  const spoke = index.spoken[lastBefore(index.spoken, tokens[from]!.start)];
  if (!spoke || spoke.evidence.end < tokens[from]!.start - STILL_SPEAKING) return null;
  const actor = world.actors.find(({ id }) => id === spoke.speaker.actorId);
  if (!actor || actor.kind === "person") return null;
  return {
    ...spoke.speaker,
    span: { start: tokens[from]!.start, end: tokens[at - 1]!.end },
    basis: "inferred",
  };
}

/** How far back the body that "it" or "the group" stands for may have spoken, in characters. */
const STILL_SPEAKING = 600;

/** Index of the last statement that ends before `offset`; -1 when there is none. */
function lastBefore(spoken: readonly Statement[], offset: number): number {
  let low = 0;
  let high = spoken.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spoken[middle]!.evidence.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const STANDS_FOR =
  /^(?:it|group|organisation|organization|agency|charity|office|ministry|monitor|report|mission)$/;

/** Past auxiliaries, adverbs, dates and brackets between a subject and its verb. */
function isSubjectEnd(scene: Scene, k: number): boolean {
  const { lower, kind } = scene.page.tokens[k]!;
  if (scene.named[k] === 1 || kind === "mark") return false;
  return (
    !scene.rules.grammar.auxiliaries.has(lower) && !scene.rules.grammar.adverbs.has(lower) && lower !== "on"
  );
}

function lastMention(world: World, end: number): number {
  let low = 0;
  let high = world.mentions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (world.mentions[middle]!.end <= end) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function sourceOf(world: World, index: number, span: Span, basis: Source["basis"]): Source {
  const actor = world.actors[index]!;
  return {
    name: actor.name,
    actorId: actor.id,
    named: true,
    role: actor.roles[0] ?? null,
    span: { start: span.start, end: span.end },
    basis,
  };
}
