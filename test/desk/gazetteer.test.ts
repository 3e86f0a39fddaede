import { describe, expect, it } from "vitest";
import { kilometres } from "../../briefings/gazetteer-index.ts";
import { foldName } from "../../briefings/index.ts";
import crisisGroups from "../../seeds/places/crisis.json" with { type: "json" };
import countries from "../../seeds/words/en/countries.json" with { type: "json" };
import { loadGazetteer } from "../../src/desk/gazetteer.ts";

const gazetteer = loadGazetteer();
const crisis = crisisGroups.flatMap((group) => group.places);

describe("the bundled gazetteer", () => {
  it.each([
    ["Goma", "CD", -1.68, 29.22],
    ["al-Fashir", "SD", 13.63, 25.35],
    ["El Fasher", "SD", 13.63, 25.35],
    ["Al Fasher", "SD", 13.63, 25.35],
    ["Kyiv", "UA", 50.45, 30.52],
    ["Kiev", "UA", 50.45, 30.52],
    ["Tromsø", "NO", 69.65, 18.96],
    ["Port au Prince", "HT", 18.54, -72.34],
    ["N'Djamena", "TD", 12.11, 15.04],
    ["Khan Yunis", "PS", 31.34, 34.31],
    ["Mykolaiv", "UA", 46.97, 32],
    ["Khartoum", "SD", 15.5, 32.56],
  ])("puts %s first where it is", (name, country, lat, lon) => {
    const [first] = gazetteer.find(name);

    expect(first?.country).toBe(country);
    expect(kilometres(first!, { lat, lon })).toBeLessThan(10);
  });

  it.each([
    ["Georgia", ["country GE", "admin1 US"]],
    ["Congo", ["country CD"]],
    ["Sudan", ["country SD"]],
    ["North Kivu", ["admin1 CD"]],
    ["Darfur", ["admin1 SD"]],
    ["Cabo Delgado", ["admin1 MZ"]],
    ["Tigray", ["admin1 ET"]],
    ["Gaza Strip", ["admin1 PS"]],
  ])("knows %s as %j", (name, expected) => {
    const found = gazetteer.find(name).map((p) => `${p.precision} ${p.country}`);

    expect(found).toEqual(expect.arrayContaining(expected));
  });

  it.each(["Asia", "Middle East", "Sahel", "West", "Kashmir"])("has no namesake town for %s", (name) => {
    expect(gazetteer.find(name)).toEqual([]);
  });

  it.each([
    ["DRC", "CD"],
    ["Congo-Kinshasa", "CD"],
    ["Democratic Republic of Congo", "CD"],
    ["Republic of Congo", "CG"],
    ["Congo-Brazzaville", "CG"],
    ["Congolese", "CD"],
    ["U.S.", "US"],
    ["Britain", "GB"],
    ["Ivory Coast", "CI"],
    ["Burma", "MM"],
    ["the Netherlands", "NL"],
    ["Kinshasa", "CD"],
  ])("knows that %s is %s", (word, code) => {
    expect(gazetteer.countryOf(word)?.code).toBe(code);
  });

  it("tells Niger from Nigeria, Guinea from Guinea-Bissau, and Dominica from its neighbour", () => {
    expect([gazetteer.countryOf("Nigerien")?.code, gazetteer.countryOf("Nigerian")?.code]).toEqual([
      "NE",
      "NG",
    ]);
    expect([gazetteer.countryOf("Guinea")?.code, gazetteer.countryOf("Guinea-Bissau")?.code]).toEqual([
      "GN",
      "GW",
    ]);
    expect([gazetteer.countryOf("Dominica")?.code, gazetteer.countryOf("Dominican")?.code]).toEqual([
      "DM",
      "DO",
    ]);
  });
});

describe("countries.json", () => {
  it("gives every word to one country only", () => {
    const owners = new Map<string, Set<string>>();
    for (const { code, name, aliases, demonyms } of countries)
      for (const word of [name, ...aliases, ...demonyms])
        owners.set(foldName(word), (owners.get(foldName(word)) ?? new Set()).add(code));

    const shared = [...owners].filter(([, codes]) => codes.size > 1).map(([word]) => word);

    expect(shared).toEqual([]);
  });

  it("is sorted by code", () => {
    const codes = countries.map((c) => c.code);

    expect(codes).toEqual([...codes].sort());
  });
});

describe("crisis.json", () => {
  it("names each place and position once", () => {
    const seen = crisis.map((p) => `${p.country} ${foldName(p.name)}`);

    expect(seen.filter((name, i) => seen.indexOf(name) !== i)).toEqual([]);
  });

  it("uses the regions of the open gazetteer", () => {
    const strangers = crisis.flatMap((p) => {
      const regions = [p.admin1, ...("includes" in p ? p.includes : [])].filter((name) => name !== null);
      return regions.filter(
        (name) =>
          ![name, `${name} region`]
            .flatMap((n) => gazetteer.find(n))
            .some((r) => r.precision === "admin1" && r.country === p.country),
      );
    });

    expect(strangers).toEqual([]);
  });

  it("puts every place near the rest of its country", () => {
    const far = crisis.filter((p) => {
      const country = gazetteer
        .find(gazetteer.countryName(p.country) ?? "")
        .find((c) => c.country === p.country);
      return country === undefined || (p.country !== "RU" && kilometres(country, p) > 3500);
    });

    expect(far).toEqual([]);
  });
});
