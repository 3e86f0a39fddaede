import { setTimeout } from "node:timers/promises";
import { AS_OF, newsPlaces } from "../bench/world-news.ts";
import { withLoadedBot } from "./loaded-bot.ts";

const QUESTIONS = ["briefing", "figures", "timeline", "actors", "sources"];
const TOPICS = 400;
const WINDOWS = ["1d", "7d", "30d"];
/** Between two questions, each of them another one for a long time. */
const EVERY_MS = 500;
/** Memory of a process is never quite still: the last third may have so much more than the middle one. */
const GROWTH = 1.05;

/**
 * Questions to a bot for so many minutes, one after the other. Prints the memory of each third of them (median and most);
 * the first third is one of warming up, and after it nothing may grow.
 */
export async function soakDiscord(wish: {
  readonly minutes: number;
  readonly articles: number;
  readonly library: string | null;
}): Promise<boolean> {
  return withLoadedBot(wish, async ({ fake, memory }) => {
    const places = newsPlaces().slice(0, TOPICS);
    const samples: number[] = [];
    const until = performance.now() + wish.minutes * 60_000;
    let failed = 0;
    for (let number = 0; performance.now() < until; number++) {
      const name = QUESTIONS[number % QUESTIONS.length]!;
      const topic = places[(number * 7) % places.length]!.name;
      const since = WINDOWS[Math.floor(number / QUESTIONS.length) % WINDOWS.length]!;
      try {
        const options = { topic, since, until: AS_OF.slice(0, 10) };
        const seen = await fake.command({ name, options, until: "acknowledged" });
        await seen.until(({ reply }) => reply?.loading === false);
      } catch {
        failed += 1;
      }
      samples.push(memory());
      await setTimeout(EVERY_MS);
    }
    const third = Math.ceil(samples.length / 3);
    const thirds = [0, 1, 2].map((i) => samples.slice(i * third, (i + 1) * third).sort((a, b) => a - b));
    const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? 0;
    const said = thirds.map((sorted) => `${median(sorted)} (at most ${sorted.at(-1) ?? 0})`).join(", ");
    console.log(
      `${samples.length} questions in ${wish.minutes} minutes over ${wish.articles} articles, ${failed} without an answer; ` +
        `memory in thirds ${said} MB; ${fake.violations.length} rules broken`,
    );
    const [, middle, last] = thirds.map(median);
    return failed === 0 && fake.violations.length === 0 && last! <= middle! * GROWTH;
  });
}
