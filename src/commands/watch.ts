import { Act, Metric } from "../../briefings/index.ts";
import { defineCommand, optionalChoice, optionalText, text } from "../chat/command.ts";
import type { WatchDesk } from "../desk/desk.ts";
import { watchMadeReply } from "../replies/watches.ts";
import { metricsAlsoSaid, metricsInFrench } from "./metrics.ts";

export interface WatchNeeds {
  readonly watches: WatchDesk;
}

export const watch = defineCommand({
  name: "watch",
  about: "Tells this channel when something material changes, and stays quiet otherwise",
  who: "managers",
  options: {
    topic: text("A place, an actor or words", { suggests: "topics" }),
    metric: optionalChoice("A new number of this kind", Metric.options, metricsAlsoSaid),
    number: optionalText("Only a number above this, or so far from the one before: >100, +25%, -25%, 25%"),
    actor: optionalText("New words of somebody: actor:M23", { suggests: "topics" }),
    act: optionalChoice("Only words that do this: act:denied", Act.options),
    about: optionalChoice("A disagreement that appears or ends, or a name in no report before", [
      "disagreement",
      "new_place",
      "new_actor",
    ]),
    count: optionalChoice("Numbers of one day, or of households; else people, cumulative", [
      "daily",
      "households",
    ]),
  },
  examples: ["watch goma killed +25%", "watch goma killed >100", "watch ceasefire", "watch goma actor:M23"],
  inOther: {
    fr: {
      name: "veille",
      about: "Avertit ce canal quand quelque chose d'important change, et se tait sinon",
      options: {
        topic: { name: "sujet", about: "Un lieu, un acteur ou des mots" },
        metric: { name: "indicateur", about: "Un nouveau chiffre de ce type", choices: metricsInFrench },
        number: {
          name: "nombre",
          about:
            "Seulement au-dessus de ce nombre, ou aussi éloigné du précédent\u00a0: >100, +25%, -25%, 25%",
        },
        actor: { name: "acteur", about: "De nouvelles paroles de quelqu'un\u00a0: acteur:M23" },
        act: {
          name: "acte",
          about: "Seulement ce type de paroles\u00a0: acte:démenti",
          choices: {
            said: ["dit"],
            confirmed: ["confirmé"],
            denied: ["démenti", "nié"],
            accused: ["accusé"],
            warned: ["averti"],
            urged: ["appelé", "exhorté"],
            demanded: ["exigé"],
            promised: ["promis"],
            threatened: ["menacé"],
            welcomed: ["salué"],
            condemned: ["condamné"],
            claimed: ["affirmé"],
            estimated: ["estimé"],
            asked: ["demandé"],
            announced: ["annoncé"],
            reported: ["rapporté"],
          },
        },
        about: {
          name: "objet",
          about: "Un désaccord qui apparaît ou prend fin, ou un nom absent des articles précédents",
          choices: {
            disagreement: ["désaccord"],
            new_place: ["nouveau_lieu"],
            new_actor: ["nouvel_acteur"],
          },
        },
        count: {
          name: "compte",
          about: "Des chiffres d'un seul jour, ou de ménages\u202f; sinon des personnes, en cumul",
          choices: { daily: ["quotidien", "par_jour"], households: ["ménages"] },
        },
      },
      examples: [
        "veille goma tués +25%",
        "veille goma tués >100",
        "veille cessez-le-feu",
        "veille goma acteur:M23",
      ],
    },
  },
  run: async (given, { watches }: WatchNeeds, words) =>
    watchMadeReply(await watches.watch(given), given, words),
});
