import { count, groupDigits } from "./numbers.ts";

/** Words of the answers that are made from a digest, but for figures and dates. */
export const answers = {
  groupDigits,
  /** Around the very words of somebody, and around what was typed. */
  quoted: (text: string) => `“${text}”`,
  colon: ": ",
  semicolon: "; ",

  reports: (n: number) => count(n, "report"),
  origins: (n: number) => count(n, "origin"),
  lastArticle: (moment: string) => `last article ${moment}`,
  mentionsIn: (mentions: number, articles: number) =>
    `${count(mentions, "mention")} in ${count(articles, "article")}`,
  understoodAs: (query: string, label: string) => `“${query}” understood as ${label}`,
  retellings: (n: number, of: number) =>
    n === of
      ? "Every report here is a retelling in our words"
      : `Retellings in our words: ${n} of ${of} reports`,
  unread: (n: number, languages: string) =>
    `${count(n, "article")} kept but not read (language: ${languages})`,
  latestOnly: (n: number, day: string) =>
    `The period holds more reports: these are its latest ${n}, back to ${day}; ask for a shorter period to see others`,
  /** Behind words that are not in the reader's language; `tag` as BCP 47 has it. */
  inLanguage: (tag: string) => `(${tag})`,
  untranslated: "Words of articles stand as printed, untranslated; a code in brackets is their language",

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

  /** A turn of a transcript has no verb. */
  inTranscript: "in a transcript",
  toWhom: (addressee: string) => `to ${addressee}`,
  via: (source: string) => `via ${source}`,
  carriedBy: (n: number) => `carried by ${count(n, "outlet")}`,
  noReply: "No reply found in what was searched.",
  answered: "Answer",
  replyOf: (name: string) => `reply of ${name}`,

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
  },
  /** What stands behind the name of a topic, where it is one of the engine's words for a kind of actor. */
  topicDetails: {} as Readonly<Record<string, string>>,
  alsoCalled: (names: string) => `also ${names}`,
  notOnMap: "not found on the map",
  placePrecision: {
    point: "site",
    town: "town",
    admin2: "district",
    admin1: "region",
    country: "country",
    unknown: null as string | null,
  },

  retoldFrom: (source: string) => `retold from ${source}, in our words`,
  sameText: "same text as another report of this origin",
  withdrawn: {
    heading: "Withdrawn",
    publisher: (day: string) => `by its publisher, ${day}`,
    gone: (day: string) => `its page is gone for good (410), ${day}`,
    operator: (day: string) => `by whoever runs this library, ${day}`,
    inWords: (said: string, reason: string) => `${said}: “${reason}”`,
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

  more: (n: number) => `${groupDigits(n)} more: `,
  followId: "Every id can be followed to its source: ",
  unknownTopic: (query: string) => `Nothing in the library is about “${query}”.`,
  didYouMean: "Did you mean:",
  noSuggestion: "No known place or actor is spelled like it. Try a town, a country, a group or a name.",
  several: (query: string) => `“${query}” can mean several things. Which one?`,
  emptyLibrary: "The library holds no article yet. Add some with: sitrep ingest FILE or FOLDER.",

  actions: {
    briefing: "Briefing",
    figures: "Figures",
    said: "Said",
    timeline: "Timeline",
    actors: "Actors",
    sources: "Sources",
  },
};
