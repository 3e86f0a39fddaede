import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/chat/language.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { readArguments } from "../../src/desk/shell-arguments.ts";
import { shellHelp, shellVerbs } from "../../src/desk/shell-verbs.ts";

const read = (...argv: string[]) => {
  const { verb, words, flags } = readArguments(argv, shellVerbs);
  return { verb: verb.name, words, flags: { ...flags } };
};

describe("a command line", () => {
  it("has a verb, words and flags in any order", () => {
    expect(read("briefing", "--json", "north", "kivu", "--since=7d", "--as-of", "2025-01-30")).toEqual({
      verb: "briefing",
      words: ["north", "kivu"],
      flags: { json: true, since: "7d", "as-of": "2025-01-30" },
    });
  });

  it("takes everything behind -- as words", () => {
    expect(read("extract", "--", "--odd-name.txt").words).toEqual(["--odd-name.txt"]);
  });

  it.each([
    [["breifing", "goma"], 'unknown command "breifing"; did you mean briefing?'],
    [["briefing", "goma", "--sinse", "7d"], 'unknown option "--sinse" for briefing; did you mean --since?'],
    [["figures", "goma", "--metrik=killed"], "did you mean --metric?"],
    [["briefing", "goma", "--since"], "--since needs a value"],
    [["briefing", "goma", "--since", "--json"], "--since needs a value"],
    [["briefing", "goma", "--json=yes"], "--json takes no value"],
    [["xyzzyplugh"], 'unknown command "xyzzyplugh"; there is start, chat, briefing'],
  ])("that is wrong is answered in one sentence: %j", (argv, message) => {
    expect(() => readArguments(argv, shellVerbs)).toThrow(message);
  });
});

describe("the help", () => {
  it.each(LANGUAGES)("names every verb with every flag (%s)", (language) => {
    const help = shellHelp(wordsIn(language));

    for (const { name, flags } of shellVerbs) {
      expect(help).toContain(`sitrep ${name}`);
      for (const flag of Object.keys(flags)) expect(help).toContain(`--${flag}`);
    }
  });

  it.each(LANGUAGES)("says what each verb of the shell alone is for (%s)", (language) => {
    const alone = shellVerbs.filter(({ command }) => command === null).map(({ name }) => name);

    expect(Object.keys(wordsIn(language).shell.verbs).toSorted()).toEqual(alone.toSorted());
  });
});
