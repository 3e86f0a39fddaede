import type { ActionsBlock, Button, StaticSelect } from "@slack/types";
import type { Action } from "../../src/chat/document.ts";
import type { Words } from "../../src/chat/words/catalogue.ts";
import type { DocumentLine } from "../shared/document-lines.ts";
import { type CustomIdOf, checkedIds, type Press } from "../shared/presses.ts";
import { printedIds } from "../shared/printed-ids.ts";
import { shortLabel } from "../shared/short-label.ts";
import { PHONE, SLACK_LIMITS } from "./limits.ts";
import { plainText } from "./rich-text.ts";

/** More buttons than this push the words off the screen; the other actions are named in the text. */
export const MOST_BUTTONS = 15;

export interface Controls {
  readonly actions: readonly Action[];
  readonly lines: readonly DocumentLine[];
  readonly page: number;
  readonly pages: number;
  readonly shareable: boolean;
  readonly words: Words;
  readonly customIdOf: CustomIdOf;
}

/** Below a page: page turning, what else can be asked, the printed ids to choose from, and sharing. */
export function controlBlocks(controls: Controls): readonly ActionsBlock[] {
  const { actions, lines, page, pages, shareable, words, customIdOf } = controls;
  const idOf = checkedIds(customIdOf, SLACK_LIMITS.actionId);
  const button = (label: string, press: Press, style?: "primary"): Button => ({
    type: "button",
    text: plainText(shortLabel(label, SLACK_LIMITS.label)),
    action_id: idOf(press),
    ...(style !== undefined && { style }),
  });
  const turning = [
    ...(page > 0 ? [button(words.pages.previous, { kind: "page", page: page - 1 })] : []),
    ...(page + 1 < pages ? [button(words.pages.next, { kind: "page", page: page + 1 }, "primary")] : []),
  ];
  const asking = actions
    .slice(0, MOST_BUTTONS)
    .map((action) => button(action.label, { kind: "action", action }));
  const ids = printedIds(lines, {
    most: SLACK_LIMITS.options,
    longestId: SLACK_LIMITS.option,
    longestLabel: SLACK_LIMITS.option,
  });
  const why: StaticSelect = {
    type: "static_select",
    action_id: idOf({ kind: "why" }),
    placeholder: plainText(shortLabel(words.pages.why, SLACK_LIMITS.placeholder)),
    options: ids.map(({ id, label }) => ({ text: plainText(label), value: id })),
  };
  const rows = [
    [...turning, ...asking],
    [
      ...(ids.length > 0 ? [why] : []),
      ...(shareable ? [button(words.platform.shareButton, { kind: "share" })] : []),
    ],
  ];
  return rows
    .filter((elements) => elements.length > 0)
    .map((elements) => ({ type: "actions" as const, elements }));
}

/** Height that the controls take at most, in CSS pixels. */
export function controlHeight(actions: readonly Action[]): number {
  const width = actions.slice(0, MOST_BUTTONS).reduce((sum, { label }) => sum + 34 + 8 * label.length, 160);
  return (Math.ceil(width / 330) + 1) * PHONE.control;
}
