import type { InputBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { CommandInfo, Option } from "../../src/chat/command.ts";
import type { AskedField } from "../../src/chat/document.ts";
import { shownCommand } from "../../src/chat/translate.ts";
import type { Words } from "../../src/chat/words/catalogue.ts";
import { shortLabel } from "../shared/short-label.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { plainText } from "./rich-text.ts";

/** Dialogues that ask for something carry this; `private_metadata` is a key into the chat memory. */
export const FORM = "sitrep:form";
/** External selects whose options come while somebody types. */
export const SUGGESTING = /^sitrep:suggest:/;

/** A dialogue for a command with what was typed already, where something it needs is missing. */
export function commandForm(
  info: CommandInfo,
  given: Readonly<Record<string, string>>,
  key: string,
  words: Words,
): ModalView {
  const shown = shownCommand(info, words);
  const blocks = Object.entries(info.options).map(([name, option]): InputBlock => {
    const asShown = shown.options[name] ?? { name, about: option.about, choices: [] };
    return {
      type: "input",
      block_id: name,
      optional: !option.required,
      label: plainText(shortLabel(asShown.name.charAt(0).toUpperCase() + asShown.name.slice(1), 200)),
      hint: plainText(shortLabel(asShown.about, 1000)),
      element: elementFor(name, option, asShown.choices, given[name], words),
    };
  });
  return form(`/${shown.name}`, key, blocks, words);
}

function elementFor(
  name: string,
  option: Option,
  choices: readonly string[],
  given: string | undefined,
  words: Words,
): InputBlock["element"] {
  if (option.kind === "text" && option.suggests === "topics")
    return {
      type: "external_select",
      action_id: `sitrep:suggest:${name}`,
      min_query_length: 0,
      placeholder: plainText(shortLabel(words.platform.typeTopic, SLACK_LIMITS.placeholder)),
      ...(given !== undefined &&
        given.length <= SLACK_LIMITS.option && {
          initial_option: { text: plainText(given), value: given },
        }),
    };
  if (option.kind === "choice") {
    const options = option.choices.map((value, index) => ({
      text: plainText(shortLabel(choices[index] ?? value, SLACK_LIMITS.option)),
      value,
    }));
    const initial = options.find(({ value }) => value === given);
    return {
      type: "static_select",
      action_id: `sitrep:in:${name}`,
      options,
      ...(initial !== undefined && { initial_option: initial }),
    };
  }
  return {
    type: "plain_text_input",
    action_id: `sitrep:in:${name}`,
    multiline: option.kind === "text" && option.schema.safeParse("x".repeat(300)).success,
    ...(given !== undefined && { initial_value: given }),
  };
}

/** A dialogue for what an action asks before it runs. */
export function askingForm(title: string, asks: readonly AskedField[], key: string, words: Words): ModalView {
  const blocks = asks.map(
    ({ option, label, required, example }): InputBlock => ({
      type: "input",
      block_id: option,
      optional: !required,
      label: plainText(shortLabel(label, 200)),
      element: {
        type: "plain_text_input",
        action_id: `sitrep:in:${option}`,
        max_length: 200,
        ...(example === "" ? {} : { placeholder: plainText(shortLabel(example, SLACK_LIMITS.placeholder)) }),
      },
    }),
  );
  return form(title, key, blocks, words);
}

function form(title: string, key: string, blocks: InputBlock[], { platform }: Words): ModalView {
  return {
    type: "modal",
    callback_id: FORM,
    private_metadata: key,
    title: plainText(shortLabel(title, SLACK_LIMITS.modalTitle)),
    submit: plainText(shortLabel(platform.send, SLACK_LIMITS.modalTitle)),
    close: plainText(shortLabel(platform.close, SLACK_LIMITS.modalTitle)),
    blocks,
  };
}

const Entered = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});
const State = z.record(z.string(), z.record(z.string(), Entered));

/** What was filled in, by option; what was left empty is left out. */
export function enteredIn(state: unknown): Readonly<Record<string, string>> {
  const values = State.safeParse(state);
  if (!values.success) return {};
  return Object.fromEntries(
    Object.entries(values.data).flatMap(([option, elements]) => {
      const [entered] = Object.values(elements);
      const value = (entered?.selected_option?.value ?? entered?.value ?? "").trim();
      return value === "" ? [] : [[option, value]];
    }),
  );
}
