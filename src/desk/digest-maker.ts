import type { Digest, DigestScope, PreparedDigest } from "../../briefings/index.ts";
import type { DigestQuestion, Engine } from "./engine.ts";

export type ScopedQuestion = DigestQuestion & { readonly scope: DigestScope };
export type DigestEntries = DigestQuestion["library"];

/** A `PreparedDigest` of which the rest may be made elsewhere. */
export interface AwaitedDigest extends Omit<PreparedDigest, "finish"> {
  /** `elsewhere` as there. */
  finish(elsewhere: DigestEntries): Promise<Digest>;
}

/** What makes digests out of articles: in this thread, or in one of its own. */
export interface DigestMaker {
  make(question: DigestQuestion): Promise<Digest>;
  prepare(question: ScopedQuestion): Promise<AwaitedDigest>;
}

/** Makes them in this thread, while everything else in it waits. */
export function makeHere(engine: Pick<Engine, "makeDigest" | "prepareDigest">): DigestMaker {
  return {
    make: async (question) => engine.makeDigest(question),
    async prepare(question) {
      const { finish, ...prepared } = engine.prepareDigest(question);
      return { ...prepared, finish: async (elsewhere) => finish(elsewhere) };
    },
  };
}
