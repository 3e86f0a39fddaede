import type { Clock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { readFeedsRequest } from "../desk/feeds-verb.ts";
import { openLibrary } from "../desk/library.ts";
import { loadAgencies } from "../desk/load-agencies.ts";
import { openEngine } from "../desk/open-engine.ts";
import { openFeeds } from "../desk/open-feeds.ts";
import { openReading } from "../desk/open-reading.ts";
import { runFeeds } from "../desk/run-feeds.ts";
import { type ExitCode, notice, type Request, show, textOf, userAgent } from "./screen.ts";

/** `sitrep feeds`: list, add, remove, run. */
export async function feeds({ words, flags }: Request, clock: Clock): Promise<ExitCode> {
  const asked = readFeedsRequest(words, flags);
  const config = readConfig(textOf(flags.data));
  // A process that keeps reading feeds has other things to do meanwhile.
  const reader = openReading(openEngine(), asked.kind === "run" && !asked.once ? { few: 0 } : {});
  const agencies = loadAgencies();
  const store = await openLibrary({
    ...config,
    reader,
    agencies,
    clock,
    notify: notice(),
    mayUseMemory: false,
  });
  const needs = openFeeds({
    store,
    reader,
    agencies,
    clock,
    config,
    random: Math.random,
    userAgent: userAgent(),
  });
  const stop = new AbortController();
  if (asked.kind === "run")
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  try {
    const json = flags.json === true;
    const allowed = config.allowedAddresses;
    return await runFeeds(asked, needs, { allowed, json, show, signal: stop.signal });
  } finally {
    await needs.close();
    await reader.close();
    await store.close();
  }
}
