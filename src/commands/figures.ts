import { Metric } from "../../briefings/index.ts";
import { defineCommand, optionalChoice, text } from "../chat/command.ts";
import { figuresReply } from "../replies/parts.ts";
import { askDesk, type Needs, periodOptions } from "./ask-desk.ts";

export const figures = defineCommand({
  name: "figures",
  about: "Every number of people affected, with who gives it and as of when",
  who: "anyone",
  options: {
    topic: text("A place, an actor or words", { suggests: "topics" }),
    metric: optionalChoice("Only one kind of number", Metric.options, {
      dead: "killed",
      deaths: "killed",
      wounded: "injured",
      idps: "displaced",
      arrested: "detained",
      kidnapped: "abducted",
      hospitalized: "hospitalised",
    }),
    ...periodOptions,
  },
  examples: ["figures goma", "figures goma killed", 'figures "north kivu" displaced 30d'],
  run: ({ topic, metric, since, until }, needs: Needs) =>
    askDesk("figures", { topic, since, until }, needs, (answer) => figuresReply(answer, metric)),
});
