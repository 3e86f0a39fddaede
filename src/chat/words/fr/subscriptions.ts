import type { Words } from "../catalogue.ts";

export const subscriptions: Words["subscriptions"] = {
  heading: "Les points qui arrivent d'eux-mêmes",
  none: "Il n'y en a pas encore.",
  saved: (topic) => `Enregistré\u00a0: un point sur ${topic} arrivera ici de lui-même.`,
  moved: (topic) => `Modifié\u00a0: le point sur ${topic}.`,
  nextThree: "Les trois prochains",
  next: "prochain",
  last: "dernier",
  noneYet: "aucun encore",
  paused: "en pause",
  channelGone: (topic, channel) =>
    `Le point sur ${topic} ne peut être publié\u00a0: le canal ${channel} n'existe plus.`,
  noAccess: (topic, channel, missing) =>
    missing.length === 0
      ? `Le point sur ${topic} ne peut être publié\u00a0: le bot n'a pas accès au canal ${channel}.`
      : `Le point sur ${topic} ne peut être publié dans le canal ${channel}\u00a0: il manque au bot ${missing.join(", ")}.`,
  pausedUntil: "Il est en pause. Donnez la permission, puis reprenez-le avec /abonnements.",
  lacks: (missing) =>
    `Non enregistré\u00a0: dans ce canal il manque au bot ${missing.join(", ")}. Donnez-la-lui et redemandez.`,
  notHere: "Les points sont publiés dans un canal\u00a0: demandez-le là-bas.",
  unreachable:
    "Non enregistré\u00a0: il n'a pas été possible de vérifier à l'instant si le bot peut publier ici. Réessayez dans une minute.",
  when: 'Dites quand ou vers où, par exemple quand:"tous les jours 07:00 Africa/Lubumbashi" ou canal:ici.',
  tooMany: (most) => `Un canal peut en avoir ${most}\u202f; retirez-en un d'abord.`,
  unknown: (id) => `Il n'y a pas de point ${id} ici.`,
  did: {
    pause: "Il est en pause.",
    resume: "Il reprend.",
    remove: "Il est retiré, avec ce qui attendait d'être publié.",
    now: "Il est en route, hors de son horaire.",
  },
  pause: "Mettre en pause",
  resume: "Reprendre",
  remove: "Retirer",
  now: "En envoyer un",
  preview: "Aperçu",
  move: "Déplacer",
  time: "Quand",
  statusHeading: "État",
  waiting: (waiting, failed) =>
    `Publications en attente\u00a0: ${waiting}\u202f; abandonnées\u00a0: ${failed}`,
  quiet: (hours) => `Heures calmes ${hours}\u00a0: ce qui y tombe arrive à leur fin.`,
  lag: (seconds) => `${seconds} s après l'heure`,
};
