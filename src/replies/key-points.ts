import type { Digest } from "../../briefings/index.ts";
import { type Block, heading, inlines, quiet } from "../chat/document.ts";
import { moment, precisionOf } from "./dates.ts";
import { cutText, fact, languageMark, sourceName } from "./excerpts.ts";
import type { Telling } from "./telling.ts";

/** Sentences of the articles, word for word, each with its source and day of publication. */
export function keyPointBlocks(
  digest: Digest,
  telling: Telling,
  limits: { readonly points: number; readonly length: number },
): readonly Block[] {
  if (digest.keyPoints.length === 0) return [];
  const items = digest.keyPoints.slice(0, limits.points).map((point) => {
    const precision = precisionOf(point.publishedAt) === "unknown" ? "unknown" : "day";
    return inlines(
      cutText(point.text.trim(), limits.length),
      languageMark(point.evidence.articleId, telling),
      quiet(` — ${sourceName(point)}, `),
      moment(point.publishedAt, precision, telling),
      "  ",
      fact(point.id),
    );
  });
  return [heading(2, telling.words.headings.keyPoints), { kind: "list", items }];
}
