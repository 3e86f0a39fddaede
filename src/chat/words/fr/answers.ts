import type { answers as english } from "../en/answers.ts";
import { count, groupDigits, NB, NNB, quoted } from "./numbers.ts";

export const answers: typeof english = {
  groupDigits,
  quoted,
  colon: `${NB}: `,
  semicolon: `${NNB}; `,

  reports: (n) => count(n, "publication"),
  origins: (n) => count(n, "origine"),
  lastArticle: (moment) => `dernier article${NB}: ${moment}`,
  mentionsIn: (mentions, articles) => `${count(mentions, "mention")} dans ${count(articles, "article")}`,
  understoodAs: (query, label) => `${quoted(query)} compris comme ${label}`,
  retellings: (n, of) =>
    n === of
      ? "Toutes les publications citées ici sont reformulées dans nos propres termes"
      : `Reformulées dans nos propres termes${NB}: ${groupDigits(n)} sur ${count(of, "publication")}`,
  unread: (n, languages) =>
    `${count(n, "article conservé mais non lu", "articles conservés mais non lus")} (langue${NB}: ${languages})`,
  latestOnly: (n, day) =>
    `La période contient d'autres publications${NB}: celles-ci sont les ${groupDigits(n)} dernières, en remontant jusqu'au ${day}${NNB}; une période plus courte en montre d'autres`,
  inLanguage: (tag) => `(${tag})`,
  untranslated: `Les mots et les chiffres des articles sont reproduits tels qu'imprimés, sans traduction${NNB}; un code entre parenthèses indique leur langue`,

  nothingIn: (period, searched) => `Rien ${period}${NNB}; ${searched}.`,
  nothingOn: (label, period, searched) => `Rien à propos de ${label} ${period}${NNB}; ${searched}.`,
  searched: (n) => count(n, "article consulté", "articles consultés"),
  searchedUpTo: (n, day) => `${count(n, "article consulté", "articles consultés")} jusqu'au ${day}`,
  shownInstead: (period) =>
    `Affiché à la place${NB}: ${period}, les publications les plus récentes disponibles.`,

  headings: {
    keyPoints: "Points clés",
    figures: "Chiffres",
    said: "Qui a dit quoi",
    accused: "Accusations et réponses",
    timeline: "Chronologie",
    places: "Lieux",
    actors: "Acteurs",
    disagreements: "Divergences",
    notFound: "Non trouvé",
    sources: "Sources",
  },

  inTranscript: "dans une transcription",
  toWhom: (addressee) => `à ${addressee}`,
  via: (source) => `via ${source}`,
  carriedBy: (n) => `repris par ${count(n, "média")}`,
  noReply: "Aucune réponse trouvée dans ce qui a été consulté.",
  answered: "Réponse",
  replyOf: (name) => `réponse de ${name}`,

  actorKinds: {
    person: "Personnes",
    state: "États",
    government: "Institutions gouvernementales",
    armed_group: "Groupes armés",
    armed_forces: "Forces armées",
    intergovernmental: "Organisations internationales",
    ngo: "Organisations humanitaires et de défense des droits",
    media: "Médias",
    community: "Communautés",
    other_org: "Autres organisations",
  },
  topicDetails: {
    state: "État",
    government: "institution gouvernementale",
    "armed group": "groupe armé",
    "armed forces": "forces armées",
    intergovernmental: "organisation internationale",
    ngo: "ONG",
    media: "média",
    community: "communauté",
    "other org": "autre organisation",
  },
  alsoCalled: (names) => `aussi ${names}`,
  notOnMap: "non trouvé sur la carte",
  placePrecision: {
    point: "site",
    town: "localité",
    admin2: "district",
    admin1: "région",
    country: "pays",
    unknown: null,
  },

  retoldFrom: (source) => `reformulé d'après ${source}, dans nos propres termes`,
  sameText: "même texte qu'une autre publication de cette origine",
  withdrawn: {
    heading: "Retirés",
    publisher: (day) => `par l'éditeur, le ${day}`,
    gone: (day) => `page définitivement supprimée (410), le ${day}`,
    operator: (day) => `par le responsable de cette bibliothèque, le ${day}`,
    inWords: (said, reason) => `${said}${NB}: ${quoted(reason)}`,
  },

  none: {
    figures: "Aucun chiffre sur des personnes touchées n'a été trouvé dans ce qui a été consulté.",
    metric: (metric) => `Aucun chiffre pour ${quoted(metric)} n'a été trouvé dans ce qui a été consulté.`,
    said: "Aucune déclaration n'a été trouvée dans ce qui a été consulté.",
    saidBy: (who) => `Aucune déclaration de ${who} n'a été trouvée dans ce qui a été consulté.`,
    saidAbout: (who, about) =>
      `Aucune déclaration sur ${quoted(about)} n'a été trouvée pour ${who} dans ce qui a été consulté.`,
    timeline: "Aucun événement daté n'a été trouvé dans ce qui a été consulté.",
    actors: "Aucun acteur nommé n'a été trouvé dans ce qui a été consulté.",
    sources: "Aucune publication n'a été trouvée.",
  },

  more: (n) => `${groupDigits(n)} de plus${NB}: `,
  followId: `Chaque identifiant mène à sa source${NB}: `,
  unknownTopic: (query) => `Rien dans la bibliothèque ne porte sur ${quoted(query)}.`,
  didYouMean: `Vouliez-vous dire${NB}:`,
  noSuggestion:
    "Aucun lieu ni acteur connu ne s'écrit ainsi. Essayez une ville, un pays, un groupe ou un nom.",
  several: (query) => `${quoted(query)} peut désigner plusieurs choses. Laquelle${NNB}?`,
  emptyLibrary: `La bibliothèque ne contient encore aucun article. Pour en ajouter${NB}: sitrep ingest FICHIER ou DOSSIER.`,

  actions: {
    briefing: "Point",
    figures: "Chiffres",
    said: "Déclarations",
    timeline: "Chronologie",
    actors: "Acteurs",
    sources: "Sources",
  },
};
