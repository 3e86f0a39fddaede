import { defineCommand, optionalChoice } from "../chat/command.ts";
import { briefingReply } from "../replies/briefing.ts";
import { fileReply } from "../replies/file.ts";
import {
  askDesk,
  type Needs,
  periodInFrench,
  periodOptions,
  topicInFrench,
  topicOption,
} from "./ask-desk.ts";

export const file = defineCommand({
  name: "file",
  about: "A briefing as a file, to keep or to hand on",
  who: "anyone",
  options: {
    ...topicOption,
    as: optionalChoice("Markdown to read, JSON for programs; Markdown unless said", ["markdown", "json"]),
    ...periodOptions,
  },
  examples: ["file goma", "file goma as:json 30d"],
  inOther: {
    fr: {
      name: "fichier",
      about: "Un point de situation sous forme de fichier, à garder ou à transmettre",
      options: {
        ...topicInFrench,
        as: {
          name: "format",
          about: "Markdown pour lire, JSON pour des programmes\u202f; Markdown par défaut",
          choices: { markdown: ["markdown"], json: ["json"] },
        },
        ...periodInFrench,
      },
      examples: ["fichier goma", "fichier goma format:json 30j"],
    },
  },
  run: ({ topic, as = "markdown", since, until }, needs: Needs, words) =>
    askDesk("file", { topic, since, until }, needs, words, (answer) =>
      fileReply(answer, briefingReply(answer), as),
    ),
});
