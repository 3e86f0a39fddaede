import { Metric } from "../../briefings/index.ts";
import { defineCommand, optionalChoice } from "../chat/command.ts";
import { figuresReply } from "../replies/parts.ts";
import {
  askDesk,
  type Needs,
  periodInFrench,
  periodOptions,
  topicInFrench,
  topicOption,
} from "./ask-desk.ts";
import { metricsAlsoSaid, metricsInFrench } from "./metrics.ts";

export const figures = defineCommand({
  name: "figures",
  about: "Every number of people affected, with who gives it and as of when",
  who: "anyone",
  options: {
    ...topicOption,
    metric: optionalChoice("Only one kind of number", Metric.options, metricsAlsoSaid),
    ...periodOptions,
  },
  examples: ["figures goma", "figures goma killed", 'figures "north kivu" displaced 30d'],
  inOther: {
    fr: {
      name: "chiffres",
      about: "Chaque nombre de personnes touchées, avec qui le donne et à quelle date",
      options: {
        ...topicInFrench,
        metric: {
          name: "indicateur",
          about: "Un seul type de chiffre",
          choices: metricsInFrench,
        },
        ...periodInFrench,
      },
      examples: ["chiffres goma", "chiffres goma tués", 'chiffres "nord kivu" déplacés 30j'],
    },
  },
  run: ({ topic, metric, since, until }, needs: Needs, words) =>
    askDesk("figures", { topic, since, until }, needs, words, (answer) => figuresReply(answer, metric)),
});
