import { z } from "zod";

/** That a report no longer stands. It is kept, and nothing of it is told as a report any more. */
export const Withdrawal = z.object({
  articleId: z.string(),
  /** UTC moment at which it became known here. */
  at: z.string(),
  /** publisher: its own notice says so; gone: its page is gone for good; operator: whoever runs this library. */
  by: z.enum(["publisher", "gone", "operator"]),
  /** The words of the notice, or what the operator wrote; null when nothing was said. */
  reason: z.string().nullable(),
});
export type Withdrawal = z.infer<typeof Withdrawal>;
