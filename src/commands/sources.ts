import { defineCommand } from "../chat/command.ts";
import { withHealth } from "../replies/feeds.ts";
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
  run: async ({ topic, since, until }, needs: Needs, words) => {
    const answer = await askDesk("sources", { topic, since, until }, needs, words, sourcesReply);
    const health = await needs.feeds?.health();
    return health === undefined ? answer : withHealth(answer, health, words);
  },
});
