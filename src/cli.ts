import { readFileSync } from "node:fs";
import type { Writable } from "node:stream";
import { createTerminalChat } from "../adapters/terminal/chat.ts";
import { renderDocument } from "../adapters/terminal/render.ts";
import type { Invocation } from "./chat/adapter.ts";
import { createDispatch } from "./chat/dispatch.ts";
import type { Document } from "./chat/document.ts";
import type { Language } from "./chat/language.ts";
import { parseLine } from "./chat/parse-line.ts";
import { errorWords } from "./chat/say-error.ts";
import { wordsIn } from "./chat/words/catalogue.ts";
import { type Clock, systemClock } from "./clock.ts";
import { commands } from "./commands/index.ts";
import { type Config, readConfig, readLocale } from "./config.ts";
import { chatHistory } from "./desk/chat-history.ts";
import type { BriefResult, Desk, FeedDesk, WhyResult } from "./desk/desk.ts";
import type { Engine } from "./desk/engine.ts";
import { type ExtractNeeds, extractFiles, extractLines } from "./desk/extract.ts";
import { openLibrary } from "./desk/library.ts";
import { loadAgencies } from "./desk/load-agencies.ts";
import { loadWithdrawalWords } from "./desk/load-withdrawal-words.ts";
import { openDesk } from "./desk/open-desk.ts";
import { openEngine } from "./desk/open-engine.ts";
import { openReading } from "./desk/open-reading.ts";
import { retract } from "./desk/retract-verb.ts";
import { readRoles } from "./desk/roles.ts";
import { checkIngest, MOST_LISTED, rejectionText, runIngest } from "./desk/run-ingest.ts";
import { readArguments, type ShellRequest } from "./desk/shell-arguments.ts";
import { languageAsked, languageOfTrouble } from "./desk/shell-language.ts";
import { shellHelp, shellVerbs, type Verb } from "./desk/shell-verbs.ts";
import { operatorHealth } from "./desk/tenant-feeds.ts";
import { runTransfer, type TransferVerb } from "./desk/transfer-verbs.ts";
import { resolveTime } from "./desk/window.ts";
import { UserError } from "./errors.ts";
import { showProgress } from "./ingest/progress.ts";
import type { Log } from "./log.ts";
import { answerJson } from "./replies/answer-json.ts";
import { markdownDocument } from "./replies/markdown.ts";
import { openFeedBook } from "./stores/keyed-feed-book.ts";
import { openSettings } from "./stores/settings.ts";
import type { Store } from "./stores/store.ts";

/**
 * 0 is well; 1 says that some items were bad and the rest were done; 2 that nothing was done, and why; 130 and
 * 143 that a signal (SIGINT, SIGTERM) ended it before all was done.
 */
type ExitCode = 0 | 1 | 2 | 130 | 143;
type Request = ShellRequest<Verb>;

const clock: Clock = systemClock;
const { stdin, stdout, stderr } = process;

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof UserError) {
    // What only operators meet stays in English, with its names of files and settings.
    const sentence =
      error.said === null
        ? error.message
        : errorWords(error, wordsIn(languageOfTrouble(process.argv, readLocale())));
    stderr.write(`sitrep: ${sentence}\n`);
    process.exitCode = 2;
  } else {
    stderr.write(
      `sitrep: something went wrong on our side\n${error instanceof Error ? error.stack : error}\n`,
    );
    process.exitCode = 70;
  }
}

async function run(argv: readonly string[]): Promise<ExitCode> {
  const [first] = argv;
  if (first === undefined || argv.includes("--help") || argv.includes("-h"))
    return show(shellHelp(wordsIn(languageAsked(argv, readLocale()))));
  if (first === "--version") return show(`${versionOf()}\n`);
  const request = readArguments(argv, shellVerbs);
  const language = languageAsked(argv, readLocale());
  switch (request.verb.name) {
    case "start":
      return start(request, language);
    case "chat":
      return chat(request, language);
    case "ingest":
      return ingest(request);
    case "feeds":
      return feeds(request);
    case "retract":
      return retractNamed(request);
    case "serve":
    case "worker":
      return service(request);
    case "extract":
      return request.flags.jsonl === true ? extractStandardInput(request) : extractNamed(request);
    case "preview":
      return preview(request, language);
    case "export":
    case "import":
    case "verify":
      return transfer(request.verb.name, request);
    default:
      return ask(request, language);
  }
}

/** `npm start`: the bots that are set up, or else a chat in the terminal. */
async function start(request: Request, language: Language): Promise<ExitCode> {
  const { discord } = readConfig(textOf(request.flags.data));
  return discord === null ? chat(request, language) : service(request);
}

async function chat({ flags, words }: Request, language: Language): Promise<ExitCode> {
  if (words.length > 0)
    throw new UserError("bad-option", `chat takes no words; for one answer: sitrep briefing ${words[0]}`);
  const config = readConfig(textOf(flags.data));
  const { desk, store, feeds } = await openApp(config, textOf(flags["as-of"]));
  const interactive = stdin.isTTY === true && stdout.isTTY === true;
  const terminal = createTerminalChat({
    commands,
    suggest: (prefix, limit) => desk.suggest(prefix, limit),
    input: stdin,
    output: stdout,
    interactive,
    history: chatHistory(openSettings(store, "terminal:local", clock), notice()),
    color: config.color && stdout.isTTY === true,
    language,
  });
  await terminal.start(createDispatch({ commands, needs: () => ({ desk, feeds }), log: bugsOnly(), clock }));
  await terminal.done;
  await store.close();
  return 0;
}

/** One command, asked once: the same dispatch as in the chat, with what the desk found kept for `--json`. */
async function ask({ verb, words, flags }: Request, language: Language): Promise<ExitCode> {
  if (flags.json === true && flags.markdown === true)
    throw new UserError("bad-option", "give --json or --markdown, not both");
  const parsed = parseLine(`/${verb.name} ${words.join(" ")}`, commands, verb.name, wordsIn(language));
  const known = Object.keys(verb.command?.options ?? {});
  const given = Object.fromEntries(Object.entries(flags).filter(([name]) => known.includes(name)));
  const options = { ...parsed?.options, ...given };
  const { config, kept, document } = await answer(verb.name, options, flags, language);
  if (document.tone === "trouble") throw new UserError("not-found", troubleLine(document, language));
  if (flags.json === true) return show(`${JSON.stringify(jsonOf(verb.name, kept, document), null, 2)}\n`);
  if (flags.markdown === true) return show(`${markdownDocument(document)}\n`);
  const width = stdout.columns ?? 100;
  return show(`${renderDocument(document, { width, color: config.color && stdout.isTTY === true })}\n`);
}

/** What the chat would answer, with what the desk found kept for `--json`. */
async function answer(
  command: string,
  options: Invocation["options"],
  flags: Request["flags"],
  language: Language,
): Promise<{ config: Config; kept: Kept; document: Document }> {
  const config = readConfig(textOf(flags.data));
  const { desk, store, feeds } = await openApp(config, textOf(flags["as-of"]));
  const kept: Kept = {};
  const keeping: Desk = {
    ...desk,
    brief: async (query) => (kept.brief = await desk.brief(query)),
    why: async (id) => (kept.why = await desk.why(id)),
  };
  const dispatch = createDispatch({
    commands,
    needs: () => ({ desk: keeping, feeds }),
    log: bugsOnly(),
    clock,
  });
  const document = await dispatch({
    command,
    options,
    platform: "shell",
    tenant: null,
    channel: null,
    language,
    user: null,
    mayManage: true,
  });
  await store.close();
  return { config, kept, document };
}

/** The answer as a page that shows what a platform would; written for looking at, not for sending. */
async function preview(
  { words: [platform, ...line], flags }: Request,
  language: Language,
): Promise<ExitCode> {
  if (platform !== "discord" || line.length === 0)
    throw new UserError(
      "bad-option",
      'preview needs a platform and a command: preview discord "briefing goma"',
    );
  const parsed = parseLine(line.join(" "), commands, "briefing", wordsIn(language));
  const { document } = await answer(parsed?.command ?? "help", parsed?.options ?? {}, flags, language);
  const { renderDiscord } = await import("../adapters/discord/render.ts");
  const { previewDiscord } = await import("../adapters/discord/preview.ts");
  // Nobody presses these buttons: a number is id enough.
  let pressed = 0;
  const pages = renderDiscord(document, { customIdOf: () => String(pressed++) });
  return show(previewDiscord(pages, textOf(flags["as-of"]) ?? clock.now().toISOString().slice(0, 10)));
}

interface Kept {
  brief?: BriefResult;
  why?: WhyResult;
}

function jsonOf(command: string, { brief, why }: Kept, document: Document): unknown {
  if (why?.status === "found") return why.items;
  if (brief?.status === "ok") return answerJson(command, brief.digest, document);
  return commands.map(({ name, about, options, examples }) => ({
    name,
    about,
    options: Object.keys(options),
    examples,
  }));
}

/** What stands in the way, and what could be asked instead, on one line. */
function troubleLine({ summary, blocks }: Document, language: Language): string {
  const labels = blocks.flatMap((block) =>
    block.kind === "actions" ? block.actions.map(({ label }) => label) : [],
  );
  const line = labels.length === 0 ? summary : `${summary} ${wordsIn(language).tryOne(labels.join(", "))}`;
  return line.replace(/\s+/g, " ");
}

async function ingest({ words, flags }: Request): Promise<ExitCode> {
  const watch = flags.watch === true;
  const asked = { words, publisher: textOf(flags.publisher), watch, json: flags.json === true };
  checkIngest(asked);
  const config = readConfig(textOf(flags.data));
  if (flags.queue === true) {
    if (watch || words.includes("-"))
      throw new UserError("bad-option", "--queue takes files and folders, without --watch");
    return queueForWorkers(words, config, flags);
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
): Promise<ExitCode> {
  if (databaseUrl === null)
    throw new UserError(
      "bad-option",
      "--queue hands articles to workers, which share a database: set DATABASE_URL",
    );
  const { openPostgresJobQueue } = await import("./stores/postgres-job-queue.ts");
  const { queueFiles } = await import("./desk/queue-files.ts");
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

async function retractNamed({ words, flags }: Request): Promise<ExitCode> {
  const [named, ...more] = words;
  if (named === undefined || more.length > 0)
    throw new UserError("bad-option", "retract needs the id or the address of one report");
  const config = readConfig(textOf(flags.data));
  const { store } = await openApp({ ...config, dataDirNamed: true }, undefined);
  try {
    const asked = { named, reason: textOf(flags.reason), undo: flags.undo === true };
    return await show(await retract(asked, store, clock));
  } finally {
    await store.close();
  }
}

/** Its rooms are loaded here: an answer from the store should not wait for parsers of web pages. */
async function feeds({ words, flags }: Request): Promise<ExitCode> {
  const { readFeedsRequest } = await import("./desk/feeds-verb.ts");
  const { openFeeds } = await import("./desk/open-feeds.ts");
  const { runFeeds } = await import("./desk/run-feeds.ts");
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

/** What runs until it is told to end has a composition root of its own. */
async function service({ verb, words, flags }: Request): Promise<ExitCode> {
  if (words.length > 0) throw new UserError("bad-option", `${verb.name} takes no words`);
  const { serve } = await import("./main.ts");
  return serve({
    roles: verb.name === "worker" ? new Set(["worker"]) : readRoles(flags.role),
    data: textOf(flags.data),
    userAgent: userAgent(),
    write: (line) => stderr.write(line),
  });
}

async function extractNamed({ words, flags }: Request): Promise<ExitCode> {
  if (words.length === 0) {
    throw new UserError("bad-option", "extract needs a file, or --jsonl to read lines from standard input");
  }
  let held: string | null = null;
  let written = 0;
  let bad = 0;
  for await (const result of extractFiles(extractNeeds(), words, textOf(flags.publisher))) {
    if (!result.ok) {
      bad += 1;
      stderr.write(`sitrep: ${result.rejections.map(rejectionText).join("; ")}\n`);
      continue;
    }
    // The first article waits for a second: alone it is printed for people, with others one line each.
    if (held !== null) await show(`${JSON.stringify(JSON.parse(held))}\n`);
    held = null;
    if (written === 0) held = JSON.stringify(result.value, null, 2);
    else await show(`${JSON.stringify(result.value)}\n`);
    written += 1;
  }
  if (held !== null) await show(`${held}\n`);
  if (bad === 0) return 0;
  return written === 0 ? 2 : 1;
}

async function extractStandardInput({ words }: Request): Promise<ExitCode> {
  if (words.length > 0)
    throw new UserError("bad-option", "extract --jsonl reads standard input: give no files");
  let bad = false;
  for await (const { ok, value } of extractLines(extractNeeds(), stdin)) {
    if (!ok) bad = true;
    await show(`${JSON.stringify(value)}\n`);
  }
  return bad ? 1 : 0;
}

function extractNeeds(): ExtractNeeds {
  return { reader: openEngine(), agencies: loadAgencies(), clock };
}

async function transfer(verb: TransferVerb, { words, flags }: Request): Promise<ExitCode> {
  const place = readConfig(textOf(flags.data));
  const tenant = textOf(flags.tenant) ?? null;
  return runTransfer(verb, words, { place, clock, tenant, input: stdin, write: show });
}

interface App {
  readonly desk: Desk;
  readonly feeds: Pick<FeedDesk, "health">;
  readonly store: Store;
  readonly engine: Engine;
}

async function openApp(config: Config, asOf: string | undefined): Promise<App> {
  // Before anything is read: a moment that cannot be understood is answered at once.
  resolveTime({ asOf }, clock.now());
  const engine = openEngine();
  const agencies = loadAgencies();
  const reader = openReading(engine);
  const store = await openLibrary({
    ...config,
    reader,
    agencies,
    clock,
    notify: notice(),
    mayUseMemory: !config.dataDirNamed,
  }).finally(reader.close);
  const book = openFeedBook(store, clock);
  const feeds = { health: () => operatorHealth(book) };
  return { desk: openDesk({ store, engine, clock, asOf }), feeds, store, engine };
}

function notice(): (line: string) => void {
  return (line) => stderr.write(`${line}\n`);
}

/** The shell answers on the screen; only what the operator must see goes to standard error. */
function bugsOnly(): Log {
  return {
    info: () => {},
    error: (event, fields, cause) => {
      stderr.write(
        `sitrep: ${event} ${JSON.stringify(fields)} ${cause instanceof Error ? cause.stack : cause}\n`,
      );
    },
  };
}

async function show(text: string, output: Writable = stdout): Promise<0> {
  if (!output.write(text)) await new Promise((resolve) => output.once("drain", resolve));
  return 0;
}

function textOf(flag: string | true | undefined): string | undefined {
  return typeof flag === "string" ? flag : undefined;
}

/** "sitrep/0.1.0": who asks the web. */
function userAgent(): string {
  return versionOf().replace(" ", "/").replace(/ .*/, "");
}

function versionOf(): string {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return `sitrep ${manifest.version} (Node ${process.versions.node})`;
}
