import type { ContextBlockElement, MrkdwnElement, PlainTextElement, RichTextElement } from "@slack/types";
import { cleanText } from "../../src/chat/clean-text.ts";
import type { Flag, Inline, Inlines, TypedCommand } from "../../src/chat/document.ts";
import { formatLine } from "../../src/chat/parse-line.ts";
import { safeLink } from "../shared/link-domain.ts";
import { plainInline } from "../shared/plain-text.ts";
import { SLACK_LIMITS } from "./limits.ts";

/** The marks beside states, always with words behind them; the same few as on the other chats. */
const MARKS: Readonly<Record<Flag, string>> = { disagree: "⚠ ", denied: "⊘ ", superseded: "", retold: "" };

/** Commands that Slack knows by a name of their own; all others are words behind /sitrep. */
export const OWN_COMMANDS = ["briefing", "said", "figures"];

/** The line a member types on Slack for a command. */
export function slackLine({ command, options }: TypedCommand): string {
  const line = formatLine(command, options);
  return OWN_COMMANDS.includes(command) ? line : `/sitrep ${line.slice(1)}`;
}

/**
 * Inlines as elements of rich text, where nothing but an element is markup: whatever a text holds, it makes no
 * mention, link, channel or emoji.
 */
export function richText(text: Inlines): RichTextElement[] {
  return text.flatMap(element);
}

function element(inline: Inline): RichTextElement[] {
  switch (inline.kind) {
    case "text":
    case "quiet":
    case "fact":
    case "moment":
      return plain(inline.text);
    case "strong":
    case "marked":
      return plain(inline.text, { bold: true });
    case "struck":
      return plain(inline.text, { strike: true });
    case "flag":
      return plain(`${MARKS[inline.flag]}${inline.text}`);
    case "command":
      return plain(slackLine(inline.typed ?? inline), { code: true });
    case "link": {
      const link = safeLink(inline.url);
      const words = inline.text === inline.url ? "" : inline.text;
      if (link === null) return plain([words, inline.url].filter((part) => part !== "").join(" "));
      return [...plain(words === "" ? "" : `${words} `), { type: "link", url: link.url, text: link.domain }];
    }
    default:
      return inline satisfies never;
  }
}

function plain(text: string, style?: { bold?: true; strike?: true; code?: true }): RichTextElement[] {
  const clean = cleanText(text);
  return clean === "" ? [] : [{ type: "text", text: clean, ...(style !== undefined && { style }) }];
}

/**
 * Inlines as elements of a context block, in small print: plain text, and the bot's own links. Each element keeps to
 * the size of a text object.
 */
export function smallPrint(text: Inlines): ContextBlockElement[] {
  const elements: (PlainTextElement | MrkdwnElement)[] = [];
  const say = (words: string) => {
    const last = elements.at(-1);
    if (last?.type === "plain_text" && last.text.length + words.length <= SLACK_LIMITS.textObject)
      elements[elements.length - 1] = plainText(last.text + words);
    else if (words !== "") elements.push(...inParts(words).map(plainText));
  };
  for (const inline of text) {
    const link = inline.kind === "link" ? safeLink(inline.url) : null;
    if (inline.kind !== "link" || link === null) {
      say(shown(inline));
      continue;
    }
    if (inline.text !== "" && inline.text !== inline.url) say(`${cleanText(inline.text)} `);
    // A domain has no sign that Slack would read as markup, and the address has them encoded.
    elements.push({ type: "mrkdwn", text: `<${escaped(link.url)}|${escaped(link.domain)}>`, verbatim: true });
  }
  return elements.filter(({ text: words }) => words.trim() !== "");
}

function shown(inline: Inline): string {
  if (inline.kind === "flag") return `${MARKS[inline.flag]}${cleanText(inline.text)}`;
  if (inline.kind === "command") return cleanText(slackLine(inline.typed ?? inline));
  if (inline.kind === "marked") return cleanText(inline.text);
  if (inline.kind === "link") {
    const words = inline.text === inline.url ? "" : `${cleanText(inline.text)} `;
    return `${words}${cleanText(inline.url)}`;
  }
  return plainInline(inline);
}

/** What a reader sees of inlines, for measuring and for headers. */
export function shownWords(text: Inlines): string {
  return text
    .map((inline) => {
      const link = inline.kind === "link" ? safeLink(inline.url) : null;
      return link === null || inline.kind !== "link"
        ? shown(inline)
        : `${inline.text === "" ? "" : `${cleanText(inline.text)} `}${link.domain}`;
    })
    .join("");
}

/** Plain text in which nothing is read as an emoji or as markup. */
export function plainText(text: string): PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

/** For the few texts that Slack reads as its markup: the three signs that begin it. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function inParts(text: string): string[] {
  const most = SLACK_LIMITS.textObject - 10;
  const parts: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const high = rest.charCodeAt(most - 1);
    const end = high >= 0xd800 && high <= 0xdbff ? most - 1 : most;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return parts;
}
