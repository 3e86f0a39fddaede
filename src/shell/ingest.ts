import type { Clock } from "../clock.ts";
import { type Config, readConfig } from "../config.ts";
import { openLibrary } from "../desk/library.ts";
import { loadAgencies } from "../desk/load-agencies.ts";
import { loadWithdrawalWords } from "../desk/load-withdrawal-words.ts";
import { openEngine } from "../desk/open-engine.ts";
import { openReading } from "../desk/open-reading.ts";
import { checkIngest, MOST_LISTED, rejectionText, runIngest } from "../desk/run-ingest.ts";
import { UserError } from "../errors.ts";
import { showProgress } from "../ingest/progress.ts";
import { bugsOnly, type ExitCode, notice, type Request, show, textOf } from "./screen.ts";

const { stdin, stderr } = process;

/** Takes reports in, here or by handing them to workers. */
export async function ingest({ words, flags }: Request, clock: Clock): Promise<ExitCode> {
  const watch = flags.watch === true;
  const asked = { words, publisher: textOf(flags.publisher), watch, json: flags.json === true };
  checkIngest(asked);
  const config = readConfig(textOf(flags.data));
  if (flags.queue === true) {
    if (watch || words.includes("-"))
      throw new UserError("bad-option", "--queue takes files and folders, without --watch");
    return queueForWorkers(words, config, flags, clock);
  }
  const stop = new AbortController();
  let code: ExitCode = 0;
  for (const [signal, exit] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    process.once(signal, () => {
      code = exit;
      stop.abort();
    });
  const reader = openReading(openEngine());
  const agencies = loadAgencies();
  const store = await openLibrary({
    ...config,
    reader,
    agencies,
    clock,
    notify: notice(),
    mayUseMemory: false,
  });
  const progress = showProgress(stderr, "reading", () => performance.now());
  try {
    const shell = { input: stdin, show, notify: notice(), progress, signal: stop.signal };
    const needs = { store, reader, agencies, clock, withdrawalWords: loadWithdrawalWords() };
    const ended = await runIngest(asked, needs, shell);
    return ended === "stopped" ? code : ended;
  } finally {
    // Input that is still open would keep the process waiting for it.
    stdin.destroy();
    await reader.close();
    await store.close();
  }
}

/** The articles go to `sitrep worker` processes; nothing is read here. */
async function queueForWorkers(
  paths: readonly string[],
  { databaseUrl }: Config,
  flags: Request["flags"],
  clock: Clock,
): Promise<ExitCode> {
  if (databaseUrl === null)
    throw new UserError(
      "bad-option",
      "--queue hands articles to workers, which share a database: set DATABASE_URL",
    );
  const { openPostgresJobQueue } = await import("../stores/postgres-job-queue.ts");
  const { queueFiles } = await import("../desk/queue-files.ts");
  const queue = await openPostgresJobQueue({ url: databaseUrl, log: bugsOnly() });
  try {
    const publisher = textOf(flags.publisher);
    const report = await queueFiles({ paths, publisher, agencies: loadAgencies(), clock, queue });
    const lines = [
      `${report.queued} articles handed to the workers`,
      ...report.rejected.slice(0, MOST_LISTED).map((one) => `rejected ${rejectionText(one)}`),
      "",
    ];
    await show(flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : lines.join("\n"));
    return report.rejected.length > 0 ? 1 : 0;
  } finally {
    await queue.stop();
  }
}
