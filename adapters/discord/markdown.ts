import { cleanText } from "../../src/chat/clean-text.ts";
import type { Flag, Inline, Inlines, TypedCommand } from "../../src/chat/document.ts";
import { cleaned } from "../shared/document-lines.ts";
import { safeLink } from "../shared/link-domain.ts";
import { plainInline } from "../shared/plain-text.ts";

/**
 * The marks beside states, always with words behind them for those who do not see them. The whole vocabulary is
 * four (⚠ disagreement, ⊘ denied, 🆕 new, ↑ raised); a state without a mark is said in words alone.
 */
const MARKS: Readonly<Record<Flag, string>> = { disagree: "⚠ ", denied: "⊘ ", superseded: "", retold: "" };

/** Inlines as Discord Markdown on one line. Whatever they hold, it makes no mention, link, markup or emoji. */
export function markdown(text: Inlines): string {
  return disarmed(mergedLooks(text).map(paint).join(""));
}

function paint(inline: Inline): string {
  switch (inline.kind) {
    case "text":
    case "quiet":
    case "fact":
      return escapeMarkdown(inline.text);
    case "strong":
      return wrapped("**", heldTogether(inline.text));
    case "marked":
      return wrapped("**", inline.text);
    case "struck":
      return wrapped("~~", inline.text);
    case "flag":
      return `${MARKS[inline.flag]}${escapeMarkdown(inline.text)}`;
    case "moment":
      return timestamp(inline) ?? escapeMarkdown(inline.text).replaceAll(" ", NO_BREAK);
    case "link":
      return link(inline.text, inline.url);
    case "command":
      return code(slashLine(inline.typed ?? inline));
    default:
      return inline satisfies never;
  }
}

/** About what a reader sees of inlines, for measuring. */
export function shownWords(text: Inlines): string {
  return text
    .map((inline) =>
      inline.kind === "link"
        ? `${inline.text} ${safeLink(inline.url)?.domain ?? inline.url}`
        : plainInline(inline),
    )
    .join("");
}

/** As Discord completes it: every option by its name. */
function slashLine({ command, options }: TypedCommand): string {
  return [`/${command}`, ...Object.entries(options).map(([name, value]) => `${name}:${value}`)].join(" ");
}

/**
 * Neighbours of one look become one: two pairs of marks back to back would be read as something else, and what is
 * harmless apart ("@" and "everyone", "https:" and "//…") is not when it meets.
 */
function mergedLooks(text: Inlines): Inlines {
  const out: Inline[] = [];
  for (const inline of text.map(cleaned)) {
    const last = out.at(-1);
    const shown: Inline =
      inline.kind === "quiet" || inline.kind === "fact" ? { kind: "text", text: inline.text } : inline;
    if (last !== undefined && last.kind === shown.kind && isMergeable(last) && isMergeable(shown))
      out[out.length - 1] = { ...last, text: last.text + shown.text };
    else out.push(shown);
  }
  return out;
}

type Mergeable = Extract<Inline, { kind: "text" | "strong" | "struck" | "marked" }>;

function isMergeable(inline: Inline): inline is Mergeable {
  return ["text", "strong", "struck", "marked"].includes(inline.kind);
}

const NO_BREAK = "\u00a0";

/** The dash of a range stays with its first number. */
function heldTogether(text: string): string {
  return text.replace(/(?<=\d) (?=[–-] \d)/g, NO_BREAK);
}

/** Blanks stay outside of the marks. */
function wrapped(mark: string, text: string): string {
  const escaped = escapeMarkdown(text);
  const core = escaped.trim();
  return core === "" ? escaped : escaped.replace(core, () => `${mark}${core}${mark}`);
}

/** The reader's own clock, but only where the text gives the minute; a day stays the day it is given as. */
function timestamp({ from, to, precision }: Extract<Inline, { kind: "moment" }>): string | null {
  if (precision !== "minute" || from === null || !/T\d\d:\d\d/.test(from) || (to !== null && to !== from))
    return null;
  const seconds = Math.floor(Date.parse(from) / 1000);
  return Number.isInteger(seconds) ? `<t:${seconds}:f>` : null;
}

/**
 * Words and, in brackets of Markdown, the domain that the address leads to: what is pressed is what is opened. An
 * address that may not be followed is only shown.
 */
function link(text: string, url: string): string {
  const words = text === url ? "" : escapeMarkdown(text);
  const safe = safeLink(url);
  if (safe === null) return [words, escapeMarkdown(url)].filter((part) => part !== "").join(" ");
  const target = safe.url.replace(MASS_MENTION, "%40");
  return [words, `[${escapeMarkdown(safe.domain)}](<${target}>)`].filter((part) => part !== "").join(" ");
}

function code(text: string): string {
  return `\`${disarmed(cleanText(text)).replaceAll("`", "'")}\``;
}

/**
 * Text in which nothing means anything to Discord. Marks of formatting, links, mentions, timestamps, commands and
 * custom emoji get a backslash, which is not shown; so do the colon of a bare address and the stop of an invite,
 * which then stand there without being links. Signs that only mean something at a line's start get one there.
 */
export function escapeMarkdown(text: string): string {
  return disarmed(cleanText(text))
    .replace(/[\\*_~|`#<>[\]]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/\b(discord(?:app)?)\.(?=gg\b|com\b)/gi, "$1\\.")
    .replace(/^(\s*)([-+])(?=\s|\\#|$)/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
}

const MASS_MENTION = /@(?=everyone|here)/gi;

/**
 * "＠everyone" with the wide sign: every payload forbids pings anyway, but the server looks for these two words
 * whatever stands around them, and no backslash survives a copy. Reads the same and hides no character; the one
 * place where a sign of an article is replaced.
 */
export function disarmed(text: string): string {
  return text.replace(MASS_MENTION, "＠");
}
