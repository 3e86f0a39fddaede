import type { Digest } from "../../briefings/index.ts";
import { type Block, command, heading, inlines, small } from "../chat/document.ts";
import { periodWords, quietYearOf } from "./dates.ts";
import { cutText, fact, sourceNote } from "./excerpts.ts";
import { type Question, sameQuestion } from "./question.ts";
import { words } from "./words.ts";

/** What happened when, by the day of the event. */
export function timelineBlocks(
  digest: Digest,
  question: Question,
  limits: { readonly entries: number; readonly length: number },
): readonly Block[] {
  if (digest.timeline.length === 0) return [];
  const quietYear = quietYearOf(digest.window);
  // The latest entries are the ones a briefing is asked for; they stay in the order of the days.
  const shown = digest.timeline.slice(-limits.entries);
  const hidden = digest.timeline.length - shown.length;
  const rows = shown.map(({ id, from, to, precision, text, ...source }) => ({
    lead: [
      {
        kind: "moment" as const,
        text: periodWords(from, to, precision, quietYear),
        from,
        to,
        precision,
      },
    ],
    body: inlines(cutText(text.trim(), limits.length), " — ", sourceNote(source)),
    when: [],
    id: fact(id),
    notes: [],
  }));
  return [
    heading(2, words.headings.timeline),
    { kind: "rows", shape: "words", title: [], aside: [], rows },
    ...(hidden > 0 ? [small(words.more(hidden), command("timeline", sameQuestion(question)))] : []),
  ];
}
