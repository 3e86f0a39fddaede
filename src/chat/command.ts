import { z } from "zod";
import type { Document } from "./document.ts";
import type { Language, OtherLanguage } from "./language.ts";
import type { Words } from "./words/catalogue.ts";

/** Who may run a command: anyone, or those who may manage the channel. */
type Who = "anyone" | "managers";

interface OptionBase<T> {
  readonly about: string;
  readonly required: boolean;
  readonly schema: z.ZodType<T>;
}

/** What a person may type for one option, with the words that explain it. */
export type Option<T = unknown> = OptionBase<T> &
  (
    | { readonly kind: "text"; readonly suggests: "topics" | "commands" | null }
    | {
        readonly kind: "choice";
        readonly choices: readonly string[];
        readonly alsoSaid: Readonly<Record<string, string>>;
      }
    | { readonly kind: "date" }
  );

export type Options = Readonly<Record<string, Option>>;
type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

/** An option in another language. Each choice has the word that is shown, then others that are understood. */
interface OptionWords {
  readonly name: string;
  readonly about: string;
  readonly choices?: Readonly<Record<string, readonly [string, ...string[]]>>;
}

/**
 * A command in another language: lower-case names of 1 to 32 letters, digits, - or _ (options: letters only, so that
 * they can be typed as `name:value`), and what they are about in at most 100 characters, as chat platforms ask.
 */
export interface CommandWords {
  readonly name: string;
  readonly about: string;
  readonly options: Readonly<Record<string, OptionWords>>;
  readonly examples: readonly string[];
}

/** The words for every option, and for every choice of those that have choices. */
type WordsFor<O extends Options> = Omit<CommandWords, "options"> & {
  readonly options: {
    readonly [K in keyof O]: O[K] extends Option<infer T> ? WordsForOption<NonNullable<T>> : never;
  };
};
type WordsForOption<T> = [T] extends [string]
  ? string extends T
    ? Omit<OptionWords, "choices">
    : OptionWords & { readonly choices: Readonly<Record<T, readonly [string, ...string[]]>> }
  : never;

/** What help, adapters and declarations may know of a command. */
export interface CommandInfo {
  readonly name: string;
  readonly about: string;
  readonly who: Who;
  readonly options: Options;
  /** Whole lines that work, without the slash. */
  readonly examples: readonly string[];
  /** Whether the one who asks may have the answer shown to the whole channel. */
  readonly shareable?: true;
  /** Also offered on messages: the label there, and the option that takes the words of the message. */
  readonly onMessage?: { readonly label: Readonly<Record<Language, string>>; readonly option: string };
  /** Its names and words in other languages; every command of `src/commands` has them. */
  readonly inOther?: Readonly<Record<OtherLanguage, CommandWords>>;
}

export interface Command<Needs> extends CommandInfo {
  /** `values` are what the options' schemas returned; `dispatch` sees to that. */
  readonly run: (
    values: Readonly<Record<string, unknown>>,
    needs: Needs,
    /** The fixed words of the answer, in the asker's language. */
    words: Words,
  ) => Promise<Document>;
}

/** A command that can be asked in every language. */
export type TranslatedCommand<Needs> = Command<Needs> & Required<Pick<CommandInfo, "inOther">>;

type Declaration<O extends Options, Needs> = Omit<CommandInfo, "inOther"> & {
  readonly options: O;
  readonly run: (values: Values<O>, needs: Needs, words: Words) => Promise<Document>;
};

/**
 * One command, declared once: the input type of `run` follows from the option builders.
 *
 * @example defineCommand({ name: "why", about: "…", who: "anyone", options: { id: text("A printed id") },
 *   examples: ["why f3k9xq2"], run: async ({ id }, { desk }: { desk: Desk }) => whyReply(await desk.why(id)) })
 */
export function defineCommand<const O extends Options, Needs>(
  declaration: Declaration<O, Needs> & { readonly inOther: Readonly<Record<OtherLanguage, WordsFor<O>>> },
): TranslatedCommand<Needs>;
export function defineCommand<const O extends Options, Needs>(
  declaration: Declaration<O, Needs>,
): Command<Needs>;
export function defineCommand<const O extends Options, Needs>(
  declaration: Declaration<O, Needs>,
): Command<Needs> {
  const { run, ...info } = declaration;
  // The one place where types are erased: dispatch has parsed every value with the schema its type comes from.
  return { ...info, run: (values, needs, words) => run(values as Values<O>, needs, words) };
}

const MAX_TEXT = 200;
/** A web page as a file, its markup included; what people type is far shorter. */
const MAX_LONG_TEXT = 400_000;
const Text = z.string().trim().min(1).max(MAX_TEXT);

interface TextHints {
  readonly suggests?: "topics" | "commands";
}

/** Free words, up to 200 characters. In typed lines the first text option takes what no other option claims. */
export function text(about: string, hints: TextHints = {}): Option<string> {
  return {
    kind: "text",
    about,
    required: true,
    schema: Text,
    suggests: hints.suggests ?? null,
  };
}

/** A whole report, or its address. */
export function longText(about: string): Option<string> {
  return {
    kind: "text",
    about,
    required: true,
    schema: z.string().trim().min(1).max(MAX_LONG_TEXT),
    suggests: null,
  };
}

/** Free words that may be left out. */
export function optionalText(about: string, hints: TextHints = {}): Option<string | undefined> {
  return {
    kind: "text",
    about,
    required: false,
    schema: Text.optional(),
    suggests: hints.suggests ?? null,
  };
}

/**
 * One of a few words that may be left out. `alsoSaid` gives other words for a choice ("dead" for "killed").
 * Case does not matter, and blanks stand for underscores.
 */
export function optionalChoice<const C extends string>(
  about: string,
  choices: readonly C[],
  alsoSaid: Readonly<Record<string, NoInfer<C>>> = {},
): Option<C | undefined> {
  const schema = z
    .string()
    .transform((word) => choices.find((choice) => choice === choiceFor(word, choices, alsoSaid)) ?? word)
    .pipe(z.enum(choices))
    .optional() as unknown as z.ZodType<C | undefined>;
  return { kind: "choice", about, required: false, schema, choices, alsoSaid };
}

/** The choice a typed word stands for, or null. */
export function choiceFor(
  word: string,
  choices: readonly string[],
  alsoSaid: Readonly<Record<string, string>>,
): string | null {
  const folded = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  if (choices.includes(folded)) return folded;
  return Object.hasOwn(alsoSaid, folded) ? (alsoSaid[folded] ?? null) : null;
}

const LENGTH = /^[1-9]\d{0,3}[hdw]$/;

/**
 * A day (`2025-01-27`), a UTC moment (`2025-01-30T06:00Z`) or a length back from now (`72h`, `7d`, `2w`, which
 * becomes `14d`); may be left out. Days that are on no calendar are refused.
 */
export function optionalDate(about: string): Option<string | undefined> {
  const schema = z.string().trim().toUpperCase().refine(isDateWords).transform(normalDate).optional();
  return { kind: "date", about, required: false, schema };
}

/** Whether a typed word is a day, a moment or a length. */
export function isDateWords(word: string): boolean {
  if (LENGTH.test(word.toLowerCase())) return true;
  const upper = word.toUpperCase();
  return z.iso.date().safeParse(upper).success || z.iso.datetime({ offset: true }).safeParse(upper).success;
}

function normalDate(word: string): string {
  const length = word.toLowerCase();
  if (!LENGTH.test(length)) return word;
  return length.endsWith("w") ? `${7 * Number.parseInt(length, 10)}d` : length;
}
