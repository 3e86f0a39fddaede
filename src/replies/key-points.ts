import type { Digest } from "../../briefings/index.ts";
import { type Block, heading, inlines, quiet } from "../chat/document.ts";
import { moment, precisionOf, quietYearOf } from "./dates.ts";
import { cutText, fact, sourceName } from "./excerpts.ts";
import { words } from "./words.ts";

/** Sentences of the articles, word for word, each with its source and day of publication. */
export function keyPointBlocks(
  digest: Digest,
  limits: { readonly points: number; readonly length: number },
): readonly Block[] {
  if (digest.keyPoints.length === 0) return [];
  const quietYear = quietYearOf(digest.window);
  const items = digest.keyPoints.slice(0, limits.points).map((point) => {
    const precision = precisionOf(point.publishedAt) === "unknown" ? "unknown" : "day";
    return inlines(
      cutText(point.text.trim(), limits.length),
      quiet(` — ${sourceName(point)}, `),
      moment(point.publishedAt, precision, quietYear),
      "  ",
      fact(point.id),
    );
  });
  return [heading(2, words.headings.keyPoints), { kind: "list", items }];
}
