import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { cleanText } from "../../src/chat/clean-text.ts";
import type { Action, Document, Inlines } from "../../src/chat/document.ts";
import type { Words } from "../../src/chat/words/catalogue.ts";
import { plainText } from "../shared/plain-text.ts";
import { splitInlines } from "../shared/split-inlines.ts";
import { DISCORD_LIMITS, PHONE } from "./limits.ts";
import type { DiscordLine } from "./lines.ts";
import { disarmed } from "./markdown.ts";

/** What a press means; the adapter makes a custom id of it and finds it again. `page` counts from 0. */
export type Press =
  | { readonly kind: "action"; readonly action: Action }
  | { readonly kind: "page"; readonly page: number }
  /** A choice of a printed id; the value of the chosen option is the id. */
  | { readonly kind: "why" };

export type CustomIdOf = (press: Press) => string;
export type ControlRow = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>;

/** More buttons than this push the words off the screen; the other actions are named in the text. */
export const MOST_BUTTONS = 15;

/** The actions of a document, each once, in order. */
export function actionsOf({ blocks }: Document): readonly Action[] {
  const all = blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []));
  const keyOf = ({ command, options }: Action) => JSON.stringify([command, options]);
  return all.filter((action, index) => all.findIndex((other) => keyOf(other) === keyOf(action)) === index);
}

export interface Controls {
  readonly actions: readonly Action[];
  readonly lines: readonly DiscordLine[];
  readonly page: number;
  readonly pages: number;
  readonly words: Words["pages"];
  readonly customIdOf: CustomIdOf;
}

/** The rows below a page: page turning, what else can be asked, and the printed ids to choose from. */
export function controlRows({
  actions,
  lines,
  page,
  pages,
  words,
  customIdOf,
}: Controls): readonly ControlRow[] {
  const idOf = checked(customIdOf);
  const button = (label: string, press: Press, style: ButtonStyle.Primary | ButtonStyle.Secondary) => ({
    type: ComponentType.Button as const,
    style,
    label: shortened(label, DISCORD_LIMITS.label),
    custom_id: idOf(press),
  });
  const turning = [
    ...(page > 0 ? [button(words.previous, { kind: "page", page: page - 1 }, ButtonStyle.Secondary)] : []),
    ...(page + 1 < pages ? [button(words.next, { kind: "page", page: page + 1 }, ButtonStyle.Primary)] : []),
  ];
  const asking = actions
    .slice(0, MOST_BUTTONS)
    .map((action) => button(action.label, { kind: "action", action }, ButtonStyle.Secondary));
  const options = whyOptions(lines);
  const why: readonly ControlRow[] =
    options.length === 0
      ? []
      : [
          {
            type: ComponentType.ActionRow,
            components: [
              {
                type: ComponentType.StringSelect,
                custom_id: idOf({ kind: "why" }),
                placeholder: shortened(words.why, DISCORD_LIMITS.placeholder),
                options: [...options],
              },
            ],
          },
        ];
  return [
    ...chunks(turning, DISCORD_LIMITS.buttonsInRow).map(buttonRow),
    ...chunks(asking, DISCORD_LIMITS.buttonsInRow).map(buttonRow),
    ...why,
  ];
}

/** Components and height that the controls take at most, whatever page they stand on. */
export function controlRoom(actions: readonly Action[]): {
  readonly components: number;
  readonly height: number;
} {
  const buttons = actions.slice(0, MOST_BUTTONS);
  const rows = Math.ceil(buttons.length / DISCORD_LIMITS.buttonsInRow);
  const width = buttons.reduce((sum, { label }) => sum + 36 + 9 * label.length, 0);
  const lines = Math.max(rows, Math.ceil(width / PHONE.width));
  // Two rows more: page turning with two buttons, and the select.
  return { components: rows + buttons.length + 3 + 2, height: (lines + 2) * PHONE.control };
}

function buttonRow(components: APIButtonComponentWithCustomId[]): ControlRow {
  return { type: ComponentType.ActionRow, components };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** The ids printed in the lines, each with the line it stands behind; the first ones where there are too many. */
function whyOptions(lines: readonly DiscordLine[]): readonly APISelectMenuOption[] {
  const options = new Map<string, APISelectMenuOption>();
  let above: Inlines = [];
  for (const { look, text } of lines) {
    // The id in the title of its own evidence leads nowhere else.
    if (look === "title" || look === "label") continue;
    if (look !== "small") above = text;
    text.forEach((inline, index) => {
      if (inline.kind !== "fact" || inline.id.length > DISCORD_LIMITS.option || options.has(inline.id))
        return;
      const own = text.slice(0, index);
      const first = !own.some(({ kind }) => kind === "fact");
      const words = plainText(first && look === "small" ? above : sinceLastId(own));
      const label = shortened(`${cleanText(inline.text)} · ${words.trim()}`, DISCORD_LIMITS.option);
      options.set(inline.id, { label, value: inline.id });
    });
  }
  return [...options.values()].slice(0, DISCORD_LIMITS.options);
}

/** "was 700 (31 Jan)": what stands between the id before and this one. */
function sinceLastId(text: Inlines): Inlines {
  const start = text.findLastIndex(({ kind }) => kind === "fact") + 1;
  const words = text.slice(start);
  const [first] = words;
  return first?.kind === "text"
    ? [{ ...first, text: first.text.replace(/^[\s·;]+/, "") }, ...words.slice(1)]
    : words;
}

/** Text for a place without Markdown, cut between words where it is too long. */
function shortened(text: string, most: number): string {
  const clean = disarmed(cleanText(text)).trim();
  if (clean.length <= most) return clean === "" ? "…" : clean;
  const [first] = splitInlines([{ kind: "text", text: clean }], (part) => plainText(part).length < most);
  return `${plainText(first)
    .slice(0, most - 1)
    .toWellFormed()}…`;
}

/** Custom ids that Discord would refuse are a mistake of the adapter's, found here and not by a reader. */
function checked(customIdOf: CustomIdOf): CustomIdOf {
  const seen = new Set<string>();
  return (press) => {
    const id = customIdOf(press);
    if (id.length === 0 || id.length > DISCORD_LIMITS.customId)
      throw new RangeError(`custom id of ${id.length} characters for ${JSON.stringify(press)}`);
    if (seen.has(id)) throw new RangeError(`custom id "${id}" twice in one message`);
    seen.add(id);
    return id;
  };
}
