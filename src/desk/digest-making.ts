import { ENGINE, type Knowledge, makeDigest, placeInTopic, prepareDigest } from "../../briefings/index.ts";
import type { Engine } from "./engine.ts";

/** The part of the engine that makes digests: of all it knows it needs the word lists of digests only. */
export function digestMaking(words: Knowledge["words"]): Pick<Engine, "makeDigest" | "prepareDigest"> {
  return {
    makeDigest: (input) => makeDigest({ ...input, engine: ENGINE, placeInTopic, words }),
    prepareDigest: (input) => prepareDigest({ ...input, engine: ENGINE, placeInTopic, words }),
  };
}
