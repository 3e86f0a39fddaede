import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { openStore } from "../../src/stores/open-store.ts";
import { mixedQuestions } from "./questions.ts";
import { AS_OF } from "./world-news.ts";

/**
 * A process of its own that opens a store and asks: `ask-child.ts DIR|URL QUESTIONS`. Prints one line of JSON:
 * milliseconds from its start to the first answer, of each later question (wall clock and processor) with its window,
 * and megabytes.
 */
const [where = "", many = "1"] = process.argv.slice(2);
const isUrl = where.startsWith("postgres");
const opening = performance.now();
const store = await openStore({ dataDir: where, databaseUrl: isUrl ? where : null });
const opened = performance.now() - opening;
const desk = openDesk({ store, engine: openEngine(), clock: { now: () => new Date(AS_OF) } });
const asked = [];
let found = 0;
for (const question of mixedQuestions(Number(many), AS_OF)) {
  const before = process.cpuUsage();
  const from = performance.now();
  const answer = await desk.brief(question);
  const wall = performance.now() - from;
  const { user, system } = process.cpuUsage(before);
  if (answer.status === "ok") found += 1;
  asked.push({ wall, processor: (user + system) / 1000, window: question.since, topic: question.topic });
  // The first answer is the cold one; performance.now() counts from the start of the process.
  if (asked.length === 1) asked[0] = { ...asked[0]!, wall: performance.now() };
}
await store.close();
console.log(JSON.stringify({ opened, asked, found, megabytes: process.resourceUsage().maxRSS / 1024 }));
