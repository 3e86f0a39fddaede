import { commonOptions } from "../../src/chat/common-options.ts";
import type { Block, Document } from "../../src/chat/document.ts";
import { type Words, wordsIn } from "../../src/chat/words/catalogue.ts";
import { plainText } from "../shared/plain-text.ts";
import { indented, type RowsBlock, rowsLines, titleLines } from "./rows.ts";
import { type Line, lineWidth, paintLine, piecesOf, wrapPieces } from "./wrap.ts";

export interface RenderOptions {
  /** Columns of the screen; used between 20 and 120. */
  readonly width: number;
  readonly color: boolean;
}

/**
 * A document as text for a terminal, without a line feed at the end. Nothing from a document reaches the screen
 * uncleaned; the only escape sequences are the colours made here, and only with `color`.
 */
export function renderDocument(document: Document, { width, color }: RenderOptions): string {
  const cells = Math.min(120, Math.max(20, Math.floor(width)));
  const words = wordsIn(document.language ?? "en");
  const lines: Line[] = [];
  let index = 0;
  while (index < document.blocks.length) {
    const block = document.blocks[index]!;
    const run = block.kind === "rows" ? rowsFrom(document.blocks, index) : [];
    const opensSection = block.kind === "heading" || block.kind === "divider";
    if (opensSection && lines.length > 0 && lineWidth(lines.at(-1)!) > 0) lines.push([]);
    lines.push(...(run.length > 0 ? rowsLines(run, cells) : blockLines(block, cells, words)));
    index += Math.max(1, run.length);
  }
  return lines.map((line) => paintLine(line, color)).join("\n");
}

/** The rows blocks that stand directly below each other from `start` on. */
function rowsFrom(blocks: readonly Block[], start: number): readonly RowsBlock[] {
  const run: RowsBlock[] = [];
  for (const block of blocks.slice(start)) {
    if (block.kind !== "rows" || block.shape !== (run[0] ?? block).shape) break;
    run.push(block);
  }
  return run;
}

function blockLines(block: Block, width: number, words: Words): readonly Line[] {
  switch (block.kind) {
    case "heading":
      if (block.level === 1) return titleLines(block.text, block.aside, width);
      return wrapPieces(
        [
          {
            text: plainText(block.text).toUpperCase(),
            codes: "1;34",
            whole: false,
          },
        ],
        width,
      );
    case "paragraph":
      return wrapPieces(piecesOf(block.text), width);
    case "list":
      return block.items.flatMap((item) => prefixed("• ", wrapPieces(piecesOf(item), width - 2)));
    case "quote":
      return wrapPieces(piecesOf(block.text), width - 2).flatMap((line) => prefixed("│ ", [line]));
    case "fields":
      return fieldLines(block.fields, width);
    case "rows":
      return rowsLines([block], width);
    case "divider":
      return [];
    case "small":
      return wrapPieces(piecesOf(block.text, "2"), width);
    case "actions":
      return actionLines(block.actions, width, words);
    default:
      return block satisfies never;
  }
}

function prefixed(mark: string, lines: readonly Line[]): readonly Line[] {
  return lines.map((line, index) => [
    {
      text: index === 0 ? mark : " ".repeat(mark.length),
      codes: "2",
      whole: false,
    },
    ...line,
  ]);
}

function fieldLines(fields: Extract<Block, { kind: "fields" }>["fields"], width: number): readonly Line[] {
  const names = fields.map(({ name }) =>
    wrapPieces(
      [
        {
          text: plainText([{ kind: "text", text: name }]),
          codes: "2",
          whole: false,
        },
      ],
      width,
    ),
  );
  const longest = names.reduce((most, [first = []]) => Math.max(most, lineWidth(first)), 0);
  const stacked = width < 60 || longest > width * 0.3;
  return fields.flatMap(({ value }, index): readonly Line[] => {
    const name = names[index] ?? [];
    if (stacked) return [...name, ...indented(wrapPieces(piecesOf(value), width - 4), 4)];
    const [firstName = []] = name;
    const lines = wrapPieces(piecesOf(value), width - longest - 2);
    return lines.map((line, row) => {
      const left = row === 0 ? firstName : [];
      return [
        ...left,
        {
          text: " ".repeat(longest + 2 - lineWidth(left)),
          codes: "",
          whole: false,
        },
        ...line,
      ];
    });
  });
}

function actionLines(
  actions: Extract<Block, { kind: "actions" }>["actions"],
  width: number,
  words: Words,
): readonly Line[] {
  const { common, rest } = commonOptions(actions);
  const pieces = rest.flatMap(({ command, options }, index) => [
    ...(index > 0 ? piecesOf([{ kind: "text", text: " · " }], "2") : []),
    ...piecesOf([{ kind: "command", command, options }]),
  ]);
  const once = Object.entries(common).map(([name, value]) => `${name}:${value}`);
  const tail =
    once.length === 0
      ? []
      : piecesOf([{ kind: "text", text: ` · ${words.chat.eachWith(once.join(" "))}` }], "2");
  return wrapPieces([...pieces, ...tail], width);
}
