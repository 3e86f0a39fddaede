import type { ActorKind, Metric } from "../../briefings/index.ts";

/**
 * Every fixed word of the replies in one place: another language is another catalogue of this shape.
 * Neutral words only; nothing in here judges, guesses or feels.
 */
export const words = {
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  weekOf: (day: string) => `week of ${day}`,
  dateUnknown: "date unknown",
  since: (day: string) => `since ${day}`,
  until: (day: string) => `until ${day}`,
  asOf: (moment: string) => `as of ${moment}`,

  reports: (n: number) => count(n, "report"),
  origins: (n: number) => count(n, "origin"),
  outlets: (n: number) => count(n, "outlet"),
  articles: (n: number) => count(n, "article"),
  mentions: (n: number) => count(n, "mention"),
  lastArticle: (moment: string) => `last article ${moment}`,
  understoodAs: (query: string, label: string) => `“${query}” understood as ${label}`,
  retellings: (n: number, of: number) =>
    n === of
      ? "Every report here is a retelling in our words"
      : `Retellings in our words: ${n} of ${of} reports`,
  unread: (n: number, languages: string) =>
    `${count(n, "article")} kept but not read (language: ${languages})`,

  lastHours: (n: number) => `in the last ${count(n, "hour")}`,
  lastDays: (n: number) => `in the last ${count(n, "day")}`,
  inPeriod: (period: string) => `in ${period}`,
  nothingIn: (period: string, searched: string) => `Nothing ${period}; ${searched}.`,
  nothingOn: (label: string, period: string, searched: string) =>
    `Nothing on ${label} ${period}; ${searched}.`,
  searched: (n: number) => `${count(n, "article")} searched`,
  searchedUpTo: (n: number, day: string) => `${count(n, "article")} searched up to ${day}`,
  shownInstead: (period: string) => `Shown instead: ${period}, the latest reports there are.`,

  headings: {
    keyPoints: "Key points",
    figures: "Figures",
    said: "Who said what",
    accused: "Accused and answered",
    timeline: "Timeline",
    places: "Places",
    actors: "Actors",
    disagreements: "Disagreements",
    notFound: "Not found",
    sources: "Sources",
  },

  metrics: {
    killed: "Killed",
    injured: "Injured",
    missing: "Missing",
    displaced: "Displaced",
    refugees: "Refugees",
    returnees: "Returnees",
    detained: "Detained",
    abducted: "Abducted",
    people_in_need: "People in need",
    food_insecure: "Food insecure",
    sexual_violence: "Sexual violence",
    attacked_facilities: "Attacked facilities",
    hospitalised: "In hospital",
    surrendered: "Surrendered",
    other: "Other counts",
  } satisfies Record<Metric, string>,
  units: {
    person: null,
    household: "households",
    facility: null,
    case: "cases",
  },
  measures: { stock: "number at the time", flow: "over the period" },
  scopes: {
    total: null,
    subset: "part of a total",
    increment: "additional",
    daily: "in one day",
  },
  sourcesDisagree: "sources disagree",
  from: (low: string) => `from ${low}`,
  upTo: (high: string) => `up to ${high}`,
  best: (number: string, rule: string) => `best ${number} (${rule})`,
  was: "was ",
  superseded: "superseded",
  denied: "denied",
  statuses: { hypothetical: "hypothetical", historic: "of an earlier time" },
  noClaimant: "no claimant named",
  via: (source: string) => `via ${source}`,
  carriedBy: (n: number) => `carried by ${count(n, "outlet")}`,
  inferredDates: "A date in brackets is the day of publication: the text gives no other.",

  /** Verbs that take the person spoken to without a preposition. */
  inTranscript: "in a transcript",
  verbsWithWhom: new Set(
    "accused, advised, asked, assured, blamed, called on, condemned, informed, invited, notified, praised, reassured, reminded, tell, tells, thanked, told, urge, urged, urges, warned, warns".split(
      ", ",
    ),
  ),
  toWhom: (addressee: string) => `to ${addressee}`,
  accusing: (accused: string) => `on ${accused}`,
  noReply: "No reply found in what was searched.",
  answered: "Answer",

  actorKinds: {
    person: "People",
    state: "States",
    government: "Government bodies",
    armed_group: "Armed groups",
    armed_forces: "Armed forces",
    intergovernmental: "International bodies",
    ngo: "Aid and rights organisations",
    media: "Media",
    community: "Communities",
    other_org: "Other organisations",
  } satisfies Record<ActorKind, string>,
  alsoCalled: (names: string) => `also ${names}`,
  notOnMap: "not found on the map",
  placePrecision: {
    point: "site",
    town: "town",
    admin2: "district",
    admin1: "region",
    country: "country",
    unknown: null,
  },

  none: {
    figures: "No figure of people affected was found in what was searched.",
    metric: (metric: string) => `No figure for “${metric}” was found in what was searched.`,
    said: "No statement was found in what was searched.",
    saidBy: (who: string) => `No statement by ${who} was found in what was searched.`,
    saidAbout: (who: string, about: string) =>
      `No statement on “${about}” was found for ${who} in what was searched.`,
    timeline: "No dated event was found in what was searched.",
    actors: "No named actor was found in what was searched.",
    sources: "No report was found.",
  },

  retoldFrom: (source: string) => `retold from ${source}, in our words`,
  sameText: "same text as another report of this origin",

  more: (n: number) => `${groupDigits(n)} more: `,
  followId: "Every id can be followed to its source: ",
  unknownTopic: (query: string) => `Nothing in the library is about “${query}”.`,
  didYouMean: "Did you mean:",
  noSuggestion: "No known place or actor is spelled like it. Try a town, a country, a group or a name.",
  several: (query: string) => `“${query}” can mean several things. Which one?`,
  emptyLibrary: "The library holds no article yet. Add some with: sitrep ingest FILE or FOLDER.",

  why: {
    unknownId: (id: string) => `No fact has an id beginning with “${id}”.`,
    unknownHint:
      "Ids stand at the end of the lines of a briefing; the first six characters or more are enough.",
    several: (id: string, n: number) => `${n} facts have an id beginning with “${id}”.`,
    kinds: {
      figure: "figure",
      statement: "statement",
      "key sentence": "key sentence",
      "timeline entry": "timeline entry",
    },
    foundWhere: "Where it stands",
    theFact: "What was read",
    article: "Article",
    publisher: "Publisher",
    origin: "Origin",
    address: "Address",
    published: "Published",
    retoldFrom: "Retold from",
    inOurWords: "in our words",
    characters: "Characters",
    span: (start: number, end: number) => `${start}–${end}`,
    rule: "Rule",
    basis: "Basis",
    engine: "Engine",
    verified: "Verified",
    yes: "yes: the text has its recorded hash, and the characters are the excerpt",
    no: "NO: the stored text no longer matches; do not rely on this",
    sha256: "SHA-256",
    retrieved: "Retrieved",
    nothing: "not given",
    metric: "Metric",
    words: "Words",
    bounds: "Low – high",
    open: "open",
    quantifier: "Quantifier",
    unit: "Unit",
    counted: "Counted",
    measure: "Measure",
    scope: "Scope",
    place: "Place",
    when: "When",
    asOf: "As of",
    claimant: "Claimant",
    relay: "Passed on by",
    status: "Status",
    ownVoice: "the outlet's own voice",
    speaker: "Speaker",
    verb: "Verb",
    act: "Act",
    mode: "Mode",
    polarity: "Polarity",
    addressee: "Addressee",
    channel: "Channel",
    content: "Content",
    fromWords: (basis: string, said: string | null) => (said === null ? basis : `${basis}, “${said}”`),
  },

  help: {
    title: "Sitrep",
    about: "Briefings on conflicts, every number and quotation traced to its source",
    topic: "A topic is a place, an actor or any words: goma, m23, “north kivu”.",
    period: "A period is since:7d, since:2025-01-27 until:2025-02-05, or simply 7d.",
    usage: "Usage",
    examples: "For example",
    more: "Tell me more about one: ",
    unknown: (name: string) => `There is no command /${name}.`,
    optional: "may be left out",
    oneOf: (choices: string) => `one of ${choices}`,
    managers: "For people who may manage the channel.",
  },
  actions: {
    briefing: "Briefing",
    figures: "Figures",
    said: "Said",
    timeline: "Timeline",
    actors: "Actors",
    sources: "Sources",
  },
} as const;

function count(n: number, noun: string): string {
  return `${groupDigits(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** 2900 as "2,900": digits grouped by threes, the same on every machine. */
export function groupDigits(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
