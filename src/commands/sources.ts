import { defineCommand } from "../chat/command.ts";
import { sourcesReply } from "../replies/parts.ts";
import {
  askDesk,
  type Needs,
  periodInFrench,
  periodOptions,
  topicInFrench,
  topicOption,
} from "./ask-desk.ts";

export const sources = defineCommand({
  name: "sources",
  about: "Which reports were read, grouped by where their text comes from",
  who: "anyone",
  options: {
    ...topicOption,
    ...periodOptions,
  },
  examples: ["sources goma"],
  inOther: {
    fr: {
      name: "sources",
      about: "Quelles publications ont été lues, classées selon l'origine de leur texte",
      options: { ...topicInFrench, ...periodInFrench },
      examples: ["sources goma"],
    },
  },
  run: ({ topic, since, until }, needs: Needs, words) =>
    askDesk("sources", { topic, since, until }, needs, words, sourcesReply),
});
