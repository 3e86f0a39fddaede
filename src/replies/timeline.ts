import type { Digest, TimelineEntry } from "../../briefings/index.ts";
import { type Block, command, heading, inlines, small } from "../chat/document.ts";
import { periodWords } from "./dates.ts";
import { cutText, fact, languageMark, sourceNote } from "./excerpts.ts";
import { type Question, sameQuestion } from "./question.ts";
import type { Telling } from "./telling.ts";

/** What happened when, by the day of the event; `shown` are entries of the digest, oldest first. [] when there are none. */
export function timelineBlocks(
  shown: readonly TimelineEntry[],
  digest: Digest,
  question: Question,
  telling: Telling,
  limits: { readonly length: number },
): readonly Block[] {
  if (shown.length === 0) return [];
  const { words } = telling;
  const hidden = digest.timeline.length - shown.length;
  const rows = shown.map(({ id, from, to, precision, text, ...source }) => ({
    lead: [
      {
        kind: "moment" as const,
        text: periodWords(from, to, precision, telling),
        from,
        to,
        precision,
      },
    ],
    body: inlines(
      cutText(text.trim(), limits.length),
      languageMark(source.evidence.articleId, telling),
      " — ",
      sourceNote(source, words),
    ),
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

/** The entries of the digest that matter most, at most `most` of them, oldest first. */
export function milestonesOf({ timeline, highlights }: Digest, most: number): readonly TimelineEntry[] {
  const ids = new Set(highlights.events);
  return timeline.filter(({ id }) => ids.has(id)).slice(-most);
}
