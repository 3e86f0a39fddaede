import { type CommandInfo, choiceFor, isDateWords, type Option } from "./command.ts";
import type { Action, ActionOptions, Block, Document, Inlines, Row } from "./document.ts";
import type { Words } from "./words/catalogue.ts";

/** A command as a reader of one language sees and types it; options in the order they are declared. */
export interface ShownCommand {
  readonly name: string;
  readonly about: string;
  readonly options: Readonly<Record<string, ShownOption>>;
  readonly examples: readonly string[];
}

export interface ShownOption {
  readonly name: string;
  readonly about: string;
  /** The choices as shown, in order; [] where anything may be typed. */
  readonly choices: readonly string[];
}

/** The command in the reader's language; in English, or where nobody translated it, as it is declared. */
export function shownCommand(info: CommandInfo, { language }: Pick<Words, "language">): ShownCommand {
  const words = language === "en" ? undefined : info.inOther?.[language];
  const options = Object.entries(info.options).map(([name, option]): [string, ShownOption] => {
    const own = words?.options[name];
    const choices = option.kind === "choice" ? option.choices : [];
    return [
      name,
      {
        name: own?.name ?? name,
        about: own?.about ?? option.about,
        choices: choices.map((choice) => own?.choices?.[choice]?.[0] ?? choice),
      },
    ];
  });
  return {
    name: words?.name ?? info.name,
    about: words?.about ?? info.about,
    options: Object.fromEntries(options),
    examples: words?.examples ?? info.examples,
  };
}

/** "/said <who> [about] [since] [until]": what to type, made from the options. */
export function usageOf(info: CommandInfo, words: Pick<Words, "language">): string {
  const { name, options } = shownCommand(info, words);
  const parts = Object.entries(info.options).map(([option, { required }]) => {
    const shown = options[option]?.name ?? option;
    return required ? `<${shown}>` : `[${shown}]`;
  });
  return [`/${name}`, ...parts].join(" ");
}

/** The command called `name`, in English or in the language of `words`; accents may be left out. */
export function commandNamed<C extends CommandInfo>(
  commands: readonly C[],
  name: string,
  words: Pick<Words, "language">,
): C | undefined {
  const lower = name.toLowerCase();
  const folded = withoutAccents(lower);
  return (
    commands.find((info) => info.name === lower) ??
    commands.find((info) => withoutAccents(shownCommand(info, words).name) === folded)
  );
}

/** The declared name of an option typed in English or in the language of `words`, or null. */
export function optionNamed(info: CommandInfo, name: string, words: Pick<Words, "language">): string | null {
  if (Object.hasOwn(info.options, name)) return name;
  const folded = withoutAccents(name);
  const shown = Object.entries(shownCommand(info, words).options);
  return shown.find(([, option]) => withoutAccents(option.name) === folded)?.[0] ?? null;
}

/** What a word typed for an option means as declared ("tués" is "killed", "7j" is "7d"); null where it means nothing. */
export function declaredWord(
  info: CommandInfo,
  name: string,
  typed: string,
  words: Pick<Words, "language" | "lengthUnits">,
): string | null {
  const option = info.options[name];
  if (option?.kind === "date") {
    const word = withKnownUnit(typed, words);
    return isDateWords(word) ? word : null;
  }
  if (option?.kind !== "choice") return null;
  if (choiceFor(typed, option.choices, option.alsoSaid) !== null) return typed;
  const folded = foldChoice(typed);
  const others = words.language === "en" ? undefined : info.inOther?.[words.language].options[name]?.choices;
  const found = Object.entries(others ?? {}).find(([, forms]) =>
    forms.some((form) => foldChoice(form) === folded),
  );
  return found?.[0] ?? null;
}

/**
 * The document as a reader of this language is shown it: every command it names carries the line to type in that
 * language beside what dispatch takes.
 */
export function documentIn(words: Words, commands: readonly CommandInfo[], document: Document): Document {
  if (words.language === "en") return document;
  const typed = <T extends Pick<Action, "command" | "options">>(named: T): T => {
    const info = commands.find(({ name }) => name === named.command);
    return info === undefined ? named : { ...named, typed: typedLine(info, named.options, words) };
  };
  const inLine = (text: Inlines): Inlines =>
    text.map((inline) => (inline.kind === "command" ? typed(inline) : inline));
  const inRow = (row: Row): Row => ({
    ...row,
    lead: inLine(row.lead),
    body: inLine(row.body),
    notes: row.notes.map(inLine),
  });
  const inBlock = (block: Block): Block => {
    switch (block.kind) {
      case "heading":
        return { ...block, text: inLine(block.text), aside: inLine(block.aside) };
      case "paragraph":
      case "quote":
      case "small":
        return { ...block, text: inLine(block.text) };
      case "list":
        return { ...block, items: block.items.map(inLine) };
      case "fields":
        return { ...block, fields: block.fields.map(({ name, value }) => ({ name, value: inLine(value) })) };
      case "rows":
        return { ...block, rows: block.rows.map(inRow) };
      case "actions":
        return { ...block, actions: block.actions.map(typed) };
      case "divider":
        return block;
      default:
        return block satisfies never;
    }
  };
  return { ...document, language: words.language, blocks: document.blocks.map(inBlock) };
}

function typedLine(
  info: CommandInfo,
  options: ActionOptions,
  words: Words,
): { readonly command: string; readonly options: ActionOptions } {
  const shown = shownCommand(info, words);
  const entries = Object.entries(options).map(([name, value]) => {
    const option = info.options[name];
    return [
      shown.options[name]?.name ?? name,
      option === undefined ? value : shownWord(option, value, name, shown, words),
    ];
  });
  return { command: shown.name, options: Object.fromEntries(entries) };
}

function shownWord(option: Option, value: string, name: string, shown: ShownCommand, words: Words): string {
  if (option.kind === "choice") return shown.options[name]?.choices[option.choices.indexOf(value)] ?? value;
  if (option.kind !== "date") return value;
  const [, count = "", unit] = /^(\d+)([hdw])$/.exec(value) ?? [];
  const sign = Object.entries(words.lengthUnits).find(([, known]) => known === unit)?.[0];
  return sign === undefined ? value : `${count}${sign}`;
}

/** "7j" as "7d"; any other word as it is. */
function withKnownUnit(typed: string, { lengthUnits }: Pick<Words, "lengthUnits">): string {
  const [, count = "", unit = ""] = /^\s*(\d{1,4})(\p{L}+)\s*$/u.exec(typed) ?? [];
  const known = Object.hasOwn(lengthUnits, unit.toLowerCase()) ? lengthUnits[unit.toLowerCase()] : undefined;
  return known === undefined ? typed : `${count}${known}`;
}

function foldChoice(word: string): string {
  return withoutAccents(word.trim().replace(/[\s_'’-]+/g, "_"));
}

function withoutAccents(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "");
}
