import { z } from "zod";

/** Words of pages that are not the report's (`seeds/pages/<language>.json`), all in lower case. */
export const PageLines = z.object({
  /** Paragraphs that are nothing but this. */
  whole: z.array(z.string()),
  /** Short paragraphs that begin like this. */
  beginnings: z.array(z.string()),
  /** Words in the class of an element that is left out with everything in it. */
  containers: z.array(z.string()),
});
export type PageLines = z.infer<typeof PageLines>;
