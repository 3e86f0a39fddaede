import type { Actor, ActorKind, Source } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import type { Selected } from "./entry.ts";
import { commonest, distinct, makeUnion } from "./union.ts";

/** One actor across all articles. */
export interface Identity {
  readonly key: string;
  readonly name: string;
  readonly kind: ActorKind;
  /** ISO 3166-1 alpha-2, where some article ties the actor to one country. */
  readonly country: string | null;
  readonly roles: readonly string[];
  /** Other forms of the name as printed, the name itself left out. */
  readonly aliases: readonly string[];
  /** All forms, folded, that are distinctive enough to be looked for in a text. */
  readonly forms: readonly string[];
  readonly articles: number;
  readonly mentions: number;
}

export interface Identities {
  /** In order of first appearance. */
  readonly all: readonly Identity[];
  /** The actor behind a source, found by its actor or by its name; null for descriptions. */
  of(articleId: string, source: Source): Identity | null;
}

interface Seen {
  readonly articleId: string;
  readonly actor: Actor;
}

/** Puts the actors of single articles together: same full name, same acronym, or the only bearer of a surname. */
export function mergeActors(selected: readonly Selected[]): Identities {
  const seen: Seen[] = selected.flatMap(({ article, facts }) =>
    facts.actors.map((actor) => ({ articleId: article.id, actor })),
  );
  const union = makeUnion(seen.length);
  joinByForm(seen, union.join);
  joinSurnames(seen, union.join);
  joinStates(seen, union.join);

  const groups = new Map<number, Seen[]>();
  for (const [index, one] of seen.entries()) {
    const root = union.root(index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [one]);
    else group.push(one);
  }
  const byRoot = new Map([...groups].map(([root, members]) => [root, identity(members)]));
  const byActor = new Map<string, Identity>();
  for (const [index, { articleId, actor }] of seen.entries())
    byActor.set(`${articleId}\n${actor.id}`, byRoot.get(union.root(index))!);
  const all = [...byRoot.values()];
  const byForm = new Map<string, Identity | null>();
  for (const one of all)
    for (const form of one.forms) byForm.set(form, byForm.has(form) && byForm.get(form) !== one ? null : one);

  return {
    all,
    of(articleId, source) {
      const direct = source.actorId === null ? undefined : byActor.get(`${articleId}\n${source.actorId}`);
      return direct ?? (source.named ? (byForm.get(bare(source.name)) ?? null) : null);
    },
  };
}

/** Folded, without a leading article. */
function bare(name: string): string {
  return foldName(name).replace(/^the /, "");
}

/** "The army" or "council" mean something else in the next article; a name has a capital and no article before it. */
function isDistinctive(form: string): boolean {
  return /\p{Lu}/u.test(form) && !/^the\s/i.test(form);
}

function joinByForm(seen: readonly Seen[], join: (a: number, b: number) => void): void {
  const first = new Map<string, number[]>();
  for (const [index, { actor }] of seen.entries()) {
    const forms =
      actor.kind === "person"
        ? [actor.name].filter((name) => name.includes(" "))
        : [actor.name, ...actor.aliases.filter(isDistinctive)];
    for (const form of distinct(forms.map(bare))) {
      const bearers = first.get(form) ?? [];
      const same = bearers.find((other) => compatible(seen[other]!.actor, actor));
      if (same === undefined) first.set(form, [...bearers, index]);
      else join(same, index);
    }
  }
}

function compatible(a: Actor, b: Actor): boolean {
  if ((a.kind === "person") !== (b.kind === "person")) return false;
  return a.country === null || b.country === null || a.country === b.country;
}

function joinSurnames(seen: readonly Seen[], join: (a: number, b: number) => void): void {
  const bearers = new Map<string, Map<string, number>>();
  for (const [index, { actor }] of seen.entries()) {
    const words = bare(actor.name).split(" ");
    if (actor.kind !== "person" || words.length < 2) continue;
    const surname = words.at(-1)!;
    const full = bearers.get(surname) ?? new Map<string, number>();
    if (!full.has(words.join(" "))) full.set(words.join(" "), index);
    bearers.set(surname, full);
  }
  for (const [index, { actor }] of seen.entries()) {
    const name = bare(actor.name);
    if (actor.kind !== "person" || name.includes(" ")) continue;
    const full = bearers.get(name);
    if (full?.size === 1) join([...full.values()][0]!, index);
  }
}

/** One country is one state, whether a text calls it "Kivalia" or "the Republic of Kivalia". */
function joinStates(seen: readonly Seen[], join: (a: number, b: number) => void): void {
  const first = new Map<string, number>();
  for (const [index, { actor }] of seen.entries()) {
    if (actor.kind !== "state" || actor.country === null) continue;
    const known = first.get(actor.country);
    if (known === undefined) first.set(actor.country, index);
    else join(known, index);
  }
}

function identity(members: readonly Seen[]): Identity {
  const names = members.map(({ actor }) => actor.name);
  const name = commonest(
    names.filter((form) => form.includes(" ")).length > 0
      ? names.filter((form) => form.includes(" "))
      : names,
  );
  const aliases = distinct(members.flatMap(({ actor }) => [actor.name, ...actor.aliases])).filter(
    (form) => form !== name,
  );
  const person = members[0]!.actor.kind === "person";
  return {
    key: `a:${bare(name)}:${members[0]!.articleId}`,
    name,
    kind: commonest(members.map(({ actor }) => actor.kind)) as ActorKind,
    country: members.find(({ actor }) => actor.country !== null)?.actor.country ?? null,
    roles: distinct(members.flatMap(({ actor }) => actor.roles)),
    aliases,
    forms: distinct([name, ...aliases].filter((form) => person || isDistinctive(form)).map(bare)).filter(
      (form) => form !== "",
    ),
    articles: new Set(members.map(({ articleId }) => articleId)).size,
    mentions: members.reduce((sum, { actor }) => sum + actor.mentions.length, 0),
  };
}
