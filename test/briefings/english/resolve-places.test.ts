import { describe, expect, it } from "vitest";
import type { MentionedPlace } from "../../../briefings/english/places/place-candidates.ts";
import { type CountryHint, resolvePlaces } from "../../../briefings/english/places/resolve-places.ts";
import kinds from "../../../seeds/words/en/place-kinds.json" with { type: "json" };
import { loadGazetteer } from "../../../src/desk/gazetteer.ts";

const knowledge = { gazetteer: loadGazetteer(), words: { "place-kinds": kinds } };

const aName = (name: string, over: Partial<MentionedPlace> = {}): MentionedPlace => ({
  name,
  aliases: [],
  mentions: [{ start: 0, end: name.length }],
  qualifier: null,
  generic: null,
  ...over,
});

function resolve(names: readonly (string | MentionedPlace)[], hints: readonly CountryHint[] = []) {
  const mentioned = names.map((n) => (typeof n === "string" ? aName(n) : n));
  return resolvePlaces(mentioned, hints, knowledge).map((p) =>
    p.country === null
      ? `nowhere: ${p.why}`
      : [p.country, p.admin1, p.precision].filter((x) => x !== null).join(" "),
  );
}

describe("places without context", () => {
  it.each([
    ["Nairobi", "KE Nairobi County town"],
    ["London", "GB England town"],
    ["Washington", "US District of Columbia town"],
    ["Sudan", "SD country"],
    ["North Kivu", "CD North Kivu admin1"],
    ["Goma", "CD North Kivu town"],
  ])("%s needs none", (name, expected) => {
    expect(resolve([name])).toEqual([expected]);
  });

  it.each(["San Marcos", "Santa Rosa", "La Vega", "Springfield", "Kaya", "Alta"])(
    "%s stays unresolved",
    (name) => {
      expect(resolve([name])).toEqual([expect.stringMatching(/^nowhere/)]);
    },
  );

  it("says that a name is not listed", () => {
    expect(resolve(["Gamdara Velm"])).toEqual(["nowhere: unlisted"]);
  });

  it("does not let namesakes of an invented world prove each other", () => {
    const found = resolve(["San Marcos", "Santa Rosa", "La Vega", "Cerro Pardo"]);

    expect(found.every((f) => f.startsWith("nowhere"))).toBe(true);
  });
});

describe("a qualifier", () => {
  it("decides", () => {
    expect(resolve([aName("San Marcos", { qualifier: "Guatemala" })])[0]).toMatch(/^GT/);
    expect(resolve([aName("Birmingham", { qualifier: "Alabama" })])).toEqual(["US Alabama town"]);
    expect(resolve([aName("Savannah", { qualifier: "Ga." })])).toEqual(["US Georgia town"]);
  });

  it("of a country we do not know keeps the name off the map", () => {
    expect(resolve([aName("San Marcos", { qualifier: "Altamora" })], [{ code: "GT", weight: 5 }])).toEqual([
      "nowhere: other qualifier",
    ]);
  });

  it("speaks for the same name in other letters", () => {
    expect(resolve([aName("ATHENS", { qualifier: "Georgia" }), "Athens"])).toEqual([
      "US Georgia town",
      "US Georgia town",
    ]);
  });

  it("is not one when the two are a list", () => {
    expect(resolve([aName("London", { qualifier: "Paris" }), "Paris"])).toEqual([
      "GB England town",
      "FR Île-de-France town",
    ]);
  });
});

describe("the countries of the article", () => {
  it("decide between namesakes", () => {
    expect(resolve(["Alta", "Kirkenes"], [{ code: "NO", weight: 2 }])).toEqual([
      "NO Finnmark town",
      "NO Finnmark town",
    ]);
    expect(resolve(["Kaya", "Dori"], [{ code: "BF", weight: 3 }]).every((f) => f.startsWith("BF"))).toBe(
      true,
    );
  });

  it("may be places of the article themselves", () => {
    expect(
      resolve(["Kenya", "Lodwar", "Kitale", "Uganda", "Moroto", "Soroti"]).map((f) => f.slice(0, 2)),
    ).toEqual(["KE", "KE", "KE", "UG", "UG", "UG"]);
  });

  it("keep a city of a country that is never mentioned away from a quarter of its name", () => {
    expect(resolve(["Gombe"], [{ code: "CD", weight: 4 }])).toEqual(["CD Kinshasa point"]);
    expect(resolve(["Gombe"], [{ code: "NG", weight: 4 }])[0]).toMatch(/^NG/);
  });

  it("are not proved by a passing mention when only a hamlet fits", () => {
    const hints = [
      { code: "SD", weight: 9 },
      { code: "US", weight: 1 },
    ];

    expect(resolve(["Heathsville Junction"], hints)[0]).toMatch(/^nowhere/);
  });
});

describe("a name that is a country and a region", () => {
  const names = [
    aName("ATHENS", { qualifier: "Georgia" }),
    "Georgia",
    "Savannah",
    "Augusta",
    "Rome",
    "United States",
  ];

  it("is the region in an article that keeps to it, with its own Rome", () => {
    const hints = [
      { code: "GE", weight: 1 },
      { code: "IT", weight: 1 },
      { code: "US", weight: 1 },
    ];

    expect(resolve(names, hints)).toEqual([
      "US Georgia town",
      "US Georgia admin1",
      "US Georgia town",
      "US Georgia town",
      "US Georgia town",
      "US country",
    ]);
  });

  it("is the country when its people or its capital are named", () => {
    expect(resolve(["Georgia", "Tbilisi"], [{ code: "GE", weight: 3 }])).toEqual([
      "GE country",
      "GE Tbilisi town",
    ]);
    expect(resolve(["Georgia"], [{ code: "GE", weight: 2 }])).toEqual(["GE country"]);
  });
});

describe("the word beside a name", () => {
  it("tells the region from the town", () => {
    expect(resolve([aName("Donetsk", { generic: "region" })])).toEqual(["UA Donetsk admin1"]);
    expect(resolve(["Donetsk"])).toEqual(["UA Donetsk town"]);
  });

  it("is looked for in the name too, and ignored when it is no kind of place", () => {
    expect(resolve(["Aleppo Province"], [{ code: "SY", weight: 2 }])).toEqual(["SY Aleppo admin1"]);
    expect(resolve(["Karak District"], [{ code: "JO", weight: 2 }])).toEqual(["JO Karak admin1"]);
    expect(resolve([aName("Donetsk", { generic: "while" })])).toEqual(["UA Donetsk town"]);
  });

  it("makes a country's namesake the region, unless the article is about the country", () => {
    expect(resolve([aName("Niger", { generic: "state" })], [{ code: "NG", weight: 3 }])[0]).toBe(
      "NG Niger State admin1",
    );
    expect(resolve([aName("Niger", { generic: "state" })], [{ code: "NE", weight: 3 }])[0]).toBe(
      "NE country",
    );
    expect(resolve([aName("Sudan", { generic: "state" })])[0]).toBe("SD country");
  });

  it("puts a part of a country in the country, and no other part anywhere", () => {
    expect(resolve(["Eastern DRC", "northern Haiti", "Southwestern Lyon"])).toEqual([
      "CD country",
      "HT country",
      "nowhere: unlisted",
    ]);
  });

  it("leaves an airport at its town", () => {
    expect(resolve([aName("Goma", { generic: "airport" })])).toEqual(["CD North Kivu town"]);
  });

  it("keeps a river or a camp off the town of its name", () => {
    expect(resolve([aName("Savannah", { generic: "river" })], [{ code: "US", weight: 2 }])[0]).toMatch(
      /^nowhere/,
    );
    expect(resolve([aName("Zamzam", { generic: "camp" })], [{ code: "SD", weight: 2 }])).toEqual([
      "SD North Darfur point",
    ]);
  });
});

describe("many names", () => {
  it("come back in order and in number", () => {
    const names = Array.from({ length: 5000 }, (_, i) => aName(i % 2 === 0 ? `Nowhere ${i}` : "Goma"));

    const found = resolvePlaces(names, [], knowledge);

    expect(found).toHaveLength(5000);
    expect(found[1]).toMatchObject({ country: "CD", key: "o:CD:goma" });
    expect(found[2]).toMatchObject({ country: null, lat: null, lon: null, precision: "unknown" });
  });

  it("of no article give nothing", () => {
    expect(resolvePlaces([], [], knowledge)).toEqual([]);
  });
});

describe("regions by their short names, and towns side by side", () => {
  it("takes an abbreviation with its stop for the region", () => {
    expect(resolve(["N.J."])).toEqual(["US New Jersey admin1"]);
  });

  it("takes one without a stop only behind a town of it", () => {
    expect(resolve([aName("Slidell", { qualifier: "La" }), "La"])[1]).toBe("US Louisiana admin1");
    expect(resolve(["La"])[0]).not.toBe("US Louisiana admin1");
  });

  it("takes the region where a town of it stands before the name of a capital", () => {
    expect(resolve([aName("Tacoma", { qualifier: "Washington" }), "Washington"])).toEqual([
      "US Washington town",
      "US Washington admin1",
    ]);
  });

  it("lets three neighbours settle one another where nothing else is known", () => {
    expect(resolve(["Cirencester", "Gloucester", "Cheltenham"])).toEqual(Array(3).fill("GB England town"));
  });

  it("does not where there are two, or where a country is named", () => {
    expect(resolve(["Gloucester", "Cheltenham"])[0]).toMatch(/^nowhere/);
    expect(resolve(["Cirencester", "Gloucester", "Cheltenham", "Sudan"])[1]).toMatch(/^nowhere/);
  });
});
