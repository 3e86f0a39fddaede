import type { Source } from "../../facts.ts";
import type { Mention } from "../world.ts";
import { anaphor, type Discourse, pluralAnaphor } from "./anaphora.ts";
import { described } from "./descriptions.ts";
import { author, roleAnaphor } from "./roles.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import { sourceOfMention, spanOf } from "./source-of-mention.ts";
import type { Subject } from "./subjects.ts";

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
  // "Many said", "those surveyed said": nobody they could be followed back to.
  if (single ? /^(?:others|many|several|another)$/.test(first) : first === "those")
    return { name: inWords(scene, span), actorId: null, named: false, role: null, span, basis: "stated" };
  if (single && /^(?:they|them|both|some)$/.test(first))
    return pluralAnaphor(scene, subject, discourse, span);
  if (single && /^(?:we|us)$/.test(first)) return firstPerson(scene, subject, discourse);
  if (single && /^(?:i|you|one|this|these|those|there|that|what)$/.test(first)) return null;

  const called = calledBy(scene, subject);
  if (called) return called;
  const named = namedIn(scene, subject);
  if (named)
    return officeHolder(scene, subject, named, span) ?? sourceOfMention(scene, named, span, "stated");
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

function firstPerson(scene: Scene, subject: Subject, discourse: Discourse): Source | null {
  const { publisher } = discourse;
  const nobody = publisher === "" || publisher === "unknown";
  // A statement without a letterhead is that of the first body it names at its top.
  const actor = scene.world.actors.find((a) =>
    nobody
      ? SIGNATORIES.has(a.kind) && opensText(scene, a.mentions[0]?.start)
      : a.name === publisher || a.aliases.includes(publisher),
  );
  if (!actor && nobody) return null;
  return {
    name: actor?.name ?? publisher,
    actorId: actor?.id ?? null,
    named: true,
    role: null,
    span: spanOf(scene, subject),
    basis: "inferred",
  };
}

const SIGNATORIES: ReadonlySet<string> = new Set([
  "ngo",
  "other_org",
  "intergovernmental",
  "government",
  "armed_group",
]);

function opensText(scene: Scene, offset: number | undefined): boolean {
  const third = scene.page.sentences[Math.min(2, scene.page.sentences.length - 1)];
  return offset !== undefined && third !== undefined && offset < third.end;
}

/** "a commander who goes by the name of Bo Lin", "a man identified only as Marko": the name given is the source. */
function calledBy(scene: Scene, subject: Subject): Source | null {
  for (let i = subject.from + 1; i < subject.to; i++) {
    const current = token(scene, i)!;
    if (!current.cap) continue;
    const before = `${lowerAt(scene, i - 2)} ${lowerAt(scene, i - 1)}`;
    if (!/^(?:name of|only as|identified as|known as|himself as|herself as|sign [“"]?)$/.test(before))
      continue;
    let end = i + 1;
    while (end < subject.to && token(scene, end)!.cap) end++;
    // A title may stand before the name ("known as Comandante Jacinto").
    for (let j = i; j < end; j++) {
      const mention = mentionAt(scene, j);
      if (mention) return sourceOfMention(scene, mention, spanOf(scene, subject), "stated");
    }
    const span = spanOf(scene, { from: i, to: end });
    const name = scene.page.text.slice(span.start, span.end);
    return { name, actorId: null, named: true, role: null, span: spanOf(scene, subject), basis: "stated" };
  }
  return null;
}

/** "Radovec's office" speaks for Radovec. */
function officeHolder(scene: Scene, subject: Subject, named: Mention, span: Source["span"]): Source | null {
  const office =
    named.type === "person" &&
    lowerAt(scene, named.to) === "'s" &&
    /^(?:office|bureau|campaign)$/.test(lowerAt(scene, named.to + 1));
  return office && named.to + 2 <= subject.to
    ? { ...sourceOfMention(scene, named, span, "inferred"), span }
    : null;
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
    if (
      lower === "of" &&
      FORCES.test(lowerAt(scene, i - 1)) &&
      /^(?:the )?$/.test(between(scene, i + 1, head.from))
    )
      break;
    if (scene.grammar.prepositions.has(lower) || token(scene, i)!.text === ",") return null;
  }
  // "Kesharra's Foreign Ministry" is one mention or two; "Congo residents", "UN sources" are not the body itself.
  const after = lowerAt(scene, head.to);
  if (head.to < subject.to) {
    if (scene.reporting.pluralSources.has(lowerAt(scene, subject.to - 1)) && subject.to - head.to <= 2)
      return null;
    if (after === "'s" || scene.reporting.personRoles.has(after) || scene.reporting.pluralSources.has(after))
      return null;
    if (scene.reporting.groupRoles.has(after) && after !== "forces")
      return namedBehind(scene, subject, head.to);
  }
  return head;
}

/** "the UN office in Kivalia, UNOK,": the name set between commas behind a description. */
function namedBehind(scene: Scene, subject: Subject, from: number): Mention | null {
  for (let i = from; i < subject.to; i++) {
    if (token(scene, i)!.text !== ",") continue;
    const name = mentionAt(scene, i + 1);
    const closed = name && (name.to >= subject.to || token(scene, name.to)!.text === ",");
    return closed && name.from === i + 1 && name.type === "org" && name.actor !== null ? name : null;
  }
  return null;
}

/** "the militia of the Council", "fighters of the Front": what they say the body says. */
const FORCES = /^(?:command|fighters|forces|leadership|militia|soldiers|troops)$/;

function between(scene: Scene, from: number, to: number): string {
  let words = "";
  for (let i = from; i < Math.min(to, from + 3); i++) words += `${lowerAt(scene, i)} `;
  return words;
}

/** "a relative of Kagame", "supporters of Nangaa": the person is not the speaker. */
function insideRelation(scene: Scene, subject: Subject, mention: Mention): boolean {
  const start = mention.role
    ? firstTokenAt(scene, mention.role.start, subject.from, mention.from)
    : mention.from;
  const before = lowerAt(scene, start - 1);
  if (start <= subject.from && lowerAt(scene, mention.to + 1) === "office") return false;
  if (start <= subject.from)
    return (
      lowerAt(scene, mention.to) === "'s" && mention.to < subject.to && !personBehind(scene, subject, mention)
    );
  if (before === "of" || before === "for" || before === "to" || before === "by" || before === "with")
    return true;
  return (
    lowerAt(scene, mention.to) === "'s" &&
    mention.to < subject.to &&
    lowerAt(scene, mention.to + 1) !== "office"
  );
}

function personBehind(scene: Scene, subject: Subject, mention: Mention): boolean {
  for (let i = mention.to; i < subject.to; i++) if (mentionAt(scene, i)?.type === "person") return true;
  return false;
}

function firstTokenAt(scene: Scene, offset: number, from: number, to: number): number {
  for (let i = from; i < to; i++) if (token(scene, i)!.end > offset) return i;
  return to;
}

function inWords(scene: Scene, span: NonNullable<Source["span"]>): string {
  const words = scene.page.text.slice(span.start, span.end);
  return words.charAt(0).toLowerCase() + words.slice(1);
}
