import type { Actor, Source } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import type { Selected } from "./entry.ts";
import type { Identities, Identity } from "./identities.ts";
import { type DigestWords, hasPhrase } from "./words.ts";

/**
 * How near a source stands to the counting. `independent`: international bodies, aid groups, health workers, monitors;
 * `official`: government, police, rescue services, local authorities; `party`: armed forces and armed groups;
 * `other`: everybody else, unnamed people and an outlet's own voice included.
 */
export type Standing = "independent" | "official" | "party" | "other";

/** Who speaks: the same key means the same source across articles. */
export interface Voice {
  readonly key: string;
  readonly identity: Identity | null;
  readonly name: string | null;
  readonly role: string | null;
  /** Nobody in particular: an outlet's own voice, "officials", "hospital staff". */
  readonly generic: boolean;
  readonly standing: Standing;
}

/** Names by which the office of a person tells where they stand. */
interface KnownBodies {
  readonly armed: readonly string[];
  /** International bodies and aid groups. */
  readonly bodies: readonly string[];
}

export interface Voices {
  of(entry: Selected, source: Source | null): Voice;
}

/** Makes a reader of sources; `null` stands for the outlet itself, which may be a body that counts. */
export function makeVoices(identities: Identities, words: DigestWords): Voices {
  const armed = identities.all
    .filter(({ kind }) => kind === "armed_group" || kind === "armed_forces")
    .flatMap(({ forms }) => forms);
  const bodies = identities.all
    .filter(({ kind }) => kind === "intergovernmental" || kind === "ngo")
    .flatMap(({ forms }) => forms);
  const known = { armed, bodies };
  const outlets = new Map<Selected, Voice>();
  const sources = new Map<Identity | null, Map<string, Voice>>();
  /** One source gives many numbers and statements: its voice is worked out once. */
  const voiceOf = (identity: Identity | null, source: Source): Voice => {
    const voices = sources.get(identity) ?? new Map<string, Voice>();
    sources.set(identity, voices);
    const key = `${source.name}\n${source.role === null ? "" : `as ${source.role}`}`;
    const voice = voices.get(key) ?? sourceVoice(identity, source, words, known);
    voices.set(key, voice);
    return voice;
  };
  return {
    of(entry, source) {
      if (source !== null) return voiceOf(identities.of(entry.article.id, source), source);
      const heard = outlets.get(entry);
      if (heard !== undefined) return heard;
      const voice = outletVoice(entry, identities, words, known);
      outlets.set(entry, voice);
      return voice;
    },
  };
}

function sourceVoice(
  identity: Identity | null,
  { name, role }: Source,
  words: DigestWords,
  known: KnownBodies,
): Voice {
  const lastWord = name.slice(name.lastIndexOf(" ") + 1);
  return {
    key: identity?.key ?? `d:${foldName(name)}`,
    identity,
    name,
    role,
    // "Kivali officials", "hospital staff": a name ends in a capitalised word, or is the one office of a body.
    generic:
      identity === null ? !/\p{Lu}/u.test(lastWord) && !isSoleOffice(name, words) : identity.kind === "media",
    standing:
      identity === null
        ? standingOfWords(`${name} ${role ?? ""}`, words)
        : standingOf(identity, role, words, known),
  };
}

/** "Kivalia's interior minister": one office answers for the number, though its holder is not named. */
function isSoleOffice(name: string, { soleOffices }: DigestWords): boolean {
  const lastWord = foldName(name.slice(name.lastIndexOf(" ") + 1));
  return /\p{Lu}\S*['’]s? /u.test(name) && soleOffices.includes(lastWord);
}

/** An aid group or an authority that publishes its own report speaks for itself; a newspaper is only an outlet. */
function outletVoice(
  { article, facts }: Selected,
  identities: Identities,
  words: DigestWords,
  known: KnownBodies,
): Voice {
  const publisher = foldName(article.publisher);
  const own = facts.actors.find(({ name, aliases, kind }) =>
    [name, ...aliases].some((form) => isPublisher(foldName(form), kind, publisher)),
  );
  const actor =
    own === undefined ? null : identities.of(article.id, { ...NOBODY, name: own.name, actorId: own.id });
  const identity = actor?.kind === "media" || actor?.kind === "person" ? null : actor;
  return {
    key: identity?.key ?? `o:${foldName(article.origin)}`,
    identity,
    name: null,
    role: null,
    generic: identity === null,
    standing: identity === null ? "other" : standingOf(identity, null, words, known),
  };
}

/** "Ombudsman's Office" in a text that the "Ombudsman's Office of Kivalia" publishes. */
function isPublisher(form: string, kind: Actor["kind"], publisher: string): boolean {
  return form === publisher || (kind === "government" && publisher.startsWith(`${form} of `));
}

const NOBODY: Source = {
  name: "",
  actorId: null,
  named: true,
  role: null,
  span: null,
  basis: "stated",
};

function standingOf(
  identity: Identity,
  role: string | null,
  words: DigestWords,
  known: KnownBodies,
): Standing {
  switch (identity.kind) {
    case "intergovernmental":
    case "ngo":
      return "independent";
    case "government":
    case "state":
      // A defence ministry speaks for its army.
      return hasPhrase(identity.name, words.partyCounters) ? "party" : "official";
    case "armed_forces":
    case "armed_group":
      return "party";
    case "person":
      break;
    default:
      return standingOfWords(identity.name, words);
  }
  const roles = [...identity.roles, ...(role === null ? [] : [role])].join(" · ");
  if (hasPhrase(roles, known.armed)) return "party";
  // "director-general of the World Health Organization"
  if (hasPhrase(roles, known.bodies)) return "independent";
  return standingOfWords(roles, words);
}

/** An unnamed single official is no more than a witness: one person, no office that answers for the number. */
function standingOfWords(text: string, words: DigestWords): Standing {
  if (/^an? /i.test(text)) return "other";
  if (hasPhrase(text, words.partyCounters)) return "party";
  if (hasPhrase(text, words.independentCounters)) return "independent";
  if (hasPhrase(text, words.officialCounters)) return "official";
  return "other";
}
