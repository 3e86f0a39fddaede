import { madeUpNews } from "./made-up-news.ts";

/** Texts that make a careless reader slow, each in three sizes that double. */
export interface Shape {
  readonly name: string;
  readonly sizes: readonly [number, number, number];
  readonly text: (size: number) => string;
}

const THOUSAND = 1_000;
const HALF_MEGABYTE = 500_000;

export const SHAPES: readonly Shape[] = [
  {
    name: "news in one article, words",
    sizes: [10 * THOUSAND, 20 * THOUSAND, 40 * THOUSAND],
    text: (size) => madeUpNews(1, size).text,
  },
  {
    name: "one line, characters",
    sizes: [HALF_MEGABYTE, 2 * HALF_MEGABYTE, 4 * HALF_MEGABYTE],
    text: (size) => repeated(madeUpNews(2).text.replace(/\s+/g, " "), size),
  },
  {
    name: "nested quotation marks",
    sizes: [25 * THOUSAND, 50 * THOUSAND, 100 * THOUSAND],
    text: (size) => `${"“he said ".repeat(size / 2)}${"”".repeat(size / 2)}`,
  },
  {
    name: "numbers in one sentence",
    sizes: [20 * THOUSAND, 40 * THOUSAND, 80 * THOUSAND],
    text: (size) => `Killed were ${Array.from({ length: size }, (_, i) => (i % 997) + 2).join(", ")} people.`,
  },
  {
    name: "“the the the”, words",
    sizes: [50 * THOUSAND, 100 * THOUSAND, 200 * THOUSAND],
    text: (size) => "the ".repeat(size),
  },
  {
    name: "capitalised words",
    sizes: [50 * THOUSAND, 100 * THOUSAND, 200 * THOUSAND],
    text: (size) => "Kelmar Tarsk Odran ".repeat(Math.ceil(size / 3)),
  },
];

function repeated(text: string, characters: number): string {
  return `${text} `.repeat(Math.ceil(characters / text.length)).slice(0, characters);
}
