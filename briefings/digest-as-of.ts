import { compare } from "./digest/entry.ts";
import type { Digest, Window } from "./digest.ts";
import { factId } from "./fact-id.ts";
import { dayOf } from "./moment.ts";
import type { Topic } from "./topic.ts";

/** What a digest is named after: `articles` in the order of their days, then their ids. */
export function digestId(
  { kind, label }: Pick<Topic, "kind" | "label">,
  window: Window,
  asOf: string,
  engine: string,
  articles: readonly { readonly id: string; readonly sha256: string }[],
): string {
  const texts = articles.flatMap(({ id, sha256 }) => [id, sha256]);
  return factId("d", kind, label, window.since, window.until, asOf, engine, ...texts);
}

/**
 * A digest as it would have been made for another moment of the same window, to the byte: only for who knows that
 * nothing was published between the two.
 */
export function digestAsOf(digest: Digest, asOf: string): Digest {
  const { topic, window, engine, sources } = digest;
  const articles = sources
    .flatMap(({ outlets }) => outlets)
    .map(({ articleId, sha256, publishedAt }) => ({
      id: articleId,
      sha256: sha256 ?? "",
      day: dayOf(publishedAt),
    }))
    .sort((a, b) => compare(a.day, b.day) || compare(a.id, b.id));
  return { ...digest, id: digestId(topic, window, asOf, engine, articles), asOf };
}
