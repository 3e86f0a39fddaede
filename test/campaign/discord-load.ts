import { loadavg } from "node:os";
import { newsPlaces } from "../bench/world-news.ts";
import { withLoadedBot } from "./loaded-bot.ts";

const ACKNOWLEDGED_MS = 1000;
const ANSWERED_MS = 2000;
const TOPICS = 20;
const QUESTIONS = ["briefing", "figures", "timeline", "actors", "sources"];
const PERIOD = { since: "2026-06-22", until: "2026-06-28" };

/** So many questions at the same moment to a bot on a library of made-up news; prints how long members waited. */
export async function loadDiscord(wish: {
  readonly interactions: number;
  readonly articles: number;
  /** A folder with a library that was filled before (see the store bench), and where it is left. */
  readonly library: string | null;
}): Promise<boolean> {
  return withLoadedBot(wish, async ({ fake, memory, processor }) => {
    const before = memory();
    const [worked, ownWork] = [processor(), process.cpuUsage()];
    const topics = newsPlaces().slice(0, TOPICS);
    const waits = await Promise.all(
      Array.from({ length: wish.interactions }, async (_, number) => {
        const from = performance.now();
        const name = QUESTIONS[number % QUESTIONS.length]!;
        const topic = topics[number % topics.length]!.name;
        const options = { topic, ...PERIOD };
        try {
          const seen = await fake.command({ name, options, until: "acknowledged" });
          const acknowledged = seen.acknowledgement.afterMs;
          await seen.until(({ reply }) => reply?.loading === false);
          return { acknowledged, answered: performance.now() - from };
        } catch {
          // No sign or no answer in time: the member has seen Discord's own words.
          return { acknowledged: Number.POSITIVE_INFINITY, answered: Number.POSITIVE_INFINITY };
        }
      }),
    );
    const acknowledged = Math.max(...waits.map((one) => one.acknowledged));
    const late = waits.filter((one) => one.acknowledged === Number.POSITIVE_INFINITY).length;
    const answers = waits.map((one) => one.answered).sort((a, b) => a - b);
    const p = (share: number) => Math.round(answers[Math.ceil(answers.length * share) - 1]!);
    console.log(
      `${wish.interactions} questions at once over ${wish.articles} articles: all acknowledged within ` +
        `${acknowledged} ms (${late} without a sign or an answer), answered in ${p(0.5)} ms (median), ${p(0.99)} ms (p99); ` +
        `memory ${before} MB before, ${memory()} MB after; ${fake.violations.length} rules broken`,
    );
    const { user, system } = process.cpuUsage(ownWork);
    console.log(
      `processor time meanwhile: ${Math.round(processor() - worked)} ms of the bot, ` +
        `${Math.round((user + system) / 1000)} ms of the stand-in; load of the machine ${loadavg()[0]!.toFixed(1)}`,
    );
    return acknowledged < ACKNOWLEDGED_MS && p(0.99) < ANSWERED_MS && fake.violations.length === 0;
  });
}
