import type { Actor, Source } from "../../facts.ts";
import { tokenAt } from "../../text/page.ts";
import type { Mention } from "../world.ts";
import { anaphor, type Discourse, fits, indexBefore, type Sort, sortOf } from "./anaphora.ts";
import { headOf } from "./descriptions.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import { sourceOfMention, spanOf } from "./source-of-mention.ts";
import type { Subject } from "./subjects.ts";

/** "the minister", "the group", "the regional governor": one actor whose role or name has the head noun. */
export function roleAnaphor(scene: Scene, subject: Subject, discourse: Discourse): Source | null {
  const first = lowerAt(scene, subject.from);
  if (!/^(?:the|this|its|her|his|their)$/.test(first)) return null;
  const head = headOf(scene, subject);
  if (head === null) return null;
  const noun = lowerAt(scene, head);
  const span = spanOf(scene, subject);
  const person = scene.reporting.personRoles.has(noun);
  const group = scene.reporting.groupRoles.has(noun);
  if (!person && !group) {
    return scene.reporting.pluralSources.has(noun) ? lastDescribed(discourse, noun, span) : null;
  }
  // "the head of U.N. peacekeeping": what follows the noun must fit the role of the one who is named.
  if (subject.to > head + 1) return person ? holderOf(scene, subject, head, noun, span) : null;
  const sort: Sort = person ? "person" : "group";
  const spoken = discourse.spoken
    .slice(-MEMORY)
    .reverse()
    .find((source) => bearsRole(scene, source, noun, sort));
  if (spoken) return { ...spoken, span, basis: "inferred" };
  const candidates = scene.world.actors.filter((actor) => sortOf(actor) === sort && actorBears(actor, noun));
  const before = candidates.filter(
    (actor) => (actor.mentions[0]?.start ?? Number.MAX_SAFE_INTEGER) < span.start,
  );
  const one = before.length > 0 ? nearest(before, span.start) : namedLater(scene, subject, candidates);
  if (one)
    return {
      name: one.name,
      actorId: one.id,
      named: true,
      role: one.roles[0] ?? null,
      span,
      basis: "inferred",
    };
  const kinds = scene.reporting.genericGroups.get(noun);
  if (sort === "group" && kinds)
    return (
      anaphor(scene, subject, discourse, "group", span, kinds) ??
      onlyOneNearby(scene, subject, kinds, span) ??
      nameOpening(scene, subject, kinds, span)
    );
  if (sort === "person" && noun === "official") return anaphor(scene, subject, discourse, "person", span);
  return null;
}

/** "blamed the Front … In a message the group denied it": the one body of that kind in the two sentences before. */
function onlyOneNearby(
  scene: Scene,
  subject: Subject,
  kinds: ReadonlySet<Actor["kind"]>,
  span: NonNullable<Source["span"]>,
): Source | null {
  const here = token(scene, subject.from)!.sentence;
  const found = new Map<number, Mention>();
  for (let i = indexBefore(scene, subject.from); i >= 0; i--) {
    const mention = scene.world.mentions[i]!;
    if (mention.sentence < here - 2) break;
    if (mention.sentence === here) continue;
    if (mention.actor !== null && kinds.has(scene.world.actors[mention.actor]!.kind))
      found.set(mention.actor, mention);
  }
  const [only] = found.values();
  return only && found.size === 1 ? { ...sourceOfMention(scene, only, span, "inferred"), span } : null;
}

/** "Relief Now (RN) is leaving the town, the organisation announced": the name its own sentence begins with. */
function nameOpening(
  scene: Scene,
  subject: Subject,
  kinds: ReadonlySet<Actor["kind"]>,
  span: NonNullable<Source["span"]>,
): Source | null {
  const sentence = scene.page.sentences[token(scene, subject.from)!.sentence]!;
  if (subject.from - sentence.from < 4 || !/^(?:the|this)$/.test(lowerAt(scene, subject.from))) return null;
  const opens = mentionAt(scene, sentence.from) ?? mentionAt(scene, sentence.from + 1);
  if (!opens || opens.actor === null || !kinds.has(scene.world.actors[opens.actor]!.kind)) return null;
  return { ...sourceOfMention(scene, opens, span, "inferred"), span };
}

/** A lead may say "the governor" before it names him; further down a role that nobody has yet borne is nobody's. */
function namedLater(scene: Scene, subject: Subject, candidates: readonly Actor[]): Actor | undefined {
  const lead = token(scene, subject.from)!.sentence <= LEAD_SENTENCES;
  return lead && candidates.length === 1 && candidates[0]!.kind === "person" ? candidates[0] : undefined;
}

const LEAD_SENTENCES = 3;

/** "the governor of Zalesk": the one person whose role has that noun and no other complement. */
function holderOf(
  scene: Scene,
  subject: Subject,
  head: number,
  noun: string,
  span: NonNullable<Source["span"]>,
): Source | null {
  if (!/^(?:of|for|in)$/.test(lowerAt(scene, head + 1))) return null;
  const complement = lowerAt(scene, subject.to - 1);
  const holders = scene.world.actors.filter((actor) => {
    if (sortOf(actor) !== "person" || !actorBears(actor, noun)) return false;
    const roles = actor.roles.map((role) => role.toLowerCase()).filter((role) => role.includes(noun));
    return (
      roles.length === 0 || roles.some((role) => role.includes(complement) || !/ (?:of|for|in) /.test(role))
    );
  });
  const [one] = holders;
  if (!one || holders.length > 1) return null;
  return {
    name: one.name,
    actorId: one.id,
    named: true,
    role: one.roles[0] ?? null,
    span,
    basis: "inferred",
  };
}

/**
 * "The statement said", "a statement issued for X said": a document speaks for whoever issued it — the name in its
 * own phrase, else whoever spoke last, a sentence or two before. Null for anything that is no document.
 */
export function author(scene: Scene, subject: Subject, discourse: Discourse): Source | null {
  const head = headOf(scene, subject);
  if (head === null || !scene.reporting.documents.has(lowerAt(scene, head))) return null;
  const span = spanOf(scene, subject);
  for (let i = head + 1; i < Math.min(subject.to, head + 6); i++) {
    const mention = mentionAt(scene, i);
    const before = lowerAt(scene, i - 1) === "the" ? lowerAt(scene, i - 2) : lowerAt(scene, i - 1);
    if (mention && /^(?:for|by|from|of|through)$/.test(before)) {
      return { ...sourceOfMention(scene, mention, span, "inferred"), span };
    }
  }
  if (!/^(?:the|that|this)$/.test(lowerAt(scene, subject.from)) || subject.to > head + 1) return null;
  const last = discourse.spoken.at(-1);
  const sentence = token(scene, subject.from)!.sentence;
  if (!last?.span || sentenceOfOffset(scene, last.span.start) < sentence - 2) return null;
  return { ...last, span, basis: "inferred" };
}

function sentenceOfOffset(scene: Scene, offset: number): number {
  return scene.page.tokens[tokenAt(scene.page, offset)]?.sentence ?? 0;
}

/** How many earlier sources a role can refer back to. */
const MEMORY = 40;

function nearest(actors: readonly Actor[], offset: number): Actor | undefined {
  let best: Actor | undefined;
  let bestStart = -1;
  for (const actor of actors) {
    for (const mention of actor.mentions) {
      if (mention.start < offset && mention.start > bestStart) {
        bestStart = mention.start;
        best = actor;
      }
    }
  }
  return best;
}

/** Ranks as they stand before names and as they are spelled out in "the general". */
const RANKS: Readonly<Record<string, string>> = {
  general: "gen",
  colonel: "col",
  lieutenant: "lt",
  major: "maj",
  captain: "capt",
  sergeant: "sgt",
  brigadier: "brig",
  admiral: "adm",
  governor: "gov",
  senator: "sen",
  doctor: "dr",
  professor: "prof",
  commander: "cmdr",
};

function actorBears(actor: Actor, noun: string): boolean {
  const short = RANKS[noun];
  const fits = (words: string) => {
    const list = words.toLowerCase().split(/[^\p{L}-]+/u);
    return list.includes(noun) || (short !== undefined && list.includes(short));
  };
  return actor.roles.some(fits) || (actor.kind !== "person" && [actor.name, ...actor.aliases].some(fits));
}

function bearsRole(scene: Scene, source: Source, noun: string, sort: Sort): boolean {
  if (source.actorId === null)
    return fits(scene, source, sort) && source.name.split(/[^\p{L}-]+/u).includes(noun);
  const actor = scene.actorById.get(source.actorId);
  return actor !== undefined && sortOf(actor) === sort && actorBears(actor, noun);
}

function lastDescribed(discourse: Discourse, noun: string, span: NonNullable<Source["span"]>): Source | null {
  for (let i = discourse.spoken.length - 1; i >= Math.max(0, discourse.spoken.length - MEMORY); i--) {
    const source = discourse.spoken[i]!;
    if (!source.named && source.name.split(/[^\p{L}-]+/u).includes(noun))
      return { ...source, span, basis: "inferred" };
  }
  return null;
}
