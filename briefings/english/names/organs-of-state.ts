import type { ActorKind } from "../../facts.ts";
import { MAYBE, NAME } from "./name-levels.ts";
import { runEnd } from "./name-runs.ts";
import { type NameSpan, type NamesInput, spanOf } from "./name-span.ts";
import { phraseAt } from "./name-words.ts";
import { orgKindOf } from "./org-heads.ts";

/** "Kesharran army", "Veskaria's air force", "government of Tanvia": a country and its organs of power. */
export function joinForces(input: NamesInput, spans: readonly NameSpan[]): NameSpan[] {
  const joined: NameSpan[] = [];
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i]!;
    const limit = input.page.sentences[span.sentence]!.to;
    const ends =
      span.title || span.honorific ? null : (forceEnd(input, span, limit) ?? missionEnd(input, span, limit));
    const owned = ends ? null : ownedOrgan(input, span, spans[i + 1]);
    const before = ends || owned ? null : forceBefore(input, span);
    if (ends) {
      const owner = ends.kind === "intergovernmental" ? null : { from: span.from, to: span.to };
      joined.push(spanOf(span.from, ends.to, span.sentence, { kind: ends.kind, owner }));
      while (i + 1 < spans.length && spans[i + 1]!.from < ends.to) i++;
    } else if (owned) {
      joined.push(
        spanOf(span.from, owned.to, span.sentence, {
          kind: owned.kind,
          owner: { from: span.from, to: span.to },
        }),
      );
      i++;
    } else if (before) {
      joined.push(
        spanOf(before.from, span.to, span.sentence, {
          kind: before.kind,
          owner: { from: span.from, to: span.to },
        }),
      );
    } else joined.push(span.title || span.known ? span : { ...span, owner: governedBy(input, span) });
  }
  return joined;
}

const ORGAN =
  /^(?:government|army|parliament|embassy|president|navy|police|forces|guard|senate|presidency)$/u;

/** The country in "Government of Kesharra", "Embassy of the Republic of X", "Navy of X". */
function governedBy(input: NamesInput, span: NameSpan): { from: number; to: number } | null {
  const { tokens } = input.page;
  for (let of = span.from + 1; of < Math.min(span.to - 1, span.from + 4); of++) {
    if (tokens[of]!.lower !== "of" || !ORGAN.test(tokens[of - 1]!.lower)) continue;
    const from = tokens[of + 1]!.lower === "the" ? of + 2 : of + 1;
    return from < span.to && !input.words.common.has(tokens[from]!.lower) ? { from, to: span.to } : null;
  }
  return null;
}

/** "Morzhan's Foreign Ministry": an organ of state whose name follows its owner's. */
function ownedOrgan(
  input: NamesInput,
  span: NameSpan,
  next: NameSpan | undefined,
): { to: number; kind: ActorKind } | null {
  const { tokens } = input.page;
  if (
    !next ||
    next.from !== span.to + 1 ||
    next.title ||
    next.known ||
    !/^['’]s$/iu.test(tokens[span.to]!.text)
  )
    return null;
  if (!canOwnForces(input, span, true)) return null;
  const kind = orgKindOf(input, next.from, next.to);
  if (kind === "government" || kind === "armed_forces") return { to: next.to, kind };
  // "Kesharra's National Flood Office": offices that a country has are the state's.
  const isPublic = /^(?:office|agency|commission|service|committee|centre|center|board)$/u.test(
    tokens[next.to - 1]!.lower,
  );
  return kind === "other_org" && isPublic ? { to: next.to, kind: "government" } : null;
}

/** "U.N. mission in Kesharra", "UN peacekeeping mission". */
function missionEnd(
  input: NamesInput,
  span: NameSpan,
  limit: number,
): { to: number; kind: ActorKind } | null {
  const { tokens } = input.page;
  if (
    span.known?.kind !== "intergovernmental" ||
    !/(?:Nations|Union|Community|Organization)/u.test(span.known.name)
  )
    return null;
  let k = span.to;
  if (
    k < limit &&
    /^(?:peacekeeping|stabilisation|stabilization|observer|monitoring|assistance)$/u.test(tokens[k]!.lower)
  )
    k++;
  if (k >= limit || tokens[k]!.lower !== "mission") return null;
  k++;
  if (k + 1 < limit && tokens[k]!.lower === "in" && input.levels.at[k + 1]! === NAME)
    return { to: runEnd(input, k + 1, limit), kind: "intergovernmental" };
  return { to: k, kind: "intergovernmental" };
}

function forceEnd(input: NamesInput, span: NameSpan, limit: number): { to: number; kind: ActorKind } | null {
  const { tokens } = input.page;
  let next = span.to;
  if (next >= limit) return null;
  const possessive = /^['’]s?$/iu.test(tokens[next]!.text);
  if (possessive) next++;
  if (next >= limit || !canOwnForces(input, span, possessive)) return null;
  const found = phraseAt(tokens, next, limit, input.words.forces);
  if (!found || tokens[next]!.cap) return null;
  // "Rwandan army spokesman", "Congolese government forces": the noun behind is the head then.
  const after = tokens[found.to];
  if (found.to < limit && after?.kind === "word" && found.to - next === 1 && isNounBehind(after.lower))
    return null;
  return { to: found.to, kind: found.value };
}

function canOwnForces(input: NamesInput, span: NameSpan, possessive: boolean): boolean {
  if (span.known || span.title || span.honorific) return false;
  if (span.demonym) return true;
  const { tokens } = input.page;
  const first = tokens[span.from]!;
  const name = input.page.text.slice(first.start, tokens[span.to - 1]!.end);
  if (input.lookups.countryOf(name)) return true;
  if (orgKindOf(input, span.from, span.to) !== null) return false;
  const single = span.to - span.from === 1;
  if (single && looksLikeDemonym(first.lower)) return true;
  if (!possessive || span.to - span.from > 3 || input.words.givenNames.has(first.lower)) return false;
  // An owner of an air force is a country, known or not; weekdays and "today" have no level.
  return (
    input.lookups.find(name).length > 0 ||
    (single && input.levels.at[span.from]! >= MAYBE && !input.words.common.has(first.lower))
  );
}

function isNounBehind(lower: string): boolean {
  return /^(?:forces?|officials?|soldiers?|troops|sources?|positions?|base|bases|convoy|officers?|barracks|vehicles?|buildings?|offices?|ministers?|camp|post|posts|aircraft|helicopters?|hospitals?|station|stations|custody|checkpoints?|uniforms?|media|checkpoint|supporters?|control|side|delegation|documents?|data|figures|statistics|bodies|agency|agencies|departments?)$/u.test(
    lower,
  );
}

/** By shape only: "Kesharran", "Morzhani", "Phorlangese". */
export function looksLikeDemonym(lower: string): boolean {
  return lower.length >= 5 && /(?:[aeiou]n|ian|[^aeiou]an|ese|ish|[a-z]i)$/u.test(lower);
}

function forceBefore(input: NamesInput, span: NameSpan): { from: number; kind: ActorKind } | null {
  const { tokens } = input.page;
  const from = input.page.sentences[span.sentence]!.from;
  let k = span.from - 1;
  if (k >= from && tokens[k]!.lower === "the") k--;
  if (k - 1 < from || tokens[k]!.lower !== "of") return null;
  const noun = tokens[k - 1]!;
  if (noun.lower !== "government" && noun.lower !== "army" && noun.lower !== "armed forces") return null;
  if (
    !tokens[k - 2] ||
    k - 2 < from ||
    !/^(?:the|federal|central|transitional|interim)$/u.test(tokens[k - 2]!.lower)
  ) {
    if (!noun.cap) return null;
  }
  return {
    from: k - 1,
    kind: noun.lower === "government" ? "government" : "armed_forces",
  };
}
