import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import type { Action } from "../../src/chat/document.ts";
import type { Words } from "../../src/chat/words/catalogue.ts";
import type { DocumentLine } from "../shared/document-lines.ts";
import { type CustomIdOf, checkedIds, type Press } from "../shared/presses.ts";
import { printedIds } from "../shared/printed-ids.ts";
import { shortLabel } from "../shared/short-label.ts";
import { DISCORD_LIMITS, PHONE } from "./limits.ts";
import { disarmed } from "./markdown.ts";

export type ControlRow = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>;

/** More buttons than this push the words off the screen; the other actions are named in the text. */
export const MOST_BUTTONS = 15;

export interface Controls {
  readonly actions: readonly Action[];
  readonly lines: readonly DocumentLine[];
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
  const idOf = checkedIds(customIdOf, DISCORD_LIMITS.customId);
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
  const options = printedIds(lines, {
    most: DISCORD_LIMITS.options,
    longestId: DISCORD_LIMITS.option,
    longestLabel: DISCORD_LIMITS.option,
  }).map(({ id, label }): APISelectMenuOption => ({ label: disarmed(label), value: id }));
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

/** Text for a place without Markdown. */
function shortened(text: string, most: number): string {
  return shortLabel(disarmed(text), most);
}
