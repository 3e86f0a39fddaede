import { readFileSync } from "node:fs";
import type { Article } from "../../briefings/index.ts";
import { makeArticle } from "../../src/ingest/make-article.ts";
import { seeded } from "./made-up-news.ts";
import { LEADS, NARRATIVE, SENTENCES, TITLES } from "./world-sentences.ts";

/** Articles of a day of world news, on average; weekends have fewer and some days many more. */
export const ARTICLES_A_DAY = 900;
const LAST_DAY = Date.parse("2026-06-28T00:00:00Z");
/** The moment for which questions are asked: the end of the last day. */
export const AS_OF = "2026-06-28T23:59Z";
const DAY_MS = 86_400_000;
const PLACES = 20_000;
const OUTLETS = 60;
const WIRES = ["Tarsk Wire", "Northline Agency", "Meridian Dispatch", "Estuary News Service"];
/** Shares of articles that are copies of a wire story, and in a language nobody reads. */
const COPIED = 0.25;
const FOREIGN = 0.03;
const STORY_DAYS = 4;
/** Share of sentences that claim nothing; with it an article has about as many statements as real news. */
const TOLD = 0.55;

export interface NewsPlace {
  readonly name: string;
  readonly region: string | null;
  readonly country: string;
  readonly people: string;
}

type Random = () => number;

export const SYLLABLES =
  "ba ko ran del mis tor vek una sha lom pir dun gre zal nef ody hir kas mo ti re lu".split(" ");
const GROUPS = "Liberation Front,Defence League,Resistance Army,Unity Brigade,Freedom Council".split(",");
const BODIES = "Relief Network,Rights Watch Group,Medical Aid Committee,Farmers Union,Food Council".split(
  ",",
);
const OFFICES = "Defence Minister,Governor,army spokesman,General,Mayor,Health Minister,police chief".split(
  ",",
);

/** Days of news that end on one last day, in order of publication; the same total gives the same articles. */
export function* worldNews(total: number): Generator<Article> {
  const places = newsPlaces();
  const plan = daysOf(total);
  let number = 0;
  let wire: Draft[] = [];
  for (const { day, articles } of plan) {
    wire = wire.slice(-200);
    for (let i = 0; i < articles; i++, number++) {
      const random = seeded(number * 2654435761 + 17);
      const minute = Math.floor((i / articles) * 1440);
      const publishedAt = `${new Date(day + minute * 60_000).toISOString().slice(0, 16)}Z`;
      const copied = random() < COPIED ? wire[Math.floor(random() * wire.length)] : undefined;
      const draft = copied ?? newsText(day, places, random);
      if (copied === undefined && draft.origin !== null) wire.push(draft);
      const article = makeArticle(
        {
          givenId: `world-${number}`,
          publisher: outlet(Math.floor(random() * OUTLETS)),
          origin: draft.origin ?? undefined,
          title: draft.title,
          publishedAt,
          publishedPrecision: "minute",
          language: draft.language,
          text: draft.text,
          offset: 0,
        },
        { agencies: [], retrievedAt: publishedAt },
      );
      if (article !== null) yield article;
    }
  }
}

interface Draft {
  readonly title: string;
  readonly text: string;
  readonly origin: string | null;
  readonly language: string;
}

/** How many articles fall on which day: fewer at weekends, and now and then three times as many. */
function daysOf(total: number): { readonly day: number; readonly articles: number }[] {
  const length = Math.max(1, Math.round(total / ARTICLES_A_DAY));
  const weights = Array.from({ length }, (_, i) => {
    const day = LAST_DAY - (length - 1 - i) * DAY_MS;
    const weekend = [0, 6].includes(new Date(day).getUTCDay()) ? 0.6 : 1.1;
    return { day, weight: seeded(day / DAY_MS)() < 0.03 ? 3 : weekend };
  });
  const sum = weights.reduce((all, { weight }) => all + weight, 0);
  let [given, seen] = [0, 0];
  return weights.map(({ day, weight }) => {
    seen += weight;
    const articles = Math.round((total * seen) / sum) - given;
    given += articles;
    return { day, articles };
  });
}

function newsText(day: number, places: readonly NewsPlace[], random: Random): Draft {
  // A story is a place and its people for some days; several articles tell it.
  const round = Math.floor(day / DAY_MS / STORY_DAYS);
  const place = places[zipf(random, places.length)]!;
  const story = seeded(round * 7919 + hash(place.name) + Math.floor(random() * 3));
  const near = Array.from({ length: 2 }, () => places[zipf(story, places.length)]!);
  const people = Array.from({ length: 5 }, () => person(zipf(story, 200_000)));
  const offices = people.map(() => pick(OFFICES, story));
  const groups = [0, 1].map(() => `${word(zipf(story, 400))} ${pick(GROUPS, story)}`);
  const bodies = [0, 1].map(() => `${word(zipf(story, 300) + 1000)} ${pick(BODIES, story)}`);
  if (random() < FOREIGN) return foreign(place, people[0]!, random);
  const fill = (template: string): string => {
    const who = Math.floor(random() * people.length);
    const other = Math.floor(random() * people.length);
    return capital(
      expand(template, random, {
        place: () => place.name,
        country: () => place.country,
        demonym: () => place.people,
        region: () => place.region ?? place.country,
        near: () => pick(near, random).name,
        person: () => people[who]!,
        surname: () => people[who]!.split(" ")[1]!,
        office: () => offices[who]!,
        other: () => people[other]!,
        group: () => pick(groups, random),
        body: () => pick(bodies, random),
        small: () => String(2 + Math.floor(random() * 30)),
        number: () => String(20 + Math.floor(random() * 900)),
        many: () => ((1 + Math.floor(random() * 90)) * 1000).toLocaleString("en-US"),
        day: () => weekday(day - Math.floor(random() * 3) * DAY_MS),
        date: () => dateWords(day - Math.floor(random() * 20) * DAY_MS),
      }),
    );
  };
  const words = 120 + Math.floor(random() ** 2 * 700);
  const paragraphs: string[] = [fill(pick(LEADS, random))];
  for (let length = 30; length < words; ) {
    const said = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      fill(pick(random() < TOLD ? NARRATIVE : SENTENCES, random)),
    );
    paragraphs.push(said.join(" "));
    length += said.join(" ").split(" ").length;
  }
  const origin = random() < 0.5 ? pick(WIRES, random) : null;
  const dateline = origin === null ? "" : `${place.name.toUpperCase()}, ${dateWords(day)} (${origin}) - `;
  return {
    title: fill(pick(TITLES, random)),
    text: dateline + paragraphs.join("\n\n"),
    origin,
    language: "en",
  };
}

function foreign(place: NewsPlace, name: string, random: Random): Draft {
  const text = `Des combats ont été signalés près de ${place.name}. ${name} a parlé de ${2 + Math.floor(random() * 50)} blessés.`;
  return { title: `Combats près de ${place.name}`, text, origin: null, language: "fr" };
}

/** Fills `{slot}` with what the cast has for it, and `[a|b|c]` with one of its choices. */
function expand(template: string, random: Random, cast: Readonly<Record<string, () => string>>): string {
  return template
    .replace(/\[([^\]]*)\]/g, (_, choices: string) => pick(choices.split("|"), random))
    .replace(/\{(\w+)\}/g, (_, slot: string) => cast[slot]?.() ?? slot)
    .replace(/ {2,}/g, " ")
    .trim();
}

/** A number below `size`, small ones far likelier (density 1/x). */
function zipf(random: Random, size: number): number {
  return Math.min(size - 1, Math.floor(size ** random()) - 1 + (random() < 0.02 ? 1 : 0));
}

/** Crisis places and the largest towns of the gazetteer that comes with the product, most written about first. */
export function newsPlaces(): readonly NewsPlace[] {
  const seeds = new URL("../../seeds/", import.meta.url);
  const json = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, seeds), "utf8")) as T;
  const countries = new Map(
    json<{ code: string; name: string; demonyms: string[] }[]>("words/en/countries.json").map((c) => [
      c.code,
      c,
    ]),
  );
  const placed = (name: string, code: string, region: string | null): NewsPlace[] => {
    const country = countries.get(code);
    return country === undefined
      ? []
      : [{ name, region, country: country.name, people: country.demonyms[0] ?? country.name }];
  };
  const crisis = json<
    { places: { name: string; country: string; admin1: string | null; precision: string }[] }[]
  >("places/crisis.json")
    .flatMap(({ places }) => places)
    .filter(({ precision }) => precision === "town")
    .flatMap(({ name, country, admin1 }) => placed(name, country, admin1));
  const towns = readFileSync(new URL("places/towns.txt", seeds), "latin1")
    .split("\n")
    .flatMap((line) => {
      const [key = "", entry = ""] = line.split("\t");
      const [name = "", where = "", , , population = "0"] = entry.split(";");
      if (!entry.startsWith("t") || name.includes("\\")) return [];
      const called = name.length > 1 ? name.slice(1) : key.replace(/(^| )[a-z]/g, (c) => c.toUpperCase());
      return [{ called, code: where.slice(0, 2), population: Number(population) }];
    })
    .sort((a, b) => b.population - a.population || (a.called < b.called ? -1 : 1))
    .slice(0, PLACES)
    .flatMap(({ called, code }) => placed(called, code, null));
  // Wars and capitals share the top of the news.
  const mixed = crisis.flatMap((place, i) => (towns[i] ? [place, towns[i]] : [place]));
  return [...mixed, ...towns.slice(crisis.length)];
}

function outlet(number: number): string {
  return `${word(number * 37 + 5)} ${["Post", "Times", "Herald", "Tribune", "Today"][number % 5]}`;
}

export function person(number: number): string {
  return `${word((number % 500) + 3000)} ${word(number + 5000)}`;
}

/** An invented name; numbers have their own up to a few hundred thousand. */
function word(number: number): string {
  const n = SYLLABLES.length;
  const parts = [
    number % n,
    Math.floor(number / n) % n,
    Math.floor(number / n / n) % n,
    Math.floor(number / n ** 3) % n,
  ];
  const name = (number >= n ** 3 ? parts : parts.slice(0, 3)).map((i) => SYLLABLES[i]).join("");
  return capital(name);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)]!;
}

function hash(text: string): number {
  let sum = 7;
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return sum >>> 0;
}

function weekday(time: number): string {
  return new Date(time).toLocaleDateString("en-US", { weekday: "long", timeZone: "UTC" });
}

function dateWords(time: number): string {
  return new Date(time).toLocaleDateString("en-US", { day: "numeric", month: "long", timeZone: "UTC" });
}
