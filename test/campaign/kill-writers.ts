import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportLibrary, factsIn } from "../../src/desk/export-library.ts";
import { verifyLibrary } from "../../src/desk/verify-library.ts";
import { openStore } from "../../src/stores/open-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { madeUpNews } from "../bench/made-up-news.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const CHILD = new URL("ingest-child.ts", import.meta.url).pathname;
const CLOCK = fixedClock("2025-03-05T00:00:00Z");

export interface KillCampaign {
  /** Folder for the articles. */
  readonly folder: string;
  readonly articles: number;
  /** How many writers are killed. */
  readonly kills: number;
  /** At most this long after a writer kept its first article, in milliseconds. */
  readonly within: number;
  /** 0 to below 1; decides the instants. */
  readonly random: () => number;
  /** A new place for each round: a folder, or the address of a database. */
  readonly newPlace: () => Promise<string>;
  readonly onKill?: (done: number) => void;
}

export interface KillReport {
  readonly kills: number;
  /** Times that all articles were in, after which the next round began with an empty store. */
  readonly rounds: number;
  /** Articles that writers said were kept, over all rounds. */
  readonly acknowledged: number;
  /** One line each; none when all went well. */
  readonly problems: readonly string[];
}

/**
 * Kills writers (SIGKILL) at random instants while they read a folder into a store. After each kill every
 * article that was acknowledged must be there with all its facts, none half; the next writer goes on; what is
 * there at the end must be, byte for byte, what an undisturbed writer leaves.
 */
export async function killWriters(campaign: KillCampaign): Promise<KillReport> {
  const { folder, articles, kills, within, random, newPlace, onKill } = campaign;
  const news = join(folder, "news");
  mkdirSync(news, { recursive: true });
  for (let number = 0; number < articles; number++) {
    const id = String(number).padStart(6, "0");
    writeFileSync(join(news, `${id}.json`), JSON.stringify(asFile(number, id)));
  }
  const undisturbed = await newPlace();
  await runWriter(undisturbed, news, null, new Set());
  const expected = await contentsOf(undisturbed);

  const problems: string[] = [];
  let [done, rounds, acknowledged] = [0, 0, 0];
  while (done < kills) {
    rounds += 1;
    const place = await newPlace();
    const said = new Set<string>();
    for (let ended = false; !ended; ) {
      const delay = done < kills ? Math.floor(random() * within) : null;
      const run = await runWriter(place, news, delay, said);
      for (const id of run.said) said.add(id);
      ended = run.ended;
      if (!run.killed) continue;
      done += 1;
      problems.push(...(await check(place, said)).map((problem) => `kill ${done}: ${problem}`));
      onKill?.(done);
    }
    acknowledged += said.size;
    if ((await contentsOf(place)) !== expected)
      problems.push(`round ${rounds}: the contents are not those of an undisturbed run`);
  }
  return { kills: done, rounds, acknowledged, problems };
}

/** Runs a writer to its end, or kills it `delay` milliseconds after it kept an article that was not kept before. */
async function runWriter(place: string, news: string, delay: number | null, before: ReadonlySet<string>) {
  const child = spawn(process.execPath, [CHILD, place, news], { stdio: ["ignore", "pipe", "pipe"] });
  let [out, trouble] = ["", ""];
  let timer: NodeJS.Timeout | null = null;
  child.stderr.on("data", (chunk) => {
    trouble += chunk;
  });
  child.stdout.on("data", (chunk) => {
    out += chunk;
    // One line for "open", one for each article that is here already.
    if (delay !== null && out.split("\n").length > before.size + 2)
      timer ??= setTimeout(() => child.kill("SIGKILL"), delay);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on("close", (...end) => resolve(end)),
  );
  if (timer !== null) clearTimeout(timer);
  const lines = out.split("\n").slice(0, -1);
  const ended = lines.at(-1) === "done";
  if (signal !== "SIGKILL" && (code !== 0 || !ended)) throw new Error(`a writer failed: ${trouble}`);
  return { said: lines.filter((line) => !/^(open|done)$/.test(line)), ended, killed: signal === "SIGKILL" };
}

/** What is wrong after a kill. */
async function check(place: string, said: ReadonlySet<string>): Promise<string[]> {
  return withStore(place, async (store) => {
    const problems: string[] = [];
    for (const id of said) {
      const item = await store.article(id);
      if (item === null) problems.push(`article ${id} was acknowledged and is gone`);
      else if (factsIn(item.facts) === 0) problems.push(`article ${id} is there without facts`);
      else if ((await store.factsById(firstFact(item.facts), 1)).length === 0)
        problems.push(`a fact of article ${id} cannot be found`);
    }
    const { damages } = await verifyLibrary(store);
    return [...problems, ...damages.map(({ article, reason }) => `${article ?? "store"}: ${reason}`)];
  });
}

function firstFact(facts: Parameters<typeof factsIn>[0]): string {
  return [...facts.figures, ...facts.statements, ...facts.keySentences][0]?.id ?? "none";
}

/** Everything in it as bytes: articles, facts, counts of names. */
async function contentsOf(place: string): Promise<string> {
  return withStore(place, async (store) => {
    let text = JSON.stringify([await store.catalogue(), await store.counts()]);
    for await (const line of exportLibrary(store, CLOCK)) text += line;
    return text;
  });
}

async function withStore<T>(place: string, work: (store: Store) => Promise<T>): Promise<T> {
  const databaseUrl = place.startsWith("postgres:") ? place : null;
  const store = await openStore({ dataDir: place, databaseUrl });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function asFile(number: number, id: string) {
  const { title, text } = madeUpNews(number);
  const day = String((number % 28) + 1).padStart(2, "0");
  const month = String((Math.floor(number / 28) % 12) + 1).padStart(2, "0");
  return {
    id,
    title,
    text,
    publisher: "Kelmar Post",
    publishedAt: `2024-${month}-${day}T06:00:00Z`,
    language: "en",
  };
}
