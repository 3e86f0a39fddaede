import { z } from "zod";
import { Act, ActorKind } from "../../facts.ts";

const Frame = z.enum(["clause", "tell", "object", "request", "quote", "put"]);
export type Frame = z.infer<typeof Frame>;

/** seeds/words/en/reporting.json */
const ReportingWords = z.object({
  verbs: z.array(
    z.object({
      act: Act,
      frame: Frame,
      polarity: z.literal("negative").optional(),
      verbs: z.record(z.string(), z.string()),
    }),
  ),
  ambiguous: z.array(z.string()),
  adverbs: z.array(z.string()),
  channelNouns: z.array(z.string()),
  audience: z.array(z.string()),
  personRoles: z.array(z.string()),
  groupRoles: z.array(z.string()),
  pluralSources: z.array(z.string()),
  documents: z.array(z.string()),
  heWords: z.array(z.string()),
  sheWords: z.array(z.string()),
  genericGroups: z.record(z.string(), z.array(ActorKind)),
});

/** One way to use a reporting verb. */
export interface ReportingVerb {
  readonly lemma: string;
  readonly act: z.infer<typeof Act>;
  readonly frame: Frame;
  readonly polarity: "positive" | "negative";
  readonly form: "past" | "present" | "base" | "gerund";
}

export interface Reporting {
  /** By first word of the form; `particle` is the second word ("called" + "on"). Longer forms first. */
  readonly verbs: ReadonlyMap<
    string,
    readonly {
      readonly particle: string | null;
      readonly verb: ReportingVerb;
    }[]
  >;
  readonly ambiguous: ReadonlySet<string>;
  readonly adverbs: ReadonlySet<string>;
  readonly channelNouns: ReadonlySet<string>;
  readonly audience: ReadonlySet<string>;
  readonly personRoles: ReadonlySet<string>;
  readonly groupRoles: ReadonlySet<string>;
  readonly pluralSources: ReadonlySet<string>;
  /** Nouns for what carries words: somebody else speaks in them. */
  readonly documents: ReadonlySet<string>;
  /** Words in a role or title that settle the pronoun: "spokeswoman" is she. */
  readonly heWords: ReadonlySet<string>;
  readonly sheWords: ReadonlySet<string>;
  /** "the group", "the agency": which kinds of actor the word can stand for. */
  readonly genericGroups: ReadonlyMap<string, ReadonlySet<z.infer<typeof ActorKind>>>;
}

export function compileReporting(words: unknown): Reporting {
  const w = ReportingWords.parse(words);
  const verbs = new Map<string, { particle: string | null; verb: ReportingVerb }[]>();
  for (const group of w.verbs) {
    for (const [lemma, forms] of Object.entries(group.verbs)) {
      for (const form of forms.split(" ")) {
        const [first = "", particle = null] =
          form.includes("-") && !/^(e-)/.test(form) ? form.split("-") : [form];
        const verb: ReportingVerb = {
          lemma: lemma.trim(),
          act: group.act,
          frame: group.frame,
          polarity: group.polarity ?? "positive",
          form: formOf(first),
        };
        verbs.set(first, [...(verbs.get(first) ?? []), { particle, verb }]);
      }
    }
  }
  for (const list of verbs.values())
    list.sort((a, b) => Number(b.particle !== null) - Number(a.particle !== null));
  return {
    verbs,
    // "goes" without its "on", "fired" without its "back" reports nothing.
    ambiguous: new Set([
      ...w.ambiguous,
      ...[...verbs]
        .filter(([, list]) => list.every(({ particle }) => particle !== null))
        .map(([word]) => word),
    ]),
    adverbs: new Set(w.adverbs),
    channelNouns: new Set(w.channelNouns),
    audience: new Set(w.audience),
    personRoles: new Set(w.personRoles),
    groupRoles: new Set(w.groupRoles),
    pluralSources: new Set(w.pluralSources),
    documents: new Set(w.documents),
    heWords: new Set(w.heWords),
    sheWords: new Set(w.sheWords),
    genericGroups: new Map(Object.entries(w.genericGroups).map(([word, kinds]) => [word, new Set(kinds)])),
  };
}

const PAST = new Set([
  "said",
  "told",
  "wrote",
  "written",
  "put",
  "read",
  "began",
  "went",
  "spoke",
  "found",
  "swore",
  "shot",
  "forecast",
]);

function formOf(word: string): ReportingVerb["form"] {
  if (word.endsWith("ing")) return "gerund";
  if (PAST.has(word) || word.endsWith("ed") || word.endsWith("ied")) return "past";
  return word.endsWith("s") && !word.endsWith("ss") ? "present" : "base";
}
