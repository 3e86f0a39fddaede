import { defineCommand, text } from "../chat/command.ts";
import { timelineReply } from "../replies/parts.ts";
import { askDesk, type Needs, periodOptions } from "./ask-desk.ts";

export const timeline = defineCommand({
  name: "timeline",
  about: "What happened when, by the day of the event",
  who: "anyone",
  options: {
    topic: text("A place, an actor or words", { suggests: "topics" }),
    ...periodOptions,
  },
  examples: ["timeline goma", "timeline goma 30d"],
  run: ({ topic, since, until }, needs: Needs) =>
    askDesk("timeline", { topic, since, until }, needs, timelineReply),
});
