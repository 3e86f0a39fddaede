import { defineCommand, text } from "../chat/command.ts";
import { sourcesReply } from "../replies/parts.ts";
import { askDesk, type Needs, periodOptions } from "./ask-desk.ts";

export const sources = defineCommand({
  name: "sources",
  about: "Which reports were read, grouped by where their text comes from",
  who: "anyone",
  options: {
    topic: text("A place, an actor or words", { suggests: "topics" }),
    ...periodOptions,
  },
  examples: ["sources goma"],
  run: ({ topic, since, until }, needs: Needs) =>
    askDesk("sources", { topic, since, until }, needs, sourcesReply),
});
