import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createTerminalChat, type TerminalParts } from "../../../adapters/terminal/chat.ts";
import type { TerminalHistory } from "../../../adapters/terminal/history.ts";
import type { Dispatch, Invocation } from "../../../src/chat/adapter.ts";
import { paragraph } from "../../../src/chat/document.ts";
import { commands } from "../../../src/commands/index.ts";

/** A history in memory; `touched` says how often it was asked for anything. */
function aHistory(...lines: string[]) {
  const kept = { lines: lines as readonly string[], touched: 0 };
  const history: TerminalHistory = {
    load: async () => {
      kept.touched += 1;
      return kept.lines;
    },
    save: async (next) => {
      kept.touched += 1;
      kept.lines = next;
    },
  };
  return { kept, history };
}

/** A terminal with its input in hand; `asked` is what reached dispatch, which echoes it. */
function aTerminal(parts: Partial<TerminalParts> = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  let printed = "";
  output.on("data", (chunk: Buffer) => {
    printed += chunk.toString("utf8");
  });
  const asked: Pick<Invocation, "command" | "options">[] = [];
  const dispatch: Dispatch = async ({ command, options }) => {
    asked.push({ command, options });
    const echo = `${command} ${Object.values(options).join(" ")}`.trim();
    return { summary: echo, tone: "found", blocks: [paragraph(echo)] };
  };
  const chat = createTerminalChat({
    commands,
    suggest: async (prefix) => [{ query: `${prefix}ma`, label: "" }],
    input,
    output,
    interactive: false,
    history: aHistory().history,
    color: false,
    language: "en",
    ...parts,
  });
  return { chat, dispatch, input, asked, printed: () => printed };
}

describe("the chat when input is not a terminal", () => {
  it("answers one command a line, in order, and ends with the input", async () => {
    const { chat, dispatch, input, printed } = aTerminal();

    await chat.start(dispatch);
    input.end("/briefing marenta\n\nolm 7d\r\n/said torvek about:fuel");
    await chat.done;

    expect(printed()).toBe("briefing marenta\n\nbriefing olm 7d\n\nsaid torvek fuel\n\n");
  });

  it.each(["/quit", "/exit", "quit", "  /QUIT "])("stops at %j without reading on", async (line) => {
    const { chat, dispatch, input, asked } = aTerminal();

    await chat.start(dispatch);
    input.write(`/help\n${line}\n/briefing marenta\n`);
    await chat.done;

    expect(asked.map(({ command }) => command)).toEqual(["help"]);
  });

  it("takes a topic that only begins like a farewell", async () => {
    const { chat, dispatch, input, asked } = aTerminal();

    await chat.start(dispatch);
    input.end("quito\n");
    await chat.done;

    expect(asked).toEqual([{ command: "briefing", options: { topic: "quito" } }]);
  });

  it("uses 80 columns where the output knows no width of its own", async () => {
    const output = Object.assign(new PassThrough(), { columns: 0 });
    const { chat } = aTerminal({ output });
    const document = { summary: "", tone: "found" as const, blocks: [paragraph("word ".repeat(30))] };

    await chat.post({ platform: "terminal", tenant: "local", id: "screen" }, document, "one");

    const [line = ""] = String(output.read()).split("\n");
    expect(line).toHaveLength(79);
  });

  it("ends quietly when nobody reads the output any more", async () => {
    const gone = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const output = new Writable({ write: (_chunk, _encoding, done) => done(gone) });
    const { chat, dispatch, input } = aTerminal({ output });

    await chat.start(dispatch);
    input.write("/help\n/help\n");

    await expect(chat.done).resolves.toBeUndefined();
  });

  it("tells whoever posts that the reader has gone", async () => {
    const { chat } = aTerminal({ output: new PassThrough().destroy() });

    const posted = chat.post(
      { platform: "terminal", tenant: "local", id: "screen" },
      { summary: "", tone: "found", blocks: [] },
      "one",
    );

    await expect(posted).rejects.toMatchObject({ name: "DeliveryError", problem: "gone" });
  });

  it("does not hide other trouble with the output", async () => {
    const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error("disk full")) });
    const { chat, dispatch, input } = aTerminal({ output });

    await chat.start(dispatch);
    input.write("/help\n");

    await expect(chat.done).rejects.toThrow("disk full");
  });

  it("posts a document that nobody asked for, and stops when told", async () => {
    const { chat, dispatch, printed } = aTerminal();

    await chat.start(dispatch);
    const document = { summary: "", tone: "found" as const, blocks: [paragraph("news")] };
    await chat.post({ platform: "terminal", tenant: "local", id: "screen" }, document, "one");
    await chat.stop();
    await chat.done;

    expect(printed()).toBe("news\n\n");
  });
});

describe("the chat when a person types", () => {
  it("welcomes, prompts, completes with the tab key and says goodbye at the end of input", async () => {
    const { chat, dispatch, input, asked, printed } = aTerminal({ interactive: true });

    await chat.start(dispatch);
    input.write("/bri\t");
    await new Promise((resolve) => setImmediate(resolve));
    input.write(" olm\r");
    input.end();
    await chat.done;

    expect(printed()).toMatch(/^Sitrep: type a topic or a command/);
    expect(printed()).toContain("sitrep> ");
    expect(asked).toEqual([{ command: "briefing", options: { topic: "olm" } }]);
    expect(printed().endsWith("\n")).toBe(true);
  });

  it.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("leaves cleanly at %s", async (_, key) => {
    const { chat, dispatch, input, asked } = aTerminal({ interactive: true });

    await chat.start(dispatch);
    input.write(key);
    await chat.done;

    expect(asked).toEqual([]);
  });

  it.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("leaves cleanly at %s while an answer is on its way, which is still shown", async (_, key) => {
    const { chat, input, printed } = aTerminal({ interactive: true });

    await chat.start(async () => {
      input.write(key);
      await new Promise((resolve) => setImmediate(resolve));
      return { summary: "", tone: "found", blocks: [paragraph("the answer")] };
    });
    input.write("olm\r");
    await chat.done;

    expect(printed()).toContain("the answer");
  });
});

const UP = "\u001b[A";

describe("the history of the chat", () => {
  it.each([
    ["/quit", "/quit\r"],
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("has what was typed in earlier sessions and in this one after %s", async (_, farewell) => {
    const { kept, history } = aHistory("/help", "olm");
    const { chat, dispatch, input } = aTerminal({ interactive: true, history });

    await chat.start(dispatch);
    input.write("olm\r/said torvek\r\r");
    await new Promise((resolve) => setImmediate(resolve));
    input.write(farewell);
    await chat.done;

    expect(kept.lines).toEqual(["/help", "olm", "/said torvek"]);
  });

  it("is under the arrow keys, latest line first", async () => {
    const { history } = aHistory("/help", "marenta");
    const { chat, dispatch, input, asked } = aTerminal({ interactive: true, history });

    await chat.start(dispatch);
    input.write(`${UP}\r`);
    input.write(`${UP}${UP}\r`);
    input.end();
    await chat.done;

    expect(asked.map(({ command }) => command)).toEqual(["briefing", "help"]);
  });

  it("has a line before its answer, so that a closed window loses nothing", async () => {
    const { kept, history } = aHistory();
    const seen: (readonly string[])[] = [];
    const { chat, input } = aTerminal({ interactive: true, history });

    await chat.start(async () => {
      seen.push(kept.lines);
      return { summary: "", tone: "found", blocks: [] };
    });
    input.write("olm\r");
    input.end();
    await chat.done;

    expect(seen).toEqual([["olm"]]);
  });

  it("keeps what another window typed meanwhile", async () => {
    const { kept, history } = aHistory("/help");
    const { chat, dispatch, input } = aTerminal({ interactive: true, history });

    await chat.start(dispatch);
    kept.lines = ["/help", "kelmar"];
    input.write("olm\r");
    input.end();
    await chat.done;

    expect(kept.lines).toEqual(["/help", "kelmar", "olm"]);
  });

  it("is neither read nor written when input is not a terminal", async () => {
    const { kept, history } = aHistory("/help");
    const { chat, dispatch, input } = aTerminal({ interactive: false, history });

    await chat.start(dispatch);
    input.end("olm\n/quit\n");
    await chat.done;

    expect(kept).toEqual({ lines: ["/help"], touched: 0 });
  });

  it("prints nothing at the prompt that would steer the terminal", async () => {
    const { history } = aHistory("olm", "\u001b[2J\u001b]0;title\u0007");
    const { chat, dispatch, input, asked, printed } = aTerminal({ interactive: true, history });

    await chat.start(dispatch);
    input.write(`${UP}\r`);
    input.end();
    await chat.done;

    expect(asked).toEqual([{ command: "briefing", options: { topic: "olm" } }]);
    expect(printed()).not.toContain("\u001b[2J");
  });
});
