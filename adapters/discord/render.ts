import {
  type APIComponentInContainer,
  type APIContainerComponent,
  ComponentType,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
} from "discord-api-types/v10";
import { type Document, inlines } from "../../src/chat/document.ts";
import { type Words, wordsIn } from "../../src/chat/words/catalogue.ts";
import { type DocumentLine, type Look, linesOf } from "../shared/document-lines.ts";
import { plainText } from "../shared/plain-text.ts";
import { type Amounts, planPages } from "../shared/plan-pages.ts";
import { actionsOf, type CustomIdOf } from "../shared/presses.ts";
import { CUT, splitInlines } from "../shared/split-inlines.ts";
import { type ControlRow, controlRoom, controlRows, MOST_BUTTONS } from "./controls.ts";
import { DISCORD_LIMITS, PHONE } from "./limits.ts";
import { markdown, shownWords } from "./markdown.ts";

/** The body of a message: as it is for a channel, a reply, an edit or a follow-up. */
export type DiscordPage = Required<Pick<RESTPostAPIChannelMessageJSONBody, "flags" | "allowed_mentions">> & {
  readonly components: APIContainerComponent[];
};

/** The state of an answer, which the colour of the side bar says; never how bad the news is. */
type State = Document["tone"] | "unchanged";

// Told apart by people who see colours differently, and none of them the red or green that would judge.
const COLOURS: Readonly<Record<State, number>> = {
  found: 0x5b8def,
  unchanged: 0x80848e,
  nothing: 0xc9b458,
  trouble: 0xd9822b,
};

export interface DiscordOptions {
  readonly customIdOf: CustomIdOf;
  /** Nothing new since the last digest: the colour says so. */
  readonly unchanged?: boolean;
  /** Pages above this are left out, and the last one says how many. */
  readonly maxPages?: number;
  /** Characters of a page; for tests of what happens at the limit. */
  readonly characters?: number;
}

/**
 * A document as message bodies, one a page, the first of which fits a phone screen and a half. Pure.
 *
 * Components V2 and not embeds, after drawing both at the width of a phone: text is of body size in a box as wide as
 * the message where an embed is small and narrow; sections stand apart by real separators; the buttons stand
 * inside the box; and readers who switched link previews off, or channels where the bot may not embed, still get
 * the words. What it costs is `content`: a message of components has none, so a lock screen shows no summary.
 */
export function renderDiscord(document: Document, options: DiscordOptions): readonly DiscordPage[] {
  const words = wordsIn(document.language ?? "en").pages;
  const actions = actionsOf(document);
  const unbuttoned = actions.slice(MOST_BUTTONS);
  const lines: readonly DocumentLine[] = [
    ...linesOf(document),
    ...unbuttoned.map(
      ({ command, options: given }): DocumentLine => ({
        look: "small",
        text: [{ kind: "command", command, options: given }],
        opens: null,
        leads: false,
        under: null,
      }),
    ),
  ];
  const controls = controlRoom(actions);
  const characters = (options.characters ?? DISCORD_LIMITS.text) - FOOT;
  const planned = planPages<Look>(lines, {
    room: (page): Amounts => ({
      characters,
      height: (page === 0 ? 1.5 : 2.5) * PHONE.screen - PHONE.frame - controls.height,
      facts: DISCORD_LIMITS.options,
      // The box, the separator above the controls, the foot, and who is pinged.
      components: DISCORD_LIMITS.components - controls.components - 4,
    }),
    cost,
    continued: (title) => continued(title, words),
  });
  const shown = planned.slice(0, options.maxPages ?? planned.length);
  const left = planned.length - shown.length;
  return shown.map((page, index) => {
    const isLast = index === shown.length - 1;
    const foot = [
      ...(isLast && left > 0 ? [words.leftOut(left)] : []),
      ...(shown.length > 1 ? [words.page(index + 1, shown.length)] : []),
    ];
    const rows = controlRows({
      actions,
      lines: page,
      page: index,
      pages: shown.length,
      words,
      customIdOf: options.customIdOf,
    });
    const body = pageBody(page, foot, rows, options.unchanged === true ? "unchanged" : document.tone);
    return index === 0 ? withRole(body, document.mention) : body;
  });
}

/** A role, by its id: everything that is none is left out. */
const ROLE = /^\d{17,20}$/;

/** The page with a role at its head, and that role the only one that may be pinged by it. */
function withRole(page: DiscordPage, role: string | undefined): DiscordPage {
  if (role === undefined || !ROLE.test(role)) return page;
  const named = { type: ComponentType.TextDisplay as const, content: `<@&${role}>` };
  return {
    ...page,
    allowed_mentions: { parse: [], roles: [role] },
    components: page.components.map((box) => ({ ...box, components: [named, ...box.components] })),
  };
}

/** Characters kept for what the foot says. */
const FOOT = 160;
/** UTF-16 units of a title that is said again. */
const TITLE = 80;

const PREFIX: Readonly<Record<Look, string>> = {
  title: "## ",
  label: "-# ",
  head: "",
  text: "",
  item: "- ",
  quote: "> ",
  small: "-# ",
};

function painted({ look, text }: DocumentLine): string {
  const words = markdown(text).trim();
  if (words === "") return "";
  return look === "label" ? `-# **${words}**` : `${PREFIX[look]}${words}`;
}

function cost(line: DocumentLine, first: boolean): Amounts {
  const isSmall = line.look === "small" || line.look === "label";
  const columns = isSmall
    ? PHONE.columns.small
    : line.look === "quote"
      ? PHONE.columns.quote
      : PHONE.columns.text;
  const rows = wrappedRows(shownWords(line.text), columns);
  const startsText = first || line.opens === "section" || line.opens === "group";
  const separator = !first && line.opens === "section" ? 1 : 0;
  return {
    characters: painted(line).length + 1,
    height:
      rows * (isSmall ? PHONE.line.small : PHONE.line.text) +
      (startsText ? PHONE.gap : 0) +
      separator * PHONE.separator,
    facts: line.text.filter(({ kind }) => kind === "fact").length,
    components: (startsText ? 1 : 0) + separator,
  };
}

/** Lines of a text that is broken between words. */
function wrappedRows(text: string, columns: number): number {
  let rows = 1;
  let used = 0;
  for (const { length } of text.split(/\s+/)) {
    const joined = used === 0 ? length : used + 1 + length;
    if (joined <= columns) {
      used = joined;
      continue;
    }
    // A word longer than a line is broken inside.
    rows += (used === 0 ? 0 : 1) + Math.max(0, Math.ceil(length / columns) - 1);
    used = length % columns || columns;
  }
  return rows;
}

function continued(title: DocumentLine, words: Words["pages"]): DocumentLine {
  const fits = (part: DocumentLine["text"]) => plainText(part).length <= TITLE;
  const text = fits(title.text) ? title.text : inlines(splitInlines(title.text, fits)[0], ` ${CUT}`);
  return { ...title, text: inlines(text, ` ${words.continued}`) };
}

function pageBody(
  lines: readonly DocumentLine[],
  foot: readonly string[],
  rows: readonly ControlRow[],
  state: State,
): DiscordPage {
  const components: APIComponentInContainer[] = [];
  let open: string[] = [];
  const close = () => {
    const content = open.filter((text) => text !== "").join("\n");
    if (content !== "") components.push({ type: ComponentType.TextDisplay, content });
    open = [];
  };
  for (const line of lines) {
    if (line.opens === "section" || line.opens === "group") close();
    if (line.opens === "section" && components.length > 0) components.push({ type: ComponentType.Separator });
    open.push(painted(line));
  }
  close();
  if (rows.length > 0 && components.length > 0) components.push({ type: ComponentType.Separator });
  if (foot.length > 0)
    components.push({
      type: ComponentType.TextDisplay,
      content: foot.map((text) => `-# ${text}`).join("\n"),
    });
  return {
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
    components: [
      { type: ComponentType.Container, accent_color: COLOURS[state], components: [...components, ...rows] },
    ],
  };
}
