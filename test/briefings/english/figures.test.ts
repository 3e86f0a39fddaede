import { describe, expect, it } from "vitest";
import { compileDates, readDates } from "../../../briefings/english/dates/dates.ts";
import { readFigures } from "../../../briefings/english/figures/figures.ts";
import { compileFigures } from "../../../briefings/english/figures/words.ts";
import { compileGrammar } from "../../../briefings/english/grammar.ts";
import { compileNumbers } from "../../../briefings/english/numbers/numbers.ts";
import { readStatements } from "../../../briefings/english/statements/read-statements.ts";
import { compileReporting } from "../../../briefings/english/statements/reporting-words.ts";
import type { Article, Figure } from "../../../briefings/index.ts";
import { readPage } from "../../../briefings/text/page.ts";
import { aWorld } from "../../support/a-world.ts";
import { pageWords, wordList } from "../../support/words.ts";

const words = compileFigures(wordList("figures"));
const numbers = compileNumbers(wordList("numbers"));
const dateRules = compileDates(wordList("dates"));
const grammar = compileGrammar(wordList("grammar"));
const reporting = compileReporting(wordList("reporting"));
const cast = [
  { name: "Ansa Veld", aliases: ["Veld"], role: "Mayor" },
  { name: "Northern Front", kind: "armed_group" },
  { name: "Lowland Monitor", kind: "ngo" },
] as const;
const map = ["Tolmera", "Kessik", "Orvany", "Port Ellun"];

/** Reads an article of Thursday 6 March 2025 of an invented country. */
function read(text: string, publisher = "Lowland Wire") {
  return readWith(cast, text, publisher);
}

function readWith(actors: Parameters<typeof aWorld>[1], text: string, publisher = "Lowland Wire") {
  const page = readPage(text, pageWords());
  const article = {
    id: "x",
    text,
    publisher,
    publishedAt: "2025-03-06",
    publishedPrecision: "day",
  } as Article;
  const world = aWorld(page, actors, map);
  const dates = readDates(page, { iso: "2025-03-06", precision: "day" }, dateRules);
  const { statements } = readStatements({ page, article, world, dates, grammar, reporting });
  const result = readFigures({ page, article, world, statements, dates, words, numbers });
  for (const figure of result.figures) {
    expect(figure.evidence.excerpt).toBe(figure.text);
    expect(text.slice(figure.evidence.start, figure.evidence.end)).toBe(figure.text);
  }
  return result;
}

const line = (f: Figure): string => `${f.metric} ${f.low ?? ""}..${f.high ?? ""} [${f.text}]`;
const reported = (text: string): string[] =>
  read(text)
    .figures.filter((f) => f.status === "reported")
    .map(line);
const places = (text: string): (string | null)[] => read(text).figures.map((f) => f.place?.name ?? null);
const claimants = (text: string): (string | null)[] =>
  read(text).figures.map((f) => f.claimant?.name ?? null);
const only = (text: string): Figure => {
  const { figures } = read(text);
  expect(figures).toHaveLength(1);
  return figures[0]!;
};

describe("what is said of people in their clause", () => {
  it.each([
    ["Twelve people were killed in Tolmera.", ["killed 12..12 [Twelve people]"]],
    ["A strike killed at least 12 people.", ["killed 12.. [at least 12 people]"]],
    ["The raid left 12 people dead.", ["killed 12..12 [12 people]"]],
    ["Rescuers found 22 more bodies in wells.", ["killed 22..22 [22 more bodies]"]],
    ["The war has claimed some 16,000 lives.", ["killed 16000..16000 [some 16,000 lives]"]],
    ["The monitor verified the deaths of six people.", ["killed 6..6 [six people]"]],
    ["Residents buried four people.", ["killed 4..4 [four people]"]],
    ["The front admitted losing nine fighters.", ["killed 9..9 [nine fighters]"]],
    ["More than 50 people were wounded.", ["injured 50.. [More than 50 people]"]],
    ["A guard sustained minor wounds to the neck.", ["injured 1..1 [A guard]"]],
    [
      "Thirty-four of the wounded were taken to hospital.",
      ["hospitalised 34..34 [Thirty-four of the wounded]"],
    ],
    ["Six people remain unaccounted for.", ["missing 6..6 [Six people]"]],
    ["Eleven or more people could not be located.", ["missing 11.. [Eleven or more people]"]],
    [
      "An estimated 11,200 people have been displaced.",
      ["displaced 11200..11200 [An estimated 11,200 people]"],
    ],
    ["The fire forced 2,500 people out of their homes.", ["displaced 2500..2500 [2,500 people]"]],
    ["Some 300 families from two villages were evacuated.", ["displaced 300..300 [Some 300 families]"]],
    ["Tens of thousands of people fled.", ["displaced 20000..99999 [Tens of thousands of people]"]],
    ["On 3 March 1,150 people crossed into Orvany.", ["refugees 1150..1150 [1,150 people]"]],
    ["Some 800 people have returned to Tolmera.", ["returnees 800..800 [Some 800 people]"]],
    ["Police arrested 186 people.", ["detained 186..186 [186 people]"]],
    ["Gunmen abducted thirteen women from a bus.", ["abducted 13..13 [thirteen women]"]],
    [
      "Eighteen passengers taken from a bus are being held hostage.",
      ["abducted 18..18 [Eighteen passengers]"],
    ],
    ["Forty-three soldiers surrendered.", ["surrendered 43..43 [Forty-three soldiers]"]],
    [
      "Some 640,000 people in Orvany require assistance.",
      ["people_in_need 640000..640000 [Some 640,000 people]"],
    ],
    ["About 54,000 people face acute food insecurity.", ["food_insecure 54000..54000 [About 54,000 people]"]],
    ["They documented 27 cases of rape.", ["sexual_violence 27..27 [27 cases of rape]"]],
    ["Three health facilities have been attacked.", ["attacked_facilities 3..3 [Three health facilities]"]],
    [
      "Attacks on 24 clinics and 41 schools were recorded.",
      ["attacked_facilities 24..24 [24 clinics]", "attacked_facilities 41..41 [41 schools]"],
    ],
    ["Five children were among those killed in Tolmera.", ["killed 5..5 [Five children]"]],
    ["Crews found the bodies of eight people beneath the rubble.", ["killed 8..8 [eight people]"]],
    ["About 30 people had managed to escape.", ["other 30..30 [About 30 people]"]],
    ["Twenty-two hostages were freed.", ["other 22..22 [Twenty-two hostages]"]],
  ])("%s", (text, expected) => {
    expect(reported(text)).toEqual(expected);
  });
});

describe("numbers without their noun", () => {
  it.each([
    [
      "At least 63 people were killed and 94 injured.",
      ["killed 63.. [At least 63 people]", "injured 94..94 [94 injured]"],
    ],
    ["The death toll rose to 63.", ["killed 63..63 [63]"]],
    ["That brought to 17 the number of people killed.", ["killed 17..17 [17]"]],
    ["Relatives put the number of missing at 26.", ["missing 26..26 [26]"]],
    [
      "Some 6,400 people have fled to Tolmera and 2,900 to Kessik.",
      ["displaced 6400..6400 [Some 6,400 people]", "displaced 2900..2900 [2,900]"],
    ],
    [
      "Police detained 186 people, 41 of whom were minors.",
      ["detained 186..186 [186 people]", "detained 41..41 [41 of whom]"],
    ],
    [
      "Nineteen of the dead were women and seven were children.",
      ["killed 19..19 [Nineteen of the dead]", "killed 7..7 [seven]"],
    ],
    ["Killed: 12 people.", ["killed 12..12 [12 people]"]],
    ["One soldier was killed and another wounded.", ["killed 1..1 [One soldier]", "injured 1..1 [another]"]],
  ])("%s", (text, expected) => {
    expect(reported(text)).toEqual(expected);
  });

  it("take who is counted from the words around them", () => {
    const { figures } = read("Police detained 186 people, 41 of them minors.");

    expect(figures.map((f) => [f.counted, f.scope])).toEqual([
      ["people", "total"],
      ["minors", "subset"],
    ]);
  });
});

describe("one person without a number", () => {
  it.each([
    ["A driver was shot dead.", ["killed 1..1 [A driver]"]],
    ["A man accused of killing a guard can be held for eight days.", ["killed 1..1 [a guard]"]],
    [
      "The driver was killed and his young assistant was wounded.",
      ["killed 1..1 [The driver]", "injured 1..1 [his young assistant]"],
    ],
    ["Two patients and a nurse were killed.", ["killed 2..2 [Two patients]", "killed 1..1 [a nurse]"]],
    [
      "Four civilians, including a pregnant woman, died.",
      ["killed 4..4 [Four civilians]", "killed 1..1 [a pregnant woman]"],
    ],
  ])("%s", (text, expected) => {
    expect(reported(text)).toEqual(expected);
  });

  it.each([
    "A driver said the road was closed.",
    "He is the first member of the mission to be killed.",
    "A man killed the engine.",
    "The army killed the rumour.",
    "The mayor, a former teacher, spoke of the dead.",
    "A minister visited the wounded.",
    'The shelling stopped," a rebel spokesman, who gave his name as Marn, told the wire.',
    "A veteran described being attacked along with his driver.",
  ])("is not counted: %s", (text) => {
    expect(reported(text)).toEqual([]);
  });
});

describe("what is never a figure", () => {
  it.each([
    ["Twelve gunmen killed the guards.", "those who act"],
    ["Two diplomats said talks had begun.", "sources"],
    ["They killed some 200 head of cattle.", "animals"],
    ["The strike destroyed 120 market stalls.", "objects"],
    ["The raid cost US$8.4 million.", "money"],
    ["Some 62 per cent of the displaced are children.", "shares"],
    ["Nine out of ten victims were civilians.", "fractions"],
    ["Ilo Marn, 24, was wounded.", "ages"],
    ["One in three children under five is malnourished.", "ages and shares"],
    ["The group has 14 clinics and made 5,800 visits.", "other things"],
    ["Doctors saved 12 lives.", "lives saved"],
    ["The camp, which held 4,000 people, is empty.", "a camp is no prison"],
    ["About 300,000 people live in areas held by the front.", "an area that is held"],
    ["No soldiers were killed.", "negation"],
    ["Not one soldier was killed.", "negation"],
    ["Twelve soldiers were not injured.", "negation"],
    ["The second attack in 13 years shook Tolmera.", "time"],
    ["Judges issued three arrest warrants.", "a noun that only modifies"],
    ["Three of the four black boxes were taken away by agents.", "part of a number of things"],
    ["One protester held up a sign.", "a verb of two words"],
    ["In one case a house burned.", "an example"],
    ["One of the injured is a student.", "one of a group counted elsewhere"],
    ["The front wants 10,000 people to return.", "what is wished"],
    ["One very key element is missing.", "a thing that is missing"],
  ])("%s (%s)", (text) => {
    expect(reported(text)).toEqual([]);
  });

  it("comes back with the reason", () => {
    const { dropped } = read("Two diplomats said 120 stalls burned, 62 per cent of them at night.");

    expect(dropped.map((d) => d.reason)).toEqual([
      "a share, not a count",
      "counts sources",
      "counts things, not people",
    ]);
  });
});

describe("status", () => {
  it.each([
    ["If the fighting spread, up to 30,000 people could be forced to flee.", "hypothetical"],
    ["The stadium can accommodate 2,500 people who fled.", "hypothetical"],
    ["The front threatened to kill 12 hostages.", "hypothetical"],
    ["Another 5,000 people may be evacuated.", "hypothetical"],
    ["In 2019 an attack on the market killed 27 people.", "historic"],
    ["It was the worst strike since October 2023, when 33 people died.", "historic"],
    ["That year's fighting killed 1,750 people.", "historic"],
    ["The army denied reports that 12 soldiers had been killed.", "denied"],
    ["There was a claim that 200 people drowned, which officials called false.", "denied"],
    ["Up to 15 people could still be under the rubble.", "reported"],
    ["Twelve people may have died.", "reported"],
    ["The war, which began in 2011, has killed 400 people.", "reported"],
    ["The front denied using mines in a war which has killed 400 people.", "reported"],
    ["More than 9,000 people have been killed since 2017.", "reported"],
    ["Since the war began in April 2022, 11,906 civilians have been killed.", "reported"],
    ["About 410,000 people are projected to be severely food insecure.", "reported"],
  ])("%s is %s", (text, status) => {
    expect(only(text).status).toBe(status);
  });

  it("a value replaced in the same text is superseded", () => {
    const { figures } = read("The government raised the death toll to 63 from 41.");

    expect(figures.map((f) => [f.low, f.status])).toEqual([
      [63, "reported"],
      [41, "superseded"],
    ]);
  });

  it("a number that another is compared with belongs to another time", () => {
    const { figures } = read(
      "Some 418 people crossed into Orvany on Thursday, down from 506 the day before.",
    );

    expect(figures.map((f) => [f.low, f.status])).toEqual([
      [418, "reported"],
      [506, "historic"],
    ]);
  });
});

describe("scope and measure", () => {
  it.each([
    ["On 3 March alone, 1,150 people crossed into Orvany.", "daily", "flow"],
    ["Rescuers found 22 more bodies.", "increment", "flow"],
    ["Six people are still missing.", "total", "stock"],
    ["Some 118,000 people were already internally displaced in Orvany.", "total", "stock"],
  ])("%s", (text, scope, measure) => {
    expect([only(text).scope, only(text).measure]).toEqual([scope, measure]);
  });

  it("keeps households apart from people", () => {
    const { figures } = read("The strike displaced about 700 households (approximately 4,200 people).");

    expect(figures.map((f) => [f.low, f.unit])).toEqual([
      [700, "household"],
      [4200, "person"],
    ]);
  });
});

describe("place, date and claimant", () => {
  it("come from the sentence", () => {
    const figure = only(
      "Mayor Ansa Veld said on Wednesday that 12 people were killed in Tolmera on 2 March.",
    );

    expect(figure.place).toEqual({ name: "Tolmera", placeId: "p0", basis: "stated" });
    expect(figure.when?.from).toBe("2025-03-02");
    expect(figure.claimant?.name).toBe("Ansa Veld");
    expect(figure.asOf).toMatchObject({ from: "2025-03-05", basis: "stated" });
  });

  it("the town where something was said is not where it happened", () => {
    const { figures } = read(
      "A bomb hit Kessik market on Sunday.\n\nThe blast killed 12 people, Ansa Veld told reporters in Port Ellun.",
    );

    expect(figures.map((f) => [f.place?.name, f.place?.basis])).toEqual([["Kessik", "inferred"]]);
  });

  it("a dateline is where the report was written", () => {
    const { figures } = read(
      "PORT ELLUN, March 6 (Lowland Wire) - Twelve people were killed, the army said.",
    );

    expect(figures.map((f) => f.place)).toEqual([null]);
  });

  it("a country that acts is not the scene", () => {
    const { figures } = read(
      "Orvany urged its neighbours on Tuesday to stop an advance that has killed 12 people.",
    );

    expect(figures.map((f) => [f.place, f.claimant])).toEqual([[null, null]]);
  });

  it("a number belongs to the body whose figure it is called", () => {
    const figure = only("Aid workers said they could not confirm the Lowland Monitor figure of 3,000 dead.");

    expect(figure.claimant?.name).toBe("Lowland Monitor");
  });

  it("a number belongs to whoever issued it", () => {
    const figure = only(
      "Her figure is higher than the toll of at least 900 issued on Monday by the Lowland Monitor.",
    );

    expect(figure.claimant?.name).toBe("Lowland Monitor");
  });

  it("each count of a list takes its own place", () => {
    const { figures } = read("Some 6,400 people have fled to Tolmera and 2,900 to Kessik.");

    expect(figures.map((f) => f.place?.name)).toEqual(["Tolmera", "Kessik"]);
  });

  it("'as of' gives the day a count speaks for", () => {
    expect(only("As of 3 March, 7,430 refugees had been registered in Tolmera.").asOf).toMatchObject({
      from: "2025-03-03",
      to: "2025-03-03",
      basis: "stated",
    });
  });

  it("a verb of finding names the claimant where nothing was said", () => {
    expect(only("The Lowland Monitor has documented 212 civilians killed.").claimant?.name).toBe(
      "Lowland Monitor",
    );
  });

  it("stays empty for the outlet's own voice", () => {
    const figure = only("Twelve people were killed.");

    expect(figure.claimant).toBeNull();
    expect(figure.place).toBeNull();
    expect(figure.when).toBeNull();
  });
});

describe("ages, shares and what is taken back", () => {
  it.each([
    ["Three men aged 21, 34 and 50 were killed.", ["killed 3..3 [Three men]"]],
    ["Two girls aged 7 and 9 were injured.", ["injured 2..2 [Two girls]"]],
    ["A boy, 9, and a girl, 11, were killed.", ["killed 1..1 [A boy]", "killed 1..1 [a girl]"]],
    ["Some 40 percent of the 250,000 residents need food aid.", []],
    ["The figure of 88 dead was wrong, Ansa Veld said.", []],
    ["The ministry withdrew its earlier toll of 88 dead.", []],
    ["Ansa Veld said she could not confirm reports that 75 people had been detained.", []],
    ["Ansa Veld confirmed that 75 people had been detained.", ["detained 75..75 [75 people]"]],
    ["The road was wrong for the 12 people killed there.", ["killed 12..12 [12 people]"]],
  ])("%s", (text, expected) => {
    expect(reported(text)).toEqual(expected);
  });

  it("does not happen in a town that is named only further down", () => {
    const text =
      "TOLMERA, March 3 (Lowland Wire) - Some 23 bodies were found, Ansa Veld said.\n\nIn Kessik 18 people were injured.";

    expect(places(text)).toEqual([null, "Kessik"]);
  });
});

describe("what the outlet recalls", () => {
  it("is background when it is long over and a newer count stands beside it", () => {
    const { figures } = read(
      "Eleven inmates died in Tolmera on Sunday. Last August, five inmates died there.",
    );

    expect(figures.map((f) => f.status)).toEqual(["reported", "historic"]);
  });

  it("is news when nothing newer is counted", () => {
    expect(only("Five inmates died in Tolmera in August.").status).toBe("reported");
  });
});

describe("an area wider than a town", () => {
  const town = "Shells hit Tolmera on Sunday. Fighting went on in Tolmera on Monday.\n\n";

  it.each([
    ["More than 8,500 people have been killed in the whole of the east since January.", "the east"],
    ["Across the country 20,000 people have been killed.", "the country"],
    ["Nationwide, 600 people were arrested.", "Nationwide"],
    ["Some 400 people died in the two provinces.", "the two provinces"],
    ["Some 400 people died in eastern Orvany.", "eastern Orvany"],
  ])("%s", (text, name) => {
    expect(places(town + text)).toEqual([name]);
  });

  it("has no place on the map where it has no name", () => {
    expect(only("Some 400 people died in the east.").place).toEqual({
      name: "the east",
      placeId: null,
      basis: "stated",
    });
  });

  it.each([
    ["Twelve people were killed when guns in the east of the city opened fire.", "Tolmera"],
    ["Twelve people were killed on the east coast road.", "Tolmera"],
    ["Twelve people were killed, said the head of the mission in the country.", "Tolmera"],
  ])("is not seen in: %s", (text, name) => {
    expect(places(town + text)).toEqual([name]);
  });

  it.each([
    [
      "Clashes began on Sunday around Tolmera, a mining town in Orvany province. Twelve people were killed.",
      "Tolmera",
    ],
    [
      "Clashes began on Sunday in Tolmera, in the hills of Orvany region. Twelve people were killed.",
      "Tolmera",
    ],
    [
      "Clashes began on Sunday in Tolmera, and spread to Kessik. Twelve people were killed in Kessik.",
      "Kessik",
    ],
  ])("does not take the place of its town: %s", (text, name) => {
    expect(places(text)).toEqual([name]);
  });

  it("is kept apart from its part", () => {
    const text = "About 7,000 people had died in the east since January, about 3,000 of them in Kessik.";

    expect(places(text)).toEqual(["the east", "Kessik"]);
  });

  it("a part of a group does not set the place of what follows", () => {
    const text =
      "Some 7,000 people died in the east. Some 3,000 of them died in Kessik. About 450,000 are homeless.";

    expect(places(text)).toEqual(["the east", "Kessik", "the east"]);
  });

  it("a part in the same place narrows nothing", () => {
    const text =
      "Some 80 people, 12 of them children, were killed in Kessik.\n\nLater it rained.\n\nAnother 20 people were injured.";

    expect(places(text)).toEqual(["Kessik", "Kessik", "Kessik"]);
  });

  it("a place where people only meet is not the scene", () => {
    const text =
      "Envoys opened talks in Port Ellun on Monday. Guns fell silent in Kessik.\n\nThe war has killed 400 people.";

    expect(places(text)).toEqual(["Kessik"]);
  });

  it("a hospital stands in its town", () => {
    expect(places("Some 700 wounded people were treated at the Tolmera general hospital in Kessik.")).toEqual(
      ["Kessik"],
    );
  });
});

describe("parts of a total", () => {
  const scopes = (text: string): string[] => read(text).figures.map((f) => `${f.low} ${f.scope}`);

  it.each([
    [
      "At least 130 patients were abducted in Kessik. By its count 116 were abducted from one hospital and 15 from the other.",
      ["130 total", "116 subset", "15 subset"],
    ],
    [
      "Some 2,900 people died in Kessik. It has two parts: 2,000 bodies buried, and 900 more in morgues.",
      ["2900 total", "2000 subset", "900 subset"],
    ],
    ["At least 35 children were among the dead.", ["35 subset"]],
    ["A total of 1,617 people were killed.\n\n- Police killed 802 people.", ["1617 total", "802 subset"]],
  ])("%s", (text, expected) => {
    expect(scopes(text)).toEqual(expected);
  });

  it.each([
    ["Rescuers counted 40 dead. Later 15 were killed in Kessik.", ["40 total", "15 total"]],
    [
      "At least 40 people were killed. Doctors gave at least 15 killed; officials gave at least 27 killed.",
      ["40 total", "15 total", "27 total"],
    ],
    [
      "Some 20 people were killed. Some 30 died in Kessik and 40 in Tolmera.",
      ["20 total", "30 total", "40 total"],
    ],
    ["The front said three of its fighters were killed.", ["3 total"]],
  ])("are not seen in: %s", (text, expected) => {
    expect(scopes(text)).toEqual(expected);
  });
});

describe("what is said of people on the move", () => {
  it.each([
    ["Some 800 people were evacuated.", "evacuated", "flow"],
    ["Tens of thousands of people fled.", "forced_to_flee", "flow"],
    ["Some 800 people have no shelter.", "homeless", "stock"],
    ["Some 800 people are without shelter.", "homeless", "stock"],
    ["More than 110,000 displaced people have left the sites around Kessik.", "relocated", "flow"],
    ["Some 800 people were already displaced on the outskirts of Kessik.", "displaced", "stock"],
    ["Some 800 people are living in displacement sites.", "in_camp", "stock"],
    ["Some 800 people have taken shelter in schools.", "sheltered", "flow"],
    ["Some 800 people have returned to Kessik.", "returned", "flow"],
    ["Some 800 people were uprooted.", "displaced", "flow"],
  ])("%s", (text, term, measure) => {
    expect([only(text).term, only(text).measure]).toEqual([term, measure]);
  });

  it.each(["Some 800 people were killed.", "Some 800 people were wounded."])("has no class: %s", (text) => {
    expect(only(text).term).toBeNull();
  });
});

describe("whose number it is", () => {
  it.each([
    ["About 2,900 people have died by the Lowland Monitor's reckoning.", ["Lowland Monitor"]],
    ["Some 900 people were displaced, by the count of the Lowland Monitor.", ["Lowland Monitor"]],
    ["A count by the Lowland Monitor gave 900 dead.", ["Lowland Monitor"]],
    ["The health ministry's provisional count stood at 773 dead.", ["health ministry"]],
    ["A local resistance committee counted 25 people killed.", ["a local resistance committee"]],
    [
      "The Lowland Monitor has a higher figure, more than 8,500 dead since January, Ansa Veld said.",
      ["Lowland Monitor"],
    ],
    [
      "More than 850 people had been killed, the Lowland Monitor was quoted by wires as saying.",
      ["Lowland Monitor"],
    ],
    ["- Mayor Ansa Veld: at least 40 killed.", ["Ansa Veld"]],
    ["Some 400 people were killed as of 4 March (Lowland Monitor).", ["Lowland Monitor"]],
  ])("%s", (text, expected) => {
    expect(claimants(text)).toEqual(expected);
  });

  it.each([
    "Twelve people were killed by the Northern Front's shells.",
    "Twelve people were killed near the office of the Lowland Monitor.",
    "Mayor Ansa Veld said she opposed the offensive, which has killed 400 people.",
    "Our caseworkers documented 27 cases of rape.",
  ])("is nobody's in: %s", (text) => {
    expect(claimants(text)).toEqual([null]);
  });

  it("a number that its reader contests is denied", () => {
    const figure = only(
      "Aid workers said they had found no evidence for the Lowland Monitor figure of 3,000 dead.",
    );

    expect([figure.claimant?.name, figure.status]).toEqual(["Lowland Monitor", "denied"]);
  });

  it("a body that publishes its own statement speaks in it", () => {
    const text = "We, the Lowland Monitor, are alarmed. Our caseworkers documented 27 cases of rape.";

    expect(read(text, "Lowland Monitor").figures.map((f) => f.claimant?.name)).toEqual(["Lowland Monitor"]);
    expect(read(text).figures.map((f) => f.claimant)).toEqual([null]);
  });
});

describe("when a number was given", () => {
  it("is the day it was said, never the day it happened", () => {
    const figure = only("Mayor Ansa Veld said on Tuesday that 12 people had been killed.");

    expect([figure.when, figure.asOf.from]).toEqual([null, "2025-03-04"]);
  });

  it("is the day before the colon where somebody gives it", () => {
    const figure = only("- 4 February: 2,900 dead in Kessik, according to the Lowland Monitor.");

    expect([figure.when, figure.asOf.from]).toEqual([null, "2025-02-04"]);
  });

  it("a day before the colon is the day of the event where nobody does", () => {
    const figure = only("- 4 February: Shells killed 12 people in Kessik.");

    expect([figure.when?.from, figure.asOf.basis]).toEqual(["2025-02-04", "inferred"]);
  });

  it("a closed period beside a newer count of the same claimant is history", () => {
    const text =
      "The Lowland Monitor has documented 212 civilians killed. In January the Lowland Monitor recorded 154 deaths.";

    expect(read(text).figures.map((f) => f.status)).toEqual(["reported", "historic"]);
  });

  it("a period that runs on, or another's count, is not", () => {
    const text =
      "The Lowland Monitor has documented 212 civilians killed. In January Ansa Veld recorded 154 deaths. Since January the Lowland Monitor has recorded 900 deaths.";

    expect(read(text).figures.map((f) => f.status)).toEqual(["reported", "reported", "reported"]);
  });
});

describe("multitudes and names", () => {
  it.each([
    "The fate of the millions of civilians who live in Kessik or have been displaced is a priority.",
    "The order to remove tens of thousands of displaced people is cruel.",
    "Thousands of refugees need a home.",
  ])("nobody counted: %s", (text) => {
    expect(reported(text)).toEqual([]);
  });

  it.each([
    ["Dozens of bodies were found.", ["killed 24..99 [Dozens of bodies]"]],
    ["He keeps the dead in a book: 46 names.", ["killed 46..46 [46 names]"]],
    ["The list has 46 names.", []],
    [
      "Eighteen people were abducted. The police figure of 24 includes guards.",
      ["abducted 18..18 [Eighteen people]", "abducted 24..24 [24]"],
    ],
    [
      "Five people were killed and six hurt. The police figure of 24 is older.",
      ["killed 5..5 [Five people]", "injured 6..6 [six]"],
    ],
    ["The Monitor put the number killed at 30.", ["killed 30..30 [30]"]],
    ["The Monitor put at 515 the number of prisoners who escaped.", ["other 515..515 [515]"]],
    ["Fighting has newly displaced 178,000 people.", ["displaced 178000..178000 [178,000 people]"]],
    ["Aid workers were told that a driver was shot at.", []],
    ["A driver was shot on Monday.", []],
    ["Two drivers were shot on Monday.", ["other 2..2 [Two drivers]"]],
    ["Two drivers were shot and wounded.", ["injured 2..2 [Two drivers]"]],
    ["A driver was assaulted by gunmen.", ["injured 1..1 [A driver]"]],
    ["A driver was beaten at a checkpoint.", ["injured 1..1 [A driver]"]],
    ["The front was beaten in the east.", []],
    ["Two drivers were beaten and killed.", ["killed 2..2 [Two drivers]"]],
    [
      "Some 80 households, or up to 400 people, have been displaced.",
      ["displaced 80..80 [Some 80 households]", "displaced ..400 [up to 400 people]"],
    ],
  ])("%s", (text, expected) => {
    expect(reported(text)).toEqual(expected);
  });
});

describe("a group to which nothing happened", () => {
  it.each([
    "None of the 31 pupils was hurt.",
    "Neither of the two was wounded.",
    "Not one of the 40 guests was hurt.",
    "No one among the 12 was killed.",
    "31 pupils were unharmed.",
  ])("is not counted: %s", (text) => {
    expect(reported(text)).toEqual([]);
  });

  it("is told from a part of a group", () => {
    expect(reported("Four of the 31 pupils were hurt.")).toContain("injured 4..4 [Four]");
  });
});

describe("a number that answers the sentence before", () => {
  it.each([
    ["Mayor Ansa Veld spoke of 15 dead. The army says five.", "killed 5..5 [five]"],
    ["At least 430 people were arrested. The government admits to 215.", "detained 215..215 [215]"],
    ["Shells killed 12 people. So far the Lowland Monitor has logged 14.", "killed 14..14 [14]"],
    ["Shells killed nine people. Three of the nine were women.", "killed 3..3 [Three]"],
    ["Shells killed 13 people. Three of the thirteen were women.", "killed 3..3 [Three]"],
  ])("%s", (text, expected) => {
    expect(reported(text)).toContain(expected);
  });

  it.each([
    ["in another paragraph", "Shells killed 12 people.\n\nThe army says five."],
    ["before a noun of its own", "Shells killed 12 people. The army says five bridges were closed."],
  ])("is left alone %s", (_, text) => {
    expect(reported(text)).toEqual(["killed 12..12 [12 people]"]);
  });
});

describe("constructions around the number", () => {
  it.each([
    ["Nineteen others were taken to Kessik hospital.", ["hospitalised 19..19 [Nineteen others]"]],
    ["Nine servicemen gave their lives.", ["killed 9..9 [Nine servicemen]"]],
    ["Rebels took six coastguards prisoner.", ["abducted 6..6 [six coastguards]"]],
    ["The army took six fighters prisoner.", ["detained 6..6 [six fighters]"]],
    ["The shelling left 9,000 people in the open.", ["displaced 9000..9000 [9,000 people]"]],
    ["More than 900 people left on 2 March.", ["displaced 900.. [More than 900 people]"]],
    ["Up to 30 people might still be buried.", ["missing ..30 [Up to 30 people]"]],
    [
      "Among the dead were nine children and two guards.",
      ["killed 9..9 [nine children]", "killed 2..2 [two guards]"],
    ],
    ["Two soldiers escorting them were killed.", ["killed 2..2 [Two soldiers]"]],
    ["Gunmen seized 13 land surveyors.", ["abducted 13..13 [13 land surveyors]"]],
    ["The Northern Front has perhaps 800 fighters.", ["other 800..800 [perhaps 800 fighters]"]],
    ["They took 14 boys from the school.", ["abducted 14..14 [14 boys]"]],
    ["Three detainees, including a 16-year-old boy, have died.", undefined],
  ])("%s", (text, expected) => {
    if (expected) expect(reported(text)).toEqual(expected);
    else expect(reported(text)).toContain("killed 1..1 [a 16-year-old boy]");
  });

  it.each([
    "They took 14 boys from the school to the museum.",
    "Twelve delegates left on 2 March.",
    "Gunmen seized 13 tractors.",
    "More than 900 people left their shoes.",
  ])("near miss: %s", (text) => {
    expect(reported(text)).toEqual([]);
  });
});

describe("lines with a label", () => {
  it("break a number down in brackets, stand behind a dash, and take source and place from their heading", () => {
    const { figures } = read(
      "TOLMERA (source: Lowland Monitor)\n- Killed: 134 (41 women, 22 children)\n- Injured – 85\n- Evacuated: approx. 3,400",
    );

    expect(figures.map(line)).toEqual([
      "killed 134..134 [134]",
      "killed 41..41 [41 women]",
      "killed 22..22 [22 children]",
      "injured 85..85 [85]",
      "displaced 3400..3400 [approx. 3,400]",
    ]);
    expect(new Set(figures.map((f) => f.claimant?.name))).toEqual(new Set(["Lowland Monitor"]));
  });
});

describe("counts that were overtaken", () => {
  it.each(["An initial statement had given a death toll of 19.", "The army initially spoke of four dead."])(
    "%s is superseded",
    (text) => {
      expect(only(text).status).toBe("superseded");
    },
  );

  it("a count in the pluperfect gives way to a later one of the same voice, not of another", () => {
    const { figures } = read(
      "The Lowland Monitor says 11 people were killed. On Friday the Lowland Monitor had spoken of eight dead. The Northern Front had spoken of nine dead.",
    );

    expect(figures.map((f) => [f.low, f.status])).toEqual([
      [11, "reported"],
      [8, "superseded"],
      [9, "reported"],
    ]);
  });

  it("older entries under times of day are superseded by the newest of the same voice", () => {
    const { figures } = read(
      "17:40\nThe Lowland Monitor says 21 people were killed.\n\n15:02\nThe Lowland Monitor says 16 people were killed.\n\n11:20\nThe Northern Front says 12 people were killed.",
    );

    expect(figures.map((f) => [f.low, f.status])).toEqual([
      [21, "reported"],
      [16, "superseded"],
      [12, "reported"],
    ]);
  });
});

describe("the nearer place and the first-hand source", () => {
  it("the town wins over the region it lies in", () => {
    expect(
      places("Gunmen attacked a funeral in Kessik, in the Tolmera region, killing 46 mourners."),
    ).toEqual(["Kessik"]);
  });

  it("an insertion does not hide who counted", () => {
    expect(claimants("The Lowland Monitor, which works in secret, has counted 15 dead.")).toEqual([
      "Lowland Monitor",
    ]);
  });

  it("a part has the voice of its whole", () => {
    expect(claimants("The Lowland Monitor has counted 71 wounded, of whom five later died.")).toEqual([
      "Lowland Monitor",
      "Lowland Monitor",
    ]);
  });
});

describe("counts beside counts", () => {
  const scopes = (text: string): string[] => read(text).figures.map((f) => `${f.text}: ${f.scope}`);

  it.each([
    ["Six people were missing, including two girls, and 61 were injured.", "61: total"],
    ["Gunmen killed dozens of rebels. A raid killed five nomads, including two girls.", "five nomads: total"],
    ["Three fighters died. Two passengers died, one of them for lack of insulin.", "Two passengers: total"],
    ["The council said 11 or more people could not be located.", "11 or more people: total"],
  ])("are no part of them: %s", (text, line) => {
    expect(scopes(text)).toContain(line);
  });

  it.each([
    ["Six people were missing, including two girls and three boys.", "three boys: subset"],
    ["At least 130 people died. 116 died in one hospital and 15 in the other.", "15: subset"],
    ["The council said 11 more people could not be located.", "11 more people: increment"],
  ])("near miss: %s", (text, line) => {
    expect(scopes(text)).toContain(line);
  });

  it.each([
    ["Armed men abducted 24 people, relatives said. The police figure of 18 does not include six.", "police"],
    ["The Lowland Monitor, the eyes of the valley, raised its toll to 38 from 34.", "Lowland Monitor"],
    ["Ansa Veld told the Wire that her own town's count stood at 58 dead.", "Ansa Veld"],
  ])("have an owner: %s", (text, owner) => {
    expect(claimants(text)).toContain(owner);
  });

  it("near miss: words between commas that describe nobody name no owner", () => {
    expect(claimants("In Tolmera, in the valley, the toll was raised to 38 from 34.")).toEqual([null, null]);
  });
});

describe("since something began", () => {
  const periods = (text: string): unknown[] =>
    read(text).figures.map((f) => [f.when?.words, f.when?.from, f.when?.to]);

  it("the period runs on", () => {
    expect(periods("Since the war began in April 2022, 11,906 civilians have been killed.")).toEqual([
      ["Since the war began in April 2022", "2022-04-01", null],
    ]);
  });

  it("near miss: what happened in that month is over", () => {
    expect(periods("The war began in April 2022, when 300 civilians were killed.")).toEqual([
      ["in April 2022", "2022-04-01", "2022-04-30"],
    ]);
  });
});

describe("where people are counted", () => {
  it("a country goes before the province named beside it", () => {
    expect(
      places("Deaths in Orvany and the breakaway province of Kessik rose. The group counted 212 dead."),
    ).toEqual(["Orvany"]);
  });

  it("near miss: the second of two towns stays the nearer one", () => {
    expect(places("Deaths rose in Orvany. Later, in Kessik, gunmen came. They killed 212 people.")).toEqual([
      "Kessik",
    ]);
  });

  it("all of them in a town are not a part in a town", () => {
    expect(places("Troops in Orvany caused 29 deaths, all of them in Kessik.")).toEqual(["Kessik"]);
    expect(places("Troops in Orvany caused 29 deaths, most of them in Kessik.")).toEqual(["Orvany"]);
  });
});

describe("people registered", () => {
  it("are refugees in a text on refugees, displaced in one on the displaced", () => {
    expect(reported("No refugee was sent back. By Monday 9,870 people had been registered.")).toEqual([
      "refugees 9870..9870 [9,870 people]",
    ]);
    expect(reported("Displaced persons came on foot. By Monday 9,870 people had been registered.")).toEqual([
      "displaced 9870..9870 [9,870 people]",
    ]);
  });

  it.each([
    "By Monday 9,870 people had been registered.",
    "No refugee was sent back. By Monday 9,870 people had been registered to vote.",
    "No refugee was sent back. By Monday 98 children had been registered.",
  ])("near miss: %s", (text) => {
    expect(read(text).figures.map((f) => f.metric)).toEqual(["other"]);
  });
});

describe("who gives a number, and where", () => {
  const WORLD = [...cast, { name: "United Nations", kind: "intergovernmental" }] as const;
  const claimantsOf = (text: string): (string | null)[] =>
    readWith(WORLD, text).figures.map((f) => f.claimant?.name ?? null);

  it("is the body named behind its family, not the family", () => {
    expect(
      claimantsOf(
        "About 290 people died, the United Nations said. The Lowland Monitor gave the total on Monday.",
      ),
    ).toEqual(["Lowland Monitor"]);
  });

  it.each([
    [
      "a new figure",
      "About 290 people died, the United Nations said. The Lowland Monitor gave the new figure.",
    ],
    [
      "another thing given",
      "About 290 people died, the United Nations said. The Lowland Monitor gave the order.",
    ],
  ])("near miss: %s", (_, text) => {
    expect(claimantsOf(text)).toEqual(["United Nations"]);
  });

  it("the injured beside the dead are no dead", () => {
    expect(reported("Ansa Veld put the dead at 70 and the injured at 280.")).toEqual([
      "killed 70..70 [70]",
      "injured 280..280 [280]",
    ]);
    expect(reported("The Lowland Monitor puts the dead in the town at 290.")).toEqual([
      "killed 290..290 [290]",
    ]);
  });

  it("near miss: a price is no toll", () => {
    expect(reported("Ansa Veld put the bridge in the town at 290.")).toEqual([]);
  });

  it("a source that is quoted by an outlet, and one with its partners, gave it", () => {
    expect(claimants("Rescuers quoted by the Lowland Wire gave at least 15 killed.")).toEqual(["rescuers"]);
    expect(claimants("The Lowland Monitor and its partners later gave at least 27 killed.")).toEqual([
      "Lowland Monitor",
    ]);
  });

  it("the place of a source is not where it happened", () => {
    expect(
      places(
        "Gunmen came to Kessik. They burned Kessik. Activists in Tolmera said that 46 dead had been found.",
      ),
    ).toEqual(["Kessik"]);
    expect(places("Activists said that 46 dead had been found in Tolmera.")).toEqual(["Tolmera"]);
  });

  it("what befell a place happened there", () => {
    expect(places("Kessik had already been shelled. Rescuers gave at least 15 killed.")).toEqual(["Kessik"]);
  });

  it("a record in the country is not where it was", () => {
    expect(
      places(
        "In Kessik the toll rose to 63, the deadliest day in the country. Another 94 people were wounded.",
      ),
    ).toEqual(["Kessik", "Kessik"]);
  });
});

describe("who is counted together", () => {
  it.each([
    ["A strike killed at least 13 women and children.", ["killed 13.. [at least 13 women and children]"]],
    ["A strike killed 13 women and children were hurt.", ["killed 13..13 [13 women]"]],
    ["Malta refused to return two old jet fighters.", []],
  ])("%s", (text, expected) => {
    expect(reported(text)).toEqual(expected);
  });

  it("what another clause says of a march is not said of the marchers", () => {
    expect(reported("Some 10,000 people had joined by the time the march had reached the park.")).toEqual([]);
    expect(reported("Some 10,000 people had reached the camp by Monday.")).toEqual([
      "displaced 10000..10000 [Some 10,000 people]",
    ]);
  });
});

describe("when people were counted", () => {
  const whens = (text: string): unknown[] =>
    read(text).figures.map((f) => [f.when?.from ?? null, f.when?.to ?? null, f.asOf.from]);

  it("the same period is that of the count before", () => {
    expect(
      whens(
        "Between 1 January and 31 January 40 people were killed. Another 95 were injured in the same period.",
      ),
    ).toEqual([
      ["2025-01-01", "2025-01-31", "2025-03-06"],
      ["2025-01-01", "2025-01-31", "2025-03-06"],
    ]);
  });

  it("near miss: the same place is no period", () => {
    expect(
      whens(
        "Between 1 January and 31 January 40 people were killed. Another 95 were injured in the same place.",
      )[1],
    ).toEqual([null, null, "2025-03-06"]);
  });

  it("months that somebody had counted are counted, a day on which somebody had is the day of counting", () => {
    expect(whens("For the first two months of the year the Lowland Monitor had counted 61 killed.")).toEqual([
      ["2025-01-01", "2025-02-28", "2025-03-06"],
    ]);
    expect(whens("On 28 January the Lowland Monitor had counted 61 killed.")).toEqual([
      [null, null, "2025-01-28"],
    ]);
  });

  it("bodies taken up to a day are not dated by it", () => {
    expect(whens("The Lowland Monitor counted 90 bodies collected up to 31 January.")).toEqual([
      [null, null, "2025-03-06"],
    ]);
  });
});

describe("a text without end", () => {
  it("keeps the readers linear: a hundred thousand numbers in one sentence are read", () => {
    const { figures } = read(`Killed were ${"12, ".repeat(100_000)}and 3 soldiers.`);

    expect(figures.length).toBeLessThan(100_001);
  });
});

describe("people listed behind others, and what became of them", () => {
  it.each([
    ["Gunmen killed Ansa Veld, her husband and three guards.", ["killed 3..3 [three guards]"]],
    ["The murder of Ansa Veld and two other women shocked Tolmera.", ["killed 2..2 [two]"]],
    ["Rebels killed the mayor of Tolmera, as well as two farmers.", ["killed 2..2 [two farmers]"]],
    ["The shelling caused the death of a judge and of two clerks in Tolmera.", ["killed 2..2 [two clerks]"]],
    ["They condemned the massacre [of six priests] in Tolmera.", ["killed 6..6 [six priests]"]],
    ["Two of the minister's bodyguards were killed.", ["killed 2..2 [Two of the minister's bodyguards]"]],
    [
      "Three policemen, a soldier of the First Brigade, and four civilians were wounded.",
      ["injured 3..3 [Three policemen]", "injured 4..4 [four civilians]"],
    ],
    ["Two nurses were kidnapped in Tolmera on 3 March and later found dead.", ["killed 2..2 [Two nurses]"]],
    ["3,000 people have had to be evacuated from Tolmera.", ["displaced 3000..3000 [3,000 people]"]],
    [
      "Five people died and 3,500 were forced to flee their homes.",
      ["killed 5..5 [Five people]", "displaced 3500..3500 [3,500]"],
    ],
    [
      "The floods forced the evacuation of, by one count, 1,700 people.",
      ["displaced 1700..1700 [1,700 people]"],
    ],
    ["Volunteers came to assist the 300 people displaced by the storm.", ["displaced 300..300 [300 people]"]],
  ])("reads %s", (text, expected) => {
    expect(reported(text).filter((found) => !/ 1\.\.1 /.test(found))).toEqual(expected);
  });

  it("counts the one whose name of a body stands before the noun", () => {
    expect(reported("A Northern Front volunteer was killed.")).toEqual([
      "killed 1..1 [A Northern Front volunteer]",
    ]);
  });

  it.each([
    ["Rebels killed Ansa Veld and two men ran away.", []],
    ["Ansa Veld was killed by Oru Pell and two brothers in Tolmera.", []],
    ["Four people have to be evacuated from Tolmera.", []],
    ["One man was shot dead 100 m next to his house.", ["killed 1..1 [One man]"]],
  ])("does not count too much in %s", (text, expected) => {
    expect(reported(text)).toEqual(expected);
  });
});
