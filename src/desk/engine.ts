import type {
  Article,
  Catalogue,
  Digest,
  Facts,
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
  makeDigest(input: {
    readonly topic: Topic;
    readonly window: Window;
    readonly asOf: string;
    readonly library: readonly Pick<StoredArticle, "article" | "facts">[];
    /** Groups of copies that reach into the library or the window. */
    readonly copies?: readonly (readonly Article[])[];
    readonly withdrawn?: readonly (Pick<StoredArticle, "article" | "facts"> & {
      readonly withdrawal: Withdrawal;
    })[];
  }): Digest;
}
