import { renderDocument } from "../../adapters/terminal/render.ts";
import type { Invocation } from "../chat/adapter.ts";
import { createDispatch } from "../chat/dispatch.ts";
import type { Document } from "../chat/document.ts";
import type { Language } from "../chat/language.ts";
import { parseLine } from "../chat/parse-line.ts";
import { wordsIn } from "../chat/words/catalogue.ts";
import type { Clock } from "../clock.ts";
import { commands } from "../commands/index.ts";
import { type Config, readConfig } from "../config.ts";
import type { BriefResult, Desk, WhyResult } from "../desk/desk.ts";
import { UserError } from "../errors.ts";
import { answerJson } from "../replies/answer-json.ts";
import { markdownDocument } from "../replies/markdown.ts";
import { openApp } from "./open-app.ts";
import { bugsOnly, type ExitCode, type Request, show, textOf } from "./screen.ts";

const { stdout } = process;

/** One command, asked once: the same dispatch as in the chat, with what the desk found kept for `--json`. */
export async function ask(
  { verb, words, flags }: Request,
  language: Language,
  clock: Clock,
): Promise<ExitCode> {
  if (flags.json === true && flags.markdown === true)
    throw new UserError("bad-option", "give --json or --markdown, not both");
  const parsed = parseLine(`/${verb.name} ${words.join(" ")}`, commands, verb.name, wordsIn(language));
  const known = Object.keys(verb.command?.options ?? {});
  const given = Object.fromEntries(Object.entries(flags).filter(([name]) => known.includes(name)));
  const options = { ...parsed?.options, ...given };
  const { config, kept, document } = await answer(verb.name, options, flags, language, clock);
  if (document.tone === "trouble") throw new UserError("not-found", troubleLine(document, language));
  if (flags.json === true) return show(`${JSON.stringify(jsonOf(verb.name, kept, document), null, 2)}\n`);
  if (flags.markdown === true) return show(`${markdownDocument(document)}\n`);
  const width = stdout.columns ?? 100;
  return show(`${renderDocument(document, { width, color: config.color && stdout.isTTY === true })}\n`);
}

interface Kept {
  brief?: BriefResult;
  why?: WhyResult;
}

/** What the chat would answer, with what the desk found kept for `--json`. */
export async function answer(
  command: string,
  options: Invocation["options"],
  flags: Request["flags"],
  language: Language,
  clock: Clock,
): Promise<{ config: Config; kept: Kept; document: Document }> {
  const config = readConfig(textOf(flags.data));
  const { desk, store, feeds } = await openApp(config, textOf(flags["as-of"]), clock);
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
