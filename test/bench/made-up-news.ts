/** Numbers that look random and are the same in every run (mulberry32, Tommy Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SYLLABLES = "ba ko ran del mis tor vek una sha lom pir dun gre zal nef ody hir kas".split(" ");
const OFFICES = ["Defence Minister", "Governor", "spokesman", "General", "Mayor", "Commissioner"];
const BODIES = ["Relief Network", "Liberation Front", "Human Rights Watchdog", "Interior Ministry"];
const HEDGES = ["at least", "more than", "about", "some", "up to", "nearly", ""];
const COUNTED = ["people", "civilians", "women and children", "soldiers", "fighters", "residents"];
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** What one template may put into its gaps. */
interface Cast {
  readonly pick: <T>(from: readonly T[]) => T;
  readonly number: (below: number) => string;
  readonly person: string;
  readonly office: string;
  readonly body: string;
  readonly place: string;
  readonly other: string;
}

const TEMPLATES: readonly ((cast: Cast) => string)[] = [
  (c) =>
    `${c.pick(HEDGES)} ${c.number(900)} ${c.pick(COUNTED)} were killed in ${c.place} on ${c.pick(DAYS)}, ${c.office} ${c.person} said.`,
  (c) =>
    `"We will not leave ${c.place} until every family is safe," ${c.person} told reporters in ${c.other}.`,
  (c) =>
    `The ${c.body} denied that its forces had shelled ${c.place}, calling the reports "a fabrication from start to finish".`,
  (c) =>
    `According to the ${c.body}, ${c.number(90_000)} ${c.pick(COUNTED)} fled ${c.place} for ${c.other} between ${c.number(12)} and ${c.number(30)} March.`,
  (c) =>
    `${c.office} ${c.person} accused the ${c.body} of firing on a market in ${c.place}; ${c.number(60)} people were wounded, including ${c.number(9)} children.`,
  (c) =>
    `Roads between ${c.place} and ${c.other} remained closed on ${c.pick(DAYS)} as fighting went on nearby.`,
  (c) => `"Nobody came to help us," said a resident of ${c.place} who gave her name only as ${c.person}.`,
  (c) =>
    `The ${c.body} urged both sides to let aid in and warned that ${c.pick(HEDGES)} ${c.number(400_000)} people could go hungry by July.`,
  (c) =>
    `No one was hurt when a shell landed beside the school in ${c.other}, ${c.number(40)} km from ${c.place}, officials said.`,
  (c) =>
    `${c.person} wrote on X that the toll in ${c.place} had risen to ${c.number(500)} from ${c.number(90)}, and that ${c.number(80)} people were still missing.`,
];

/** An article of about `words` words about an invented place; the same number gives the same article. */
export function madeUpNews(number: number, words = 450): { id: string; title: string; text: string } {
  const random = seeded(number + 1);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const name = (): string => {
    const word = pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES);
    return word[0]!.toUpperCase() + word.slice(1);
  };
  const count = (below: number): string => (2 + Math.floor(random() * below)).toLocaleString("en-US");
  const places = [name(), name(), name()];
  const persons = Array.from({ length: 4 }, () => `${name()} ${name()}`);
  const offices = persons.map(() => pick(OFFICES));
  const bodies = Array.from({ length: 3 }, () => `${name()} ${pick(BODIES)}`);
  const paragraphs: string[] = [];
  let length = 0;
  while (length < words) {
    const sentences = Array.from({ length: 2 }, () => {
      const who = Math.floor(random() * persons.length);
      const cast: Cast = {
        pick,
        number: count,
        person: persons[who]!,
        office: offices[who]!,
        body: pick(bodies),
        place: pick(places),
        other: pick(places),
      };
      const sentence = pick(TEMPLATES)(cast).replace(/ {2,}/g, " ").trim();
      return sentence[0]!.toUpperCase() + sentence.slice(1);
    });
    paragraphs.push(sentences.join(" "));
    length += sentences.join(" ").split(" ").length;
  }
  return {
    id: `made-up-${number}`,
    title: `Fighting reported near ${places[0]}`,
    text: `${places[0]!.toUpperCase()}, March ${1 + (number % 28)} (${name()} Wire) - ${paragraphs.join("\n\n")}`,
  };
}
