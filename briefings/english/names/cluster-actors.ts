import type { Span } from "../../evidence.ts";
import { factId } from "../../fact-id.ts";
import type { Actor, ActorKind } from "../../facts.ts";
import { foldName } from "../../gazetteer.ts";
import type { CuedSpan } from "./name-cues.ts";
import type { NamesInput } from "./name-span.ts";
import type { NameType } from "./name-types.ts";
import { roleSpan } from "./roles.ts";

/** An actor under construction: its names, where it stands, and what it was called. */
interface Draft {
  readonly kind: ActorKind;
  /** Printed forms in order of appearance. */
  readonly forms: string[];
  readonly spans: number[];
  readonly extra: Span[];
  country: string | null;
}

/** A person has a few roles in an article; a text that gives hundreds is no article. */
const MOST_ROLES = 12;
const MOST_FORMS = 40;

export interface ActorsFound {
  readonly actors: Actor[];
  /** Index of the actor of each span, or -1. */
  readonly ofSpan: Int32Array;
}

/** Brings together the names that mean one actor. Surnames alone join only when one person bears them. */
export function clusterActors(
  input: NamesInput,
  articleId: string,
  spans: readonly CuedSpan[],
  types: ReadonlyMap<string, NameType>,
  acronyms: ReadonlyMap<string, string>,
  states: ReadonlyMap<number, string>,
): ActorsFound {
  const drafts = new Map<string, Draft>();
  const idOf: (string | null)[] = [];
  const people = indexPeople(spans, types);
  const orgs = indexOrganisations(input, spans, types, acronyms);
  for (const [i, span] of spans.entries()) {
    const type = types.get(span.key);
    let id: string | null = null;
    let kind: ActorKind = "person";
    const state = states.get(i);
    if (state !== undefined) {
      id = `state ${state}`;
      kind = "state";
    } else if (type?.type === "person") id = personId(people, span.key);
    else if (type?.type === "org") {
      id = `org ${orgs.idOf(span.key)}`;
      kind = type.kind;
    }
    idOf.push(id);
    if (id === null) continue;
    const draft = drafts.get(id) ?? {
      kind: kindOf(orgs, id, kind),
      forms: [],
      spans: [],
      extra: [],
      country: null,
    };
    drafts.set(id, draft);
    if (draft.forms.length < MOST_FORMS && !draft.forms.includes(span.text)) draft.forms.push(span.text);
    draft.spans.push(i);
    draft.country ??= countryOf(input, span);
  }
  const actors: Actor[] = [];
  const indexOf = new Map<string, number>();
  for (const [id, draft] of drafts) {
    indexOf.set(id, actors.length);
    actors.push(finish(input, articleId, spans, draft));
  }
  const ofSpan = new Int32Array(spans.length).fill(-1);
  for (const [i, id] of idOf.entries()) if (id !== null) ofSpan[i] = indexOf.get(id) ?? -1;
  return { actors, ofSpan };
}

function kindOf(orgs: Organisations, id: string, kind: ActorKind): ActorKind {
  return id.startsWith("org ") ? (orgs.kindOf.get(id.slice(4)) ?? kind) : kind;
}

function countryOf(input: NamesInput, span: CuedSpan): string | null {
  if (span.known?.country) return span.known.country;
  if (span.to <= span.from) return null;
  const first = input.page.tokens[span.from]!;
  return input.lookups.countryOf(first.text)?.code ?? input.lookups.countryOf(span.text)?.code ?? null;
}

function finish(input: NamesInput, articleId: string, spans: readonly CuedSpan[], draft: Draft): Actor {
  const name = fullest(draft);
  const roles: string[] = [];
  for (const i of draft.spans) {
    const { role } = spans[i]!;
    if (!role || draft.kind !== "person" || roles.length >= MOST_ROLES) continue;
    const span = roleSpan(input, role);
    const words = withoutInsertion(input.page.text.slice(span.start, span.end));
    // Who is "known as Comandante Sol" has the rank in the name.
    if (foldName(name).startsWith(`${foldName(words)} `)) continue;
    if (!roles.some((known) => foldName(known) === foldName(words))) roles.push(words);
  }
  const aliases: string[] = [];
  for (const form of draft.forms) {
    if (foldName(form) === foldName(name) || aliases.some((known) => foldName(known) === foldName(form)))
      continue;
    aliases.push(form);
  }
  const mentions = draft.spans.map((i) => ({
    start: spans[i]!.start,
    end: spans[i]!.end,
  }));
  return {
    id: factId("a", articleId, draft.kind, foldName(name)),
    name,
    kind: draft.kind,
    roles,
    aliases,
    mentions,
    country: draft.country,
  };
}

/** "Secretary (of State" is half an editor's insertion; whole brackets belong to the words. */
function withoutInsertion(words: string): string {
  const open = /[([]/u.test(words);
  const close = /[)\]]/u.test(words);
  return open === close ? words : words.replace(/[()[\]]/g, "");
}

/** The longest form, not in capitals when there is another; a state goes by its own name, not its capital's. */
function fullest(draft: Draft): string {
  let best = draft.forms[0]!;
  for (const form of draft.forms.slice(1)) if (rank(form) > rank(best)) best = form;
  return best;
}

function rank(form: string): number {
  const shout = form === form.toUpperCase() && form.length > 6;
  return (shout ? 0 : 1000) + form.length;
}

/* ---- persons ---- */

interface People {
  /** Folded full name → its canonical folded name. */
  readonly full: ReadonlyMap<string, string>;
  /** Folded part → canonical name, or null when several people bear it. */
  readonly parts: ReadonlyMap<string, string | null>;
}

function indexPeople(spans: readonly CuedSpan[], types: ReadonlyMap<string, NameType>): People {
  const full = new Map<string, string>();
  const byEnds = new Map<string, string>();
  for (const span of spans) {
    if (types.get(span.key)?.type !== "person" || !span.key.includes(" ") || full.has(span.key)) continue;
    const words = span.key.split(" ").filter((word) => word !== "al" && word !== "el");
    if (words.length < 2) continue;
    // "Donald J. Trump" is "Donald Trump"; "Ali Hassan Omar" is not "Ali Omar" unless the middle is an initial.
    const ends = words.filter((word, i) => i === 0 || i === words.length - 1 || word.length > 1).join(" ");
    const same = byEnds.get(ends) ?? span.key;
    byEnds.set(ends, same);
    full.set(span.key, same);
  }
  const parts = new Map<string, string | null>();
  const firsts = new Map<string, string | null>();
  for (const name of new Set(full.values())) {
    const words = name.split(" ");
    for (const [i, word] of words.entries()) {
      if (word.length < 2) continue;
      if (i === 0 && words.length > 2) {
        firsts.set(word, firsts.has(word) && firsts.get(word) !== name ? null : name);
        continue;
      }
      parts.set(word, parts.has(word) && parts.get(word) !== name ? null : name);
    }
    // The last two words ("ag Ihyad", "van Dorn") and the first with the last of the name as well.
    if (words.length > 2) {
      for (const form of [words.slice(-2).join(" "), `${words[0]} ${words.at(-1)}`])
        parts.set(form, parts.has(form) && parts.get(form) !== name ? null : name);
    }
  }
  // "Tedros" for "Tedros Adhanom Ghebreyesus", where nobody else has it as a later name.
  for (const [word, name] of firsts) if (!parts.has(word)) parts.set(word, name);
  return { full, parts };
}

function personId(people: People, key: string): string | null {
  const whole = people.full.get(key);
  if (whole !== undefined) {
    const longer = people.parts.get(key);
    return `person ${longer && longer !== key ? longer : whole}`;
  }
  const bare = key.replace(/^(?:al|el) /, "");
  const part = people.parts.get(key) ?? people.parts.get(bare);
  if (part) return `person ${part}`;
  // Two people of that name: whose it is cannot be told from the name.
  if (people.parts.get(key) === null || people.parts.get(bare) === null) return null;
  return `person ${bare}`;
}

/* ---- organisations ---- */

interface Organisations {
  idOf(key: string): string;
  readonly kindOf: ReadonlyMap<string, ActorKind>;
}

function indexOrganisations(
  input: NamesInput,
  spans: readonly CuedSpan[],
  types: ReadonlyMap<string, NameType>,
  acronyms: ReadonlyMap<string, string>,
): Organisations {
  const canonical = new Map<string, string>();
  const tails = new Map<string, string | null>();
  const kindOf = new Map<string, ActorKind>();
  for (const span of spans) {
    const type = types.get(span.key);
    if (type?.type !== "org" || canonical.has(span.key)) continue;
    const id = span.known ? foldName(span.known.name) : span.key;
    canonical.set(span.key, id);
    if (!kindOf.has(id)) kindOf.set(id, type.kind);
    for (const tail of ownerless(input, span))
      tails.set(tail, tails.has(tail) && tails.get(tail) !== id ? null : id);
  }
  for (const [key, id] of canonical) {
    const whole = acronyms.get(key);
    const target = (whole !== undefined ? canonical.get(whole) : undefined) ?? tails.get(key);
    if (target && target !== id) {
      canonical.set(key, target);
      kindOf.delete(id);
    }
  }
  return { idOf: (key) => canonical.get(key) ?? key, kindOf };
}

/** "Morzhan's Foreign Ministry" without its owner, folded; empty when nobody owns it. */
function ownerless(input: NamesInput, span: CuedSpan): string[] {
  const { tokens } = input.page;
  if (span.to - span.from < 2) return [];
  const second = tokens[span.from + 1]!;
  if (/^['’]s$/u.test(second.text)) {
    return span.to - span.from > 2
      ? [foldName(input.page.text.slice(tokens[span.from + 2]!.start, span.end))]
      : [];
  }
  // "Ombudsman's Office of Altamora" is the Ombudsman's Office of the text.
  const heads: string[] = [];
  for (let k = span.to - 2; k > span.from + 1; k--)
    if (tokens[k]!.lower === "of")
      heads.push(input.lookups.fold(input.page.text.slice(span.start, tokens[k - 1]!.end)));
  if (heads.length > 0) return heads;
  const first = tokens[span.from]!.text;
  const country = input.lookups.countryOf(first);
  if (!country && !/(?:an|ese|ish)$/.test(first)) return [];
  return [foldName(input.page.text.slice(second.start, span.end))];
}
