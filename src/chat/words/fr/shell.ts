import type { shell as english } from "../en/shell.ts";
import { NB, NNB } from "./numbers.ts";

export const shell: typeof english = {
  welcome: `Sitrep${NB}: tapez un sujet ou une commande, /aide pour la liste, /quit pour quitter.`,
  tryOne: (labels) => `Essayez${NB}: ${labels}`,
  shell: {
    about: "Points de situation sur les conflits, où chaque chiffre et chaque citation mène à sa source.",
    status: {
      subscriptions: (all, paused) => `Abonnements${NB}: ${all}, dont ${paused} en pause`,
      feeds: (all, failing) => `Flux${NB}: ${all}, dont ${failing} en difficulté`,
    },
    verbs: {
      start: "Ce que fait npm start\u00a0: servir si un bot est configuré, sinon chat",
      chat: `Poser ses questions ici, dans le terminal${NNB}; une commande par ligne si l'entrée n'est pas un terminal`,
      ingest: `Ajouter des articles${NB}: .md avec en-tête, .txt, .json, .jsonl${NNB}; - pour l'entrée standard`,
      feeds: `Suivre des flux RSS, Atom et JSON, des pages web et ReliefWeb (reliefweb:goma)${NNB}; seul${NB}: l'état de chacun`,
      retract: `Marquer un article comme retiré${NB}: il est conservé et n'est plus cité${NNB}; ID de l'article ou d'un de ses faits`,
      serve: `Tourner jusqu'à l'ordre d'arrêt${NB}: suivre les flux, et répondre sur les plateformes configurées`,
      worker: `Lire flux et articles pour d'autres${NB}: autant de fois que voulu sur un même PostgreSQL (DATABASE_URL)`,
      extract: "Du texte en entrée, des faits en sortie, rien n'est conservé",
      preview: "Une page HTML qui montre la réponse telle qu'une messagerie l'affiche",
      export: "Tout le contenu en lignes JSON, vers un fichier ou la sortie standard (-)",
      import: "Reprendre un export, depuis un fichier ou l'entrée standard (-)",
      status: "derniers et prochains points, retards et erreurs (--json)",
      verify: `Contrôler chaque texte et chaque extrait conservés${NNB}; 1 et une liste si l'un est altéré`,
    },
  },
};
