import { describe, expect, it } from "vitest";
import { renderDiscord } from "../../adapters/discord/render.ts";
import { renderSlack } from "../../adapters/slack/render.ts";
import { renderDocument } from "../../adapters/terminal/render.ts";
import { createDispatch } from "../../src/chat/dispatch.ts";
import type { Document, Inline } from "../../src/chat/document.ts";
import { commands, type Needs } from "../../src/commands/index.ts";
import { aDesk } from "../support/a-desk.ts";
import { aWhyItem } from "../support/a-digest.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const QUESTIONS = [
  ["briefing", { topic: "marenta" }, "en"],
  ["briefing", { topic: "marenta" }, "fr"],
  ["said", { who: "marenta" }, "en"],
  ["figures", { topic: "marenta" }, "en"],
  ["figures", { topic: "marenta", metric: "killed" }, "fr"],
  ["timeline", { topic: "marenta" }, "en"],
  ["actors", { topic: "marenta" }, "en"],
  ["sources", { topic: "marenta" }, "en"],
  ["why", { id: "f3k9xq2" }, "en"],
  ["help", {}, "en"],
] as const;

const dispatch = createDispatch<Needs>({
  commands,
  needs: () => ({ desk: aDesk({ why: { status: "found", items: [aWhyItem()] } }) }),
  log: { info() {}, error() {} },
  clock: fixedClock("2025-05-12T06:00:00Z"),
});

/** Everything a document says in plain words and ids, whatever the order. */
function factsOf(document: Document): readonly string[] {
  const ids: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const inline = value as Partial<Inline>;
    if (inline.kind === "fact" && inline.text !== undefined) ids.push(inline.text);
    for (const inner of Object.values(value)) look(inner);
  };
  look(document.blocks);
  return [...new Set(ids)].sort();
}

/** Fact ids that stand in a text, of those there are. */
function idsIn(text: string, known: readonly string[]): readonly string[] {
  return known.filter((id) => text.includes(id));
}

/** All text of a payload; of the selects only what the page says, not their values. */
function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsIn).join("\n");
  if (typeof value !== "object" || value === null) return "";
  const { text, content, options: _, ...rest } = value as Record<string, unknown>;
  const own = [text, content].filter((words) => typeof words === "string").join(" ");
  return `${own}${wordsIn(Object.values({ ...rest, text: typeof text === "string" ? null : text }))}`;
}

function linesIn(payload: unknown): string {
  return wordsIn(payload)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

describe("one answer on terminal, Discord and Slack", () => {
  it.each(QUESTIONS)(
    "/%s %j in %s prints the same facts on all three",
    async (command, options, language) => {
      const document = await dispatch({
        command,
        options,
        language,
        platform: "test",
        tenant: null,
        channel: null,
        user: null,
        mayManage: true,
      });
      let ids = 0;
      const customIdOf = () => `id-${ids++}`;
      const facts = factsOf(document);

      const surfaces = {
        terminal: renderDocument(document, { width: 80, color: false }),
        discord: linesIn(renderDiscord(document, { customIdOf })),
        slack: linesIn(renderSlack(document, { customIdOf })),
        slackWithoutTables: linesIn(renderSlack(document, { customIdOf, tables: false })),
      };

      expect(document.tone).toBe("found");
      if (!["help", "actors", "sources"].includes(command)) expect(facts.length).toBeGreaterThan(0);
      for (const [name, text] of Object.entries(surfaces))
        expect([name, idsIn(text, facts)]).toEqual([name, facts]);
      const { slackWithoutTables: _, ...shown } = surfaces;
      expect(
        Object.entries(shown)
          .map(([name, text]) => `=== ${name}\n${text}`)
          .join("\n"),
      ).toMatchSnapshot();
    },
  );
});
