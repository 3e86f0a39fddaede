import { z } from "zod";
import { Basis } from "./moment.ts";

/** A stretch of an article's text, in UTF-16 code units, end exclusive. */
export const Span = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
});
export type Span = z.infer<typeof Span>;

/** Where a fact stands. `excerpt` always equals `article.text.slice(start, end)`. */
export const Evidence = Span.extend({
  articleId: z.string(),
  excerpt: z.string(),
  /** The reader that found it, e.g. "statements/according-to". */
  rule: z.string(),
  basis: Basis,
});
export type Evidence = z.infer<typeof Evidence>;

/** Evidence for a span of a text; the excerpt cannot differ from the text because it is cut here. */
export function evidenceFor(
  article: { id: string; text: string },
  span: Span,
  rule: string,
  basis: Basis = "stated",
): Evidence {
  return {
    articleId: article.id,
    start: span.start,
    end: span.end,
    excerpt: article.text.slice(span.start, span.end),
    rule,
    basis,
  };
}

export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
