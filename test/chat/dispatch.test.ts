import { describe, expect, it } from "vitest";
import { renderDocument } from "../../adapters/terminal/render.ts";
import type { Invocation } from "../../src/chat/adapter.ts";
import { type Command, defineCommand, text } from "../../src/chat/command.ts";
import { createDispatch } from "../../src/chat/dispatch.ts";
import { type Document, paragraph } from "../../src/chat/document.ts";
import { commands, type Needs } from "../../src/commands/index.ts";
import { UserError } from "../../src/errors.ts";
import type { Log, LogFields } from "../../src/log.ts";
import { aDesk, type FakeDesk } from "../support/a-desk.ts";

const clock = { now: () => new Date("2031-05-08T06:00:00Z") };

function aChat(desk: FakeDesk = aDesk(), extra: readonly Command<Needs>[] = []) {
  const logged: { event: string; fields: LogFields; cause?: unknown }[] = [];
  const log: Log = {
    info: (event, fields) => logged.push({ event, fields }),
    error: (event, fields, cause) => logged.push({ event, fields, cause }),
  };
  const dispatch = createDispatch({
    commands: [...commands, ...extra],
    needs: () => ({ desk }),
    log,
    clock,
  });
  const ask = (command: string, options: Invocation["options"], mayManage = false) =>
    dispatch({
      command,
      options,
      platform: "test",
      tenant: null,
      channel: null,
      language: "en",
      user: null,
      mayManage,
    });
  return { ask, logged };
}

const textOf = (document: Document) => renderDocument(document, { width: 100, color: false });

describe("dispatch", () => {
  it("runs the command with parsed values and leaves one line in the log", async () => {
    const desk = aDesk();
    const { ask, logged } = aChat(desk);

    const document = await ask("briefing", {
      topic: "  marenta ",
      since: "2W",
    });

    expect(document.tone).toBe("found");
    expect(desk.asked).toEqual([{ topic: "marenta", since: "14d", until: undefined }]);
    const fields = {
      command: "briefing",
      platform: "test",
      milliseconds: 0,
      outcome: "found",
    };
    expect(logged).toEqual([{ event: "command", fields }]);
  });

  it("names the option, its choices and the usage when a value does not fit", async () => {
    const { ask } = aChat();

    const document = await ask("figures", {
      topic: "marenta",
      metric: "sadness",
    });

    expect(document.tone).toBe("trouble");
    expect(document.summary).toMatch(
      /^“metric” cannot be “sadness”; it is one of: killed, injured, .*, other\.$/,
    );
    expect(textOf(document)).toContain("Usage: /figures <topic> [metric] [since] [until]");
  });

  it.each([
    [{ topic: "marenta", since: "2031-02-30" }, "“since” cannot be “2031-02-30”; it is a day like"],
    [{ topic: "marenta", since: "soon" }, "“since” cannot be “soon”"],
    [{ topic: "marenta", since: 7 }, "“since” cannot be “7”"],
    [{ topic: "" }, "“topic” is empty"],
    [{}, "“topic” is missing: A place, an actor or words."],
    [{ topic: "x".repeat(201) }, "“topic” is too long"],
    [{ topic: "marenta", colour: "red" }, "There is no option “colour” here; there is topic, since, until."],
    [{ topic: "marenta", constructor: "x" }, "There is no option “constructor” here"],
  ])("answers %j in words", async (options, sentence) => {
    const { ask } = aChat();

    const document = await ask("briefing", options);

    expect(document.summary).toContain(sentence);
  });

  it("offers the nearest command for a misspelled one, with the words kept", async () => {
    const { ask } = aChat();

    const document = await ask("breifing", { words: "marenta" });

    expect(document.summary).toBe("There is no command /breifing. Did you mean /briefing?");
    expect(document.blocks.at(-1)).toEqual({
      kind: "actions",
      actions: [
        {
          label: "/briefing",
          command: "briefing",
          options: { topic: "marenta" },
        },
      ],
    });
  });

  it("points to help when no command is near", async () => {
    const { ask } = aChat();

    const document = await ask("weather", {});

    expect(textOf(document)).toBe("There is no command /weather.\n/help lists what can be asked.");
  });

  it("shows the sentence of a UserError and logs its code", async () => {
    const { ask, logged } = aChat(aDesk({ failure: new UserError("bad-date", "Swap the days.") }));

    const document = await ask("briefing", { topic: "marenta" });

    expect(textOf(document)).toBe("Swap the days.");
    expect(logged.map(({ fields }) => fields.outcome)).toEqual(["bad-date"]);
  });

  it("apologises for a bug with a reference that the log has too, and tells nobody what broke", async () => {
    const failure = new Error("secret path /home/x");
    const { ask, logged } = aChat(aDesk({ failure }));

    const document = await ask("briefing", { topic: "marenta" });

    const reference = logged[0]?.fields.reference;
    expect(textOf(document)).toBe(
      `Something went wrong on our side; nothing you typed is at fault.\nReference for the operator: ${reference}`,
    );
    expect(logged).toHaveLength(1);
    expect(logged[0]?.cause).toBe(failure);
  });

  it("keeps commands for managers from everybody else", async () => {
    const managed = defineCommand({
      name: "forget",
      about: "Forget a feed",
      who: "managers",
      options: { feed: text("A feed") },
      examples: [],
      run: async ({ feed }): Promise<Document> => ({
        summary: feed,
        tone: "found",
        blocks: [paragraph(feed)],
      }),
    });
    const { ask } = aChat(aDesk(), [managed]);

    const refused = await ask("forget", { feed: "a" });
    const done = await ask("forget", { feed: "a" }, true);

    expect(refused.summary).toBe("/forget is for people who may manage this channel.");
    expect(done.summary).toBe("a");
  });
});
