import type { Metric } from "../../briefings/index.ts";

/** Other words for kinds of numbers. */
export const metricsAlsoSaid = {
  dead: "killed",
  deaths: "killed",
  wounded: "injured",
  idps: "displaced",
  arrested: "detained",
  kidnapped: "abducted",
  hospitalized: "hospitalised",
} as const;

/** Each with the word that is shown, then others that are understood. */
export const metricsInFrench = {
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
} satisfies Readonly<Record<Metric, readonly [string, ...string[]]>>;
