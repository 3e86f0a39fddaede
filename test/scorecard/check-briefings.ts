import type { Article, Digest, Facts, Topic } from "../../briefings/index.ts";
import type { Engine } from "../../src/desk/engine.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { type BriefingCheck, checkBriefing } from "./briefing-checks.ts";
import { noShare, type Share } from "./counts.ts";
import type { BriefingExpectation } from "./gold.ts";

export interface CheckedBriefing {
  readonly id: string;
  readonly query: string;
  /** What came instead of a briefing ("several", "unknown-topic"), or null. */
  readonly refused: string | null;
  readonly checks: readonly BriefingCheck[];
}

/** Articles with what was read from them. */
export type Readings = Iterable<{ readonly article: Article; readonly facts: Facts }>;

/** Asks for each expected briefing as a person would, over all the articles given, and checks the answer. */
export async function checkBriefings(
  expectations: readonly BriefingExpectation[],
  readings: Readings,
  engine: Engine,
): Promise<CheckedBriefing[]> {
  const store = openMemoryStore();
  try {
    for (const { article, facts } of readings) {
      await store.put({ article, facts, reader: engine.tag, bundled: false });
    }
    const desk = openDesk({
      store,
      engine,
      clock: fixedClock("2025-06-30T00:00:00Z"),
    });
    const checked: CheckedBriefing[] = [];
    for (const expectation of expectations) {
      const { id, query, since, until } = expectation;
      const answer = await desk.brief({
        topic: query,
        since,
        until,
        asOf: until,
      });
      const digest = answer.status === "ok" ? answer.digest : emptyDigest(expectation, engine);
      const refused = answer.status === "ok" ? null : answer.status;
      checked.push({
        id,
        query,
        refused,
        checks: checkBriefing(expectation, digest),
      });
    }
    return checked;
  } finally {
    await store.close();
  }
}

/** A question that gets no briefing fails all its checks, as one over no articles does. */
function emptyDigest({ query, since, until }: BriefingExpectation, engine: Engine): Digest {
  const nowhere = { level: null, country: null, admin1: null };
  const topic: Topic = {
    kind: "words",
    words: query,
    label: query,
    detail: null,
    names: [],
    ...nowhere,
  };
  return engine.makeDigest({
    topic,
    window: { since, until },
    asOf: until,
    library: [],
  });
}

export function passedChecks(briefings: readonly CheckedBriefing[]): Share {
  const share = noShare();
  for (const { checks } of briefings) {
    share.of += checks.length;
    share.right += checks.filter((check) => check.ok).length;
  }
  return share;
}
