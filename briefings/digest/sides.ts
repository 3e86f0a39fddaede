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
  /**
   * The actor, other than the speaker, that is named first in the folded words of a statement, and where: one that is
   * known by its name, or one of the statement's own article. `persons` is how far in a person may stand; -1 for none.
   */
  firstNamed(
    one: Said,
    folded: string,
    persons: number,
  ): { readonly identity: Identity; readonly at: number } | null;
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
  const mayBeAccused = new Set(candidates);
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
      if (identity === null || !mayBeAccused.has(identity) || identity.kind === "person") return [];
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

  const global = indexForms(candidates.filter(({ kind }) => kind !== "person"));
  const people = indexForms(candidates.filter(({ kind }) => kind === "person"));

  return {
    firstNamed(one, folded, persons) {
      const speaker = one.voice.identity;
      let first = global(folded, speaker);
      for (const { identity, forms } of localActors(one.entry)) {
        if (identity === speaker) continue;
        for (const form of forms) {
          const at = ` ${folded} `.indexOf(` ${form} `);
          if (at >= 0 && (first === null || at < first.at)) first = { identity, at };
        }
      }
      const person = persons < 0 ? null : people(folded, speaker);
      return person !== null && person.at <= persons && (first === null || person.at < first.at)
        ? person
        : first;
    },
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

/**
 * A search for the first form of an actor in folded words, by the first word of each form; among forms that begin at
 * one place the actor that was given first has it.
 */
function indexForms(
  identities: readonly Identity[],
): (folded: string, except: Identity | null) => { readonly identity: Identity; readonly at: number } | null {
  const byWord = new Map<string, { readonly identity: Identity; readonly form: string }[]>();
  for (const identity of identities)
    for (const form of identity.forms) {
      const [word = ""] = form.split(" ", 1);
      const known = byWord.get(word);
      if (known === undefined) byWord.set(word, [{ identity, form }]);
      else known.push({ identity, form });
    }
  return (folded, except) => {
    const whole = `${folded} `;
    let at = 0;
    for (const word of folded.split(" ")) {
      for (const { identity, form } of byWord.get(word) ?? [])
        if (identity !== except && whole.startsWith(`${form} `, at)) return { identity, at };
      at += word.length + 1;
    }
    return null;
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
