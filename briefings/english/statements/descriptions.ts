import type { Source } from "../../facts.ts";
import { looksFinite } from "../grammar.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import { sourceOfMention, spanOf } from "./source-of-mention.ts";
import type { Subject } from "./subjects.ts";

/** A source without a name, in the words of the text, without its article and what follows the head. */
export function described(scene: Scene, subject: Subject): Source | null {
  const head = headOf(scene, subject);
  const words = subject.to - subject.from;
  if (head === null) {
    // "U.N. sources", "Congo" unresolved: a mention with no common noun is still a name.
    const mention = mentionAt(scene, subject.from);
    return mention ? sourceOfMention(scene, mention, spanOf(scene, subject), "stated") : null;
  }
  const noun = lowerAt(scene, head);
  // A verb before the head means that this is a clause, not a phrase.
  for (let i = subject.from; i < head; i++)
    if (!mentionAt(scene, i) && scene.grammar.auxiliaries.has(lowerAt(scene, i))) return null;
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

/** Token of the head noun: the last word before the first preposition, comma, participle or relative. */
export function headOf(scene: Scene, subject: Subject): number | null {
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

function plausibleHead(scene: Scene, head: number, words: number): boolean {
  const current = token(scene, head)!;
  const lower = current.lower;
  // "one of the women", "some of them"
  if (scene.grammar.determiners.has(lower)) return lowerAt(scene, head + 1) === "of";
  if (/^(?:it|there|which|that|what|this|images|law|sign|order|note|message)$/.test(lower)) return false;
  return (
    current.kind === "word" &&
    !looksFinite(current, scene.grammar) &&
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
