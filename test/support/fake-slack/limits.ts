import { fieldsIn, listIn } from "./fields.ts";
import { type Node, type Payload, topBlocks } from "./payload.ts";

/** One size that Slack, or this house, does not let grow. */
export interface Limit {
  readonly max: number;
  /** Where the number was learned. */
  readonly source: string;
  /** True where Slack would take more and we do not: a broken rule, but the message arrives. */
  readonly house?: true;
  readonly sizes: (payload: Payload) => readonly Size[];
}

export interface Size {
  readonly path: string;
  readonly size: number;
}

const TYPES = "doc comments of @slack/types";
const BLOCKS = "docs.slack.dev/reference/block-kit/blocks";
const SELECTS = ["static_select", "multi_static_select"];

/** Lengths count UTF-16 units, which are never fewer than code points: within the limit under either reading. */
export const LIMITS = {
  "message-blocks": {
    max: 50,
    source: BLOCKS,
    sizes: (payload) => (payload.surface === "message" ? [whole("blocks", topBlocks(payload).length)] : []),
  },
  "view-blocks": {
    max: 100,
    source: BLOCKS,
    sizes: (payload) =>
      payload.surface === "modal" || payload.surface === "home"
        ? [whole("blocks", topBlocks(payload).length)]
        : [],
  },
  "text-object": {
    max: 3000,
    source: TYPES,
    sizes: each((node) => (isTextObject(node) ? lengthAt(node, "text") : null)),
  },
  "section-text": { max: 3000, source: TYPES, sizes: textIn("section", "text") },
  "section-fields": { max: 10, source: TYPES, sizes: countIn(["section"], "fields") },
  "section-field": {
    max: 2000,
    source: TYPES,
    sizes: each((node) => (node.field === "fields" && isTextObject(node) ? lengthAt(node, "text") : null)),
  },
  "header-text": { max: 150, source: TYPES, sizes: textIn("header", "text") },
  "actions-elements": { max: 25, source: TYPES, sizes: countIn(["actions"], "elements") },
  "context-elements": { max: 10, source: TYPES, sizes: countIn(["context"], "elements") },
  "context-actions-elements": { max: 5, source: TYPES, sizes: countIn(["context_actions"], "elements") },
  "button-text": { max: 75, source: TYPES, sizes: textIn("button", "text") },
  "button-value": { max: 2000, source: TYPES, sizes: fieldOf("button", "value") },
  "button-url": { max: 3000, source: TYPES, sizes: fieldOf("button", "url") },
  "accessibility-label": {
    max: 75,
    source: TYPES,
    sizes: each((node) => lengthAt(node, "accessibility_label")),
  },
  "action-id": { max: 255, source: TYPES, sizes: each((node) => lengthAt(node, "action_id")) },
  "block-id": { max: 255, source: TYPES, sizes: each((node) => lengthAt(node, "block_id")) },
  "callback-id": { max: 255, source: TYPES, sizes: each((node) => lengthAt(node, "callback_id")) },
  "external-id": { max: 255, source: TYPES, sizes: each((node) => lengthAt(node, "external_id")) },
  "modal-title": { max: 24, source: TYPES, sizes: textIn("modal", "title") },
  "modal-submit": { max: 24, source: TYPES, sizes: textIn("modal", "submit") },
  "modal-close": { max: 24, source: TYPES, sizes: textIn("modal", "close") },
  "private-metadata": { max: 3000, source: TYPES, sizes: each((node) => lengthAt(node, "private_metadata")) },
  "select-options": { max: 100, source: TYPES, sizes: countIn([...SELECTS, ""], "options") },
  "option-groups": { max: 100, source: TYPES, sizes: countIn([...SELECTS, ""], "option_groups") },
  "group-label": { max: 75, source: TYPES, sizes: within("option_groups", (node) => textAt(node, "label")) },
  "option-text": { max: 75, source: TYPES, sizes: within("options", (node) => textAt(node, "text")) },
  "option-description": {
    max: 75,
    source: TYPES,
    sizes: within("options", (node) => textAt(node, "description")),
  },
  "option-value": { max: 75, source: TYPES, sizes: within("options", (node) => lengthAt(node, "value")) },
  "overflow-options": { max: 5, source: BLOCKS, sizes: countIn(["overflow"], "options") },
  "choice-options": { max: 10, source: TYPES, sizes: countIn(["radio_buttons", "checkboxes"], "options") },
  placeholder: { max: 150, source: BLOCKS, sizes: each((node) => textAt(node, "placeholder")) },
  "confirm-title": { max: 100, source: TYPES, sizes: within("confirm", (node) => textAt(node, "title")) },
  "confirm-text": { max: 300, source: TYPES, sizes: within("confirm", (node) => textAt(node, "text")) },
  "confirm-yes": { max: 30, source: TYPES, sizes: within("confirm", (node) => textAt(node, "confirm")) },
  "confirm-no": { max: 30, source: TYPES, sizes: within("confirm", (node) => textAt(node, "deny")) },
  "input-label": { max: 2000, source: TYPES, sizes: textIn("input", "label") },
  "input-hint": { max: 2000, source: TYPES, sizes: textIn("input", "hint") },
  "image-alt": { max: 2000, source: TYPES, sizes: fieldOf("image", "alt_text") },
  "image-url": { max: 3000, source: BLOCKS, sizes: fieldOf("image", "image_url") },
  "image-title": { max: 2000, source: TYPES, sizes: textIn("image", "title") },
  "markdown-text": {
    max: 12_000,
    source: "@slack/types; cumulative over the payload, bolt-js #2867",
    sizes: (payload) => [
      whole(
        "markdown blocks",
        sum(payload.nodes.map((node) => (node.type === "markdown" ? lengthAt(node, "text") : null))),
      ),
    ],
  },
  "table-rows": { max: 100, source: "docs.slack.dev table-block", sizes: countIn(["table"], "rows") },
  "table-cells": {
    max: 20,
    source: "docs.slack.dev table-block",
    sizes: each((node) => (node.type === "table" ? widest(node) : null)),
  },
  "table-columns": {
    max: 20,
    source: "docs.slack.dev table-block",
    sizes: countIn(["table"], "column_settings"),
  },
  "data-table-rows": {
    max: 101,
    source: "docs.slack.dev data-table-block",
    sizes: countIn(["data_table"], "rows"),
  },
  "data-table-page": {
    max: 100,
    source: TYPES,
    sizes: each((node) =>
      node.type === "data_table" && typeof node.at.page_size === "number" ? node.at.page_size : null,
    ),
  },
  "message-text": {
    max: 40_000,
    source: "Slack cuts longer text",
    sizes: (payload) => (payload.surface === "message" ? [whole("text", length(payload.body.text))] : []),
  },
  "message-text-advised": {
    max: 4000,
    source: "recommended by Slack",
    house: true,
    sizes: (payload) => (payload.surface === "message" ? [whole("text", length(payload.body.text))] : []),
  },
  "message-total": {
    max: 10_000,
    source: "msg_blocks_too_long between 11 k and 13 k over all blocks, undocumented: bolt-js #2509, #2867",
    house: true,
    sizes: (payload) => (payload.surface === "message" ? [whole("all blocks", totalText(payload))] : []),
  },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitId = keyof typeof LIMITS;

function whole(path: string, size: number): Size {
  return { path, size };
}

function each(measure: (node: Node) => number | null): Limit["sizes"] {
  return ({ nodes }) =>
    nodes.flatMap((node) => {
      const size = measure(node);
      return size === null ? [] : [{ path: node.path, size }];
    });
}

function textIn(type: string, field: string): Limit["sizes"] {
  return each((node) => (node.type === type ? textAt(node, field) : null));
}

function fieldOf(type: string, field: string): Limit["sizes"] {
  return each((node) => (node.type === type ? lengthAt(node, field) : null));
}

function countIn(types: readonly string[], field: string): Limit["sizes"] {
  return each((node) => (types.includes(node.type) ? listIn(node.at, field).length : null));
}

function within(field: string, measure: (node: Node) => number | null): Limit["sizes"] {
  return each((node) => (node.field === field ? measure(node) : null));
}

function textAt(node: Node, field: string): number | null {
  const { text } = fieldsIn(node.at, field);
  return typeof text === "string" ? text.length : null;
}

function lengthAt(node: Node, field: string): number | null {
  const value = node.at[field];
  return typeof value === "string" ? value.length : null;
}

function length(value: unknown): number {
  return typeof value === "string" ? value.length : 0;
}

function widest(node: Node): number {
  return Math.max(0, ...listIn(node.at, "rows").map((row) => (Array.isArray(row) ? row.length : 0)));
}

function isTextObject(node: Node): boolean {
  return node.type === "mrkdwn" || node.type === "plain_text";
}

/** Every text inside blocks, of whatever kind of object. */
function totalText(payload: Payload): number {
  return sum(payload.nodes.map((node) => (node.path === "" ? null : lengthAt(node, "text"))));
}

function sum(sizes: readonly (number | null)[]): number {
  return sizes.reduce<number>((total, size) => total + (size ?? 0), 0);
}
