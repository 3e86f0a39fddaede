import { optionalDate, text } from "../chat/command.ts";
import type { Document } from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { Desk, FeedDesk } from "../desk/desk.ts";
import { askingAgain, outcomeReply } from "../replies/outcomes.ts";
import type { Answer, Question } from "../replies/question.ts";

/** What commands about a topic use. */
export interface Needs {
  readonly desk: Pick<Desk, "brief" | "why">;
  /** How the feeds are that the answers live on. */
  readonly feeds?: Pick<FeedDesk, "health">;
}

/** What most commands are about, in English and French. */
export const topicOption = { topic: text("A place, an actor or words", { suggests: "topics" }) } as const;
export const topicInFrench = { topic: { name: "sujet", about: "Un lieu, un acteur ou des mots" } } as const;

/** The options of every command that looks at a period. */
export const periodOptions = {
  since: optionalDate("First day, or how far back to look: 2025-01-27, 7d, 72h; 7 days unless said"),
  until: optionalDate("Last day, 2025-02-05; now unless said"),
} as const;
export const periodInFrench = {
  since: {
    name: "depuis",
    about: "Premier jour, ou durée en arrière\u00a0: 2025-01-27, 7j, 72h\u202f; 7 jours par défaut",
  },
  until: { name: "jusque", about: "Dernier jour, 2025-02-05\u202f; maintenant par défaut" },
} as const;

/**
 * Asks the desk for a digest and answers with `reply`, or with what to do when there is none: an unknown or ambiguous
 * topic, an empty library.
 */
export async function askDesk(
  command: string,
  question: Question,
  { desk }: Needs,
  words: Words,
  reply: (answer: Answer) => Document,
  option: "topic" | "who" = "topic",
): Promise<Document> {
  const result = await desk.brief(question);
  if (result.status !== "ok") return outcomeReply(result, askingAgain(command, option, question), words);
  return reply({
    digest: result.digest,
    understoodAs: result.understoodAs,
    question,
    words,
    languages: result.languages ?? {},
  });
}
