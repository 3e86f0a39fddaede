import { defineCommand, optionalText, text } from "../chat/command.ts";
import { saidReply } from "../replies/parts.ts";
import { askDesk, type Needs, periodOptions } from "./ask-desk.ts";

export const said = defineCommand({
  name: "said",
  about: "What someone said, word for word, or what was said about a place",
  who: "anyone",
  options: {
    who: text("A person, a group or a place", { suggests: "topics" }),
    about: optionalText("Only statements with these words"),
    ...periodOptions,
  },
  examples: ["said kagame", "said kagame about:ceasefire", "said goma 30d"],
  run: ({ who, about, since, until }, needs: Needs) =>
    askDesk("said", { topic: who, since, until }, needs, (answer) => saidReply(answer, about), "who"),
});
