import type { ErrorCode, Sentences } from "../../../errors.ts";
import type { chat as english } from "../en/chat.ts";
import { NB, NNB, quoted } from "./numbers.ts";

export const chat: typeof english = {
  chat: {
    eachWith: (options) => `chaque fois avec ${options}`,
    unknownCommand: (name) => `Il n'y a pas de commande /${name}.`,
    didYouMean: (name) => `Vouliez-vous dire /${name}${NNB}?`,
    seeHelp: "/aide donne la liste de ce qui peut être demandé.",
    notAllowed: (name) => `/${name} est réservé aux personnes qui peuvent gérer ce canal.`,
    missing: (option, about) => `Il manque ${quoted(option)}${NB}: ${withSmallStart(about)}.`,
    unknownOption: (option, known) =>
      known.length === 0
        ? `Cette commande ne prend pas d'option, ${quoted(option)} n'a donc pas de sens ici.`
        : `Il n'y a pas d'option ${quoted(option)} ici${NNB}; il y a ${known.join(", ")}.`,
    empty: (option, about) => `${quoted(option)} est vide${NB}: ${withSmallStart(about)}.`,
    badChoice: (option, value, choices) =>
      `${quoted(option)} ne peut pas être ${quoted(value)}${NNB}; choix possibles${NB}: ${choices.join(", ")}.`,
    badDate: (option, value) =>
      `${quoted(option)} ne peut pas être ${quoted(value)}${NNB}; il faut un jour comme 2025-01-27 ou une durée comme 7j ou 72h.`,
    tooLong: (option) => `${quoted(option)} est trop long${NNB}; 200 caractères au plus sont lus.`,
    usage: (usage) => `Utilisation${NB}: ${usage}`,
    tryThis: (line) => `Par exemple${NB}: /${line}`,
    sorry: `Une erreur s'est produite de notre côté${NNB}; ce que vous avez tapé n'est pas en cause.`,
    reference: (reference) => `Référence pour l'opérateur${NB}: ${reference}`,
  },

  help: {
    title: "Sitrep",
    about: "Points de situation sur les conflits, chaque chiffre et chaque citation rattachés à leur source",
    topic: `Un sujet est un lieu, un acteur ou des mots quelconques${NB}: goma, m23, ${quoted("nord kivu")}.`,
    period: `Une période s'écrit depuis:7j, depuis:2025-01-27 jusque:2025-02-05, ou simplement 7j.`,
    examples: "Par exemple",
    more: `Pour en savoir plus sur une commande${NB}: `,
    unknown: (name) => `Il n'y a pas de commande /${name}.`,
    optional: "facultatif",
    oneOf: (choices) => `au choix${NB}: ${choices}`,
    managers: "Pour les personnes qui peuvent gérer le canal.",
  },

  sentences: {
    "quiet-hours": ({ given }) =>
      `${quoted(given)} ne sont pas des heures calmes${NB}: écrivez 22:00-06:30 Africa/Lubumbashi, ou non.`,
    "say-when": () =>
      "Dites quand il doit arriver, par exemple\u00a0: tous les jours 07:00 Africa/Lubumbashi.",
    "since-after-until": ({ since, until }) =>
      `${quoted("depuis")} (${since}) est postérieur à la fin de la période (${until}).`,
    "bad-time": ({ option, given }) =>
      `${quoted(OPTIONS[option])} doit être ${kindsOfTime(option)}, et non ${quoted(given)}.`,
  },

  pages: {
    page: (number, of) => `page ${number} sur ${of}`,
    continued: "(suite)",
    previous: "Retour",
    next: "Suite",
    why: "Pourquoi… choisir une ligne",
    leftOut: (pages) =>
      `${pages} ${pages === 1 ? "autre page ne tient" : "autres pages ne tiennent"} pas ici${NB}: demandez une période plus courte.`,
  },

  otherTrouble: (code) => TROUBLE[code],
};

/** After a colon French goes on with a small letter. */
function withSmallStart(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

const OPTIONS: Readonly<Record<Sentences["bad-time"]["option"], string>> = {
  since: "depuis",
  until: "jusque",
  "as-of": "as-of",
};

function kindsOfTime(option: Sentences["bad-time"]["option"]): string {
  return option === "as-of"
    ? "un jour comme 2025-01-30 ou un moment comme 2025-01-30T06:00Z"
    : "un jour comme 2025-01-27 ou une durée comme 7j ou 72h";
}

/** Their English sentences are an operator's, with names of files and hosts: the reader learns what to do. */
const TROUBLE: Readonly<Record<ErrorCode, string>> = {
  "bad-option": "Une option de la commande a une valeur qu'elle ne prend pas.",
  "bad-file": "Un fichier n'a pas pu être lu comme un article.",
  "bad-date": "Un jour ou une durée n'a pas pu être lu.",
  "store-unavailable": `La bibliothèque n'est pas accessible${NNB}; réessayez, ou prévenez l'opérateur.`,
  "newer-store": `La bibliothèque a été écrite par une version plus récente${NNB}; prévenez l'opérateur.`,
  "not-allowed": "Vous ne pouvez pas utiliser cette commande.",
  "not-found": "Ce qui a été nommé n'existe pas.",
  "bad-setting": `Un réglage manque ou est incorrect${NNB}; prévenez l'opérateur.`,
};
