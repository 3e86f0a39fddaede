export { Article, RetoldFrom } from "./article.ts";
export * from "./digest.ts";
export { Evidence, evidenceFor, Span } from "./evidence.ts";
export { factId, shortId } from "./fact-id.ts";
export * from "./facts.ts";
export { completeTopics, findTopic, type TopicMatch } from "./find-topic.ts";
export { foldName, type Gazetteer, type GazetteerPlace } from "./gazetteer.ts";
export {
  type CountryWords,
  type CrisisPlace,
  createGazetteer,
  type GazetteerData,
} from "./gazetteer-index.ts";
export type { Knowledge } from "./knowledge.ts";
export { type DigestInput, makeDigest } from "./make-digest.ts";
export { addDays, DatePrecision, dayOf, daysBetween, When } from "./moment.ts";
export { placeInTopic } from "./place-in-topic.ts";
export { type ArticleReader, createReader, ENGINE } from "./read-article.ts";
export type { Topic } from "./topic.ts";
export type {
  Catalogue,
  CatalogueActor,
  CataloguePlace,
} from "./topic-catalogue.ts";
