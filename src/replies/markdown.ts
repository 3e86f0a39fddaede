import { cleanText, safeUrl } from "../chat/clean-text.ts";
import { commonOptions } from "../chat/common-options.ts";
import type { Action, Block, Document, Inline, Inlines, Row } from "../chat/document.ts";
import { formatLine, lineOf } from "../chat/parse-line.ts";
import { type Words, wordsIn } from "../chat/words/catalogue.ts";

/**
 * A document as CommonMark with pipe tables (as GitHub and most editors read them) for the claims ladders. Texts
 * of articles are escaped: they can make no heading, link, picture or raw HTML.
 */
export function markdownDocument(document: Document): string {
  const words = wordsIn(document.language ?? "en");
  const parts = document.blocks.map((block) => markdownBlock(block, words)).filter((part) => part !== "");
  return `${parts.join("\n\n")}\n`;
}

function markdownBlock(block: Block, words: Words): string {
  switch (block.kind) {
    case "heading": {
      const aside = block.aside.length > 0 ? `\n\n${line(block.aside)}` : "";
      return `${"#".repeat(block.level)} ${line(block.text)}${aside}`;
    }
    case "paragraph":
      return line(block.text);
    case "list":
      return block.items.map((item) => `- ${line(item)}`).join("\n");
    case "quote":
      return `> ${line(block.text)}`;
    case "fields":
      return block.fields
        .map(({ name, value }) => `- **${escapeMarkdown(name)}${words.colon.trimEnd()}** ${line(value)}`)
        .join("\n");
    case "rows":
      return markdownRows(block, words);
    case "divider":
      return "---";
    case "small":
      return `*${line(block.text, "inside")}*`;
    case "actions":
      return actionsLine(block.actions, words);
    default:
      return block satisfies never;
  }
}

function actionsLine(actions: readonly Action[], words: Words): string {
  const { common, rest } = commonOptions(actions);
  const once = Object.entries(common).map(([name, value]) => `${name}:${value}`);
  return [
    ...rest.map(({ command, options }) => code(formatLine(command, options))),
    ...(once.length > 0 ? [words.chat.eachWith(code(once.join(" ")))] : []),
  ].join(" · ");
}

function markdownRows({ shape, title, aside, rows }: Extract<Block, { kind: "rows" }>, words: Words): string {
  const head = [line(title), line(aside)].filter((part) => part !== "").join(" — ");
  if (shape === "words") {
    const items = rows.map((row) => `- ${proseRow(row, words)}`).join("\n");
    return head === "" ? items : `${head}\n\n${items}`;
  }
  const cells = rows.map((row) => {
    const id = row.id === null ? "" : inline(row.id);
    const body = [row.body, ...row.notes].map((part) => line(part)).join(words.semicolon);
    return `| ${line(row.lead)} | ${body} | ${line(row.when)} | ${id} |`;
  });
  return [`${head}\n`, "|  |  |  |  |", "|---|---|---|---|", ...cells].join("\n");
}

function proseRow({ lead, body, when, id, notes }: Row, words: Words): string {
  const parts = [line(body), line(when), id === null ? "" : inline(id), ...notes.map((note) => line(note))];
  const start = line(lead);
  return `${start === "" ? "" : `${start}${words.colon}`}${parts.filter((part) => part !== "").join(" ")}`;
}

/** `inside` an emphasis, where more emphasis would end it. */
function line(text: Inlines, where: "plain" | "inside" = "plain"): string {
  return text
    .map((part) => (where === "inside" ? plain(part) : inline(part)))
    .join("")
    .trim();
}

function inline(part: Inline): string {
  switch (part.kind) {
    case "text":
    case "quiet":
    case "moment":
      return plain(part);
    case "strong":
    case "marked":
      return wrapped("**", part.text);
    case "flag":
      return wrapped("*", part.text);
    case "struck":
      return wrapped("~~", part.text);
    case "fact":
      return code(part.text);
    case "link":
      return link(part.text, part.url);
    case "command":
      return code(lineOf(part));
    default:
      return part satisfies never;
  }
}

function plain(part: Inline): string {
  if (part.kind === "command") return code(lineOf(part));
  return part.kind === "link" ? link(part.text, part.url) : escapeMarkdown(part.text);
}

/** Emphasis has to begin and end at a word; blanks stay outside. */
function wrapped(mark: string, text: string): string {
  const escaped = escapeMarkdown(text);
  const core = escaped.trim();
  return core === "" ? escaped : escaped.replace(core, () => `${mark}${core}${mark}`);
}

function link(text: string, url: string): string {
  const address = safeUrl(url);
  if (address === null) return escapeMarkdown(text === "" ? url : `${text} (${url})`);
  return text === "" ? `<${address}>` : `[${escapeMarkdown(text)}](<${address}>)`;
}

function code(text: string): string {
  return `\`${cleanText(text).replaceAll("`", "'")}\``;
}

/** Every character that can mean something in CommonMark or its tables. */
function escapeMarkdown(text: string): string {
  return cleanText(text)
    .replace(/[\\`*_{}[\]<>#+!|~&]/g, "\\$&")
    .replace(/^(\s*)([-=])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2");
}
