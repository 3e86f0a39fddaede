import { beforeAll, describe, expect, it } from "vitest";
import type { Invocation } from "../src/chat/adapter.ts";
import { createDispatch } from "../src/chat/dispatch.ts";
import type { Document } from "../src/chat/document.ts";
import type { Language } from "../src/chat/language.ts";
import { shownCommand } from "../src/chat/translate.ts";
import { wordsIn } from "../src/chat/words/catalogue.ts";
import { commands } from "../src/commands/index.ts";
import type { BriefResult, Desk, WhyResult } from "../src/desk/desk.ts";
import { openDesk } from "../src/desk/open-desk.ts";
import { openEngine } from "../src/desk/open-engine.ts";
import { openMemoryStore } from "../src/stores/sqlite-store.ts";
import { bundledArticles } from "./support/corpus.ts";
import { fixedClock } from "./support/fixed-clock.ts";
import {
  bodyTextsOf,
  digitsOf,
  strangersIn,
  textsIn,
  textsOf,
  withoutTexts,
  wordsOf,
} from "./support/fixed-words.ts";

type Asked = Pick<Invocation, "command" | "options">;

const clock = fixedClock("2025-06-30T12:00:00Z");
const topics = ["goma", "m23", "kagame", "sudan", "haiti", "kinshasa"];
const about = ["briefing", "said", "figures", "timeline", "actors", "sources"];
const periods = [{ since: "2025-01-01" }, {}];

const questions: readonly Asked[] = [
  ...topics.flatMap((topic) =>
    about.flatMap((command) =>
      periods.map(
        (period): Asked => ({
          command,
          options: { [command === "said" ? "who" : "topic"]: topic, ...period },
        }),
      ),
    ),
  ),
  { command: "figures", options: { topic: "goma", metric: "surrendered", since: "2025-01-01" } },
  { command: "said", options: { who: "kagame", about: "xqzxqz", since: "2025-01-01" } },
  { command: "briefing", options: { topic: "gooma" } },
  { command: "help", options: {} },
  ...commands.map(({ name }): Asked => ({ command: "help", options: { command: name } })),
  { command: "help", options: { command: "xqzxqz" } },
];

const wrong: readonly Asked[] = [
  { command: "briefing", options: { topic: "xqzxqz" } },
  { command: "briefing", options: { topic: "kivus" } },
  { command: "briefing", options: {} },
  { command: "briefing", options: { topic: "" } },
  { command: "briefing", options: { topic: "x".repeat(300) } },
  { command: "briefing", options: { topic: "goma", since: "xqz" } },
  { command: "briefing", options: { topic: "goma", since: "2025-02-30" } },
  { command: "briefing", options: { topic: "goma", since: "2025-02-01", until: "2025-01-01" } },
  { command: "briefing", options: { topic: "goma", xqz: "1" } },
  { command: "figures", options: { topic: "goma", metric: "xqz" } },
  { command: "briefin", options: { words: "goma" } },
  { command: "xqzxqz", options: {} },
  { command: "why", options: { id: "zzz" } },
];

describe("answers in English and in French", () => {
  let desk: Desk;
  let ids: string[] = [];

  beforeAll(async () => {
    const engine = openEngine();
    const store = openMemoryStore();
    for (const article of await bundledArticles())
      await store.put({ article, facts: engine.read(article), reader: engine.tag, bundled: true });
    desk = openDesk({ store, engine, clock });
    const answer = await desk.brief({ topic: "goma", since: "2025-01-01" });
    if (answer.status !== "ok") throw new Error("the bundled library has Goma");
    const { ladders, speakers, keyPoints, timeline } = answer.digest;
    ids = [
      ...ladders.flatMap(({ rungs }) => rungs.map(({ id }) => id)),
      ...speakers.flatMap(({ lines }) => lines.map(({ id }) => id)),
      ...keyPoints.map(({ id }) => id),
      ...timeline.map(({ id }) => id),
    ].filter((_, index) => index % 4 === 0);
  });

  /** The document, and what the desk found for it. */
  async function ask({ command, options }: Asked, language: Language) {
    const found: (BriefResult | WhyResult)[] = [];
    const keeping: Desk = {
      ...desk,
      brief: async (query) => note(await desk.brief(query)),
      why: async (id) => note(await desk.why(id)),
    };
    function note<T extends BriefResult | WhyResult>(result: T): T {
      found.push(result);
      return result;
    }
    const log = {
      info: () => {},
      error: (_event: string, _fields: unknown, cause?: unknown) => expect(cause).toBeUndefined(),
    };
    const dispatch = createDispatch({ commands, needs: () => ({ desk: keeping }), log, clock });
    const document = await dispatch({
      command,
      options,
      platform: "test",
      tenant: null,
      channel: null,
      language,
      user: null,
      mayManage: false,
    });
    return { document, found };
  }

  const everything = () => [
    ...questions,
    ...ids.map((id): Asked => ({ command: "why", options: { id } })),
    { command: "why", options: { id: "f" } },
    ...wrong,
  ];

  it("have no fixed word of English in French", async () => {
    const leaks: string[] = [];
    for (const asked of everything()) {
      const { document, found } = await ask(asked, "fr");
      leaks.push(...englishIn(document, strangersIn([found, asked.options])));
    }

    expect([...new Set(leaks)].sort()).toEqual([]);
  });

  it("have the same numbers", async () => {
    for (const asked of everything()) {
      const [english, french] = [await ask(asked, "en"), await ask(asked, "fr")];

      expect(digitsOf(textsOf(french.document)), JSON.stringify(asked)).toEqual(
        digitsOf(textsOf(english.document)),
      );
    }
  });

  it("have the same words of articles, as often", async () => {
    for (const asked of questions) {
      const [english, french] = [await ask(asked, "en"), await ask(asked, "fr")];
      const excerpts = english.found.flatMap((result) => (result.status === "ok" ? excerptsOf(result) : []));

      const [inEnglish, inFrench] = [english, french].map(({ document }) =>
        counts(excerpts, bodyTextsOf(document)),
      );

      expect(inFrench, JSON.stringify(asked)).toEqual(inEnglish);
    }
  });

  it("are found, or not, alike", async () => {
    for (const asked of everything()) {
      const [english, french] = [await ask(asked, "en"), await ask(asked, "fr")];

      expect(french.document.tone).toBe(english.document.tone);
      expect(french.document.blocks.map(({ kind }) => kind)).toEqual(
        english.document.blocks.map(({ kind }) => kind),
      );
    }
  });

  it("name the same commands to press, and show each as the reader types it", async () => {
    const [english, french] = [await ask(questions[0]!, "en"), await ask(questions[0]!, "fr")];

    const actions = [english, french].map(({ document }) =>
      document.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : [])),
    );

    expect(actions[1]?.map(({ command, options }) => ({ command, options }))).toEqual(
      actions[0]?.map(({ command, options }) => ({ command, options })),
    );
    expect(actions[1]?.[0]?.typed).toEqual({
      command: "chiffres",
      options: { sujet: "goma", depuis: "2025-01-01" },
    });
    expect(actions[0]?.[0]?.typed).toBeUndefined();
  });

  it("mark in French the language of what an English article says, and in English nothing", async () => {
    const [english, french] = [await ask(questions[0]!, "en"), await ask(questions[0]!, "fr")];

    expect(textsOf(french.document)).toContain(" (en)");
    expect(textsOf(english.document).filter((text) => text.includes("(en)"))).toEqual([]);
  });
});

/** Words of the English catalogue that are French as well, or the same everywhere. A list and no computation, so that English among the French shows. */
const SHARED = new Set(
  (
    "article articles as-of atom ceasefire code date direct district export figure forces goma indirect ingest json jsonl " +
    "kagame kivu long md mention mentions mode nov oct organisations pages place point points positive publication quit " +
    "reliefweb rss sha site sitrep six source sources standard stock terminal total txt type utc vague via web"
  ).split(" "),
);

const ENGLISH_ONLY = new Set(
  [
    ...textsIn({ ...wordsIn("en"), language: "" }),
    ...textsIn(commands.map((command) => shownCommand(command, wordsIn("en")))),
  ]
    .flatMap(wordsOf)
    .filter((word) => !SHARED.has(word)),
);

function englishIn(document: Document, strangers: readonly string[]): string[] {
  return textsOf(document)
    .map((text) => withoutTexts(text, strangers))
    .flatMap((text) =>
      wordsOf(text)
        .filter((word) => ENGLISH_ONLY.has(word))
        .map((word) => `${word}: ${text.trim()}`),
    );
}

function excerptsOf({ digest }: Extract<BriefResult, { status: "ok" }>): string[] {
  const statements = digest.speakers.flatMap(({ lines }) => lines.map(({ statement }) => statement.text));
  const texts = [
    ...digest.keyPoints.map(({ text }) => text),
    ...digest.timeline.map(({ text }) => text),
    ...statements,
    ...digest.ladders.flatMap(({ rungs }) => rungs.map(({ words }) => words)),
  ];
  return [...new Set(texts.map((text) => text.trim().slice(0, 80)))];
}

function counts(excerpts: readonly string[], texts: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    excerpts.map((excerpt) => [excerpt, texts.filter((text) => text.includes(excerpt)).length]),
  );
}
