import { renderDocument } from "../../adapters/terminal/render.ts";
import type { Block } from "../../src/chat/document.ts";

/** Blocks as the lines of a terminal of 80 columns without colour: the shortest way to read a reply in a test. */
export function linesOf(blocks: readonly Block[], width = 80): readonly string[] {
  return renderDocument({ summary: "", tone: "found", blocks }, { width, color: false }).split("\n");
}
