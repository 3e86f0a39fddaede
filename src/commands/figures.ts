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

export const figures = defineCommand({
  name: "figures",
  about: "Every number of people affected, with who gives it and as of when",
  who: "anyone",
  options: {
    ...topicOption,
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
  inOther: {
    fr: {
      name: "chiffres",
      about: "Chaque nombre de personnes touchées, avec qui le donne et à quelle date",
      options: {
        ...topicInFrench,
        metric: {
          name: "indicateur",
          about: "Un seul type de chiffre",
          choices: {
            killed: ["tués", "tué", "tuées", "morts", "mort", "décès"],
            injured: ["blessés", "blessé", "blessées"],
            missing: ["disparus", "disparu", "disparues"],
            displaced: ["déplacés", "déplacé", "déplacées", "pdi"],
            refugees: ["réfugiés", "réfugié", "réfugiées"],
            returnees: ["retournés", "retourné", "retournées"],
            detained: ["détenus", "détenu", "détenues", "arrêtés"],
            abducted: ["enlevés", "enlevé", "enlevées", "kidnappés"],
            people_in_need: ["dans_le_besoin", "besoin", "personnes_dans_le_besoin"],
            food_insecure: ["insécurité_alimentaire", "en_insécurité_alimentaire"],
            sexual_violence: ["violences_sexuelles", "violence_sexuelle"],
            attacked_facilities: ["structures_attaquées", "structure_attaquée"],
            hospitalised: ["hospitalisés", "hospitalisé", "hospitalisées"],
            surrendered: ["redditions", "reddition"],
            other: ["autres", "autre"],
          },
        },
        ...periodInFrench,
      },
      examples: ["chiffres goma", "chiffres goma tués", 'chiffres "nord kivu" déplacés 30j'],
    },
  },
  run: ({ topic, metric, since, until }, needs: Needs, words) =>
    askDesk("figures", { topic, since, until }, needs, words, (answer) => figuresReply(answer, metric)),
});
