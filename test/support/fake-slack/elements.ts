import { type Fields, fieldsIn, objectsIn, textIn } from "./fields.ts";
import { layOut, topBlocks } from "./payload.ts";

/** Something a member can press, choose from or fill in. */
export interface Element {
  readonly at: Fields;
  readonly type: string;
  readonly actionId: string;
  readonly blockId: string;
  /** Whether it stands in an input block that must be filled in. */
  readonly required: boolean;
}

/** What a member puts into an element: an option's value, typed text, an id, or several. */
export type Entry = string | readonly string[];

export function elementsOf(blocks: readonly Fields[]): Element[] {
  return topBlocks(layOut("message", { blocks })).flatMap((block) =>
    layOut("message", block)
      .nodes.filter(({ at, type }) => type !== "" && textIn(at, "action_id") !== null)
      .map(({ at, type }) => ({
        at,
        type,
        actionId: textIn(at, "action_id") ?? "",
        blockId: textIn(block, "block_id") ?? "",
        required: block.type === "input" && block.optional !== true,
      })),
  );
}

/** The element with this action id; with a value where several share it. A member cannot press what is not there. */
export function elementNamed(blocks: readonly Fields[], actionId: string, value?: string): Element {
  const all = elementsOf(blocks);
  const named = all.filter((element) => element.actionId === actionId);
  const found = value === undefined ? named[0] : (named.find(({ at }) => at.value === value) ?? named[0]);
  if (found !== undefined && (value === undefined || found.type !== "button" || found.at.value === value)) {
    return found;
  }
  const offered = all.map(({ at, actionId: id }) => `${id}=${textIn(at, "value") ?? ""}`).join(", ");
  throw new Error(`no element ${actionId}=${value ?? ""} to press; there are: ${offered}`);
}

/** The fields that say what was entered, as actions and the state of a view carry them. */
export function entered(element: Element, entry: Entry | null, suggested: readonly Fields[]): Fields {
  const { type } = element;
  const options = () =>
    entry === null ? [] : [entry].flat().map((value) => optionOf(element, value, suggested));
  if (/^(static_select|external_select|radio_buttons|overflow)$/.test(type)) {
    return { type, selected_option: options()[0] ?? null };
  }
  if (/^(multi_static_select|multi_external_select|checkboxes)$/.test(type)) {
    return { type, selected_options: options() };
  }
  const field = SINGLE_FIELDS[type] ?? "value";
  return { type, [field]: field.endsWith("s") ? (entry ?? []) : entry };
}

const SINGLE_FIELDS: Readonly<Record<string, string>> = {
  users_select: "selected_user",
  multi_users_select: "selected_users",
  conversations_select: "selected_conversation",
  multi_conversations_select: "selected_conversations",
  channels_select: "selected_channel",
  multi_channels_select: "selected_channels",
  datepicker: "selected_date",
  timepicker: "selected_time",
};

/** What stands in an element before anybody touches it. */
export function initialEntry({ at, type }: Element): Entry | null {
  const one = textIn(fieldsIn(at, "initial_option"), "value");
  const many = objectsIn(at, "initial_options").map((option) => textIn(option, "value") ?? "");
  const plain = ["initial_value", "initial_date", "initial_time", "initial_user", "initial_conversation"]
    .map((name) => textIn(at, name))
    .find((value) => value !== null);
  if (/^multi_|^checkboxes$/.test(type)) return many.length > 0 ? many : null;
  return one ?? plain ?? null;
}

function optionOf({ at, type, actionId }: Element, value: string, suggested: readonly Fields[]): Fields {
  const offered = type.includes("external")
    ? [...suggested, ...objectsIn(at, "initial_options"), fieldsIn(at, "initial_option")]
    : [
        ...objectsIn(at, "options"),
        ...objectsIn(at, "option_groups").flatMap((group) => objectsIn(group, "options")),
      ];
  const found = offered.find((option) => option.value === value);
  if (found !== undefined) return found;
  const values = offered.map((option) => textIn(option, "value") ?? "").join(", ");
  throw new Error(`${actionId} does not offer “${value}”; it offers: ${values}`);
}

/** The options an app answered to what was typed, flat. */
export function answeredOptions(body: Fields): readonly Fields[] {
  return [
    ...objectsIn(body, "options"),
    ...objectsIn(body, "option_groups").flatMap((group) => objectsIn(group, "options")),
  ].filter((option) => option.value !== undefined);
}
