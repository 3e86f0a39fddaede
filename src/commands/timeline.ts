import { defineCommand } from "../chat/command.ts";
import { timelineReply } from "../replies/parts.ts";
import {
  askDesk,
  type Needs,
  periodInFrench,
  periodOptions,
  topicInFrench,
  topicOption,
} from "./ask-desk.ts";

export const timeline = defineCommand({
  name: "timeline",
  about: "What happened when, by the day of the event",
  who: "anyone",
  options: {
    ...topicOption,
    ...periodOptions,
  },
  examples: ["timeline goma", "timeline goma 30d"],
  inOther: {
    fr: {
      name: "chronologie",
      about: "Ce qui s'est passé et quand, au jour de l'événement",
      options: { ...topicInFrench, ...periodInFrench },
      examples: ["chronologie goma", "chronologie goma 30j"],
    },
  },
  run: ({ topic, since, until }, needs: Needs, words) =>
    askDesk("timeline", { topic, since, until }, needs, words, timelineReply),
});
