import { describe, expect, it } from "vitest";
import { createGazetteer, foldName } from "../../briefings/index.ts";
import { smallGazetteer as gazetteer, smallGazetteerData } from "../support/small-gazetteer.ts";

const summary = (name: string) => gazetteer.find(name).map((p) => `${p.name}, ${p.country}, ${p.precision}`);

describe("folding a name", () => {
  it.each([
    ["Mørvik", "morvik"],
    ["N'Djamena", "ndjamena"],
    ["Sana‘a", "sanaa"],
    ["  Port-au-Prince ", "port au prince"],
    ["İzmir", "izmir"],
    ["Łódź", "lodz"],
    ["Straße", "strasse"],
    ["", ""],
  ])("makes %j %j", (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });
});

describe("finding a place", () => {
  it("lists namesakes, most populous first", () => {
    const found = gazetteer.find("Alta Rosa");

    expect(found.map((p) => p.population)).toEqual([90000, 7000, 6000]);
  });

  it("does not mind case, accents and hyphens", () => {
    expect(summary("ALTA-ROSA")).toEqual(summary("alta rosa"));
  });

  it("finds the first and the last line of the index, and nothing beside them", () => {
    expect(summary("tarn")).toEqual(["Tarn, BB, town"]);
    expect(summary("alta rosa")).toHaveLength(3);
    expect(summary("alta")).toEqual([]);
    expect(summary("tarnow")).toEqual([]);
    expect(summary("")).toEqual([]);
  });

  it("merges a crisis entry with the same place of the open gazetteer and keeps its population", () => {
    const found = gazetteer.find("Morvik");

    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ origin: "ours", population: 50000, lat: 12.1 });
  });

  it("finds a crisis entry by every spelling", () => {
    expect(gazetteer.find("al-Morvik")).toEqual(gazetteer.find("Mørvik"));
    expect(gazetteer.find("Moerwick")[0]?.name).toBe("Mørvik");
  });

  it("puts a crisis entry before its namesake in the same country", () => {
    expect(gazetteer.find("Sel")[0]).toMatchObject({ name: "Sel camp", kind: "camp" });
  });

  it("finds a region by its own name and by its alias", () => {
    expect(summary("Strand-Nord")).toEqual([]);
    expect(summary("North Strand")).toEqual(["North Strand, AA, admin1"]);
  });

  it("returns a country and a region that share a name", () => {
    const data = { ...smallGazetteerData, regions: `${smallGazetteerData.regions}\nCC\t\t1\t2\t3000\t` };

    const found = createGazetteer(data).find("Borland");

    expect(found.map((p) => p.precision)).toEqual(["admin1", "country"]);
  });

  it("puts no namesake in the place of a name that is wider than a country", () => {
    expect(gazetteer.find("Highlands")).toEqual([]);
  });

  it("gives the same list each time", () => {
    const again = createGazetteer(smallGazetteerData);

    expect(again.find("Lindal")).toEqual(gazetteer.find("Lindal"));
  });
});

describe("countries", () => {
  it.each([
    ["Avaland", "AA", "name"],
    ["A.L.", "AA", "name"],
    ["the Bestrias", "BB", "name"],
    ["Bestrian", "BB", "demonym"],
    ["Lindal", "AA", "capital"],
  ])("knows %s", (word, code, as) => {
    expect(gazetteer.countryOf(word)).toEqual({ code, as });
  });

  it("does not take a town for a country", () => {
    expect(gazetteer.countryOf("Quay")).toBeNull();
    expect(gazetteer.countryName("ZZ")).toBeNull();
  });

  it("reads an abbreviated region", () => {
    expect(gazetteer.regionByAbbreviation("Bor.")?.name).toBe("Borland");
    expect(gazetteer.regionByAbbreviation("Quay")).toBeNull();
  });
});

describe("completing a name", () => {
  it("offers countries and crisis places before towns", () => {
    expect(gazetteer.complete("a", 3)).toEqual(["Avaland", "Mørvik"]);
    expect(gazetteer.complete("al", 3)).toEqual(["Alta Rosa", "Mørvik"]);
  });

  it("stays inside the limit and offers nothing for nothing", () => {
    expect(gazetteer.complete("al", 1)).toHaveLength(1);
    expect(gazetteer.complete("", 5)).toEqual([]);
    expect(gazetteer.complete("zz", 5)).toEqual([]);
  });
});
