import type { ContextBlockElement, KnownBlock, RichTextBlock } from "@slack/types";
import { type Document, inlines } from "../../src/chat/document.ts";
import { type Words, wordsIn } from "../../src/chat/words/catalogue.ts";
import { type DocumentLine, type Look, linesOf } from "../shared/document-lines.ts";
import { plainText as plainWords } from "../shared/plain-text.ts";
import { type Amounts, planPages } from "../shared/plan-pages.ts";
import { actionsOf, type CustomIdOf } from "../shared/presses.ts";
import { shortLabel } from "../shared/short-label.ts";
import { CUT, splitInlines } from "../shared/split-inlines.ts";
import { controlBlocks, controlHeight, MOST_BUTTONS } from "./controls.ts";
import { cellsOf, isTableLine, ladderRows, tableOf } from "./ladder-table.ts";
import { PHONE, SLACK_LIMITS } from "./limits.ts";
import { escaped, plainText, richText, shownWords, smallPrint } from "./rich-text.ts";

/** What is said in a message: as it is for a channel, an answer or an update. */
export interface SlackPage {
  /** The one line of a lock screen and of screen readers. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

export interface SlackOptions {
  readonly customIdOf: CustomIdOf;
  /** Numbers as a table; dialogues and App Home have none. true unless said. */
  readonly tables?: boolean;
  /** Whether the asker may show the channel what only she sees. */
  readonly shareable?: boolean;
  /** Pages above this are left out, and the last one says how many. */
  readonly maxPages?: number;
  /** Characters of a page; for tests of what happens at the limit. */
  readonly characters?: number;
}

/**
 * A document as messages, one a page, the first of which fits a phone screen and a half. Pure.
 *
 * Words of articles stand in rich text, plain text and cells of tables only, where Slack reads no markup: nothing
 * pings, nothing is linked but what the bot links itself, and no sign of a text has to be changed.
 */
export function renderSlack(document: Document, options: SlackOptions): readonly SlackPage[] {
  const words = wordsIn(document.language ?? "en");
  const { tables = true, shareable = false } = options;
  const actions = actionsOf(document);
  const unbuttoned = actions.slice(MOST_BUTTONS);
  const lines: readonly DocumentLine[] = [
    ...linesOf(document, tables ? ladderRows : undefined),
    ...unbuttoned.map(
      ({ command, options: given, typed }): DocumentLine => ({
        look: "small",
        text: [{ kind: "command", command, options: given, ...(typed !== undefined && { typed }) }],
        opens: null,
        leads: false,
        under: null,
      }),
    ),
  ];
  const height = controlHeight(actions);
  const planned = planPages<Look>(lines, {
    room: (page): Amounts => ({
      characters: (options.characters ?? SLACK_LIMITS.text) - OTHER_TEXT,
      height: (page === 0 ? 1.5 : 2.5) * PHONE.screen - PHONE.frame - height,
      facts: SLACK_LIMITS.options,
      rows: SLACK_LIMITS.tableRows,
      // Two rows of controls with their line, the foot, the table, and who is pinged.
      blocks: SLACK_LIMITS.messageBlocks - 6,
    }),
    cost,
    continued: (title) => continued(title, words.pages),
  });
  const shown = planned.slice(0, options.maxPages ?? planned.length);
  const left = planned.length - shown.length;
  const text = escaped(shortLabel(document.summary, 300));
  return shown.map((page, index) => {
    const isLast = index === shown.length - 1;
    const foot = [
      ...(isLast && left > 0 ? [words.pages.leftOut(left)] : []),
      ...(shown.length > 1 ? [words.pages.page(index + 1, shown.length)] : []),
    ];
    const controls = controlBlocks({
      actions,
      lines: page,
      page: index,
      pages: shown.length,
      shareable,
      words,
      customIdOf: options.customIdOf,
    });
    const named = index === 0 ? groupBlocks(document.mention) : [];
    return { text, blocks: [...named, ...pageBlocks(page), ...footBlocks(foot), ...controls] };
  });
}

/** A group of users, by its id: everything that is none is left out. */
const GROUP = /^S[A-Z0-9]{5,}$/;

/** The only mark of Slack's that is ever written: the group that an administrator named for alerts. */
function groupBlocks(group: string | undefined): readonly KnownBlock[] {
  if (group === undefined || !GROUP.test(group)) return [];
  return [{ type: "section", text: { type: "mrkdwn", text: `<!subteam^${group}>` } }];
}

/** Characters kept for buttons, the select and the foot: fifteen labels, and ids with their words. */
const OTHER_TEXT = 3000;
/** UTF-16 units of a title that is said again. */
const TITLE = 80;

function cost(line: DocumentLine, first: boolean): Amounts {
  const isSmall = line.look === "small";
  const separator = !first && line.opens === "section" ? 1 : 0;
  const facts = line.text.filter(({ kind }) => kind === "fact").length;
  const words = shownWords(line.text);
  // Every printed id comes back in the select, with words beside it.
  const characters = words.length + line.text.length + facts * SLACK_LIMITS.option;
  if (isTableLine(line)) {
    const [, who = []] = cellsOf(line.text);
    const lines = Math.max(1, Math.ceil(shownWords(who).length / PHONE.columns.cell));
    return { characters, height: lines * PHONE.line.text + 12, facts, rows: 1, blocks: separator };
  }
  const columns = isSmall ? PHONE.columns.small : PHONE.columns.text;
  const rows = Math.max(1, Math.ceil(words.length / columns));
  const startsBlock = first || isSmall || line.opens === "section" || line.opens === "group";
  return {
    characters,
    height:
      rows * (isSmall ? PHONE.line.small : PHONE.line.text) +
      (startsBlock ? PHONE.gap : 0) +
      separator * PHONE.separator,
    facts,
    rows: 0,
    blocks: 1 + separator + Math.floor(line.text.length / SLACK_LIMITS.contextElements),
  };
}

function continued(title: DocumentLine, words: Words["pages"]): DocumentLine {
  const fits = (part: DocumentLine["text"]) => plainWords(part).length <= TITLE;
  const text = fits(title.text) ? title.text : inlines(splitInlines(title.text, fits)[0], ` ${CUT}`);
  return { ...title, text: inlines(text, ` ${words.continued}`) };
}

function footBlocks(foot: readonly string[]): readonly KnownBlock[] {
  return foot.length === 0
    ? []
    : [{ type: "context", elements: [plainText(foot.join(" · "))] }, { type: "divider" }];
}

type Element = RichTextBlock["elements"][number];

function pageBlocks(lines: readonly DocumentLine[]): readonly KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let open: Element[] = [];
  let small: ContextBlockElement[] = [];
  const close = () => {
    if (open.length > 0) blocks.push({ type: "rich_text", elements: open });
    for (let at = 0; at < small.length; at += SLACK_LIMITS.contextElements)
      blocks.push({ type: "context", elements: small.slice(at, at + SLACK_LIMITS.contextElements) });
    open = [];
    small = [];
  };
  // A message holds one table: the first run of numbers on the page.
  const start = lines.findIndex(isTableLine);
  const end = start < 0 ? -1 : start + lengthOfRun(lines.slice(start));
  for (const [index, line] of lines.entries()) {
    if (line.opens === "section" && (blocks.length > 0 || open.length > 0)) {
      close();
      blocks.push({ type: "divider" });
    }
    if (index >= start && index < end) {
      close();
      if (index === start) blocks.push(tableOf(lines.slice(start, end)));
      continue;
    }
    if (line.look === "small") {
      const elements = smallPrint(line.text);
      if (open.length > 0) close();
      if (small.length > 0) close();
      small = elements;
      continue;
    }
    if (small.length > 0 || line.opens === "group") close();
    const title = line.look === "title" || line.look === "label" ? shownWords(line.text).trim() : "";
    if (title !== "" && title.length <= SLACK_LIMITS.header) {
      close();
      blocks.push({ type: "header", text: plainText(title) });
      continue;
    }
    const drawn = elementOf(line);
    if (drawn !== null) open = withElement(open, drawn);
  }
  close();
  return blocks;
}

function lengthOfRun(lines: readonly DocumentLine[]): number {
  const end = lines.findIndex((line) => !isTableLine(line));
  return end < 0 ? lines.length : end;
}

function elementOf({ look, text }: DocumentLine): Element | null {
  const bold = look === "title" || look === "label" || look === "head";
  const elements = richText(
    bold ? text.map((inline) => (inline.kind === "text" ? { ...inline, kind: "strong" } : inline)) : text,
  );
  if (elements.length === 0) return null;
  if (look === "quote") return { type: "rich_text_quote", elements };
  if (look === "item")
    return { type: "rich_text_list", style: "bullet", elements: [{ type: "rich_text_section", elements }] };
  return { type: "rich_text_section", elements };
}

/** Sections flow into each other unless a line break stands between; items of a list join their list. */
function withElement(open: readonly Element[], next: Element): Element[] {
  const last = open.at(-1);
  if (last?.type === "rich_text_list" && next.type === "rich_text_list")
    return [...open.slice(0, -1), { ...last, elements: [...last.elements, ...next.elements] }];
  if (last?.type === "rich_text_section" && next.type === "rich_text_section")
    return [
      ...open.slice(0, -1),
      { ...last, elements: [...last.elements, { type: "text", text: "\n" }, ...next.elements] },
    ];
  return [...open, next];
}
