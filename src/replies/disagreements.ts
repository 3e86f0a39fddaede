import type { Digest, Disagreement } from "../../briefings/index.ts";
import { type Block, heading, type Inlines, inlines, joined, quiet, strong } from "../chat/document.ts";
import { cutText, fact } from "./excerpts.ts";
import { words } from "./words.ts";

/**
 * What the sources disagree on, side by side. Those whose sides all stand in `printed` already are left out: a
 * ladder or an accusation shows them better.
 */
export function disagreementBlocks(
  digest: Digest,
  printed: ReadonlySet<string>,
  limit: number,
): readonly Block[] {
  const open = digest.disagreements.filter(({ sides }) => !sides.every(({ id }) => printed.has(id)));
  if (open.length === 0) return [];
  return [
    heading(2, words.headings.disagreements),
    { kind: "list", items: open.slice(0, limit).map(itemFor) },
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

function itemFor({ about, sides }: Disagreement): Inlines {
  const shown = sides.map((side) =>
    inlines(side.who ?? words.noClaimant, ": ", cutText(side.words, 160), "  ", fact(side.id)),
  );
  return inlines(strong(about), quiet(" — "), joined("; ", shown));
}
