import { factId } from "../../fact-id.ts";
import type { Actor, ActorKind } from "../../facts.ts";
import { foldName } from "../../gazetteer.ts";
import type { Mention } from "../world.ts";
import type { NamesInput } from "./name-span.ts";
import { phraseAt } from "./name-words.ts";
import { headWords } from "./short-forms.ts";

/** Bodies without a name of their own, and where they stand; `mentions` index into actors from `offset` on. */
export interface BareInstitutions {
  readonly actors: Actor[];
  readonly mentions: Mention[];
}

interface Body {
  readonly from: number;
  readonly to: number;
  readonly kind: ActorKind;
}

/** An article has a few of them; each is looked for among the names once, so that a long text costs little. */
const MOST_NAMES = 60;

/**
 * "The army said", "according to the island administration": institutions that the text never names. Only those
 * that speak or are accused somewhere become actors; then all their mentions count. A body whose head word is
 * that of a named one ("the army" beside the Kelmaran Army) is left to the short forms. One pass over the tokens.
 */
export function readBareInstitutions(
  input: NamesInput,
  articleId: string,
  mentions: readonly Mention[],
  actors: readonly Actor[],
): BareInstitutions {
  const heads = new Set(actors.filter((actor) => actor.kind !== "person").flatMap(headWords));
  const named = actors.filter((actor) => actor.kind !== "person").map((actor) => foldName(actor.name));
  const found = new Map<string, { kind: ActorKind; isNamed: boolean; speaks: boolean; bodies: Body[] }>();
  let next = 0;
  for (let k = 0; k + 1 < input.page.tokens.length; k++) {
    while (next < mentions.length && mentions[next]!.to <= k) next++;
    const body = bodyAt(input, k);
    if (!body || (mentions[next] && mentions[next]!.from < body.to)) continue;
    const name = textOf(input, body).toLowerCase();
    let entry = found.get(name);
    if (entry === undefined) {
      if (found.size >= MOST_NAMES) continue;
      const words = name.split(" ");
      const isNamed =
        words.length === 1
          ? heads.has(name)
          : named.some((other) => words.every((word) => other.includes(word)));
      entry = { kind: body.kind, isNamed, speaks: false, bodies: [] };
      found.set(name, entry);
    }
    if (entry.isNamed) continue;
    entry.bodies.push(body);
    entry.speaks ||= isActor(input, k, body.to);
  }
  const own: Actor[] = [];
  const places: Mention[] = [];
  for (const [name, { kind, speaks, bodies }] of found) {
    if (!speaks) continue;
    const spots = bodies.map((body) => mentionOf(input, body, actors.length + own.length));
    places.push(...spots);
    own.push({
      id: factId("a", articleId, kind, foldName(name)),
      name: spots[0]!.text,
      kind,
      roles: [],
      aliases: [],
      mentions: spots.map(({ start, end }) => ({ start, end })),
      country: null,
    });
  }
  return { actors: own, mentions: places };
}

/** The institution behind "the" at token `k`, without the article; null when there is none. */
function bodyAt(input: NamesInput, k: number): Body | null {
  const { tokens, sentences } = input.page;
  if (tokens[k]!.lower !== "the") return null;
  const limit = sentences[tokens[k]!.sentence]!.to;
  const from = k + 1;
  if (from >= limit || tokens[from]!.kind !== "word") return null;
  const alone = phraseAt(tokens, from, limit, input.words.institutions);
  if (alone && isPlain(input, from, alone.to) && ends(input, k, alone.to, limit))
    return { from, to: alone.to, kind: alone.value };
  for (let at = from + 1; at <= from + 2 && at < limit; at++) {
    const described = phraseAt(tokens, at, limit, input.words.describedInstitutions);
    if (described && isPlain(input, from, described.to) && ends(input, k, described.to, limit))
      return { from, to: described.to, kind: described.value };
  }
  return null;
}

/** Small letters throughout, or one word with a capital inside the sentence ("the Desk"). */
function isPlain(input: NamesInput, from: number, to: number): boolean {
  const { tokens } = input.page;
  for (let k = from; k < to; k++) {
    if (tokens[k]!.kind !== "word" || (tokens[k]!.cap && to - from > 1)) return false;
    if (
      k < to - 1 &&
      /^(?:the|of|and|other|new|own|same|whole|entire|former|enemy|two|three)$/u.test(tokens[k]!.lower)
    )
      return false;
  }
  return true;
}

const BEHIND =
  /^(?:about|after|again|against|also|and|around|as|at|because|before|but|by|did|does|during|first|from|had|has|have|if|in|inside|into|is|just|later|may|near|never|not|now|on|only|or|over|said|since|so|still|than|that|then|through|to|under|until|was|were|when|where|which|while|who|will|with|would)$/u;

/** "the army of X", "the army chief" and "the army barracks" are not the army; "accused the army of" is. */
function ends(input: NamesInput, article: number, to: number, limit: number): boolean {
  const { tokens } = input.page;
  const { words } = input;
  const next = tokens[to];
  if (!next || to >= limit) return true;
  if (next.kind !== "word") return !/^['’]/u.test(next.text);
  if (next.cap) return false;
  if (next.lower === "of") return ACCUSING.test(tokens[article - 1]?.lower ?? "");
  return (
    BEHIND.test(next.lower) ||
    words.speaking.has(next.lower) ||
    words.acting.has(next.lower) ||
    /(?:ly|ed)$/u.test(next.lower)
  );
}

const ACCUSING = /^(?:accus|blam|condemn|denounc)(?:e|es|ed|ing)$/u;

/** Subject of a verb of saying, "according to" it, or accused by name. */
function isActor(input: NamesInput, article: number, to: number): boolean {
  const { tokens } = input.page;
  const { words } = input;
  const before = article > 0 ? tokens[article - 1]! : null;
  if (before && before.sentence === tokens[article]!.sentence) {
    if (before.lower === "to" && tokens[article - 2]?.lower === "according") return true;
    if (ACCUSING.test(before.lower)) return true;
    // "members of the army said": another one speaks.
    if (/^(?:of|in|from|by|with|for|at|to)$/u.test(before.lower)) return false;
  }
  for (let k = to; k < Math.min(tokens.length, to + 4); k++) {
    const { lower, kind, cap } = tokens[k]!;
    if (kind !== "word" || cap) return false;
    if (words.speaking.has(lower)) return true;
    if (!/(?:ly|^has|^had|^also|^later|^again|^initially|^first|^only|^just|^still)$/u.test(lower))
      return lower === "put" || lower === "spoke";
  }
  return false;
}

function textOf(input: NamesInput, { from, to }: Body): string {
  const { tokens, text } = input.page;
  return text.slice(tokens[from]!.start, tokens[to - 1]!.end);
}

function mentionOf(input: NamesInput, body: Body, actor: number): Mention {
  const { tokens } = input.page;
  return {
    start: tokens[body.from]!.start,
    end: tokens[body.to - 1]!.end,
    from: body.from,
    to: body.to,
    sentence: tokens[body.from]!.sentence,
    text: textOf(input, body),
    type: "org",
    actor,
    place: null,
    role: null,
  };
}
