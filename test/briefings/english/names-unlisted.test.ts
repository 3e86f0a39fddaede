import { describe, expect, it } from "vitest";
import { compileNameWords } from "../../../briefings/english/names/name-words.ts";
import { type NamesFound, readNames } from "../../../briefings/english/names/names.ts";
import { readPage } from "../../../briefings/text/page.ts";
import { loadGazetteer } from "../../../src/desk/gazetteer.ts";
import { pageWords, wordList } from "../../support/words.ts";

const words = compileNameWords({
  names: wordList("names"),
  organisations: wordList("organisations"),
  common: wordList("common"),
});
const gazetteer = loadGazetteer();

function read(text: string): NamesFound {
  return readNames({ page: readPage(text, pageWords()), article: { id: "x" }, words, gazetteer });
}

function actors(text: string): string[] {
  return read(text).actors.map((actor) => `${actor.kind}: ${actor.name}`);
}

function places(text: string): string[] {
  return read(text).places.map((place) => place.name);
}

describe("a place that no map has", () => {
  it.each([
    ["at", "Drones struck a depot at Ulmsk before dawn.", ["Ulmsk"]],
    ["outside", "Two men were found outside Ulmsk.", ["Ulmsk"]],
    ["rebel-held", "In rebel-held Ulmsk, the head of the council spoke.", ["Ulmsk"]],
    ["an office", "The governor of Ulmsk resigned.", ["Ulmsk"]],
    ["an office in the plural", "The presidents of Ulmsk and Tordan met.", ["Ulmsk", "Tordan"]],
    ["a way with two ends", "The road from Ulmsk to Tordan was shut.", ["Ulmsk", "Tordan"]],
    ["leaving", "The column left Ulmsk before dawn.", ["Ulmsk"]],
    ["lying", "Lesser Ulmsk lies 12 miles off.", ["Lesser Ulmsk"]],
    ["residents", "They heard Ulmsk residents weep.", ["Ulmsk"]],
    [
      "a label of a list",
      "- Ulmsk: 18 killed, 4 injured\n- Upper Tordan: none reported",
      ["Ulmsk", "Upper Tordan"],
    ],
    ["a dateline in small letters", "Ulmsk, 23 May 2025 – We are angry.", ["Ulmsk"]],
    ["a dateline with a country", "ULMSK (Tordan), May 19, 2025 (Wire) - It rained.", ["Ulmsk", "Tordan"]],
    ["its longer name", "Ships lay in Port Ulmsk. It was Ulmsk that paid.", ["Port Ulmsk", "Ulmsk"]],
  ])("is told by %s", (_, text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  it.each([
    ["a shout", "He shouted at Ulmsk."],
    ["an employer", "She is an analyst at Ulmsk, they say."],
    ["work", "He worked at Ulmsk for years."],
    ["a state's company", "The state-controlled Ulmsk grew."],
    ["a score of a player", "- Ulmsk: 3 goals"],
    ["a house of a town", "They met at the Hotel Ulmsk."],
    [
      "one place cue among many other uses",
      "They hit Ulmsk. It is Ulmsk again. Ask Ulmsk. Money at Ulmsk grew.",
    ],
    ["a body with a place word behind of", "We urge the Council of the Straits to act."],
  ])("is not told by %s", (_, text) => {
    expect(places(text)).toEqual([]);
  });

  it("gives way to the person who bears the name", () => {
    const found = read("Mayor Odran Ulmsk spoke. They left Ulmsk alone.");

    expect([found.places, found.actors[0]?.aliases]).toEqual([[], ["Ulmsk"]]);
  });
});

describe("a body by the words of its name", () => {
  it.each([
    ["Katiba of the Hills fighters burned it.", "armed_group: Katiba of the Hills"],
    ["It blamed the Ulmsk Column for it.", "armed_group: Ulmsk Column"],
    ["The Weavers' Union said no.", "other_org: Weavers' Union"],
    ["The Navy of Ulmsk said it had fired.", "armed_forces: Navy of Ulmsk"],
    ["The Ulmsk Rifles did not come.", "armed_forces: Ulmsk Rifles"],
    ["The Sisters of the Lake denounce it.", "other_org: Sisters of the Lake"],
    ["He told the Evening Lantern that it was over.", "media: Evening Lantern"],
    ["A study by the Gazette says so.", "media: Gazette"],
    ["The public agency ULMA counted them.", "government: ULMA"],
    ["The Free Clinic said 21 had died.", "other_org: Free Clinic"],
    ["Kelmara's National Flood Office raised its toll.", "government: Kelmara's National Flood Office"],
    [
      "A truce brokered by the Northern Lakes Community ended.",
      "intergovernmental: Northern Lakes Community",
    ],
    [
      "In rebel-held Tordan, a spokesman for the Hill Council, Odran Vesh, spoke.",
      "armed_group: Hill Council",
    ],
    ["The Red Barn Society counted 49 graves, citing its own volunteers.", "ngo: Red Barn Society"],
    ["It was an attack by elements of the Night Plovers.", "armed_group: Night Plovers"],
  ])("is read from %j", (text, expected) => {
    expect(actors(text)).toContain(expected);
  });

  it.each([
    ["a clinic that only stands there", "The Free Clinic is shut."],
    ["a thing in the plural", "They watched the Golden Plovers on Sunday."],
    ["an office", "He is Chief of the Defence Staff."],
    ["the people behind a text", "Updates by Odran Vesh and Tilda Marr\n\nIt rained."],
  ])("is not made of %s", (_, text) => {
    expect(actors(text)).toEqual([]);
  });

  it("goes by its head word with a capital", () => {
    const { actors } = read("The Ulmsk Lions burned huts. The Lions denied it.");

    expect(actors).toMatchObject([{ name: "Ulmsk Lions", aliases: ["The Lions"] }]);
  });

  it("is one with the capitals of its heading", () => {
    const { actors } = read("NOTE 3 OF THE STATE COUNCIL\n\nThe State Council of the Republic of Ulmsk met.");

    expect(actors.map((actor) => actor.name)).toEqual(["State Council of the Republic of Ulmsk"]);
  });
});

describe("institutions without a name", () => {
  it.each([
    ["The army said five had died.", "armed_forces: army"],
    ["It was shut, according to the island administration.", "government: island administration"],
    ["The military council has just put out a statement.", "government: military council"],
    ["They accused the army of firing.", "armed_forces: army"],
    ["The Desk estimates returns at 600.", "other_org: Desk"],
  ])("are actors in %j", (text, expected) => {
    expect(actors(text)).toEqual([expected]);
  });

  it.each([
    ["do not speak", "The army left at dawn."],
    ["lend their word to another noun", "The army barracks said little, the army doctor said."],
    ["stand behind another speaker", "Members of the army said no."],
    ["have nothing to say which they are", "The council said no."],
  ])("are none where they %s", (_, text) => {
    expect(actors(text)).toEqual([]);
  });

  it("leave the word to the body that has a name", () => {
    const { actors } = read("The Kelmaran army attacked. The army denied it.");

    expect(actors.map((actor) => actor.name)).toEqual(["Kelmaran army"]);
  });
});

describe("states by what the text gives them", () => {
  it.each([
    ["a territory", "Shells came from the territory of Ulmsk. It calls upon Ulmsk to stop.", "state: Ulmsk"],
    ["authorities", "The authorities of Ulmsk admit to 215.", "state: Ulmsk"],
    ["a republic", "We call upon the Republic of Ulmsk to act.", "state: Republic of Ulmsk"],
    [
      "a president who speaks from its capital",
      "In Ulmsk, President Odran Vesh wept for the dead. Later Ulmsk, it added, had moved troops.",
      "state: Ulmsk",
    ],
  ])("are known by %s", (_, text, expected) => {
    expect(actors(text)).toContain(expected);
  });

  it("are not every name that is called upon", () => {
    expect(actors("It calls upon Ulmsk to stop.")).toEqual([]);
  });
});

describe("persons beside their family", () => {
  it("are told by kinship before the comma", () => {
    expect(actors("It was dark, says the baker's wife, Tildis.")).toEqual(["person: Tildis"]);
  });

  it("are told by what they ask to be called", () => {
    expect(actors("A man who asked to be identified only as Tildis wept.")).toEqual(["person: Tildis"]);
  });

  it("are not made of a place before the next clause", () => {
    expect(actors("They fled to Ulmsk, our reporter writes.")).toEqual([]);
  });
});
