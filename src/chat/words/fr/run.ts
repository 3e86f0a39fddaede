import type { run as english } from "../en/run.ts";
import { NB } from "./numbers.ts";

export const run: typeof english = {
  changesSince: (moment) => `Depuis le ${moment}`,
  firstDigest: "Premier point\u00a0: rien encore à quoi comparer",
  unreadable: "Ce que disait le dernier point ne peut plus être comparé\u00a0: donné comme un premier point",
  late: "En retard\u00a0: ce point était prévu plus tôt",
  skipped: (moments) => `Non envoyés${NB}: ${moments}`,
  andEarlier: "et de plus anciens",
  nextReport: (moment) => `prochain point ${moment}`,
  covers: (period) => `couvre ${period}`,
  nothingNew: (moment, searched) => `Rien de nouveau depuis le ${moment}${NB}; ${searched}`,
  newReports: (reports, origins) =>
    `${reports} ${reports < 2 ? "nouvel article" : "nouveaux articles"}, ${origins} ${origins < 2 ? "origine" : "origines"}`,
  lateReports: (n) => `dont ${n} ${n < 2 ? "publié" : "publiés"} avant le dernier point`,
  corrected: (n) => (n < 2 ? `${n} article corrigé` : `${n} articles corrigés`),
  labels: {
    new: "NOUVEAU",
    updated: "MIS À JOUR",
    denied: "DÉMENTI",
    withdrawn: "RETIRÉ",
    resolved: "RÉSOLU",
    disputed: "DÉSACCORD",
  },
  by: { "its source": "même source", "a correction": "article corrigé" },
  how: {
    denied: "démenti",
    withdrawn: "n'est plus donné",
    "no longer in the corrected report": "n'est plus dans l'article corrigé",
  },
  told: `dit auparavant${NB}: `,
  noLongerDiffer: "les sources ne diffèrent plus dans ce qui a été cherché",
  unchanged: "Inchangé",
  standing: "Situation d'ensemble",
  more: (n) => `${n} de plus`,
};
