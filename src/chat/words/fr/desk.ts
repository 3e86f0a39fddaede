import type { desk as english } from "../en/desk.ts";
import { NB, NNB } from "./numbers.ts";

export const desk: typeof english = {
  platform: {
    why: "Pourquoi…",
    page: (page, of) => `page ${page} sur ${of}`,
    previous: "Précédente",
    next: "Suivante",
    send: "Envoyer",
    expired: "Ce bouton est trop ancien, ou ne vient pas d'ici. Posez la question par une commande.",
    gone: "La réponse n'a plus pu être remise. Posez la question à nouveau.",
    shareNote: "Si tout le canal voit la réponse",
    share: "partager",
    shareButton: "Partager dans le canal",
    fileSentDirect: "Le fichier est dans vos messages directs avec Sitrep.",
    typedOnSlack:
      "Ici, toute commande sauf /briefing, /said et /figures s'écrit derrière /sitrep\u00a0: /sitrep chronologie goma",
    loading: "Un instant…",
    typeTopic: "Tapez un lieu, un acteur ou des mots",
    answer: "Réponse",
    close: "Fermer",
    yes: "oui",
    fromFile: (name) => `Du fichier ${name}`,
    moreFiles: (read, of) => `${read} fichiers sur ${of} ont été lus${NB}: envoyez les autres à part.`,
    fileTrouble: {
      scope: (name) =>
        `${name} n'a pas été lu${NB}: l'application ne peut pas lire de fichiers ici. Un administrateur lui ajoute le scope files:read et la réinstalle.`,
      external: (name) =>
        `${name} n'a pas été lu${NB}: il ne se trouve pas dans Slack. Collez son texte, ou son adresse publique.`,
      foreign: (name) =>
        `${name} n'a pas été lu${NB}: il appartient à un autre espace de travail (Slack Connect). Collez son texte ici.`,
      gone: (name) => `${name} n'a pas été lu${NB}: il a été supprimé, ou Slack ne le montre plus.`,
      unseen: (name) =>
        `${name} n'a pas été lu${NB}: Slack ne le montre pas à Sitrep. Faites entrer Sitrep dans le canal (/invite @Sitrep), ou collez le texte.`,
      large: (name) =>
        `${name} n'a pas été lu${NB}: il dépasse 1${NB}Mo ou 400${NNB}000 caractères. Collez la partie qui compte.`,
      kind: (name) =>
        `${name} n'a pas été lu${NB}: seuls le texte, Markdown et HTML le sont. Copiez-en les mots et collez-les.`,
      cut: (name) => `${name} n'a pas été lu${NB}: il s'est interrompu en route. Réessayez.`,
      unreachable: (name) =>
        `${name} n'a pas été lu${NB}: Slack n'était pas joignable à l'instant. Réessayez.`,
    },
  },
  reading: {
    heading: "Lu dans cet article",
    none: "Aucun chiffre, aucune déclaration ni aucun lieu n'ont été trouvés dans ce texte.",
    statements: "Qui a dit quoi",
    accordingTo: (source) => `selon ${source}`,
    places: "Lieux",
    undated: "date inconnue",
    pasted: "texte tel que remis",
    notKept: `Lecture seule${NB}: rien n'a été enregistré.`,
    kept: "Conservé dans la bibliothèque de ce serveur.",
    alreadyKept: "Il était déjà dans la bibliothèque.",
    keep: "Conserver cet article",
    tooShort: "Il y a trop peu de texte à lire, et aucun lien. Collez l'article, ou donnez son adresse.",
    unreadable: (address, reason) => `${address} ne peut pas être lu${NB}: ${reason}.`,
    notRead: (language) => `Les textes dans cette langue (${language}) ne sont pas encore lus.`,
  },
  file: {
    made: (name) => `La réponse sous forme de fichier${NB}: ${name}`,
    about: (title) => `Point de situation sous forme de fichier${NB}: ${title}`,
  },
  feeds: {
    heading: "Flux de ce serveur",
    none: "Ce serveur n'a pas encore de flux à lui.",
    common: (n) => (n < 2 ? `${n} flux est lu pour tous.` : `${n} flux sont lus pour tous.`),
    add: "Ajouter un flux",
    remove: (name) => `Retirer ${name}`,
    address: "Adresse",
    publisher: "Nom du média",
    every: (minutes) => (minutes % 60 === 0 ? `toutes les ${minutes / 60} h` : `toutes les ${minutes} min`),
    lastRead: (moment) => `lu pour la dernière fois ${moment}`,
    neverRead: "pas encore lu",
    added: (name, articles) =>
      `${name} a été ajouté${NB}: ${articles} ${articles < 2 ? "article repris" : "articles repris"}. Seul ce serveur les voit.`,
    addedWithProblem: (name, problem) =>
      `Ajouté, mais ${name} n'a pas pu être lu${NB}: ${problem}. Un nouvel essai se fera de lui-même.`,
    removed: (name) => `${name} a été retiré. Ses articles restent dans la bibliothèque de ce serveur.`,
    unknown: (address) => `Il n'y a pas de flux ${address} ici.`,
    needsAddress: `Lequel${NNB}? Donnez son adresse.`,
    tooMany: (most) => `Un serveur peut avoir ${most} flux${NNB}; retirez-en un d'abord.`,
    health: (failing, of) => `Flux${NB}: ${failing} sur ${of} n'ont pas pu être lus la dernière fois`,
    healthy: (of) =>
      of < 2 ? "Le flux a été lu la dernière fois" : `Les ${of} flux ont été lus la dernière fois`,
  },
  home: {
    topics: "Sujets",
    choose: "Choisissez-en un, ou tapez /sitrep suivi d'un lieu, d'un acteur ou de mots dans un canal.",
    feeds: "Flux",
  },
  settings: {
    heading: "Réglages de ce serveur",
    language: "Langue",
    languages: { auto: "celle de chaque lecteur", en: "anglais", fr: "français" },
    window: "Période regardée quand aucune n'est demandée",
    saved: "Enregistré.",
    digests: "Points automatiques, au plus par canal",
    windows: { "1d": "24 heures", "3d": "3 jours", "7d": "7 jours", "30d": "30 jours" },
    cooldown: "Temps minimal entre deux alertes d'une veille",
    cooldowns: { "15m": "15 minutes", "1h": "1 heure", "3h": "3 heures", "12h": "12 heures" },
    cooldownOf: (time) => `Alertes\u00a0: ${time}`,
    alerts: "Alertes d'un canal",
    limits: (alerts, watches) => `au plus ${alerts} par heure, ${watches} veilles`,
    role: "Qui les alertes préviennent",
    nobody: "personne",
    quiet: "Heures calmes",
    never: "aucune",
  },
};
