import { defineCommand, text } from "../chat/command.ts";
import { actorsReply } from "../replies/parts.ts";
import { askDesk, type Needs, periodOptions } from "./ask-desk.ts";

export const actors = defineCommand({
  name: "actors",
  about: "Who and which places are named",
  who: "anyone",
  options: {
    topic: text("A place, an actor or words", { suggests: "topics" }),
    ...periodOptions,
  },
  examples: ["actors goma"],
  run: ({ topic, since, until }, needs: Needs) =>
    askDesk("actors", { topic, since, until }, needs, actorsReply),
});
