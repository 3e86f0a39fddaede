import { availableParallelism, cpus } from "node:os";
import type { Article, Facts } from "../../briefings/index.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { anArticle } from "../support/articles.ts";
import { bundledArticles } from "../support/corpus.ts";
import { timeBriefings } from "./briefing-time.ts";
import { benchIngest } from "./ingest-speed.ts";
import { madeUpNews } from "./made-up-news.ts";
import { SHAPES, type Shape } from "./shapes.ts";
import { benchStores } from "./store-bench.ts";
import { storeBenchOptions } from "./store-options.ts";
import { shortSeconds, timed, timingText } from "./timing.ts";

const RUNS = 5;
const MADE_UP_ARTICLES = 200;

/** Medians and ratios, for a person to read; nothing here passes or fails. */
async function bench(): Promise<void> {
  const { read } = openEngine();
  const processor = cpus()[0]?.model ?? "unknown processor";
  console.log(`Node ${process.versions.node}, ${processor}, ${availableParallelism()} cores, one used\n`);

  const madeUp = Array.from({ length: MADE_UP_ARTICLES }, (_, number) => anArticle(madeUpNews(number)));
  console.log(`Reading, median of ${RUNS} runs (fastest to slowest)`);
  printSpeed("made-up news", madeUp, read);
  printSpeed("bundled corpus", await bundledArticles(), read);

  console.log("\nTime for 1×, 2× and 4× of the text (linear is 2 and 4)");
  for (const shape of SHAPES) printGrowth(shape, read);
  console.log(`peak memory of all the above: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);

  const times = await timeBriefings(RUNS);
  console.log("\n/briefing goma");
  console.log(`  first start ever   ${shortSeconds(times.firstEver)} s, corpus read and stored`);
  console.log(`  new process        ${timingText(times.cold)}`);
  console.log(`  asked again        ${timingText(times.warm)}`);
  console.log(`  peak memory        ${Math.round(times.peakMegabytes)} MB`);
}

function printSpeed(name: string, articles: readonly Article[], read: (article: Article) => Facts): void {
  const timing = timed(() => {
    for (const article of articles) read(article);
  }, RUNS);
  const words = articles.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const perSecond = (seconds: number): string => (articles.length / seconds).toFixed(0);
  console.log(
    `  ${name.padEnd(16)} ${perSecond(timing.median)} articles/s ` +
      `(${perSecond(timing.slowest)} to ${perSecond(timing.fastest)}); ` +
      `${articles.length} articles of ${Math.round(words / articles.length)} words`,
  );
}

function printGrowth({ name, sizes, text }: Shape, read: (article: Article) => Facts): void {
  const medians = sizes.map((size) => {
    const article = anArticle({ text: text(size) });
    return timed(() => read(article), 3).median;
  });
  const [one = Number.NaN, two = Number.NaN, four = Number.NaN] = medians;
  console.log(
    `  ${name.padEnd(28)} ${sizes.map((size) => size.toLocaleString("en-US")).join(", ")}: ` +
      `${medians.map(shortSeconds).join(", ")} s = 1 : ${(two / one).toFixed(1)} : ${(four / one).toFixed(1)}`,
  );
}

const [part, ...rest] = process.argv.slice(2);
if (part === "ingest") await benchIngest(Number(rest[0] ?? "2000"));
else if (part === "store") await benchStores(storeBenchOptions(rest), console.log);
else await bench();
