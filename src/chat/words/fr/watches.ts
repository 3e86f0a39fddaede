import type { Words } from "../catalogue.ts";
import { count, NB, NNB } from "./numbers.ts";

const SAME = "(même source, ou une autre, indépendante)";

export const watches: Words["watches"] = {
  heading: `Veilles${NB}: ce qui est dit de soi-même`,
  none: `Il n'y en a pas encore. Par exemple${NB}: /veille goma tués +25%`,
  saved: (topic) => `Enregistré${NB}: ce canal sera averti sur ${topic}.`,
  nothingYet: `Aucun article n'en parle encore${NNB}; la veille commence maintenant.`,
  quietOtherwise: "Rien n'est publié tant que rien de tel n'est rapporté.",
  lacks: (missing) =>
    `Non enregistré${NB}: dans ce canal il manque au bot ${missing.join(", ")}. Donnez-la-lui et redemandez.`,
  notHere: `Les alertes sont publiées dans un canal${NB}: demandez là-bas.`,
  tooMany: (most) => `Un canal peut avoir ${most} veilles${NNB}; retirez-en une, ou voyez /réglages.`,
  unknown: (id) => `Il n'y a pas de veille ${id} ici.`,
  last: "dernière alerte",
  noneYet: "aucune encore",
  paused: "en pause",
  test: "Essayer",
  pause: "Mettre en pause",
  resume: "Reprendre",
  remove: "Retirer",
  did: {
    pause: "Elle est en pause.",
    resume: `Elle reprend${NNB}; ce qui est arrivé entre-temps n'est pas signalé.`,
    remove: "Elle est retirée, avec ce qui attendait d'être publié.",
  },
  wouldHave: (n) =>
    `Ces 7 derniers jours, elle aurait signalé ${count(n, "changement")}, à raison d'un regard par jour`,
  wouldNotHave: "Ces 7 derniers jours, elle n'aurait rien signalé.",
  alert: "ALERTE",
  briefing: "Point",
  rule: "Règle",
  changes: (n, minutes) =>
    minutes < 2 ? count(n, "changement") : `${count(n, "changement")} en ${minutes}${NB}minutes`,
  more: (n) => `${n} de plus de ce genre${NB}: voir /point`,
  before: `avant cela${NB}: `,
  corrected: "article corrigé",
  newcomers: { place: "nouveau lieu", actor: "nouvel acteur" },
  cannot: {
    noAccess: (topic, channel, missing) =>
      missing.length === 0
        ? `L'alerte sur ${topic} ne peut être publiée${NB}: le bot n'a pas accès au canal ${channel}.`
        : `L'alerte sur ${topic} ne peut être publiée dans le canal ${channel}${NB}: il manque au bot ${missing.join(", ")}.`,
    gone: (topic, channel) =>
      `L'alerte sur ${topic} ne peut être publiée${NB}: le canal ${channel} n'existe plus.`,
    until: "La veille est en pause. Donnez la permission, puis reprenez-la avec /veilles.",
  },
  rules: {
    anything: "nouveaux chiffres, paroles de poids, désaccords, articles retirés",
    disagreement: "un désaccord apparaît ou prend fin",
    place: "un lieu qui n'était dans aucun article",
    actor: "un acteur qui n'était dans aucun article",
    number: (metric) => `${metric}${NB}: tout nouveau chiffre`,
    above: (metric, number) => `${metric}${NB}: un chiffre supérieur à ${number}`,
    up: (metric, percent) =>
      `${metric}${NB}: un chiffre de ${percent}${NB}% au moins au-dessus du précédent ${SAME}`,
    down: (metric, percent) =>
      `${metric}${NB}: un chiffre de ${percent}${NB}% au moins au-dessous du précédent ${SAME}`,
    either: (metric, percent) =>
      `${metric}${NB}: un chiffre éloigné de ${percent}${NB}% au moins du précédent ${SAME}`,
    daily: "d'un seul jour",
    households: "ménages",
    anybody: "quiconque",
    says: (actor) => `${actor}${NB}: toute parole`,
    does: (actor, act) => `${actor}${NB}: ${act}`,
  },
};
