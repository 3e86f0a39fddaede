import type { Source } from "../../facts.ts";
import type { Sentence } from "../../text/sentences.ts";
import { attributeAccording } from "./according.ts";
import type { Discourse } from "./anaphora.ts";
import { leftStart } from "./clauses.ts";
import { hasQuote, spanOfTokens, trimEnd, wordsIn } from "./contents.ts";
import type { Cue } from "./cues.ts";
import { type Clause, type Draft, drop, markQuotes, type Reader } from "./draft.ts";
import { needsRest } from "./indirect.ts";
import { lowerAt, type Scene, token } from "./scene.ts";
import { resolveSource } from "./sources.ts";

/** What "according to X" attributes to X; null, with the reason kept, where no source or nothing said is found. */
export function accordingDraft(
  reader: Reader,
  sentence: Sentence,
  clauses: readonly Clause[],
  index: number,
  cue: Cue,
): Draft | null {
  const { scene, discourse } = reader;
  const found = attributeAccording(scene, cue, sentence);
  if (!found) return drop(reader, cue, "no source behind 'according to'");
  const speaker = resolveSource(scene, found.subject, discourse);
  if (!speaker) return drop(reader, cue, "the source is not named");
  const from =
    found.content.from === sentence.from
      ? leftStart(scene, sentence, clauses, index, sentence.from)
      : found.content.from;
  const to = trimEnd(scene, from, found.content.to);
  const span = spanOfTokens(scene, from, to);
  if (!span || wordsIn(scene, from, to) < 2)
    return drop(reader, cue, "nothing reported beside 'according to'");
  const rest = found.rest && needsRest(scene, from, to) ? found.rest : null;
  const restTo = rest ? trimEnd(scene, rest.from, rest.to) : to;
  const more = rest && wordsIn(scene, rest.from, restTo) >= 2 ? spanOfTokens(scene, rest.from, restTo) : null;
  const quoted = hasQuote(scene, from, to) || (rest !== null && hasQuote(scene, rest.from, restTo));
  markQuotes(reader, from, Math.max(to, restTo));
  const thinker = thinkerIn(scene, from, speaker, discourse);
  return {
    speaker: thinker ?? speaker,
    ...(thinker === null ? {} : { relay: [speaker] }),
    addressee: null,
    cue,
    verb: scene.page.text.slice(token(scene, cue.at)!.start, token(scene, cue.to - 1)!.end),
    act: "said",
    polarity: "positive",
    mode: quoted ? "mixed" : "indirect",
    spans: more ? [span, more] : [span],
    channel: null,
    date: null,
    rule: "statements/according-to",
    from: Math.min(from, cue.from),
    to: Math.max(to, restTo, found.subject.to),
    block: sentence.block,
  };
}

const THINKS =
  /^(?:believed|believes|doubted|doubts|expected|expects|feared|fears|hoped|hopes|thought|thinks|wanted|wants)$/;

/** "He expected the number to rise, according to the Wire": what he expects is his, and the outlet passes it on. */
function thinkerIn(scene: Scene, from: number, speaker: Source, discourse: Discourse): Source | null {
  const outlet = scene.actorById.get(speaker.actorId ?? "")?.kind === "media";
  if (!outlet && speaker.name !== discourse.publisher) return null;
  if (!/^(?:he|she)$/.test(lowerAt(scene, from)) || !THINKS.test(lowerAt(scene, from + 1))) return null;
  const thinker = resolveSource(scene, { from, to: from + 1, shape: "before" }, discourse);
  return thinker?.name === speaker.name ? null : thinker;
}
