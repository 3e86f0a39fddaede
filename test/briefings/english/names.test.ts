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

/** "kind: name" of every actor, in order of appearance. */
function actors(text: string): string[] {
  return read(text).actors.map((actor) => `${actor.kind}: ${actor.name}`);
}

function places(text: string): string[] {
  return read(text).places.map((place) => place.name);
}

describe("persons", () => {
  it.each([
    ["a title before", "President Odran Vesh arrived on Monday.", "Odran Vesh", "President"],
    [
      "rank behind office",
      "The raid failed, army spokesman Colonel Irbo Tannask said.",
      "Irbo Tannask",
      "army spokesman Colonel",
    ],
    ["a country's office", "Rwanda's President Odran Vesh spoke first.", "Odran Vesh", "Rwanda's President"],
    ["an office before the comma", "Its spokesman, Mako ag Ilben, denied it.", "Mako ag Ilben", "spokesman"],
    [
      "an office behind the comma",
      "Odran Vesh, the mayor of Tarsk, resigned.",
      "Odran Vesh",
      "mayor of Tarsk",
    ],
    [
      "a job behind the comma",
      "We ran, said Ulma Dreng, a grain seller who hid in a cellar.",
      "Ulma Dreng",
      "grain seller",
    ],
  ])("reads the role from %s", (_, text, name, role) => {
    const found = read(text);

    const person = found.actors.find((actor) => actor.kind === "person");
    expect(person).toMatchObject({ name, roles: [role] });
  });

  it("marks where the role stands, and leaves it out of the mention", () => {
    const text = "Defence Minister General Odran Vesh spoke.";

    const { mentions } = read(text);

    const mention = mentions.find((m) => m.type === "person");
    expect(mention?.text).toBe("Odran Vesh");
    expect(text.slice(mention?.role?.start, mention?.role?.end)).toBe("Defence Minister General");
  });

  it("follows a surname back to the one person who bears it", () => {
    const { actors } = read(
      "Mayor Odran Vesh was there. Vesh left. Ms Vesh did not speak, but Vesh's aide did.",
    );

    expect(actors.map(({ name, mentions }) => [name, mentions.length])).toEqual([["Odran Vesh", 4]]);
  });

  it("never gives a shared surname to either of two people", () => {
    const { actors, mentions } = read(
      "Mayor Odran Vesh met General Tilda Vesh. Vesh said it was a good talk.",
    );

    expect(actors.map((actor) => actor.name)).toEqual(["Odran Vesh", "Tilda Vesh"]);
    expect(mentions.at(-1)).toMatchObject({ text: "Vesh", type: "person", actor: null });
  });

  it("keeps an office that belongs to the next name from the one before", () => {
    const { actors } = read("The governor of North Kivu, Major-General Odran Vesh, was killed.");

    expect(actors.map((actor) => actor.name)).toEqual(["Odran Vesh"]);
  });

  it("puts a name together that an editor completed in brackets", () => {
    const [person] = read('"Had a talk with Secretary (of State Odran) Vesh," she wrote. Vesh left.').actors;

    expect(person).toMatchObject({ name: "Odran Vesh", aliases: ["Vesh"] });
  });

  it("ends a role before the clause that follows it", () => {
    const [person] = read("Odran Vesh, leader of the alliance to which the rebels belong, spoke.").actors;

    expect(person?.roles).toEqual(["leader of the alliance"]);
  });

  it.each([
    ["a hyphen", "Mayor Odran Lume-Vesh spoke. Lume-Vesh left.", "Odran Lume-Vesh", "Lume-Vesh"],
    ["particles", "General Tilda van de Perr spoke. Perr left.", "Tilda van de Perr", "Perr"],
    ["an article", "Judge Odran al-Vesh spoke. Vesh left.", "Odran al-Vesh", "Vesh"],
  ])("keeps a surname with %s together", (_, text, name, alias) => {
    expect(read(text).actors).toMatchObject([{ name, aliases: [alias] }]);
  });

  it("does not take a place with an office behind its comma for a person", () => {
    expect(actors("Shells hit a bus stop in Tarsk, the head of the council said.")).toEqual([]);
  });
});

describe("organisations", () => {
  it.each([
    [
      "The Movement for the Renewal of Tarsk (MRT), a rebel group, said no.",
      "armed_group: Movement for the Renewal of Tarsk",
    ],
    ["The Ministry of Foreign Affairs summoned him.", "government: Ministry of Foreign Affairs"],
    [
      "Aid came from the Food and Agriculture Organization on Monday.",
      "intergovernmental: Food and Agriculture Organization",
    ],
    ["The National Teachers' Federation called a strike.", "other_org: National Teachers' Federation"],
    ["The 3rd Brigade crossed the river.", "armed_forces: 3rd Brigade"],
    ["She told Radio Tarsk that it was over.", "media: Radio Tarsk"],
    ["The ruling Order Council denied it.", "government: Order Council"],
    ["U.N. officials arrived.", "intergovernmental: U.N."],
    ["Doctors Without Borders left the hospital.", "ngo: Doctors Without Borders"],
  ])("reads the kind in %j", (text, expected) => {
    expect(actors(text)).toContain(expected);
  });

  it("brings acronym, name and short form together", () => {
    const [actor] = read(
      "The Tarsk Liberation Army (TLA) attacked. TLA fighters burned huts. The army was said to have left.",
    ).actors;

    expect(actor).toMatchObject({ name: "Tarsk Liberation Army", aliases: ["TLA", "The army"] });
  });

  it("leaves a short form open when it could be two bodies", () => {
    const { actors } = read(
      "The Defence Ministry and the Health Ministry met. The ministry said it was ready.",
    );

    expect(actors.flatMap((actor) => actor.aliases)).toEqual([]);
  });

  it("knows an unknown country's army by the shape of its demonym", () => {
    expect(actors("The Kelmaran army shelled the town of Tarsk.")).toEqual(["armed_forces: Kelmaran army"]);
  });

  it("does not make an actor of a hospital, a storm or a capitalised common noun", () => {
    expect(
      actors("The Tarsk District Hospital closed. Hurricane Ulma passed. The Federation is large."),
    ).toEqual([]);
  });
});

describe("places", () => {
  it.each([
    ["in the town of Tarsk", ["Tarsk"]],
    ["fighting near Tarsk and Ulm Dar", ["Tarsk", "Ulm Dar"]],
    ["families fled to Tarsk on foot", ["Tarsk"]],
    ["an attack on Tarsk market", ["Tarsk"]],
    ["Tarsk province was calm", ["Tarsk"]],
    ["boats on the Orvel River sank", ["Orvel River"]],
  ])("finds %j", (text, expected) => {
    expect(places(`Officials spoke of it: ${text}, they said.`)).toEqual(expected);
  });

  it.each([
    ["a demonym", "The Congolese minister met Rwandan officers."],
    ["a place inside an organisation's name", "The Goma Bar Council met."],
    ["a surname that is also a town", "Mayor Odran Paris spoke. Paris left."],
    ["a month", "It rained in March."],
    ["a platform", "He wrote it on Telegram."],
    ["a currency", "US$6.2 million is needed."],
    ["an adjective made of a name", "The Goma-based group left."],
    ["the address of a world body", "UNITED NATIONS, March 9 (Wire) - Rain fell on Monday."],
  ])("does not take %s for a place", (_, text) => {
    expect(places(text)).toEqual([]);
  });

  it("reads the places of a dateline and writes them in normal letters", () => {
    const { places, placeDrafts, mentions } = read(
      "PORT TARSK, Kelmara, March 9 (Wire) - Rain fell on Monday.",
    );

    expect(places.map((place) => place.name)).toEqual(["Port Tarsk", "Kelmara"]);
    expect(placeDrafts[0]?.qualifiers).toEqual(["Kelmara"]);
    expect(mentions[0]).toMatchObject({ start: 0, end: 10, type: "place" });
  });

  it("keeps every place without coordinates: finding it on the map is another step", () => {
    expect(read("He was in Goma.").places[0]).toMatchObject({ name: "Goma", lat: null, lon: null });
  });
});

describe("countries", () => {
  it("makes an actor of a country that acts, and keeps it a place", () => {
    const { actors, mentions } = read("Rwanda denied the charge.");

    expect(actors.map(({ kind, name, country }) => ({ kind, name, country }))).toEqual([
      { kind: "state", name: "Rwanda", country: "RW" },
    ]);
    expect(mentions[0]).toMatchObject({ actor: 0, place: 0 });
  });

  it.each([
    ["accused", "Ministers accused Rwanda of lying.", ["state: Rwanda"]],
    ["in a pair", "Rwanda and Uganda have agreed to talks.", ["state: Rwanda", "state: Uganda"]],
    ["only a scene", "Fighting went on in Rwanda.", []],
    ["a description", "Rwanda is a country of hills.", []],
  ])("sees when a country is %s", (_, text, expected) => {
    expect(actors(text)).toEqual(expected);
  });

  it("counts a capital that speaks as its state", () => {
    const [state] = read("Rwanda recalled its envoy. Later Kigali said talks would go on.").actors;

    expect(state).toMatchObject({ kind: "state", name: "Rwanda", aliases: ["Kigali"] });
  });

  it("knows an unknown country by what the text gives it", () => {
    expect(actors("Kelmara accused its neighbour. Kelmaran soldiers crossed.")).toEqual(["state: Kelmara"]);
  });
});

describe("what is left out", () => {
  it("drops a name without evidence and says so", () => {
    const { actors, places, dropped } = read("They spoke about Tarsk.");

    expect([actors, places]).toEqual([[], []]);
    expect(dropped).toEqual([
      { start: 17, end: 22, rule: "names", reason: expect.stringContaining("nothing beside it") },
    ]);
  });

  it("takes no common word at the head of a sentence for a name", () => {
    expect(actors("Residents said so. Nineteen were hurt. Protesters told lies.")).toEqual([]);
  });

  it("still reads a text that is in capitals throughout", () => {
    const found = read("PRESIDENT ODRAN VESH SAID THAT THE UNITED NATIONS HAD SENT FOOD TO GOMA.");

    expect(found.actors.map((actor) => actor.name)).toContain("ODRAN VESH");
    expect(found.places.map((place) => place.name)).toContain("Goma");
  });
});

describe("mentions", () => {
  it("stand in order, never overlap, and hold the words they claim", () => {
    const text =
      "GOMA, Congo, Jan 2 (Wire) - Rwanda's President Odran Vesh told Radio Tarsk that the U.N. mission in Congo " +
      "(UNMC) and the Kelmaran army, known by the initials KA, met in Goma. The army denied it.";

    const { mentions } = read(text);

    let last = 0;
    for (const { start, end } of mentions) {
      expect(start).toBeGreaterThanOrEqual(last);
      last = end;
    }
    expect(mentions.map(({ start, end }) => text.slice(start, end))).toEqual(mentions.map((m) => m.text));
  });
});

describe("word lists", () => {
  it("are refused with the place of the fault", () => {
    expect(() => compileNameWords({ names: {}, organisations: [], common: {} })).toThrow(/titles/);
  });
});

describe("who goes by a rank", () => {
  it("has it in the name", () => {
    const text = "The leader known as Comandante Ulmo said his men had left. “We go,” Ulmo said.";

    const person = read(text).actors.find((actor) => actor.kind === "person");

    expect(person).toMatchObject({ name: "Comandante Ulmo", aliases: ["Ulmo"], roles: [] });
  });

  it("near miss: who only holds one does not", () => {
    const person = read("His men had left, General Ulmo said.").actors.find(({ kind }) => kind === "person");

    expect(person).toMatchObject({ name: "Ulmo", roles: ["General"] });
  });
});
