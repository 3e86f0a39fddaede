import {
  completeTopics,
  createReader,
  digestAsOf,
  ENGINE,
  findTopic,
  keysToLookUp,
  searchForms,
  termsOfTopic,
} from "../../briefings/index.ts";
import { digestMaking } from "./digest-making.ts";
import type { Engine } from "./engine.ts";
import { loadKnowledge } from "./load-knowledge.ts";

/** The engine with the knowledge that comes with the product. */
export function openEngine(): Engine {
  const { knowledge, hash } = loadKnowledge();
  const { gazetteer, words } = knowledge;
  // Who only answers questions reads nothing: the word lists are compiled for the first article.
  let reader: ReturnType<typeof createReader> | null = null;
  return {
    tag: `${ENGINE}+${hash}`,
    read(article) {
      reader ??= createReader(knowledge);
      return reader.read(article);
    },
    findTopic: (typed, catalogue) => findTopic({ typed, catalogue, gazetteer }),
    completeTopics: (prefix, catalogue, limit) => completeTopics(prefix, catalogue, gazetteer, limit),
    seek: (topic) =>
      topic.kind === "words"
        ? { words: searchForms(topic.names.join(" "), words.digest) }
        : { terms: termsOfTopic(topic) },
    keysToLookUp: (typed) => keysToLookUp(typed, gazetteer),
    ...digestMaking(words),
    digestAsOf,
  };
}
