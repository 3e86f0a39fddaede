import { describe, expect, it } from "vitest";
import {
  type Catalogue,
  type CatalogueActor,
  type CataloguePlace,
  completeTopics,
  findTopic,
} from "../../briefings/index.ts";
import { smallGazetteer as gazetteer } from "../support/small-gazetteer.ts";

const aPlace = (over: Partial<CataloguePlace>): CataloguePlace => ({
  name: "Tarn",
  aliases: [],
  country: "BB",
  admin1: "Borland",
  precision: "town",
  articles: 1,
  ...over,
});
const anActor = (over: Partial<CatalogueActor>): CatalogueActor => ({
  name: "Ana Verro",
  aliases: [],
  kind: "person",
  articles: 1,
  ...over,
});

const catalogue: Catalogue = {
  places: [
    aPlace({ name: "Tarn", articles: 9 }),
    aPlace({ name: "Moerwick", country: "AA", admin1: "North Strand", articles: 4 }),
    aPlace({ name: "Mørvik", country: "AA", admin1: "North Strand", articles: 3 }),
    aPlace({ name: "A.L.", country: "AA", admin1: null, precision: "country", articles: 5 }),
    aPlace({ name: "Saint Vel", country: null, admin1: null, precision: "unknown", articles: 2 }),
  ],
  actors: [
    anActor({ name: "Ana Verro", aliases: ["Verro"], articles: 6 }),
    anActor({ name: "Josip Kemal", aliases: ["Kemal"], articles: 3 }),
    anActor({ name: "Ida Kemal", articles: 2 }),
    anActor({ name: "K 7", aliases: ["K7 Movement"], kind: "armed_group", articles: 8 }),
    anActor({ name: "Bestria", aliases: ["Tarn"], kind: "state", articles: 7 }),
    anActor({ name: "Northern Relief Council", aliases: ["NRC"], kind: "ngo", articles: 2 }),
  ],
  articlesWith: (word) => (word === "cholera" ? 3 : 0),
};

const find = (typed: string) => findTopic({ typed, catalogue, gazetteer });
const label = (typed: string) => {
  const match = find(typed);
  return match.status === "found" ? `${match.topic.kind}: ${match.topic.label}` : match.status;
};

describe("finding a topic by name", () => {
  it.each([
    ["tarn", "place: Tarn"],
    ["  TARN ", "place: Tarn"],
    ["morvik", "place: Mørvik"],
    ["al morvik", "place: Mørvik"],
    ["avaland", "place: Avaland"],
    ["a.l.", "place: Avaland"],
    ["the Bestrias", "place: Bestria"],
    ["bestria", "place: Bestria"],
    ["k7", "actor: K 7"],
    ["K-7", "actor: K 7"],
    ["nrc", "actor: Northern Relief Council"],
    ["saint vel", "place: Saint Vel"],
  ])("understands %j as %s", (typed, expected) => {
    expect(label(typed)).toBe(expected);
  });

  it("keeps what was typed and says where the place is", () => {
    const match = find("moerwick");

    expect(match).toMatchObject({
      status: "found",
      understoodAs: null,
      topic: {
        words: "moerwick",
        label: "Mørvik",
        detail: "North Strand, Avaland",
        level: "town",
        country: "AA",
        admin1: "North Strand",
      },
    });
  });

  it("treats a state that acts as its country", () => {
    expect(find("bestria")).toMatchObject({ topic: { kind: "place", level: "country", country: "BB" } });
  });

  it("takes a capital for the town, though it also stands for a government", () => {
    expect(find("tarn")).toMatchObject({ topic: { level: "town", country: "BB" } });
  });

  it("finds a country by its people, and says so", () => {
    expect(find("Avalander")).toMatchObject({ status: "found", understoodAs: "Avaland" });
  });

  it("finds a place of the map that no article names", () => {
    expect(label("lindal")).toBe("place: Lindal");
    expect(label("quay")).toBe("place: Quay");
  });
});

describe("finding a person", () => {
  it("finds a known person by surname", () => {
    expect(label("verro")).toBe("actor: Ana Verro");
  });

  it("asks when several bear the surname", () => {
    const match = find("kemal");

    expect(match).toMatchObject({ status: "several" });
    expect(match.status === "several" && match.options.map((o) => o.words)).toEqual([
      "Josip Kemal",
      "Ida Kemal",
    ]);
  });

  it("finds an organisation by part of its name, and says so", () => {
    expect(find("relief council")).toMatchObject({
      status: "found",
      understoodAs: "Northern Relief Council",
    });
  });
});

describe("asking which of several", () => {
  it("offers queries that lead to exactly one of them", () => {
    const two: Catalogue = {
      places: [
        aPlace({ name: "Lindal", country: "AA", admin1: "South Strand" }),
        aPlace({ name: "Lindal", country: "BB", admin1: "Borland" }),
      ],
      actors: [],
    };

    const match = findTopic({ typed: "lindal", catalogue: two, gazetteer });
    const options = match.status === "several" ? match.options : [];
    const answers = options.map((o) => findTopic({ typed: o.words, catalogue: two, gazetteer }));

    expect(options.map((o) => o.country)).toEqual(["AA", "BB"]);
    expect(answers.map((a) => a.status === "found" && a.topic.country)).toEqual(["AA", "BB"]);
  });

  it("does not ask for a namesake that hardly any report means, which a comma still finds", () => {
    const two: Catalogue = {
      places: [
        aPlace({ name: "Lindal", country: "AA", admin1: "South Strand", articles: 900 }),
        aPlace({ name: "Lindal", country: "BB", admin1: "Borland", articles: 2 }),
      ],
      actors: [],
    };
    const countryOf = (typed: string) => {
      const match = findTopic({ typed, catalogue: two, gazetteer });
      return match.status === "found" ? match.topic.country : match.status;
    };

    expect(["lindal", "lindal, Bestria"].map(countryOf)).toEqual(["AA", "BB"]);
  });

  it("understands a place with its country or region behind a comma", () => {
    expect(find("Alta Rosa, Bestria")).toMatchObject({ topic: { country: "BB" } });
    expect(find("Alta Rosa, South Strand")).toMatchObject({ topic: { country: "AA" } });
  });
});

describe("misspellings", () => {
  it.each([
    ["tran", "Tarn"],
    ["tarm", "Tarn"],
    ["bestira", "Bestria"],
    ["besttrai", "Bestria"],
    ["vero", "Ana Verro"],
    ["avalannd", "Avaland"],
  ])("understands %j as %s and says so", (typed, understoodAs) => {
    expect(find(typed)).toMatchObject({ status: "found", understoodAs });
  });

  it("forgives one slip in a short name, not two", () => {
    expect(find("torm").status).toBe("unknown");
  });

  it("never bends a name of two or three letters", () => {
    expect(find("k8").status).toBe("unknown");
    expect(find("nrd").status).toBe("unknown");
  });

  it("asks when two names are equally near", () => {
    const two: Catalogue = {
      places: [],
      actors: [anActor({ name: "Ana Sorel" }), anActor({ name: "Ivo Sotel" })],
    };

    expect(findTopic({ typed: "sozel", catalogue: two, gazetteer }).status).toBe("several");
  });
});

describe("words", () => {
  it("searches for several words of which one is known", () => {
    expect(find("tarn hospitals")).toMatchObject({ topic: { kind: "words", names: ["tarn", "hospitals"] } });
  });

  it("searches for a word that occurs in the articles", () => {
    expect(label("cholera")).toBe("words: cholera");
  });

  it("does not know a word that occurs nowhere, and suggests what is close", () => {
    const match = find("besxyzia");

    expect(match).toMatchObject({ status: "unknown" });
    expect(match.status === "unknown" && match.near.map((t) => t.label)).toContain("Bestria");
    expect(find("zzzzqqqq")).toEqual({ status: "unknown", near: [] });
  });

  it("suggests the most reported topics when nothing was typed", () => {
    const match = find("  ");

    expect(match.status === "unknown" && match.near[0]?.label).toBe("Tarn");
  });

  it("survives very long and strange input", () => {
    expect(find("x".repeat(100_000)).status).toBe("unknown");
    expect(find("\u202E\u200B💥").status).toBe("unknown");
  });
});

describe("completing a topic", () => {
  const complete = (prefix: string, limit = 5) =>
    completeTopics(prefix, catalogue, gazetteer, limit).map((t) => t.label);

  it("offers what the library holds, most reported first, then the map", () => {
    expect(complete("")).toEqual(["Tarn", "K 7", "Bestria", "Ana Verro", "Avaland"]);
    expect(complete("li")).toEqual(["Lindal"]);
  });

  it("completes a surname and a spelling", () => {
    expect(complete("kem")).toEqual(["Josip Kemal", "Ida Kemal"]);
    expect(complete("moe")).toEqual(["Mørvik"]);
  });

  it("stays inside the limit", () => {
    expect(complete("", 2)).toHaveLength(2);
    expect(complete("zz")).toEqual([]);
  });
});
