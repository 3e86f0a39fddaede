import { defineCommand } from "../chat/command.ts";
import { actorsReply } from "../replies/parts.ts";
import {
  askDesk,
  type Needs,
  periodInFrench,
  periodOptions,
  topicInFrench,
  topicOption,
} from "./ask-desk.ts";

export const actors = defineCommand({
  name: "actors",
  about: "Who and which places are named",
  who: "anyone",
  options: {
    ...topicOption,
    ...periodOptions,
  },
  examples: ["actors goma"],
  inOther: {
    fr: {
      name: "acteurs",
      about: "Qui est nommé, et quels lieux",
      options: { ...topicInFrench, ...periodInFrench },
      examples: ["acteurs goma"],
    },
  },
  run: ({ topic, since, until }, needs: Needs, words) =>
    askDesk("actors", { topic, since, until }, needs, words, actorsReply),
});
