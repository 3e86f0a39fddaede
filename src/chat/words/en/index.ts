import type { Language } from "../../language.ts";
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

/** English: its shape is the shape of every language's words. */
export const en = {
  language: "en" as Language,
  ...time,
  ...answers,
  ...figures,
  why,
  run,
  subscriptions,
  watches,
  ...desk,
  ...chat,
  ...shell,
};
