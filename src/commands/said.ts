import { defineCommand, optionalText, text } from "../chat/command.ts";
import { saidReply } from "../replies/parts.ts";
import { askDesk, type Needs, periodInFrench, periodOptions } from "./ask-desk.ts";

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
  inOther: {
    fr: {
      name: "déclarations",
      about: "Ce que quelqu'un a dit, mot pour mot, ou ce qui a été dit d'un lieu",
      options: {
        who: { name: "qui", about: "Une personne, un groupe ou un lieu" },
        about: { name: "sur", about: "Seulement les déclarations qui contiennent ces mots" },
        ...periodInFrench,
      },
      examples: ["déclarations kagame", "déclarations kagame sur:ceasefire", "déclarations goma 30j"],
    },
  },
  run: ({ who, about, since, until }, needs: Needs, words) =>
    askDesk("said", { topic: who, since, until }, needs, words, (answer) => saidReply(answer, about), "who"),
});
