import {
  completeTopics,
  createReader,
  findTopic,
  keysToLookUp,
  makeDigest,
  placeInTopic,
  prepareDigest,
  searchForms,
  termsOfTopic,
} from "../../briefings/index.ts";
import type { Engine } from "./engine.ts";
import { loadKnowledge } from "./load-knowledge.ts";

/** The engine with the knowledge that comes with the product. */
export function openEngine(): Engine {
  const { knowledge, hash } = loadKnowledge();
  const { gazetteer, words } = knowledge;
  const { engine, read } = createReader(knowledge);
  return {
    tag: `${engine}+${hash}`,
    read,
    findTopic: (typed, catalogue) => findTopic({ typed, catalogue, gazetteer }),
    completeTopics: (prefix, catalogue, limit) => completeTopics(prefix, catalogue, gazetteer, limit),
    seek: (topic) =>
      topic.kind === "words"
        ? { words: searchForms(topic.names.join(" "), words.digest) }
        : { terms: termsOfTopic(topic) },
    keysToLookUp: (typed) => keysToLookUp(typed, gazetteer),
    makeDigest: (input) => makeDigest({ ...input, engine, placeInTopic, words }),
    prepareDigest: (input) => prepareDigest({ ...input, engine, placeInTopic, words }),
  };
}
