import type { Actor, ActorKind, Source } from "../../facts.ts";
import { tokenAt } from "../../text/page.ts";
import type { Mention } from "../world.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import type { Subject } from "./subjects.ts";

/** What has been said so far, for "he", "the minister", "the diplomats". */
export interface Discourse {
  /** Sources in the order in which they spoke. */
  readonly spoken: Source[];
  /** First-person plural and "this newspaper": the body that publishes the text. */
  readonly publisher: string;
}

/**
 * Who a noun phrase names: an actor, or a description in the words of the text. Pronouns and roles are followed
 * back to a name only where one candidate stands out; otherwise the words themselves are the source.
 */
export function resolveSource(scene: Scene, subject: Subject, discourse: Discourse): Source | null {
  const span = spanOf(scene, subject);
  const first = lowerAt(scene, subject.from);
  const single = subject.to - subject.from === 1;
  // What nobody said is no statement.
  if (/^(?:nobody|none|neither|no)$/.test(first)) return null;
  if (single && /^(?:he|she|him|her)$/.test(first)) return anaphor(scene, subject, discourse, "person", span);
  if (single && first === "it") return anaphor(scene, subject, discourse, "group", span);
  if (single && /^(?:they|them|both|others|some)$/.test(first))
    return pluralAnaphor(scene, subject, discourse, span);
  if (single && /^(?:we|us)$/.test(first)) return firstPerson(scene, subject, discourse);
  if (single && /^(?:i|you|one|this|these|those|there|that|what)$/.test(first)) return null;

  const named = namedIn(scene, subject);
  if (named) return sourceOfMention(scene, named, span, "stated");
  if (
    /^(?:her|his)$/.test(first) &&
    /^(?:office|spokesman|spokeswoman|spokesperson|lawyer|aide|party|government|administration)$/.test(
      lowerAt(scene, subject.to - 1),
    )
  ) {
    const owner = anaphor(scene, { ...subject, to: subject.from + 1 }, discourse, "person", span);
    if (owner && /^(?:office|government|administration)$/.test(lowerAt(scene, subject.to - 1)))
      return { ...owner, span };
  }
  return (
    roleAnaphor(scene, subject, discourse) ?? author(scene, subject, discourse) ?? described(scene, subject)
  );
}

/** A bare mention as a source: addressees, accused, "citing Reuters". */
export function sourceOfMention(
  scene: Scene,
  mention: Mention,
  span: Source["span"],
  basis: Source["basis"],
): Source {
  const actor = mention.actor === null ? null : scene.world.actors[mention.actor]!;
  const place = mention.place === null ? null : scene.world.places[mention.place]!;
  return {
    name: actor?.name ?? place?.name ?? mention.text,
    actorId: actor?.id ?? null,
    named: true,
    role: mention.role
      ? scene.page.text.slice(mention.role.start, mention.role.end)
      : (actor?.roles[0] ?? null),
    span: span ?? { start: mention.start, end: mention.end },
    basis,
  };
}

function spanOf(scene: Scene, range: { from: number; to: number }): { start: number; end: number } {
  return {
    start: token(scene, range.from)!.start,
    end: token(scene, range.to - 1)!.end,
  };
}

/**
 * The mention that heads the phrase. A person beats everything ("its spokesman, Mossa ag Ihyad"); an organisation
 * heads it only when no common noun stands before it ("a spokesman for the ministry" is not the ministry).
 */
function namedIn(scene: Scene, subject: Subject): Mention | null {
  let head: Mention | null = null;
  for (let i = subject.from; i < subject.to; ) {
    const mention = mentionAt(scene, i);
    if (!mention) {
      i++;
      continue;
    }
    i = mention.to;
    if (mention.type === "person" && !insideRelation(scene, subject, mention)) return mention;
    if (head === null && mention.type !== "demonym" && mention.type !== "person") head = mention;
  }
  if (!head || (head.actor === null && head.place === null)) return null;
  // Between the start and the organisation only articles, demonyms and modifiers may stand.
  for (let i = subject.from; i < head.from; i++) {
    const lower = lowerAt(scene, i);
    if (/^(?:that|which|who|whose)$/.test(lower)) return null;
    if (scene.grammar.prepositions.has(lower) || token(scene, i)!.text === ",") return null;
    if (scene.reporting.personRoles.has(lower) || scene.reporting.pluralSources.has(lower)) return null;
  }
  // "Kesharra's Foreign Ministry" is one mention or two; "Congo residents", "UN sources" are not the body itself.
  const after = lowerAt(scene, head.to);
  if (head.to < subject.to) {
    if (scene.reporting.pluralSources.has(lowerAt(scene, subject.to - 1)) && subject.to - head.to <= 2)
      return null;
    if (after === "'s" || scene.reporting.personRoles.has(after) || scene.reporting.pluralSources.has(after))
      return null;
    if (scene.reporting.groupRoles.has(after) && after !== "forces") return null;
  }
  return head;
}

/** "a relative of Kagame", "supporters of Nangaa": the person is not the speaker. */
function insideRelation(scene: Scene, subject: Subject, mention: Mention): boolean {
  const start = mention.role
    ? firstTokenAt(scene, mention.role.start, subject.from, mention.from)
    : mention.from;
  const before = lowerAt(scene, start - 1);
  if (start <= subject.from)
    return (
      lowerAt(scene, mention.to) === "'s" && mention.to < subject.to && !personBehind(scene, subject, mention)
    );
  if (before === "of" || before === "for" || before === "to" || before === "by" || before === "with")
    return true;
  return lowerAt(scene, mention.to) === "'s" && mention.to < subject.to;
}

function personBehind(scene: Scene, subject: Subject, mention: Mention): boolean {
  for (let i = mention.to; i < subject.to; i++) if (mentionAt(scene, i)?.type === "person") return true;
  return false;
}

function firstTokenAt(scene: Scene, offset: number, from: number, to: number): number {
  for (let i = from; i < to; i++) if (token(scene, i)!.end > offset) return i;
  return to;
}

/**
 * "The statement said", "a statement issued for X said": a document speaks for whoever issued it — the name in its
 * own phrase, else whoever spoke last, a sentence or two before. Null for anything that is no document.
 */
function author(scene: Scene, subject: Subject, discourse: Discourse): Source | null {
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

type Sort = "person" | "group";

function sortOf(actor: Actor): Sort {
  return actor.kind === "person" ? "person" : "group";
}

/** "he", "she", "it": the last speaker of that sort, unless a fitting subject was named since. */
function anaphor(
  scene: Scene,
  subject: Subject,
  discourse: Discourse,
  sort: Sort,
  span: Source["span"],
  kinds: ReadonlySet<ActorKind> | null = null,
): Source | null {
  const here = token(scene, subject.from)!;
  const sentence = here.sentence;
  const spoken = discourse.spoken.slice(-6).reverse();
  const lastSpoken = spoken.find((source) => fits(scene, source, sort) && ofKind(scene, source, kinds));
  const named = lastMention(scene, subject.from, sort, sentence - 3, kinds);
  if (named) {
    const since = lastSpoken?.span ? named.start > lastSpoken.span.end : true;
    // A person named after the last speaker, as subject of a sentence, takes over the pronoun.
    if (!lastSpoken || (since && opensSentence(scene, named)))
      return { ...sourceOfMention(scene, named, span, "inferred"), span };
  }
  return lastSpoken ? { ...lastSpoken, span, basis: "inferred" } : null;
}

function ofKind(scene: Scene, source: Source, kinds: ReadonlySet<ActorKind> | null): boolean {
  if (kinds === null || source.actorId === null) return true;
  const actor = scene.world.actors.find((candidate) => candidate.id === source.actorId);
  return actor !== undefined && kinds.has(actor.kind);
}

function fits(scene: Scene, source: Source, sort: Sort): boolean {
  if (source.actorId !== null) {
    const actor = scene.world.actors.find((candidate) => candidate.id === source.actorId);
    return actor !== undefined && sortOf(actor) === sort;
  }
  const words = source.name.split(" ");
  const head = words.at(-1) ?? "";
  const plural =
    scene.reporting.pluralSources.has(head) || words.some((word) => scene.reporting.pluralSources.has(word));
  if (plural) return false;
  const group =
    words.some((word) => scene.reporting.groupRoles.has(word)) &&
    !words.some((word) => scene.reporting.personRoles.has(word));
  return sort === "group" ? group : !group;
}

function lastMention(
  scene: Scene,
  before: number,
  sort: Sort,
  sentenceFrom: number,
  kinds: ReadonlySet<ActorKind> | null,
): Mention | null {
  let i = indexBefore(scene, before);
  for (let hops = 0; i >= 0 && hops < 24; i--, hops++) {
    const mention = scene.world.mentions[i]!;
    if (mention.sentence < sentenceFrom) return null;
    if (mention.actor === null || mention.from < 0) continue;
    // Inside a quotation, or owning something else ("M23's order"), it is not who the text speaks of.
    if (scene.quoteOf[mention.from]! >= 0 || lowerAt(scene, mention.to) === "'s") continue;
    if (kinds !== null && !kinds.has(scene.world.actors[mention.actor]!.kind)) continue;
    if (sortOf(scene.world.actors[mention.actor]!) === sort && opensSentence(scene, mention)) return mention;
  }
  return null;
}

function indexBefore(scene: Scene, tokenIndex: number): number {
  let low = 0;
  let high = scene.world.mentions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scene.world.mentions[middle]!.from < tokenIndex) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A mention before the first finite verb of its sentence is taken for its subject. */
function opensSentence(scene: Scene, mention: Mention): boolean {
  const sentence = scene.page.sentences[mention.sentence];
  if (!sentence || mention.from < sentence.from) return false;
  if (mention.from - sentence.from > 12) return false;
  for (let i = sentence.from; i < mention.from; i++) {
    if (scene.quoteOf[i]! >= 0 && scene.quoteOf[mention.from]! < 0) return true;
    const lower = lowerAt(scene, i);
    if (scene.grammar.auxiliaries.has(lower) || scene.grammar.pastVerbs.has(lower)) return false;
    if (scene.reporting.verbs.has(lower) && !scene.reporting.ambiguous.has(lower)) return false;
  }
  return true;
}

/** "they": the last plural or collective source. */
function pluralAnaphor(
  scene: Scene,
  subject: Subject,
  discourse: Discourse,
  span: Source["span"],
): Source | null {
  for (let i = discourse.spoken.length - 1; i >= Math.max(0, discourse.spoken.length - 6); i--) {
    const source = discourse.spoken[i]!;
    if (source.name.split(" ").some((word) => scene.reporting.pluralSources.has(word)))
      return { ...source, span, basis: "inferred" };
  }
  return anaphor(scene, subject, discourse, "group", span);
}

function firstPerson(scene: Scene, subject: Subject, discourse: Discourse): Source | null {
  const publisher = scene.world.actors.find(
    (actor) => actor.name === discourse.publisher || actor.aliases.includes(discourse.publisher),
  );
  const speaker =
    publisher ?? scene.world.actors.find((actor) => actor.kind !== "person" && actor.kind !== "state");
  if (!speaker) return null;
  return {
    name: speaker.name,
    actorId: speaker.id,
    named: true,
    role: null,
    span: spanOf(scene, subject),
    basis: "inferred",
  };
}

/** "the minister", "the group", "the regional governor": one actor whose role or name has the head noun. */
function roleAnaphor(scene: Scene, subject: Subject, discourse: Discourse): Source | null {
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
  // "the head of U.N. peacekeeping": what follows the noun says more than an anaphor would.
  if (subject.to > head + 1) return null;
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
  const one =
    before.length > 0 ? nearest(before, span.start) : candidates.length === 1 ? candidates[0] : undefined;
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
  if (sort === "group" && kinds) return anaphor(scene, subject, discourse, "group", span, kinds);
  if (sort === "person" && noun === "official") return anaphor(scene, subject, discourse, "person", span);
  return null;
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
  const actor = scene.world.actors.find((candidate) => candidate.id === source.actorId);
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

/** Token of the head noun: the last word before the first preposition, comma, participle or relative. */
function headOf(scene: Scene, subject: Subject): number | null {
  let head: number | null = null;
  for (let i = subject.from; i < subject.to; i++) {
    const current = token(scene, i)!;
    if (
      i > subject.from &&
      (current.text === "," || current.text === "(" || scene.grammar.prepositions.has(current.lower))
    )
      break;
    if (i > subject.from && /^(?:who|which|that|whose)$/.test(current.lower)) break;
    if (head !== null && isPostmodifier(scene, i, head)) break;
    if (current.kind === "word" && !mentionAt(scene, i)) head = i;
  }
  return head;
}

/** "residents reached by phone", "a man describing himself": a participle behind the head noun. */
function isPostmodifier(scene: Scene, i: number, head: number): boolean {
  const lower = lowerAt(scene, i);
  const noun = lowerAt(scene, head);
  if (!/(?:ing|ed)$/.test(lower) && !/^(?:known|held|shown|seen|close|familiar)$/.test(lower)) return false;
  return (
    scene.reporting.personRoles.has(noun) ||
    scene.reporting.pluralSources.has(noun) ||
    scene.reporting.groupRoles.has(noun) ||
    scene.reporting.documents.has(noun)
  );
}

/** A source without a name, in the words of the text, without its article and what follows the head. */
function described(scene: Scene, subject: Subject): Source | null {
  const head = headOf(scene, subject);
  const words = subject.to - subject.from;
  if (head === null) {
    // "U.N. sources", "Congo" unresolved: a mention with no common noun is still a name.
    const mention = mentionAt(scene, subject.from);
    return mention ? sourceOfMention(scene, mention, spanOf(scene, subject), "stated") : null;
  }
  const noun = lowerAt(scene, head);
  const known =
    scene.reporting.personRoles.has(noun) ||
    scene.reporting.groupRoles.has(noun) ||
    scene.reporting.pluralSources.has(noun);
  if (!known && !plausibleHead(scene, head, words)) return null;
  let from = subject.from;
  if (/^(?:the|a|an)$/.test(lowerAt(scene, from)) && from < head) from++;
  let to = head + 1;
  // "head of U.N. peacekeeping", "spokesman for the mission": the complement belongs to the description.
  if (/^(?:of|for|from|at|in|with)$/.test(lowerAt(scene, to)) && to < subject.to)
    to = complementEnd(scene, to, subject.to);
  const span = {
    start: token(scene, from)!.start,
    end: token(scene, to - 1)!.end,
  };
  const text = scene.page.text.slice(span.start, span.end);
  // Only the first word of a sentence loses its capital, and only when it is a common noun.
  const opens = scene.page.sentences[token(scene, from)!.sentence]?.from === from;
  const plain = opens && (known || head > from) && !mentionAt(scene, from) && !/^\p{Lu}{2,}/u.test(text);
  const name = plain ? text.charAt(0).toLowerCase() + text.slice(1) : text;
  const article = lowerAt(scene, subject.from);
  return {
    name: /^(?:a|an)$/.test(article) ? `${article} ${name}` : name,
    actorId: null,
    named: false,
    role: null,
    span: { start: token(scene, subject.from)!.start, end: span.end },
    basis: "stated",
  };
}

function plausibleHead(scene: Scene, head: number, words: number): boolean {
  const current = token(scene, head)!;
  const lower = current.lower;
  // "one of the women", "some of them"
  if (scene.grammar.determiners.has(lower)) return lowerAt(scene, head + 1) === "of";
  if (scene.reporting.documents.has(lower)) return false;
  if (/^(?:it|there|which|that|what|this|images|law|sign|order|note|message)$/.test(lower)) return false;
  return (
    current.kind === "word" &&
    words <= 14 &&
    !scene.grammar.auxiliaries.has(lower) &&
    !scene.grammar.prepositions.has(lower)
  );
}

function complementEnd(scene: Scene, from: number, to: number): number {
  let end = from + 1;
  for (; end < to && end < from + 12; end++) {
    const current = token(scene, end)!;
    if (current.text === "," || current.text === "(" || /^(?:who|which|that)$/.test(current.lower)) break;
    const mention = mentionAt(scene, end);
    if (mention) {
      end = mention.to;
      // "the presidents of Orvany and Velmar"
      if (lowerAt(scene, end) === "and" && mentionAt(scene, end + 1)) end = mentionAt(scene, end + 1)!.to;
      // "the head of U.N. peacekeeping"
      while (
        end < to &&
        /^\p{Ll}/u.test(token(scene, end)!.text) &&
        !scene.grammar.prepositions.has(lowerAt(scene, end)) &&
        !scene.grammar.auxiliaries.has(lowerAt(scene, end)) &&
        lowerAt(scene, end) !== "and"
      )
        end++;
      break;
    }
  }
  return Math.min(end, to);
}
