import type { BriefQuery, BriefResult, Desk, TopicOption, WhyResult } from "../../src/desk/desk.ts";
import { aFullDigest } from "./a-digest.ts";

export interface FakeDesk extends Desk {
  /** Every query, in order. */
  readonly asked: readonly BriefQuery[];
}

/** A desk in memory that answers everything with the given results; `{}` answers with the full digest. */
export function aDesk(
  answers: {
    readonly brief?: BriefResult;
    readonly why?: WhyResult;
    readonly topics?: readonly TopicOption[];
    readonly failure?: Error;
  } = {},
): FakeDesk {
  const asked: BriefQuery[] = [];
  return {
    asked,
    async brief(query) {
      asked.push(query);
      if (answers.failure !== undefined) throw answers.failure;
      return (
        answers.brief ?? {
          status: "ok",
          digest: aFullDigest(),
          understoodAs: null,
        }
      );
    },
    async why(id) {
      return answers.why ?? { status: "unknown-id", id };
    },
    async suggest(prefix, limit) {
      const folded = prefix.toLowerCase();
      return (answers.topics ?? [])
        .filter(({ query }) => query.toLowerCase().startsWith(folded))
        .slice(0, limit);
    },
  };
}
