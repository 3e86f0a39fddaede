import { describe, expect, it } from "vitest";
import { completeLine } from "../../../adapters/terminal/complete.ts";
import { wordsIn } from "../../../src/chat/words/catalogue.ts";
import { commands } from "../../../src/commands/index.ts";

const TOPICS = ["goma", "gomba", "port ansel", "Ilan Torvek"];
const suggest = async (prefix: string, limit: number) =>
  TOPICS.filter((query) => ` ${query.toLowerCase()}`.includes(` ${prefix.toLowerCase()}`))
    .slice(0, limit)
    .map((query) => ({ query, label: query }));
const complete = (line: string) => completeLine(line, commands, suggest);

describe("the tab key", () => {
  it.each([
    ["/b", [["/briefing "], "/b"]],
    ["/s", [["/said", "/sources"], "/s"]],
    ["/q", [["/quit"], "/q"]],
    ["gom", [["goma", "gomba"], "gom"]],
    ["/briefing go", [["goma", "gomba"], "go"]],
    ["/said tor", [["Torvek"], "tor"]],
    ["said port an", [["port ansel"], "port an"]],
    ["/figures goma dis", [["displaced"], "dis"]],
    ["/figures dis", [[], "dis"]],
    ["/help sa", [["said"], "sa"]],
    ["/why f3", [[], "f3"]],
    ["/weather x", [[], "/weather x"]],
  ])("completes %j", async (line, expected) => {
    expect(await complete(line)).toEqual(expected);
  });

  it.each([
    ["/d", [["/déclarations "], "/d"]],
    ["/chiffres goma dé", [["déplacés", "détenus"], "dé"]],
    ["/declarations tor", [["Torvek"], "tor"]],
    ["/aide ch", [["chiffres", "chronologie"], "ch"]],
  ])("completes %j in French", async (line, expected) => {
    expect(await completeLine(line, commands, suggest, wordsIn("fr"))).toEqual(expected);
  });

  it("offers all commands on an empty line", async () => {
    const [hits] = await complete("");

    expect(hits).toEqual([...commands.map(({ name }) => `/${name}`), "/quit"]);
  });
});
