import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import {
  type ChannelRef,
  type ChatAdapter,
  DeliveryError,
  type Dispatch,
  type Suggest,
} from "../../src/chat/adapter.ts";
import type { CommandInfo } from "../../src/chat/command.ts";
import type { Document } from "../../src/chat/document.ts";
import type { Language } from "../../src/chat/language.ts";
import { parseLine } from "../../src/chat/parse-line.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { completeLine } from "./complete.ts";
import { isQuit, MOST_LINES, type TerminalHistory, worthKeeping } from "./history.ts";
import { renderDocument } from "./render.ts";

export interface TerminalParts {
  readonly commands: readonly CommandInfo[];
  readonly suggest: Suggest;
  readonly input: Readable;
  /** `columns` is asked before every answer, because windows change their size. */
  readonly output: Writable & { readonly columns?: number };
  /** Whether a person types: prompt, history, completion. Else one command a line and plain answers. */
  readonly interactive: boolean;
  /** Read and written only when a person types. */
  readonly history: TerminalHistory;
  readonly color: boolean;
  /** Of the fixed words, and of the names of commands beside the English ones. */
  readonly language: Language;
}

export interface TerminalChat extends ChatAdapter {
  /** Settles when the session is over: `/quit`, end of input, Ctrl-C, or nobody reads the output any more. */
  readonly done: Promise<void>;
}

const PROMPT = "sitrep> ";
const FALLBACK = "briefing";
const DEFAULT_WIDTH = 80;

/** The chat in a terminal. `start` does not wait for what is typed; await `done` for the end of the session. */
export function createTerminalChat(parts: TerminalParts): TerminalChat {
  const { input, output, interactive, history, commands, suggest } = parts;
  const words = wordsIn(parts.language);
  const { promise: done, resolve: end, reject: fail } = Promise.withResolvers<void>();
  let lines: Interface | null = null;
  let outputGone = false;

  const write = async (text: string) => {
    if (outputGone || output.destroyed) return;
    // A slow reader sets the pace; one that has left ends the session.
    if (!output.write(text)) await Promise.race([once(output, "drain"), done]);
  };
  const show = (document: Document) => {
    // Some pseudo-terminals report 0 columns, which means that they do not know.
    const width = output.columns || DEFAULT_WIDTH;
    return write(`${renderDocument(document, { width, color: parts.color })}\n\n`);
  };

  output.on("error", (error: NodeJS.ErrnoException) => {
    outputGone = true;
    lines?.close();
    if (error.code === "EPIPE") end();
    else fail(error);
  });

  /** At once and not at the end: another window may be open, and this one may be closed or killed. */
  async function remember(line: string): Promise<void> {
    const before = await history.load();
    const lines = worthKeeping([...before, line]);
    if (lines.at(-1) !== before.at(-1)) await history.save(lines);
  }

  async function converse(dispatch: Dispatch, typed: Interface): Promise<void> {
    let open = true;
    typed.on("close", () => {
      open = false;
    });
    if (interactive) await write(`${words.welcome}\n`);
    if (interactive) typed.prompt();
    for await (const line of typed) {
      if (outputGone || isQuit(line)) break;
      if (interactive) await remember(line);
      const parsed = parseLine(line, commands, FALLBACK, words);
      if (parsed !== null) {
        const invocation = {
          ...parsed,
          platform: "terminal",
          tenant: null,
          channel: null,
          language: parts.language,
          user: null,
          mayManage: true,
        };
        await show(await dispatch(invocation));
      }
      // Ctrl-C or Ctrl-D may have come while the answer was on its way.
      if (interactive && open) typed.prompt();
    }
    typed.close();
  }

  return {
    platform: "terminal",
    done,
    async start(dispatch) {
      const earlier = interactive ? worthKeeping(await history.load()) : [];
      const typed = createInterface({
        input,
        output: interactive ? output : undefined,
        terminal: interactive,
        prompt: PROMPT,
        history: earlier.toReversed(),
        historySize: MOST_LINES,
        crlfDelay: Number.POSITIVE_INFINITY,
        completer: (line: string, give: (error: null, result: [string[], string]) => void) => {
          completeLine(line, commands, suggest, words).then(
            (result) => give(null, result),
            () => give(null, [[], line]),
          );
        },
      });
      lines = typed;
      typed.on("SIGINT", () => typed.close());
      // The line of a prompt left by Ctrl-C or Ctrl-D ends here, so that the shell's own starts on a new one.
      typed.on("close", () => interactive && !outputGone && output.write("\n"));
      converse(dispatch, typed).then(end, fail);
    },
    async post(_channel: ChannelRef, document) {
      if (outputGone || output.destroyed) throw new DeliveryError("gone");
      await show(document);
      return "shown";
    },
    // What was printed has gone by: nobody can look whether it stands there.
    findPost: async () => "unknown",
    missingAccess: async () => [],
    async tell(_tenant, _user, document) {
      if (outputGone || output.destroyed) throw new DeliveryError("gone");
      await show(document);
    },
    async stop() {
      lines?.close();
      end();
    },
  };
}
