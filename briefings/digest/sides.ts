import { foldName } from "../gazetteer.ts";
import type { Selected } from "./entry.ts";
import type { Identities, Identity } from "./identities.ts";
import type { Said } from "./said.ts";

/** An actor that may be accused, with the folded forms it goes by in one article. */
interface NamedActor {
  readonly identity: Identity;
  readonly forms: readonly string[];
}

/** Who may be accused, and who speaks for whom. */
export interface Sides {
  /** The actors of the statement's article and all that are known by name; persons only when wanted. */
  namedIn(one: Said, persons: boolean): readonly NamedActor[];
  /** The state a folded word names or derives from ("kivalia", "kivalian"), or null. */
  stateOf(word: string): Identity | null;
  /** The actor itself, a body whose name begins with its name, or somebody whose office names it or its state. */
  speaksFor(one: Said, identity: Identity): boolean;
  /** Who spoke just before in the same article; null when nobody known did. */
  before(one: Said): Identity | null;
}

/** A word of a people is its state's name and at most this many letters more ("kivalian"). */
const LONGEST_ENDING = 4;
/** Shorter names begin too many other words. */
const SHORTEST_STATE = 4;

/** Puts together what tells sides apart; `said` as it stands in its articles, in order. */
export function makeSides(identities: Identities, said: readonly Said[] = []): Sides {
  const candidates = identities.all.filter(
    ({ kind }) => kind !== "media" && kind !== "ngo" && kind !== "intergovernmental",
  );
  const states = identities.all.filter(({ kind }) => kind === "state");
  const stateNames = states.flatMap((identity) =>
    identity.forms
      .filter((form) => !form.includes(" ") && form.length >= SHORTEST_STATE)
      .map((form) => ({ form, identity })),
  );
  const byWord = new Map<string, Identity | null>();
  const local = new Map<Selected, readonly NamedActor[]>();
  const previous = new Map<Said, Identity | null>();
  for (const [index, one] of said.entries()) {
    const other = said[index - 1];
    previous.set(one, other?.entry === one.entry ? other.voice.identity : null);
  }

  /** "The army" is a name only inside the article that says so. */
  function localActors(entry: Selected): readonly NamedActor[] {
    const known = local.get(entry);
    if (known !== undefined) return known;
    const found = entry.facts.actors.flatMap((actor) => {
      const identity = identities.of(entry.article.id, {
        name: actor.name,
        actorId: actor.id,
        named: true,
        role: null,
        span: null,
        basis: "stated",
      });
      if (identity === null || !candidates.includes(identity) || identity.kind === "person") return [];
      return [
        {
          identity,
          forms: [actor.name, ...actor.aliases].map((form) => foldName(form).replace(/^the /, "")),
        },
      ];
    });
    local.set(entry, found);
    return found;
  }

  function stateOf(word: string): Identity | null {
    const known = byWord.get(word);
    if (known !== undefined) return known;
    const state =
      stateNames.find(({ form }) => word === form) ?? stateNames.find(({ form }) => derivesFrom(word, form));
    byWord.set(word, state?.identity ?? null);
    return state?.identity ?? null;
  }

  const global: readonly NamedActor[] = candidates
    .filter(({ kind }) => kind !== "person")
    .map((identity) => ({ identity, forms: identity.forms }));
  const people: readonly NamedActor[] = candidates
    .filter(({ kind }) => kind === "person")
    .map((identity) => ({ identity, forms: identity.forms }));

  return {
    namedIn: (one, persons) => [...global, ...localActors(one.entry), ...(persons ? people : [])],
    stateOf,
    before: (one) => previous.get(one) ?? null,
    speaksFor(one, identity) {
      const { voice, statement } = one;
      if (voice.identity === identity) return true;
      const roles = [...(voice.identity?.roles ?? []), statement.speaker.role ?? ""].map(foldName);
      if (roles.some((role) => identity.forms.some((form) => isOfficeOf(role, form, identity)))) return true;
      const name = ` ${foldName(statement.speaker.name)} `;
      // "Kivalia's Foreign Ministry": a body whose name begins with the accused's.
      if (
        voice.identity?.kind !== "person" &&
        identity.forms.some((form) => name.startsWith(` ${form} `) || name.startsWith(` ${form}s `))
      )
        return true;
      if (identity.kind !== "state") return false;
      // "Kivalian President", "the Kivalian army".
      const [first = ""] = name.trim().split(" ");
      const firsts = roles.map((role) => role.split(" ")[0] ?? "");
      if (voice.identity?.kind !== "person") firsts.push(first);
      return firsts.some((word) => word !== "" && stateOf(word) === identity);
    },
  };
}

/** "President of Kivalia" speaks for Kivalia; "leader of the Kivalia River Front" does not. */
function isOfficeOf(role: string, form: string, { kind }: Identity): boolean {
  if (kind !== "state") return ` ${role} `.includes(` ${form} `);
  return (
    role === form || role.startsWith(`${form} `) || role.startsWith(`${form}s `) || role.endsWith(` ${form}`)
  );
}

function derivesFrom(word: string, form: string): boolean {
  if (word.length <= form.length || word.length > form.length + LONGEST_ENDING) return false;
  return (
    word.startsWith(form) ||
    (form.endsWith("a") && word.startsWith(form.slice(0, -1)) && word.length > form.length)
  );
}
