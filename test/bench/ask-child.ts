import { readFileSync } from "node:fs";
import type { BriefQuery } from "../../src/desk/desk.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { keepHeapSmall } from "../../src/desk/small-heap.ts";
import { openStore } from "../../src/stores/open-store.ts";

/**
 * A process of its own that opens a store and asks: `ask-child.ts DIR|URL NOW`, with the questions as JSON on standard
 * input. Prints one line of JSON: milliseconds from the start of the process and from opening the store to the first
 * answer, of each later question (wall clock and processor; the last of them are asked again), and megabytes at most.
 */
// As a served bot does.
keepHeapSmall();
const [where = "", now = ""] = process.argv.slice(2);
const questions = JSON.parse(readFileSync(0, "utf8")) as BriefQuery[];
const opening = performance.now();
const store = await openStore({
  dataDir: where,
  databaseUrl: where.startsWith("postgres") ? where : null,
});
const desk = openDesk({ store, engine: openEngine(), clock: { now: () => new Date(now) } });
const asked = [];
let found = 0;
let first = { fromStart: 0, fromOpening: 0 };
/** Enough for a p99, and fewer than the digests that are kept. */
const AGAIN = 100;
const known = new Set<string>();
for (const [i, question] of [...questions, ...questions.slice(-AGAIN)].entries()) {
  const before = process.cpuUsage();
  const from = performance.now();
  const answer = await desk.brief(question);
  const done = performance.now();
  const { user, system } = process.cpuUsage(before);
  if (answer.status === "ok" && i < questions.length) found += 1;
  // Of the same topic and window at another minute the digest may be the one that was kept.
  const kind = JSON.stringify([question.topic, question.since]);
  const again = known.has(kind);
  known.add(kind);
  // performance.now() counts from the start of the process.
  if (asked.length === 0) first = { fromStart: done, fromOpening: done - opening };
  asked.push({
    wall: done - from,
    processor: (user + system) / 1000,
    window: question.since ?? "",
    topic: question.topic,
    again,
  });
}
await store.close();
console.log(JSON.stringify({ first, asked, found, megabytes: process.resourceUsage().maxRSS / 1024 }));
