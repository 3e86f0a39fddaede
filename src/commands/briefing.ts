import { defineCommand, text } from "../chat/command.ts";
import { briefingReply } from "../replies/briefing.ts";
import { askDesk, type Needs, periodOptions } from "./ask-desk.ts";

export const briefing = defineCommand({
  name: "briefing",
  about: "What is reported on a place, an actor or a subject, with its sources",
  who: "anyone",
  options: {
    topic: text("A place, an actor or words", { suggests: "topics" }),
    ...periodOptions,
  },
  examples: ["briefing goma", "briefing goma since:2025-01-27 until:2025-02-05", "briefing m23 30d"],
  run: ({ topic, since, until }, needs: Needs) =>
    askDesk("briefing", { topic, since, until }, needs, briefingReply),
});
