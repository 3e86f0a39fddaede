import type { Span } from "../../evidence.ts";
import type { Source, Statement } from "../../facts.ts";
import type { Page } from "../../text/page.ts";
import type { World } from "../world.ts";
import { endOf, type Scene, startOf } from "./clause.ts";
import { verbContext } from "./governor.ts";
import { beginningAt, type Cast, endingAt, lastMention, lastSpeaker, ownerOf, sourceOf } from "./owner.ts";
import type { CountPhrase } from "./phrase.ts";
import { headingSource } from "./section.ts";

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
  /** The number comes with a verb of finding ("had counted"), not with one of saying. */
  readonly finding?: boolean;
}

const NO_CLAIM: Claim = { claimant: null, relay: [] };
const WISHES: ReadonlySet<Statement["act"]> = new Set(["urged", "demanded", "asked"]);

/** How far a verb of finding and its subject may stand before the number. */
const FINDING_REACH = 24;

/**
 * The claimant of a phrase: whoever the text calls the owner or issuer of the number, else the speaker of the innermost
 * statement around it, else who is quoted with it or named before a colon or in brackets behind it, else the subject of
 * a verb of finding ("OHRM has verified the deaths of"), else null: the outlet's voice.
 */
export function claimOf(
  scene: Scene,
  world: World,
  statement: Statement | null,
  phrase: CountPhrase,
  index: StatementIndex,
): Claim {
  const cast: Cast = { scene, world, spoken: index.spoken };
  const named = ownerOf(cast, phrase) ?? issuerOf(scene, world, phrase);
  const told = statement && !WISHES.has(statement.act) ? statement : null;
  if (named) {
    const speakers = statement ? [statement.speaker, ...statement.relay] : [];
    return { claimant: named, relay: speakers.filter((source) => source.name !== named.name) };
  }
  const quoted = quotedIn(cast, phrase);
  if (quoted) return quoted;
  const found = finderOf(cast, phrase);
  // "The mayor spoke of 40 dead, the agency reported": the agency passes it on.
  const within =
    found?.counts && statement?.spans.some(({ start, end }) => start <= found.at && found.at < end);
  if (told && within && found.source && found.source.name !== told.speaker.name)
    return { claimant: found.source, relay: [told.speaker, ...told.relay], finding: true };
  // Who urges or asks for something does not vouch for the numbers in it.
  if (statement) return told ? { claimant: told.speaker, relay: told.relay } : NO_CLAIM;
  const beside = labelled(cast, phrase) ?? bracketed(cast, phrase) ?? headingSource(cast, phrase);
  if (beside) return { claimant: beside, relay: [] };
  const aside = besideSpeaker(cast, phrase);
  if (aside) return { claimant: aside, relay: [] };
  return found ? { claimant: found.source, relay: [], finding: true } : NO_CLAIM;
}

/** "The council, which says it lost nine fighters": the body before the relative clause. */
function besideSpeaker(cast: Cast, phrase: CountPhrase): Source | null {
  const { tokens } = cast.scene.page;
  const floor = startOf(cast.scene, phrase);
  for (let k = phrase.from - 1; k > floor && k > phrase.from - 8; k--) {
    if (!/^(?:which|who)$/.test(tokens[k]!.lower) || tokens[k - 1]!.text !== ",") continue;
    return cast.scene.rules.speech.has(tokens[k + 1]!.lower) ? endingAt(cast, k - 1, floor) : null;
  }
  return null;
}

/** Verbs by which a body puts a number on something itself. */
const COUNTS =
  /^(?:counted|documented|estimated|gave|given|put|recorded|registered|spoke|spoken|tallied|verified)$/;

interface Finder {
  readonly source: Source | null;
  /** Offset of the verb. */
  readonly at: number;
  readonly counts: boolean;
}

/** The verb of finding that leads to a phrase, with its subject. */
function finderOf(cast: Cast, phrase: CountPhrase): Finder | null {
  const { scene } = cast;
  const { tokens } = scene.page;
  const floor = Math.max(startOf(scene, phrase), phrase.from - FINDING_REACH);
  for (let k = phrase.from - 1; k > floor; k--) {
    const { lower, text, start } = tokens[k]!;
    if (text === ";") return null;
    if (!scene.rules.findings.has(lower) || scene.phraseOfToken[k]! >= 0) continue;
    if (verbContext(scene, k, floor).passive) return null;
    return { source: subjectBefore(cast, k, startOf(scene, phrase)), at: start, counts: COUNTS.test(lower) };
  }
  return null;
}

/**
 * A body that publishes its own statement speaks in every sentence that names nobody else ("our caseworkers documented
 * 27 cases"). An outlet of the press does not: its own voice stays null.
 */
export function ownVoice(page: Page, world: World, publisher: string): Source | null {
  const issuer = issuedBy(page, world);
  if (issuer) return issuer;
  const name = publisher.trim().toLowerCase();
  if (name === "" || !speaksOfItself(page)) return null;
  const actor = world.actors.find(
    ({ name: own, aliases, kind }) =>
      kind !== "media" && kind !== "person" && [own, ...aliases].some((form) => form.toLowerCase() === name),
  );
  if (!actor) return null;
  return { name: actor.name, actorId: actor.id, named: true, role: null, span: null, basis: "inferred" };
}

const ISSUED = /^(?:communiqu[eé]|statement|bulletin|declaration|release)$/;

/** "COMMUNIQUÉ No. 12 OF THE STATE COUNCIL", "STATEMENT BY THE RELIEF CELL": the body a title says to speak. */
function issuedBy(page: Page, world: World): Source | null {
  const title = page.sentences[0];
  if (!title || page.blocks[title.block]?.kind !== "heading") return null;
  let issued = false;
  for (let k = title.from; k < title.to && k < title.from + 12; k++) {
    const { lower, start } = page.tokens[k]!;
    if (ISSUED.test(lower)) issued = true;
    if (!issued || !/^(?:of|by|from)$/.test(lower)) continue;
    const next = world.mentions[lastMention(world, start) + 1];
    if (!next || next.actor === null || next.sentence !== 0 || next.from - k > 2) return null;
    const source = sourceOf(world, next, "inferred");
    const { kind } = world.actors[next.actor]!;
    return kind === "media" || kind === "person" || kind === "state" ? null : { ...source, span: null };
  }
  return null;
}

/** "We", "our staff" outside of quotation marks. */
function speaksOfItself(page: Page): boolean {
  let block = -1;
  let quoted = false;
  for (const token of page.tokens) {
    if (token.block !== block) quoted = false;
    block = token.block;
    if (token.text === '"') quoted = !quoted;
    else if (token.text === "“") quoted = true;
    else if (token.text === "”") quoted = false;
    else if (!quoted && /^(?:we|our)$/.test(token.lower)) return true;
  }
  return false;
}

/** "the government was quoted by Reuters as saying": who says it, and who quotes. */
function quotedIn(cast: Cast, phrase: CountPhrase): Claim | null {
  const { scene } = cast;
  const { tokens } = scene.page;
  const from = startOf(scene, phrase);
  const limit = Math.min(endOf(scene, phrase), phrase.to + FINDING_REACH);
  for (let k = Math.max(from, phrase.from - FINDING_REACH); k < limit; k++) {
    if (tokens[k]!.lower !== "quoted" || !/^(?:was|were|is|are)$/.test(tokens[k - 1]?.lower ?? "")) continue;
    const claimant = endingAt(cast, k - 1, from);
    if (!claimant) return null;
    const next = cast.world.mentions[lastMention(cast.world, tokens[k]!.end) + 1];
    const by = tokens[k + 1]?.lower === "by" && next && next.actor !== null && next.from - k <= 3;
    return { claimant, relay: by ? [sourceOf(cast.world, next, "stated")] : [] };
  }
  return null;
}

/** "- Mayor Ansa Veld: at least 40 killed", "Local reporting: 50 killed": the source before a colon. */
function labelled(cast: Cast, phrase: CountPhrase): Source | null {
  const { scene } = cast;
  const { tokens } = scene.page;
  const from = startOf(scene, phrase);
  for (let k = from + 1; k < phrase.from && k <= from + 9; k++) {
    if (tokens[k]!.text !== ":") continue;
    const source = endingAt(cast, k, from);
    // A place and a kind of people are labels as well, but nobody speaks.
    return source?.named || scene.rules.bodies.has(tokens[k - 1]!.lower) ? source : null;
  }
  return null;
}

/** "181,000 as of 24 April (OCHA)": the source in brackets behind a number, before the next one. */
function bracketed(cast: Cast, phrase: CountPhrase): Source | null {
  const { scene, world } = cast;
  const { tokens } = scene.page;
  const limit = Math.min(endOf(scene, phrase), phrase.to + 10);
  for (let k = phrase.to; k < limit; k++) {
    if (tokens[k]!.text === ";" || scene.phraseOfToken[k]! >= 0) return null;
    if (tokens[k]!.text !== "(") continue;
    const mention = world.mentions[lastMention(world, tokens[k]!.end) + 1];
    const source = mention?.from === k + 1 && tokens[mention.to]?.text === ")" && mention.actor !== null;
    // "the World Food Programme (WFP)": the short form of what stands before is no source.
    return source && scene.named[k - 1] !== 2 ? sourceOf(world, mention, "stated") : null;
  }
  return null;
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
    // "reported by health authorities"
    if (!next || next.actor === null || next.from - k > 4 || next.sentence !== phrase.sentence)
      return beginningAt({ scene, world, spoken: [] }, k + 1, phrase.sentence);
    return sourceOf(world, next, "stated");
  }
  return null;
}

/** "Rescuers the next day gave", "the group and its partners gave": what stands between a source and its verb. */
const DAY = /^the (?:following|next|previous|same) (?:day|evening|morning|night|week)$/;
const WITH_OTHERS = /^and (?:its|her|his|their) (?:allies|partners)$/;

/** The actor right before a verb, or the one that "it" or "the group" stands for. */
function subjectBefore(cast: Cast, verb: number, from: number): Source | null {
  const { scene } = cast;
  const { tokens } = scene.page;
  let at = verb;
  while (at > from && !isSubjectEnd(scene, at - 1)) at--;
  if (at === from) return null;
  if (DAY.test(`${tokens[at - 3]?.lower} ${tokens[at - 2]?.lower} ${tokens[at - 1]!.lower}`)) at -= 3;
  if (WITH_OTHERS.test(`${tokens[at - 3]?.lower} ${tokens[at - 2]?.lower} ${tokens[at - 1]!.lower}`)) at -= 3;
  if (at <= from) return null;
  at = beforeInsertion(scene, at, verb, from);
  const last = tokens[at - 1]!;
  const source = endingAt(cast, at, from) ?? beforeApposition(cast, at, verb, from);
  const opens = at - from <= 3 || (last.lower === "it" && tokens[at - 2]!.text === ",");
  const stands = STANDS_FOR.test(last.lower) && opens && !source?.named;
  return stands ? lastSpeaker(cast, { start: tokens[from]!.start, end: last.end }) : source;
}

/** "Father Marn, who came on foot, has counted", "records seen by the Wire list": the end of the subject itself. */
function beforeInsertion(scene: Scene, at: number, verb: number, from: number): number {
  const { tokens } = scene.page;
  const inserted = tokens[at]?.text === ",";
  for (let k = at - 1; k > from && k > verb - 16; k--) {
    const { lower } = tokens[k]!;
    if (inserted && /^(?:who|which)$/.test(lower) && tokens[k - 1]!.text === ",") return k - 1;
    if (!inserted && /^(?:by|to)$/.test(lower) && at - k <= 4 && PASSED_ON.test(tokens[k - 1]!.lower))
      return k - 1;
  }
  return at;
}

/** "The Union (MNU), the political arm of the rebels, raised": who the words between commas describe. */
function beforeApposition(cast: Cast, end: number, verb: number, from: number): Source | null {
  const { scene } = cast;
  const { tokens } = scene.page;
  if (tokens[end]?.text !== ",") return null;
  for (let k = end - 1; k > from && k > verb - 16; k--) {
    if (tokens[k]!.text !== ",") continue;
    if (!/^(?:the|a|an)$/.test(tokens[k + 1]!.lower)) return null;
    let at = k;
    while (at > from && !isSubjectEnd(scene, at - 1)) at--;
    return at > from ? endingAt(cast, at, from) : null;
  }
  return null;
}

const PASSED_ON = /^(?:cited|quoted|seen|obtained|reviewed|leaked|shown|examined|gathered|published)$/;

const STANDS_FOR =
  /^(?:it|group|organisation|organization|agency|charity|office|ministry|monitor|report|mission)$/;

/** Past auxiliaries, adverbs, dates and brackets between a subject and its verb. */
function isSubjectEnd(scene: Scene, k: number): boolean {
  const { lower, kind } = scene.page.tokens[k]!;
  if (scene.named[k] === 1 || kind === "mark" || lower === "dated") return false;
  return (
    !scene.rules.grammar.auxiliaries.has(lower) && !scene.rules.grammar.adverbs.has(lower) && lower !== "on"
  );
}
