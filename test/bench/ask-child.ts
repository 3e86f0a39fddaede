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
/** As many as digests are kept. */
const AGAIN = 32;
/** Of the same topic and window at another minute the digest may be one that was kept: each is asked once. */
const once = [...new Map(questions.map((one) => [`${one.topic} ${one.since}`, one])).values()];
for (const [i, question] of [...once, ...once.slice(-AGAIN)].entries()) {
  const before = process.cpuUsage();
  const from = performance.now();
  const answer = await desk.brief(question);
  const done = performance.now();
  const { user, system } = process.cpuUsage(before);
  const again = i >= once.length;
  if (answer.status === "ok" && !again) found += 1;
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
