import { describe, expect, it } from "vitest";
import { placeInTopic, type Topic } from "../../briefings/index.ts";

const aPlaceTopic = (over: Partial<Topic>): Topic => ({
  kind: "place",
  words: "x",
  label: "x",
  detail: null,
  names: [],
  level: null,
  country: null,
  admin1: null,
  ...over,
});

const lindal = { name: "Lindal", aliases: [], country: "AA", admin1: "South Strand" };
const morvik = { name: "Mørvik", aliases: ["Moerwick"], country: "AA", admin1: "North Strand" };
const unknown = { name: "Saint Vel", aliases: [], country: null, admin1: null };

describe("a place in a topic", () => {
  const town = aPlaceTopic({ names: ["morvik"], level: "town", country: "AA", admin1: "North Strand" });
  const country = aPlaceTopic({ names: ["avaland"], level: "country", country: "AA" });
  const region = aPlaceTopic({
    names: ["north strand"],
    level: "admin1",
    country: "AA",
    admin1: "North Strand",
  });
  const wide = aPlaceTopic({
    names: ["two strands", "north strand", "south strand"],
    level: "admin1",
    country: "AA",
  });

  it("belongs by name or alias", () => {
    expect(placeInTopic(town, morvik)).toBe(true);
    expect(placeInTopic(aPlaceTopic({ names: ["moerwick"] }), morvik)).toBe(true);
  });

  it("does not belong to another town of the same region", () => {
    expect(placeInTopic(town, { name: "Quay", country: "AA", admin1: "North Strand" })).toBe(false);
  });

  it("does not put the region around a town into the town", () => {
    expect(placeInTopic(town, { name: "North Strand", country: "AA", admin1: "North Strand" })).toBe(false);
  });

  it("belongs to its country and its region, not to another", () => {
    expect(placeInTopic(country, lindal)).toBe(true);
    expect(placeInTopic(region, morvik)).toBe(true);
    expect(placeInTopic(region, lindal)).toBe(false);
    expect(placeInTopic(country, { name: "Tarn", country: "BB", admin1: "Borland" })).toBe(false);
  });

  it("belongs to a wide region through its division", () => {
    expect(placeInTopic(wide, lindal)).toBe(true);
    expect(placeInTopic(wide, { name: "Far", country: "AA", admin1: "Elsewhere" })).toBe(false);
  });

  it("keeps a namesake in another country apart", () => {
    expect(placeInTopic(town, { name: "Mørvik", country: "BB", admin1: "Borland" })).toBe(false);
  });

  it("finds an unresolved place by its name only", () => {
    expect(placeInTopic(aPlaceTopic({ names: ["saint vel"] }), unknown)).toBe(true);
    expect(placeInTopic(country, unknown)).toBe(false);
  });

  it("has no place in a topic of words or of an actor", () => {
    expect(placeInTopic(aPlaceTopic({ kind: "words", names: ["lindal"] }), lindal)).toBe(false);
    expect(placeInTopic(aPlaceTopic({ kind: "actor", names: ["lindal"] }), lindal)).toBe(false);
  });
});
