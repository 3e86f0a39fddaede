import type { Sentence } from "../../text/sentences.ts";
import type { Cue } from "./cues.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import { sourceEnd } from "./source-end.ts";
import type { Subject } from "./subjects.ts";

interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/**
 * "According to X, …" and "…, according to X": the source and what is attributed to it. At the start of a
 * sentence the content follows the comma behind the source; elsewhere it stands before.
 */
export function attributeAccording(
  scene: Scene,
  cue: Cue,
  sentence: Sentence,
): { subject: Subject; content: TokenRange; rest: TokenRange | null } | null {
  const leading = wordsBefore(scene, cue.from, sentence.from) <= 1;
  const end = sourceEnd(scene, cue.to, sentence.to);
  if (end <= cue.to) return null;
  const subject: Subject = {
    ...withoutDocument(scene, cue.to, end),
    shape: "after",
  };
  // "The bridge, according to engineers, is lost": half of what is attributed may follow.
  const follows = token(scene, end)?.text === "," && end + 1 < sentence.to;
  const rest = follows ? { from: end + 1, to: sentence.to } : null;
  if (!leading) return { subject, content: { from: sentence.from, to: cue.from }, rest };
  let from = end;
  // Skip appositions of the source: the content begins behind the last comma that closes one.
  while (from < sentence.to && token(scene, from)!.text === ",") {
    const next = closingComma(scene, from + 1, sentence.to);
    if (next < 0) break;
    from = next;
  }
  if (token(scene, from)?.text === ",") from++;
  return from < sentence.to ? { subject, content: { from, to: sentence.to }, rest: null } : null;
}

/** "rival estimates by police", "government figures", "a Reuters report": whose words the document carries. */
function withoutDocument(scene: Scene, from: number, to: number): { from: number; to: number } {
  for (let i = from; i < to; i++) {
    if (!scene.reporting.documents.has(lowerAt(scene, i)) || mentionAt(scene, i)) continue;
    for (let j = i + 1; j < Math.min(to - 1, i + 5); j++) {
      if (/^(?:by|from|of|through|for)$/.test(lowerAt(scene, j))) return { from: j + 1, to };
    }
    // "figures the office said it had verified": whoever says so.
    for (let j = i + 2; j < to; j++) {
      const verb = scene.reporting.verbs.get(lowerAt(scene, j))?.[0]?.verb;
      if (verb && !scene.reporting.ambiguous.has(lowerAt(scene, j))) return { from: i + 1, to: j };
    }
    const named = mentionAt(scene, i - 1);
    if (named && named.from >= from) return { from: named.from, to: named.to };
    // "government figures" are the government's; "early reports" are nobody's.
    if (i > from && i === to - 1) return { from, to: isBody(scene, i - 1) ? i : from };
    return { from, to };
  }
  return { from, to };
}

function isBody(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  return (
    scene.reporting.groupRoles.has(lower) ||
    scene.reporting.pluralSources.has(lower) ||
    scene.reporting.personRoles.has(lower)
  );
}

function wordsBefore(scene: Scene, to: number, from: number): number {
  let words = 0;
  for (let i = from; i < to; i++) if (token(scene, i)!.kind !== "mark") words++;
  return words;
}

/** The comma that closes an apposition beginning at `from` ("a grain seller who hid,"), or -1. */
function closingComma(scene: Scene, from: number, to: number): number {
  const first = lowerAt(scene, from);
  if (!/^(?:a|an|who|which|whose|its)$/.test(first)) return -1;
  for (let i = from; i < Math.min(to, from + 20); i++) {
    if (token(scene, i)!.text === ",") return i;
    if (scene.grammar.auxiliaries.has(lowerAt(scene, i)) && first !== "who" && first !== "which") return -1;
  }
  return -1;
}
