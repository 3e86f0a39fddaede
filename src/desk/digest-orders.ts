import type { Article, DigestScope, Facts, PreparedDigest, Withdrawal } from "../../briefings/index.ts";
import { factsText } from "../stores/stored-row.ts";
import type { ScopedQuestion } from "./digest-maker.ts";
import type { DigestQuestion } from "./engine.ts";

/** An article on its way to another thread: its facts as the JSON that the store has, which costs nothing to send. */
export interface SentEntry {
  readonly article: Article;
  readonly facts: string;
}

export interface SentQuestion extends Omit<DigestQuestion, "library" | "withdrawn"> {
  readonly library: readonly SentEntry[];
  readonly withdrawn: readonly (SentEntry & { readonly withdrawal: Withdrawal })[];
}

/** What the thread that makes digests is asked; `id` comes back with the answer. */
export type DigestOrder =
  | { readonly id: number; readonly ask: "make"; readonly question: SentQuestion }
  | {
      readonly id: number;
      readonly ask: "prepare";
      readonly question: SentQuestion;
      readonly scope: DigestScope;
    }
  /** The rest of what was prepared under the id `of`, with articles that were not sent yet. */
  | { readonly id: number; readonly ask: "finish"; readonly of: number; readonly more: readonly SentEntry[] };

export type DigestReply = { readonly id: number } & (
  | { readonly prepared: Omit<PreparedDigest, "finish"> }
  /** JSON. */
  | { readonly digest: string }
  | { readonly failed: string }
);

export function sentQuestion({ library, withdrawn = [], ...rest }: DigestQuestion): SentQuestion {
  return {
    ...rest,
    library: library.map(sentEntry),
    withdrawn: withdrawn.map((one) => ({ ...sentEntry(one), withdrawal: one.withdrawal })),
  };
}

export function sentEntry(entry: { readonly article: Article; readonly facts: Facts }): SentEntry {
  return { article: entry.article, facts: factsText(entry) };
}

export function receivedQuestion({ library, withdrawn, ...rest }: SentQuestion): DigestQuestion {
  return {
    ...rest,
    library: library.map(receivedEntry),
    withdrawn: withdrawn.map((one) => ({ ...receivedEntry(one), withdrawal: one.withdrawal })),
  };
}

export function receivedEntry({ article, facts }: SentEntry) {
  return { article, facts: JSON.parse(facts) as Facts };
}

/** Without what is sent apart. */
export function withoutScope({ scope, ...question }: ScopedQuestion): {
  readonly question: SentQuestion;
  readonly scope: DigestScope;
} {
  return { question: sentQuestion(question), scope };
}
