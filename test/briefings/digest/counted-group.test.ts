import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeCountedReader } from "../../../briefings/digest/counted-group.ts";
import { DigestWords } from "../../../briefings/digest/words.ts";

const words = DigestWords.parse(
  JSON.parse(readFileSync(new URL("../../../seeds/words/en/digest.json", import.meta.url), "utf8")),
);
const read = makeCountedReader(words);

describe("who is counted", () => {
  it.each([
    ["civilians", "civilians"],
    ["Kivali soldiers in captivity", "soldiers"],
    ["government troops", "soldiers"],
    ["pregnant woman", "women"],
    ["children evacuated", "children"],
    ["members of our staff", "aid workers"],
    ["women and children", "children and women"],
  ])("%s are a group: %s", (counted, group) => {
    expect(read(counted)).toEqual({ group, noun: null });
  });

  it.each([
    "people",
    "bodies",
    "civil servants' bodies",
    "cases of rape by soldiers",
    "newly displaced people",
    null,
  ])("%s are people in general", (counted) => {
    expect(read(counted)).toEqual({ group: null, noun: null });
  });

  it.each([
    ["traders and herders", "traders and herders"],
    ["bus passengers", "bus passengers"],
    ["women and traders", "women and traders"],
  ])("%s keep their own noun", (counted, noun) => {
    expect(read(counted)).toEqual({ group: null, noun });
  });
});
