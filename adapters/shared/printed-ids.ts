import { cleanText } from "../../src/chat/clean-text.ts";
import type { Inlines } from "../../src/chat/document.ts";
import type { DocumentLine } from "./document-lines.ts";
import { plainText } from "./plain-text.ts";
import { shortLabel } from "./short-label.ts";

/** An id that is printed on a page, with words to choose it by. */
export interface PrintedId {
  readonly id: string;
  readonly label: string;
}

/**
 * The ids printed in the lines, each with the line it stands behind; the first ones where there are too many.
 * Lengths in UTF-16 units.
 */
export function printedIds(
  lines: readonly DocumentLine[],
  {
    most,
    longestId,
    longestLabel,
  }: { readonly most: number; readonly longestId: number; readonly longestLabel: number },
): readonly PrintedId[] {
  const found = new Map<string, PrintedId>();
  let above: Inlines = [];
  for (const { look, text } of lines) {
    // The id in the title of its own evidence leads nowhere else.
    if (look === "title" || look === "label") continue;
    if (look !== "small") above = text;
    text.forEach((inline, index) => {
      if (inline.kind !== "fact" || inline.id.length > longestId || found.has(inline.id)) return;
      const own = text.slice(0, index);
      const first = !own.some(({ kind }) => kind === "fact");
      const words = plainText(first && look === "small" ? above : sinceLastId(own));
      const label = shortLabel(`${cleanText(inline.text)} · ${words.trim()}`, longestLabel);
      found.set(inline.id, { id: inline.id, label });
    });
  }
  return [...found.values()].slice(0, most);
}

/** "was 700 (31 Jan)": what stands between the id before and this one. */
function sinceLastId(text: Inlines): Inlines {
  const start = text.findLastIndex(({ kind }) => kind === "fact") + 1;
  const words = text.slice(start);
  const [first] = words;
  return first?.kind === "text"
    ? [{ ...first, text: first.text.replace(/^[\s·;]+/, "") }, ...words.slice(1)]
    : words;
}
