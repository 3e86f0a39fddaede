import type { Exchange } from "../digest.ts";
import type { Act } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { daysBetween } from "../moment.ts";
import { compare } from "./entry.ts";
import type { Identities, Identity } from "./identities.ts";
import { byTime, type Said } from "./said.ts";
import { contentWords, type DigestWords, hasPhrase } from "./words.ts";

/** How far behind the name of the accused the deed may stand, in folded characters. */
const DEED_REACH = 200;
/** A denial this close, in characters of one article, answers what stands before it. */
const CLOSE = 1_500;
/** Elsewhere it must take up this many of the accusation's words. */
const SHARED_WORDS = 2;
/** A denial printed some days before the accusation still answers the same charge. */
const ANSWER_DAYS = 3;
/** What is asked or foretold is not something that somebody is said to have done. */
const NO_CHARGE: ReadonlySet<Act> = new Set([
  "urged",
  "demanded",
  "asked",
  "warned",
  "promised",
  "threatened",
  "welcomed",
  "denied",
]);

/** An accusation, whom it names, and what they said to it. */
export interface Accused {
  readonly exchange: Exchange;
  readonly accusation: Said;
  readonly answers: readonly Said[];
}

/**
 * Pairs accusations with the answers of the accused, or of those who speak for them. No answers means that none was
 * found in what was searched.
 */
export function pairExchanges(said: readonly Said[], identities: Identities, words: DigestWords): Accused[] {
  const candidates = identities.all.filter(
    ({ kind }) => kind !== "media" && kind !== "person" && kind !== "ngo" && kind !== "intergovernmental",
  );
  const replies = findReplies(said, words);
  const deniedBy = new Map(
    candidates.map((one) => [
      one,
      replies.filter((reply) => speaksFor(reply, one)).map((reply) => reply.said),
    ]),
  );
  const pairs: Accused[] = [];
  for (const accusation of said) {
    const accused = findAccused(accusation, candidates, words);
    if (accused === null && accusation.statement.act !== "accused") continue;
    const answers = (
      accused === null
        ? replies.map((reply) => reply.said).filter((one) => isRightBehind(one, accusation))
        : deniedBy.get(accused)!
    )
      .filter((answer) => answer.voice.key !== accusation.voice.key && takesUp(answer, accusation, words))
      .toSorted(byTime);
    pairs.push({
      accusation,
      answers,
      exchange: {
        accusation: accusation.line,
        accused: accused?.name ?? null,
        answers: answers.map(({ line }) => line),
      },
    });
  }
  return pairs.toSorted(
    (a, b) =>
      Number(b.answers.length > 0) - Number(a.answers.length > 0) ||
      byTime(b.accusation, a.accusation) ||
      compare(a.accusation.statement.id, b.accusation.statement.id),
  );
}

export function isDenial({ statement }: Said): boolean {
  return statement.act === "denied" || statement.polarity === "negative";
}

/** Accused in so many words, or named first and as the doer: the deed follows in the active voice. */
function findAccused(one: Said, candidates: readonly Identity[], words: DigestWords): Identity | null {
  const { act, text } = one.statement;
  if (isDenial(one) || NO_CHARGE.has(act)) return null;
  const folded = ` ${foldName(text)} `;
  let first: { identity: Identity; at: number } | null = null;
  for (const identity of candidates) {
    if (identity === one.voice.identity) continue;
    for (const form of identity.forms) {
      const at = folded.indexOf(` ${form} `);
      if (at >= 0 && (first === null || at < first.at)) first = { identity, at };
    }
  }
  if (first === null || act === "accused") return first?.identity ?? null;
  return deedFollows(folded.slice(first.at, first.at + DEED_REACH), words) ? first.identity : null;
}

function deedFollows(stretch: string, { attackVerbs, passives, unreal }: DigestWords): boolean {
  const words = stretch.trim().split(" ");
  const at = words.findIndex((word) => attackVerbs.includes(word));
  if (at < 1 || words.slice(0, at).some((word) => unreal.includes(word))) return false;
  return !words.slice(Math.max(0, at - 2), at).some((word) => passives.includes(word));
}

/** A denial with what is needed to tell for whom it speaks, folded once. */
interface Reply {
  readonly said: Said;
  readonly roles: string;
  readonly name: string;
  readonly sentence: string;
  readonly byPerson: boolean;
  readonly bySpokesperson: boolean;
  /** Who spoke just before in the same article. */
  readonly before: Identity | null;
}

function findReplies(said: readonly Said[], words: DigestWords): Reply[] {
  const its = words.spokesWords.map((word) => `its ${word}`);
  return said.flatMap((one, index) => {
    if (!isDenial(one)) return [];
    const { speaker, evidence } = one.statement;
    const roles = [...(one.voice.identity?.roles ?? []), speaker.role ?? ""].join(" · ");
    const previous = said[index - 1];
    return [
      {
        said: one,
        roles: ` ${foldName(roles)} `,
        name: ` ${foldName(speaker.name)} `,
        sentence: ` ${foldName(evidence.excerpt)} `,
        byPerson: one.voice.identity?.kind === "person",
        bySpokesperson: hasPhrase(roles, words.spokesWords) || hasPhrase(evidence.excerpt, its),
        before: previous?.entry === one.entry ? previous.voice.identity : null,
      },
    ];
  });
}

/** The accused itself, somebody whose office names it, or its spokesperson in the sentence after its own words. */
function speaksFor(reply: Reply, identity: Identity): boolean {
  if (reply.said.voice.identity === identity) return true;
  const { forms } = identity;
  if (forms.some((form) => reply.roles.includes(` ${form} `))) return true;
  // "Kivalia's Foreign Ministry": a body whose name begins with the accused's.
  if (
    !reply.byPerson &&
    forms.some((form) => reply.name.startsWith(` ${form} `) || reply.name.startsWith(` ${form}s `))
  )
    return true;
  if (!reply.bySpokesperson) return false;
  return reply.before === identity || forms.some((form) => reply.sentence.includes(` ${form} `));
}

/** Without a named accused ("officers"), only a denial close behind in the same article is an answer. */
function isRightBehind(denial: Said, accusation: Said): boolean {
  const distance = denial.statement.evidence.start - accusation.statement.evidence.end;
  return denial.entry === accusation.entry && distance >= 0 && distance < CLOSE / 4;
}

/** Whether a denial is about this charge: it stands near, denies guilt as such, or uses the same words. */
function takesUp(denial: Said, accusation: Said, words: DigestWords): boolean {
  if (daysBetween(accusation.entry.day, denial.entry.day) < -ANSWER_DAYS) return false;
  const distance = Math.abs(denial.statement.evidence.start - accusation.statement.evidence.end);
  if (denial.entry === accusation.entry && distance < CLOSE) return true;
  if (hasPhrase(denial.statement.text, words.guiltWords)) return true;
  const stopWords = new Set(words.stopWords);
  const charge = new Set(contentWords(accusation.statement.evidence.excerpt, stopWords));
  const taken = new Set(contentWords(denial.statement.text, stopWords).filter((word) => charge.has(word)));
  return taken.size >= SHARED_WORDS;
}
