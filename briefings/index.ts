export { Article, RetoldFrom } from "./article.ts";
export type { Alert } from "./changes/alert.ts";
export { type Changes, hasChanges } from "./changes/changes.ts";
export { Condition } from "./changes/condition.ts";
export { findAlerts } from "./changes/find-alerts.ts";
export { findChanges } from "./changes/find-changes.ts";
export { emptySnapshot, Snapshot, snapshotAfter, snapshotOf } from "./changes/snapshot.ts";
export { copyKeys } from "./copies/copy-keys.ts";
export { type Comparable, type Likeness, sameReport, toComparable } from "./copies/same-report.ts";
export { searchForms } from "./digest/words.ts";
export * from "./digest.ts";
export { digestAsOf } from "./digest-as-of.ts";
export { Evidence, evidenceFor, Span } from "./evidence.ts";
export { factId, shortId } from "./fact-id.ts";
export * from "./facts.ts";
export { completeTopics, findTopic, type TopicMatch } from "./find-topic.ts";
export { foldName, type Gazetteer } from "./gazetteer.ts";
export {
  type CountryWords,
  type CrisisPlace,
  createGazetteer,
  type GazetteerData,
} from "./gazetteer-index.ts";
export type { Knowledge } from "./knowledge.ts";
export { type DigestScope, makeDigest, type PreparedDigest, prepareDigest } from "./make-digest.ts";
export { addDays, DatePrecision, dayOf, When } from "./moment.ts";
export { beginningsOfKeys, keysLike, keysToLookUp, nameKeys } from "./name-keys.ts";
export { placeInTopic } from "./place-in-topic.ts";
export { createReader, ENGINE } from "./read-article.ts";
export type { Topic } from "./topic.ts";
export type {
  Catalogue,
  CatalogueActor,
  CataloguePlace,
} from "./topic-catalogue.ts";
export { termsOfFacts, termsOfTopic, unreadTerm } from "./topic-terms.ts";
export { Withdrawal } from "./withdrawal.ts";
