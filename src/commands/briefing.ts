import { defineCommand } from "../chat/command.ts";
import { briefingReply } from "../replies/briefing.ts";
import {
  askDesk,
  type Needs,
  periodInFrench,
  periodOptions,
  topicInFrench,
  topicOption,
} from "./ask-desk.ts";

export const briefing = defineCommand({
  name: "briefing",
  about: "What is reported on a place, an actor or a subject, with its sources",
  who: "anyone",
  options: {
    ...topicOption,
    ...periodOptions,
  },
  shareable: true,
  examples: ["briefing goma", "briefing goma since:2025-01-27 until:2025-02-05", "briefing m23 30d"],
  inOther: {
    fr: {
      name: "point",
      about: "Ce qui est rapporté sur un lieu, un acteur ou un sujet, avec les sources",
      options: { ...topicInFrench, ...periodInFrench },
      examples: ["point goma", "point goma depuis:2025-01-27 jusque:2025-02-05", "point m23 30j"],
    },
  },
  run: ({ topic, since, until }, needs: Needs, words) =>
    askDesk("briefing", { topic, since, until }, needs, words, briefingReply),
});
