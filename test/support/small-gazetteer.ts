import { createGazetteer, type Gazetteer, type GazetteerData } from "../../briefings/index.ts";

const towns = [
  [
    "alta rosa",
    "tAlta Rosa;AA.01;10.5;20.2;90000",
    "tAlta Rosa;BB.02;-5;40;7000",
    "tAlta Rosa;BB.01;-8;41;6000",
  ],
  ["borland", "rBB.02"],
  ["lindal", "cLindal;AA.01;10;20;600000", "tLindal;BB.02;-5.3;40.3;30000"],
  ["morvik", "tM\\u00f8rvik;AA.02;12;21;50000"],
  ["north strand", "rAA.02"],
  ["quay", "t;BB.02;-5.1;40.1;40000"],
  ["sel", "t;BB.01;-8.2;41.1;900"],
  ["tarn", "t;BB.02;-5.2;40.2;120000"],
];

/** An invented world: Avaland (AA) with its capital Lindal, Bestria (BB), and a camp of our own list. */
export const smallGazetteerData: GazetteerData = {
  towns: `${towns.map((line) => line.join("\t")).join("\n")}\n`,
  regions: [
    "AA\t\t11\t20\t740000\t",
    "AA.01\tSouth Strand\t10.2\t20.1\t690000\t",
    "AA.02\tNorth Strand\t12\t21\t50000\tStrand-Nord",
    "BB\t\t-6\t40.5\t203900\t",
    "BB.01\tHighmark\t-8.1\t41\t6900\t",
    "BB.02\tBorland\t-5.1\t40.1\t197000\t",
  ].join("\n"),
  countries: [
    {
      code: "AA",
      name: "Avaland",
      aliases: ["Republic of Avaland", "A.L."],
      demonyms: ["Avalander"],
      capitals: ["Lindal"],
    },
    { code: "BB", name: "Bestria", aliases: ["the Bestrias"], demonyms: ["Bestrian"], capitals: ["Tarn"] },
    { code: "CC", name: "Borland", aliases: [], demonyms: ["Borlander"], capitals: [] },
  ],
  crisis: [
    {
      name: "Mørvik",
      aliases: ["Moerwick", "Al-Morvik"],
      country: "AA",
      admin1: "North Strand",
      lat: 12.1,
      lon: 21.1,
      kind: "town",
      precision: "town",
    },
    {
      name: "Two Strands",
      aliases: ["the Strands"],
      country: "AA",
      admin1: null,
      lat: 11,
      lon: 20.5,
      kind: "region",
      precision: "admin1",
      includes: ["North Strand", "South Strand"],
    },
    {
      name: "Sel camp",
      aliases: ["Sel"],
      country: "BB",
      admin1: "Highmark",
      lat: -8.1,
      lon: 41,
      kind: "camp",
      precision: "point",
    },
  ],
  wide: ["Highlands"],
  abbreviations: [{ code: "BB.02", abbreviations: ["Bor."] }],
};

export const smallGazetteer: Gazetteer = createGazetteer(smallGazetteerData);
