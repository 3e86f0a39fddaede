import { cleanText } from "../../src/chat/clean-text.ts";
import { plainText } from "./plain-text.ts";
import { splitInlines } from "./split-inlines.ts";

/** Plain text for a label of at most so many UTF-16 units, cut between words where it is too long; never empty. */
export function shortLabel(text: string, most: number): string {
  const clean = cleanText(text).trim();
  if (clean.length <= most) return clean === "" ? "…" : clean;
  const [first] = splitInlines([{ kind: "text", text: clean }], (part) => plainText(part).length < most);
  return `${plainText(first)
    .slice(0, most - 1)
    .toWellFormed()}…`;
}
