import type { figures as english } from "../en/figures.ts";

/** As OCHA and the IFRC name them in French; a reader should recognise the columns of a situation report. */
const metrics: (typeof english)["metrics"] = {
  killed: "Tués",
  injured: "Blessés",
  missing: "Disparus",
  displaced: "Déplacés",
  refugees: "Réfugiés",
  returnees: "Retournés",
  detained: "Détenus",
  abducted: "Enlevés",
  people_in_need: "Personnes dans le besoin",
  food_insecure: "En insécurité alimentaire",
  sexual_violence: "Violences sexuelles",
  attacked_facilities: "Structures attaquées",
  hospitalised: "Hospitalisés",
  surrendered: "Redditions",
  other: "Autres décomptes",
};

export const figures: typeof english = {
  metrics,
  metricInLine: (metric) => {
    const names: Readonly<Record<string, string>> = metrics;
    return Object.hasOwn(names, metric) ? (names[metric] ?? metric).toLowerCase() : metric;
  },
  groups: {
    "aid workers": "travailleurs humanitaires",
    children: "enfants",
    civilians: "civils",
    fighters: "combattants",
    "gang members": "membres de gangs",
    guards: "gardes",
    journalists: "journalistes",
    men: "hommes",
    peacekeepers: "casques bleus",
    police: "policiers",
    schools: "écoles",
    "health facilities": "structures de santé",
    soldiers: "soldats",
    women: "femmes",
  },
  and: " et ",
  units: { person: null, household: "ménages", facility: null, case: "cas" },
  measures: { stock: "effectif à la date donnée", flow: "sur la période" },
  scopes: { total: null, subset: "partie d'un total", increment: "en plus", daily: "en un jour" },
  sourcesDisagree: "les sources divergent",
  from: (low) => `à partir de ${low}`,
  upTo: (high) => `jusqu'à ${high}`,
  best: (number, rule) => `meilleure estimation ${number} (${rule})`,
  bestRules: {
    "only claim": "seul chiffre donné",
    "latest of a revised count": "dernier état d'un décompte révisé",
    "all sources agree": "toutes les sources concordent",
    "latest official or independent count": "dernier décompte officiel ou indépendant",
    "lowest: sources cannot be ranked": "le plus bas, faute de pouvoir classer les sources",
  },
  was: "auparavant ",
  superseded: "remplacé",
  denied: "démenti",
  statuses: { hypothetical: "hypothétique", historic: "d'une période antérieure" },
  noClaimant: "aucune source nommée",
  inferredDates:
    "Une date entre parenthèses est celle de la publication\u00a0: le texte n'en donne pas d'autre.",
};
