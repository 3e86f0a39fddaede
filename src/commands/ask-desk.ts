import { optionalDate } from "../chat/command.ts";
import type { Document } from "../chat/document.ts";
import type { Desk } from "../desk/desk.ts";
import { askingAgain, outcomeReply } from "../replies/outcomes.ts";
import type { Answer, Question } from "../replies/question.ts";

/** What commands about a topic use. */
export interface Needs {
  readonly desk: Pick<Desk, "brief" | "why">;
}

/** The options of every command that looks at a period. */
export const periodOptions = {
  since: optionalDate("First day, or how far back to look: 2025-01-27, 7d, 72h; 7 days unless said"),
  until: optionalDate("Last day, 2025-02-05; now unless said"),
} as const;

/**
 * Asks the desk for a digest and answers with `reply`, or with what to do when there is none: an unknown or ambiguous
 * topic, an empty library.
 */
export async function askDesk(
  command: string,
  question: Question,
  { desk }: Needs,
  reply: (answer: Answer) => Document,
  option: "topic" | "who" = "topic",
): Promise<Document> {
  const result = await desk.brief(question);
  if (result.status !== "ok") return outcomeReply(result, askingAgain(command, option, question));
  return reply({
    digest: result.digest,
    understoodAs: result.understoodAs,
    question,
  });
}
