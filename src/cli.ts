import type { Language } from "./chat/language.ts";
import { errorWords } from "./chat/say-error.ts";
import { wordsIn } from "./chat/words/catalogue.ts";
import { type Clock, systemClock } from "./clock.ts";
import { readConfig, readLocale } from "./config.ts";
import { readRoles } from "./desk/roles.ts";
import { readArguments } from "./desk/shell-arguments.ts";
import { languageAsked, languageOfTrouble } from "./desk/shell-language.ts";
import { shellHelp, shellVerbs } from "./desk/shell-verbs.ts";
import type { TransferVerb } from "./desk/transfer-verbs.ts";
import { UserError } from "./errors.ts";
import { readShards } from "./shards/read-shards.ts";
import { type ExitCode, type Request, show, textOf, userAgent, versionOf } from "./shell/screen.ts";

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
  // Each verb with what it needs and no more: who asks should not wait for the parsers of web pages.
  switch (request.verb.name) {
    case "start":
      return start(request, language);
    case "chat":
      return (await import("./shell/chat.ts")).chat(request, language, clock);
    case "ingest":
      return (await import("./shell/ingest.ts")).ingest(request, clock);
    case "feeds":
      return (await import("./shell/feeds.ts")).feeds(request, clock);
    case "retract":
      return (await import("./shell/retract.ts")).retractNamed(request, clock);
    case "serve":
    case "worker":
      return service(request);
    case "extract":
      return (await import("./shell/extract.ts")).extract(request, clock);
    case "preview":
      return (await import("./shell/preview.ts")).preview(request, language, clock);
    case "status":
      return (await import("./shell/status.ts")).status(request, language, clock);
    case "export":
    case "import":
    case "verify":
      return transfer(request.verb.name, request);
    default:
      return (await import("./shell/ask.ts")).ask(request, language, clock);
  }
}

/** `npm start`: the bots that are set up, or else a chat in the terminal. */
async function start(request: Request, language: Language): Promise<ExitCode> {
  const { discord, slack } = readConfig(textOf(request.flags.data));
  if (discord !== null || slack !== null) return service(request);
  return (await import("./shell/chat.ts")).chat(request, language, clock);
}

/** What runs until it is told to end has a composition root of its own. */
async function service({ verb, words, flags }: Request): Promise<ExitCode> {
  if (words.length > 0) throw new UserError("bad-option", `${verb.name} takes no words`);
  const { serve } = await import("./main.ts");
  return serve({
    shards: readShards(flags.shards, flags.shard),
    roles: verb.name === "worker" ? new Set(["worker"]) : readRoles(flags.role),
    data: textOf(flags.data),
    userAgent: userAgent(),
    write: (line) => stderr.write(line),
  });
}

async function transfer(verb: TransferVerb, { words, flags }: Request): Promise<ExitCode> {
  const place = readConfig(textOf(flags.data));
  const tenant = textOf(flags.tenant) ?? null;
  const { runTransfer } = await import("./desk/transfer-verbs.ts");
  return runTransfer(verb, words, { place, clock, tenant, input: stdin, write: show });
}
