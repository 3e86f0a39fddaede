import { describe, expect, it } from "vitest";
import { createDispatch } from "../../src/chat/dispatch.ts";
import { lineOf, parseLine } from "../../src/chat/parse-line.ts";
import { sayable } from "../../src/chat/say-error.ts";
import { shownCommand } from "../../src/chat/translate.ts";
import { commands } from "../../src/commands/index.ts";
import { UserError } from "../../src/errors.ts";
import { aDesk, type FakeDesk } from "../support/a-desk.ts";
import { french } from "../support/a-telling.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { linesOf } from "../support/lines-of.ts";
import { fc } from "../support/properties.ts";

const read = (line: string) => parseLine(line, commands, "briefing", french);

async function answerTo(line: string, desk: FakeDesk = aDesk()) {
  const log = { info: () => {}, error: () => {} };
  const dispatch = createDispatch({
    commands,
    needs: () => ({ desk }),
    log,
    clock: fixedClock("2031-05-08T06:00Z"),
  });
  const parsed = read(line) ?? { command: "", options: {} };
  const invocation = {
    ...parsed,
    platform: "test",
    tenant: null,
    channel: null,
    user: null,
    mayManage: false,
  };
  return dispatch({ ...invocation, language: "fr" });
}

const linesAfter = async (line: string, desk?: FakeDesk) =>
  linesOf((await answerTo(line, desk)).blocks).map((text) => text.replaceAll("\u202f", " "));

describe("the French names of commands", () => {
  const shown = commands.map((command) => ({ command, words: shownCommand(command, french) }));

  it.each(shown.map(({ words }) => [words.name, words] as const))(
    "/%s keeps to what Discord takes",
    (_, words) => {
      const options = Object.values(words.options);
      // https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
      const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
      for (const name of [words.name, ...options.map((option) => option.name)]) {
        expect(name).toMatch(NAME);
        expect(name).toBe(name.toLowerCase());
      }
      for (const about of [words.about, ...options.map((option) => option.about)]) {
        expect(about.length).toBeGreaterThanOrEqual(1);
        expect(about.length).toBeLessThanOrEqual(100);
      }
      for (const choice of options.flatMap(({ choices }) => choices))
        expect(choice.length).toBeLessThanOrEqual(100);
      // "name:value" is read with plain letters only.
      for (const { name } of options) expect(name).toMatch(/^[a-z]+$/);
    },
  );

  it("are one for each command and option, and none is the English name of another", () => {
    const names = shown.map(({ words }) => words.name);

    expect(new Set(names).size).toBe(names.length);
    for (const { command, words } of shown) {
      const others = commands.filter((other) => other !== command).map(({ name }) => name);
      expect(others).not.toContain(words.name);
      const options = Object.entries(words.options);
      expect(new Set(options.map(([, { name }]) => name)).size).toBe(options.length);
      for (const [name, option] of options)
        expect(Object.keys(command.options).filter((other) => other !== name)).not.toContain(option.name);
    }
  });

  it("stand in examples that are read as the command they explain", () => {
    for (const { command, words } of shown)
      for (const example of words.examples) expect(read(example)?.command).toBe(command.name);
  });
});

describe("a line typed in French", () => {
  it.each([
    ["/point goma", "briefing", { topic: "goma" }],
    ["/briefing goma since:7d", "briefing", { topic: "goma", since: "7d" }],
    [
      "goma depuis:2025-01-27 jusque:2025-02-05",
      "briefing",
      { topic: "goma", since: "2025-01-27", until: "2025-02-05" },
    ],
    ["/point goma 7j", "briefing", { topic: "goma", since: "7j" }],
    ["/déclarations kagame sur:cessez le feu", "said", { who: "kagame", about: "cessez le feu" }],
    ["/declarations kagame", "said", { who: "kagame" }],
    ["/DÉCLARATIONS kagame", "said", { who: "kagame" }],
    ["/chiffres goma tués", "figures", { topic: "goma", metric: "tués" }],
    ["/chiffres goma blesses 30j", "figures", { topic: "goma", metric: "blesses", since: "30j" }],
    ["/chiffres goma killed", "figures", { topic: "goma", metric: "killed" }],
    ["/chiffres morts", "figures", { topic: "morts" }],
    ["/pourquoi f3k9xq2", "why", { id: "f3k9xq2" }],
    ["/aide déclarations", "help", { command: "déclarations" }],
    ["/pont goma", "pont", { words: "goma" }],
  ])("is understood: %s", (line, command, options) => {
    expect(read(line)).toEqual({ command, options });
  });

  it.each(["/point goma", "/chiffres goma", "/déclarations goma"])("is none in English: %s", (line) => {
    expect(commands.map(({ name }) => name)).not.toContain(parseLine(line, commands, "briefing")?.command);
  });

  it.each([
    ["/chiffres marenta tués 30j", { topic: "marenta", since: "30d", until: undefined }],
    [
      "/chiffres marenta indicateur:Déplacés depuis:2sem",
      { topic: "marenta", since: "14d", until: undefined },
    ],
    ["/point marenta depuis:72h", { topic: "marenta", since: "72h", until: undefined }],
  ])("asks the desk for what it means: %s", async (line, expected) => {
    const desk = aDesk();

    const document = await answerTo(line, desk);

    expect(document.tone).not.toBe("trouble");
    expect(desk.asked).toEqual([expected]);
  });

  it("is what an answer prints for any command and options", async () => {
    const metric = fc.constantFrom("killed", "displaced", "people_in_need", "sexual_violence", "other");
    const since = fc.constantFrom("7d", "72h", "2025-01-27");
    await fc.assert(
      fc.asyncProperty(metric, since, async (one, start) => {
        const options = { topic: "goma", metric: one, since: start };
        const desk = aDesk({
          brief: { status: "several", query: "x", options: [{ query: "goma", label: "Goma", detail: null }] },
        });
        const document = await answerTo(`/figures goma ${one} ${start}`, desk);
        const [action] = document.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []));

        const line = lineOf(action!);

        expect(line).toMatch(/^\/chiffres goma depuis:/);
        expect(read(line)).toEqual({
          command: "figures",
          options: { topic: "goma", since: start.replace("7d", "7j") },
        });
        expect(action?.options).toEqual({ topic: options.topic, since: start });
      }),
      { numRuns: 15, seed: 20250129 },
    );
  });
});

describe("what cannot be answered, in French", () => {
  const near = [{ query: "marenta", label: "Marenta", detail: "Sulvo, Kandoria" }];
  const front = [{ query: "front", label: "Free Ridge Front", detail: "armed group" }];

  it.each([
    [
      "an unknown command",
      "/xqzxqz",
      ["Il n'y a pas de commande /xqzxqz.", "/aide donne la liste de ce qui peut être demandé."],
    ],
    [
      "one that is nearly known",
      "/pont goma",
      ["Il n'y a pas de commande /pont. Vouliez-vous dire /point ?", "/point goma"],
    ],
    [
      "a missing option",
      "/point",
      [
        "Il manque « sujet » : un lieu, un acteur ou des mots.",
        "Utilisation : /point <sujet> [depuis] [jusque]. Par exemple : /point goma",
      ],
    ],
    [
      "a bad day",
      "/point goma depuis:hier",
      [
        "« depuis » ne peut pas être « hier » ; il faut un jour comme 2025-01-27 ou une",
        "durée comme 7j ou 72h.",
        "Utilisation : /point <sujet> [depuis] [jusque]. Par exemple : /point goma",
      ],
    ],
  ])("says so of %s", async (_, line, expected) => {
    expect(await linesAfter(line)).toEqual(expected);
  });

  it("offers topics for an unknown one, and kinds of actors by their French names", async () => {
    const unknown = await linesAfter(
      "/point marrenta",
      aDesk({ brief: { status: "unknown-topic", query: "marrenta", near } }),
    );
    const several = await linesAfter(
      "/point front",
      aDesk({ brief: { status: "several", query: "front", options: front } }),
    );

    expect(unknown.slice(0, 3)).toEqual([
      "Rien dans la bibliothèque ne porte sur « marrenta ».",
      "Vouliez-vous dire :",
      "• Marenta · Sulvo, Kandoria",
    ]);
    expect(several.slice(0, 2)).toEqual([
      "« front » peut désigner plusieurs choses. Laquelle ?",
      "• Free Ridge Front · groupe armé",
    ]);
  });

  it("says the sentence of the catalogue for trouble that has one, and what to do for an operator's", async () => {
    const filled = { since: "2031-05-08", until: "2031-05-01" };
    const window = sayable("bad-date", { key: "since-after-until", filled });
    const store = new UserError("store-unavailable", "database news at db.example: connection refused");

    expect(await linesAfter("/point goma", aDesk({ failure: window }))).toEqual([
      "« depuis » (2031-05-08) est postérieur à la fin de la période (2031-05-01).",
    ]);
    const [told] = await linesAfter("/point goma", aDesk({ failure: store }));
    expect(told).toBe("La bibliothèque n'est pas accessible ; réessayez, ou prévenez l'opérateur.");
  });

  it("apologises for a bug in French", async () => {
    const [sorry, , reference] = await linesAfter("/point goma", aDesk({ failure: new Error("boom") }));

    expect(sorry).toMatch(/^Une erreur s'est produite de notre côté/);
    expect(reference).toMatch(/^Référence pour l'opérateur : /);
  });
});
