import type { BriefQuery } from "../../src/desk/desk.ts";
import { seeded } from "./made-up-news.ts";
import { newsPlaces, person } from "./world-news.ts";

const WINDOWS = ["1d", "7d", "30d"];
const SUBJECTS = [
  "hospital attack",
  "cholera outbreak",
  "market shelling",
  "school reopened",
  "aid convoy",
  "ceasefire talks",
  "bread prices",
  "landslide",
  "drone",
  "prison",
];
const BODIES = ["Liberation Front", "Relief Network", "Rights Watch Group", "Defence League"];
const ODD = ["xyzzyqq", "kwrtzu", "gooma", "khartuom", "Ukrane"];

/** Questions of every kind, each asked once: big towns, villages, countries, actors, subjects and unknown words. */
export function mixedQuestions(many: number, asOf: string): BriefQuery[] {
  const random = seeded(many);
  const places = newsPlaces();
  const below = (size: number): number => Math.floor(random() * size);
  const kinds: readonly (() => string)[] = [
    () => places[below(60)]!.name,
    () => places[below(60)]!.name,
    () => places[1000 + below(8000)]!.name,
    () => places[below(400)]!.country,
    () => person(below(3000)),
    () => person(below(3000)).split(" ")[1]!,
    () => `${places[below(200)]!.name} ${SUBJECTS[below(SUBJECTS.length)]}`,
    () => SUBJECTS[below(SUBJECTS.length)]!,
    () => BODIES[below(BODIES.length)]!,
    () => ODD[below(ODD.length)]!,
  ];
  return Array.from({ length: many }, (_, i) => ({
    topic: kinds[i % kinds.length]!(),
    since: WINDOWS[Math.floor(i / kinds.length) % WINDOWS.length]!,
    // Another minute each time: no answer is the one that was kept from before.
    asOf: `${asOf.slice(0, 14)}${String(59 - (i % 40)).padStart(2, "0")}Z`,
  }));
}
