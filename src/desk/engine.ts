import type {
  Article,
  Catalogue,
  Digest,
  DigestScope,
  Facts,
  PreparedDigest,
  Topic,
  TopicMatch,
  Window,
  Withdrawal,
} from "../../briefings/index.ts";
import type { StoredArticle } from "../stores/store.ts";

/** The engine with its knowledge, as the desk uses it. */
export interface Engine {
  /** Version of the engine and hash of its knowledge: another tag reads differently. */
  readonly tag: string;
  read(article: Article): Facts;
  findTopic(typed: string, catalogue: Catalogue): TopicMatch;
  /** Topics that begin with what was typed; `words` of each is what to type to get exactly it. */
  completeTopics(prefix: string, catalogue: Catalogue, limit: number): readonly Topic[];
  /** How articles on a topic are found in a store: by terms, or by the forms of each word that carries meaning. */
  seek(
    topic: Topic,
  ): { readonly terms: readonly string[] } | { readonly words: ReadonlyMap<string, readonly string[]> };
  /** Keys under which a store may have names for what was typed (see `namesFor` there). */
  keysToLookUp(typed: string): readonly (readonly string[])[];
  /** The digest over a library that is all there is. */
  makeDigest(input: DigestQuestion): Digest;
  /** The digest over what a search has found, which may still want answers from elsewhere. */
  prepareDigest(input: DigestQuestion & { readonly scope: DigestScope }): PreparedDigest;
  /** A digest for another moment, where nothing was published between that and its own. */
  digestAsOf(digest: Digest, asOf: string): Digest;
}

export interface DigestQuestion {
  readonly topic: Topic;
  readonly window: Window;
  readonly asOf: string;
  readonly library: readonly Pick<StoredArticle, "article" | "facts">[];
  /** Groups of copies that reach into the library. */
  readonly copies?: readonly (readonly Article[])[];
  readonly withdrawn?: readonly WithdrawnArticle[];
}

/** A stored article that no longer stands; it is not in the library. */
export interface WithdrawnArticle extends Pick<StoredArticle, "article" | "facts"> {
  readonly withdrawal: Withdrawal;
}
