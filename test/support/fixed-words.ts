import type { Action, Document, Inlines } from "../../src/chat/document.ts";
import { lineOf } from "../../src/chat/parse-line.ts";

/** Every text a document prints, one string an inline; commands as the lines to type. */
export function textsOf(document: Document): string[] {
  const asides = document.blocks.flatMap((block) => (block.kind === "rows" ? block.aside : []));
  return [
    document.summary,
    ...bodyTextsOf(document),
    ...asides.map(({ kind, ...rest }) => ("text" in rest ? rest.text : kind)),
  ];
}

/** The same without the summary and the heads of ladders, which give ranges in numbers of our own making. */
export function bodyTextsOf(document: Document): string[] {
  const inline = (text: Inlines) => text.map((part) => (part.kind === "command" ? lineOf(part) : part.text));
  const action = (one: Action) => [one.label, lineOf(one)];
  return document.blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case "heading":
        return [...inline(block.text), ...inline(block.aside)];
      case "paragraph":
      case "quote":
      case "small":
        return inline(block.text);
      case "list":
        return block.items.flatMap(inline);
      case "fields":
        return block.fields.flatMap(({ name, value }) => [name, ...inline(value)]);
      case "rows":
        return [
          ...inline(block.title),
          ...block.rows.flatMap(({ lead, body, when, id, notes }) =>
            [lead, body, when, id === null ? [] : [id], ...notes].flatMap(inline),
          ),
        ];
      case "actions":
        return block.actions.flatMap(action);
      case "divider":
        return [];
      default:
        return block satisfies never;
    }
  });
}

/** Words of two letters and more, in lower case; ids are none. */
export function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/(?<![\p{L}\d])\p{L}[\p{L}’'-]*\p{L}(?![\p{L}\d])/gu) ?? [];
  return words.flatMap((word) => word.split(/['’]/)).filter((word) => word.length > 1);
}

/**
 * Every fixed text of a catalogue, its sentences with nothing filled in. Values for sentences of every shape: text
 * that has no letters, and numbers on both sides of singular and plural.
 */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") {
    return [
      ["·", "·", ["·"]],
      [0, 1, "·"],
      [1, 1, "·"],
      [2, 3, "·"],
      [{ option: "since", given: "·", since: "·", until: "·" }],
      [{ option: "as-of", given: "·" }],
      ["bad-file", "·"],
      ["store-unavailable", "·"],
      ["·", []],
      ["·", "·", []],
    ].flatMap((filled) => saidWith(value as (...values: unknown[]) => unknown, filled));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** What a sentence says when these are filled in; nothing where it takes others. */
function saidWith(sentence: (...values: unknown[]) => unknown, filled: readonly unknown[]): string[] {
  try {
    const said = sentence(...filled);
    return typeof said === "string" ? [said] : [];
  } catch {
    return [];
  }
}

/** `text` without the texts of strangers: whole ones, longest first, and the beginnings of those that were cut. */
export function withoutTexts(text: string, strangers: readonly string[]): string {
  const cut = /^[«“]?\u00a0?(.*) \[…\]/su.exec(text)?.[1];
  if (cut !== undefined && strangers.some((stranger) => stranger.trim().startsWith(cut))) return "";
  let left = text;
  for (const stranger of strangers) {
    if (!left.toLowerCase().includes(stranger.toLowerCase())) continue;
    const whole = new RegExp(
      `(?<![\\p{L}\\d])${stranger.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?![\\p{L}\\d])`,
      "giu",
    );
    left = left.replace(whole, " ");
  }
  return left;
}

const OURS = new Set([
  ...[
    "kind",
    "metric",
    "unit",
    "measure",
    "scope",
    "status",
    "precision",
    "basis",
    "act",
    "mode",
    "polarity",
  ],
  ...["bestRule", "about", "notFound", "asOfBasis", "quantifier", "detail", "rule"],
]);

/** Every text in data that comes from articles or names their sources, longest first; the engine's own words are not. */
export function strangersIn(data: unknown): string[] {
  const found = new Set<string>();
  const collect = (value: unknown, key: string): void => {
    if (typeof value === "string") {
      for (const text of OURS.has(key) ? namesIn(key, value) : [value])
        if (/\p{L}/u.test(text)) found.add(text);
    } else if (Array.isArray(value)) for (const one of value) collect(one, key);
    else if (typeof value === "object" && value !== null)
      for (const [name, one] of Object.entries(value)) collect(one, name);
  };
  collect(data, "");
  return [...found].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** Names inside the engine's own words: "reply of Velstan", "killed · Marenta", "Sulvo, Kandoria". */
function namesIn(key: string, value: string): string[] {
  if (key === "notFound") return value.startsWith("reply of ") ? [value.slice("reply of ".length)] : [];
  if (key === "about") return value.split(" · ").slice(1);
  if (key === "detail") return value.includes(",") || /^\p{Lu}/u.test(value) ? [value] : [];
  return key === "rule" ? [value] : [];
}

/** Numbers in digits, sorted; grouping is no difference. */
export function digitsOf(texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => text.replace(/(?<=\d)[,\u202f](?=\d{3})/g, "").match(/\d+/g) ?? [])
    .toSorted();
}
