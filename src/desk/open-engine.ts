import { completeTopics, createReader, findTopic, makeDigest, placeInTopic } from "../../briefings/index.ts";
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
    makeDigest: (input) => makeDigest({ ...input, engine, placeInTopic, words }),
  };
}
