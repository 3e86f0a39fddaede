import type { Words } from "../catalogue.ts";
import { answers } from "./answers.ts";
import { chat } from "./chat.ts";
import { desk } from "./desk.ts";
import { figures } from "./figures.ts";
import { run } from "./run.ts";
import { shell } from "./shell.ts";
import { subscriptions } from "./subscriptions.ts";
import { time } from "./time.ts";
import { watches } from "./watches.ts";
import { why } from "./why.ts";

/**
 * French as aid organisations write it. The reporting verb of a statement is no word of ours: it stays the verb of
 * the text, in guillemets where the text is in another language, because no French verb would weigh the same.
 */
export const fr: Words = {
  language: "fr",
  ...time,
  ...answers,
  ...figures,
  run,
  why,
  subscriptions,
  watches,
  ...desk,
  ...chat,
  ...shell,
};
