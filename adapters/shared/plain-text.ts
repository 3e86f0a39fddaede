import { cleanText, safeUrl } from "../../src/chat/clean-text.ts";
import type { Inline, Inlines } from "../../src/chat/document.ts";
import { lineOf } from "../../src/chat/parse-line.ts";

/** The words of an inline without any look, safe to print anywhere: what every surface can fall back on. */
export function plainInline(inline: Inline): string {
  switch (inline.kind) {
    case "text":
    case "strong":
    case "quiet":
    case "struck":
    case "flag":
    case "moment":
    case "fact":
      return cleanText(inline.text);
    case "marked":
      return `>>${cleanText(inline.text)}<<`;
    case "link":
      return plainLink(inline.text, inline.url);
    case "command":
      return cleanText(lineOf(inline));
    default:
      return inline satisfies never;
  }
}

export function plainText(text: Inlines): string {
  return text.map(plainInline).join("");
}

/** The address always shows, so that nobody is led elsewhere than the words say. */
function plainLink(text: string, url: string): string {
  const address = safeUrl(url) ?? cleanText(url).replace(/\s+/g, "");
  return text === "" || text === url ? address : `${cleanText(text)} (${address})`;
}
