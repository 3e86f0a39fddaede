import { parseArgs } from "node:util";
import { loadDiscord } from "./discord-load.ts";
import { soakDiscord } from "./discord-soak.ts";
import { checkEveryZone } from "./every-zone.ts";
import { killOnEachStore } from "./kill.ts";
import { monthCampaign } from "./month-campaign.ts";
import { killPosts } from "./posts-month.ts";
import { rush } from "./rush.ts";
import { runTwoWorkers } from "./workers.ts";

const USAGE = `npm run campaign -- kill [--kills N] [--seed N] [--store file|postgres]
  kills writers (kill -9) at N random instants (200) on each store and checks what is left
npm run campaign -- workers [--items N]
  N reports (5000, a fifth of them repeated) for two workers on one PostgreSQL, one of which is killed half way
npm run campaign -- posts [--kills N] [--seed N]
  months of digests on a fake clock, until processes were killed N times (200): each digest arrives once
npm run campaign -- month [--kills N] [--seed N] [--platform discord|slack]
  a month of digests of the bot itself on the stand-ins, killed (kill -9) N times (100) on each platform
npm run campaign -- rush [--items N]
  N subscriptions (5000) due at the same minute
npm run campaign -- zones [--times N] [--seed N]
  N random times of day (4) in every time zone, every day 2020-2035: exactly one run each
npm run campaign -- discord-load [--interactions N] [--articles N] [--library DIR]
  N questions (200) at the same moment to the bot on Discord's stand-in, over N stored articles (2000), or over a library
  that "npm run bench -- store --keep" has left
npm run campaign -- discord-soak [--minutes N] [--articles N] [--library DIR]
  questions to the same bot for N minutes (5), two a second at most; its memory may not grow`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: "string" },
    interactions: { type: "string", default: "200" },
    articles: { type: "string", default: "2000" },
    library: { type: "string" },
    minutes: { type: "string", default: "5" },
    items: { type: "string", default: "5000" },
    times: { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
    store: { type: "string" },
    platform: { type: "string" },
  },
});
const name = positionals.join(" ");
const [kills, items, times, seed] = [
  values.kills ?? (name === "month" ? 100 : 200),
  values.items,
  values.times,
  values.seed,
].map(Number) as [number, number, number, number];
const only = ([null, "file", "postgres"] as const).find((store) => store === (values.store ?? null));
const platform = ([null, "discord", "slack"] as const).find((one) => one === (values.platform ?? null));
const interactions = Number(values.interactions);
const articles = Number(values.articles);
const minutes = Number(values.minutes);
const numbers =
  [interactions, articles, minutes, kills, items, times].every((n) => Number.isInteger(n) && n > 0) &&
  Number.isInteger(seed);
if (name === "kill" && numbers && only !== undefined) {
  process.exitCode = (await killOnEachStore({ kills, seed, only })) ? 0 : 1;
} else if (name === "posts" && numbers) {
  process.exitCode = (await killPosts({ kills, seed })) ? 0 : 1;
} else if (name === "month" && numbers && platform !== undefined) {
  process.exitCode = (await monthCampaign({ kills, seed, platform })) ? 0 : 1;
} else if (name === "rush" && numbers) {
  process.exitCode = (await rush(items)) ? 0 : 1;
} else if (name === "workers" && numbers) {
  process.exitCode = (await runTwoWorkers(items)) ? 0 : 1;
} else if (name === "zones" && numbers) {
  process.exitCode = (await checkEveryZone({ times, seed })) ? 0 : 1;
} else if (name === "discord-load" && numbers) {
  process.exitCode = (await loadDiscord({ interactions, articles, library: values.library ?? null })) ? 0 : 1;
} else if (name === "discord-soak" && numbers) {
  process.exitCode = (await soakDiscord({ minutes, articles, library: values.library ?? null })) ? 0 : 1;
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
