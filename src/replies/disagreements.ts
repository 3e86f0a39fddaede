import type { Digest, Disagreement } from "../../briefings/index.ts";
import { type Block, heading, type Inlines, inlines, joined, quiet, strong } from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import { cutText, fact, groupWords } from "./excerpts.ts";

/**
 * What the sources disagree on, side by side. Those whose sides all stand in `printed` already are left out: a
 * ladder or an accusation shows them better.
 */
export function disagreementBlocks(
  digest: Digest,
  printed: ReadonlySet<string>,
  words: Words,
  limit: number,
): readonly Block[] {
  const open = digest.disagreements.filter(({ sides }) => !sides.every(({ id }) => printed.has(id)));
  if (open.length === 0) return [];
  return [
    heading(2, words.headings.disagreements),
    { kind: "list", items: open.slice(0, limit).map((one) => itemFor(one, words)) },
  ];
}

/** Ids that some block prints. */
export function printedIds(blocks: readonly Block[]): ReadonlySet<string> {
  const ids = new Set<string>();
  const note = (text: Inlines) => {
    for (const inline of text) if (inline.kind === "fact") ids.add(inline.id);
  };
  for (const block of blocks) {
    if (block.kind === "list") block.items.forEach(note);
    if (block.kind !== "rows") continue;
    for (const row of block.rows) {
      if (row.id !== null) ids.add(row.id.id);
      row.notes.forEach(note);
    }
  }
  return ids;
}

function itemFor({ about, sides }: Disagreement, words: Words): Inlines {
  const shown = sides.map((side) =>
    inlines(side.who ?? words.noClaimant, words.colon, cutText(side.words, 160), "  ", fact(side.id)),
  );
  return inlines(strong(aboutWords(about, words)), quiet(" — "), joined(words.semicolon, shown));
}

/** "killed · Goma · civilians" with the metric and the group in the reader's words. */
export function aboutWords(about: string, words: Words): string {
  const [metric = "", ...rest] = about.split(" · ");
  return [words.metricInLine(metric), ...rest.map((part) => groupWords(part, words))].join(" · ");
}
