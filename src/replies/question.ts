import type { Digest } from "../../briefings/index.ts";
import type { ActionOptions } from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";

/** What was asked, in the asker's words, and what the desk found: all that a reply is made from. */
export interface Question {
  readonly topic: string;
  readonly since: string | undefined;
  readonly until: string | undefined;
}

export interface Answer {
  readonly digest: Digest;
  /** Set when what was typed was understood as something spelled otherwise. */
  readonly understoodAs: string | null;
  readonly question: Question;
  /** The fixed words of the reply. */
  readonly words: Words;
  /** Languages of the articles of the digest (BCP 47) by their ids; of those not named, nothing is said. */
  readonly languages: Readonly<Record<string, string>>;
}

/** Options that ask another command about the same topic and period. */
export function sameQuestion(
  { topic, since, until }: Question,
  name: "topic" | "who" = "topic",
): ActionOptions {
  return {
    [name]: topic,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}
