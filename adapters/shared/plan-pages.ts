import { type Inlines, inlines } from "../../src/chat/document.ts";
import { CUT, splitInlines } from "./split-inlines.ts";

/** A paragraph as a surface draws it, with what the planner has to know about it. */
export interface Line<Look extends string> {
  readonly look: Look;
  readonly text: Inlines;
  /** What begins here: pages break best before a section, then before a group, then before a row. */
  readonly opens: "section" | "group" | "row" | null;
  /** Never the last on a page: headings and titles. */
  readonly leads: boolean;
  /** The title this line stands under, itself perhaps under another; said again where a page begins with this line. */
  readonly under: Line<Look> | null;
}

/**
 * What a line takes, or a page has, of each thing that is limited. Texts count in UTF-16 units: there are never
 * fewer of them than of code points, so a page that keeps to the one keeps to both.
 */
export type Amounts = Readonly<Record<string, number>>;

export interface PageShape<Look extends string> {
  /** What the page with this number (from 0) has. */
  readonly room: (page: number) => Amounts;
  /** What a line takes; `first` on its page or behind others. */
  readonly cost: (line: Line<Look>, first: boolean) => Amounts;
  /** The innermost title of a line as it stands at the head of a later page. */
  readonly continued: (title: Line<Look>) => Line<Look>;
}

/** How full a page has to be to end before a section or group, before a row, or inside one, in parts of 1. */
const FULL_ENOUGH = [0.85, 0, 0] as const;

/** A paragraph begins in what is left of a page only if that much is left; else on the next one. */
const WORTH_FILLING = 0.3;

/**
 * Lines on pages, in order and without loss. A page ends before a section or a group where that leaves it well
 * filled, else before a row; never behind a heading. A line that no page holds is cut (see `splitInlines`) with
 * "[…]" at both ends of the cut. A page that begins inside a group repeats its title.
 */
export function planPages<Look extends string>(
  lines: readonly Line<Look>[],
  shape: PageShape<Look>,
): readonly (readonly Line<Look>[])[] {
  const paper = ruled(shape);
  const pages: (readonly Line<Look>[])[] = [];
  let page: Page<Look> = EMPTY;
  /** Ends the page before the line at `end`, which opens the next one. */
  const turn = (end: number) => {
    const moved = page.lines.slice(end);
    pages.push(page.lines.slice(0, end));
    page = EMPTY;
    for (const line of moved) page = paper.with(page, line, pages.length);
  };
  for (const line of lines) {
    for (let left: Rest<Look> | null = { line, goesOn: false }; left !== null; ) {
      const shown = marked(left);
      const trial = paper.with(page, shown, pages.length);
      if (paper.used(trial.lines, pages.length) <= 1) {
        page = trial;
        break;
      }
      const end = pageEnd(page, shown, pages.length, paper);
      const next = pages.length + 1;
      const fitsAlone = paper.used(paper.with(EMPTY, shown, next).lines, next) <= 1;
      if (end !== null && (fitsAlone || paper.used(page.lines, pages.length) > 1 - WORTH_FILLING)) {
        turn(end);
        continue;
      }
      const above = trial.lines.slice(0, -1);
      const parts: CutLine<Look> | null = cutLine(
        left,
        (part) => paper.used([...above, part], pages.length) <= 1,
      );
      if (parts !== null) page = { ...trial, lines: [...above, parts.first] };
      // Not a character of it fits: below other lines it waits for the next page, alone it goes as it is.
      else if (page.lines.length === 0) page = trial;
      left = parts === null && page !== trial ? left : (parts?.rest ?? null);
      turn(page.lines.length);
    }
  }
  return page.lines.length > page.repeated ? [...pages, page.lines] : pages;
}

/** What is still to be placed of a line, and whether its beginning stands on an earlier page. */
interface Rest<Look extends string> {
  readonly line: Line<Look>;
  readonly goesOn: boolean;
}

interface Page<Look extends string> {
  readonly lines: readonly Line<Look>[];
  /** How many of the first lines are titles said again. */
  readonly repeated: number;
}

const EMPTY: Page<never> = { lines: [], repeated: 0 };

interface Paper<Look extends string> {
  /** The page with one line more; the first line stands below its title. */
  readonly with: (page: Page<Look>, line: Line<Look>, number: number) => Page<Look>;
  /** How much of the page the lines use, in parts of 1, of whatever is scarcest. */
  readonly used: (lines: readonly Line<Look>[], number: number) => number;
}

function ruled<Look extends string>({ room, cost, continued }: PageShape<Look>): Paper<Look> {
  // A line is weighed again with every line that follows it.
  const known = [new WeakMap<Line<Look>, Amounts>(), new WeakMap<Line<Look>, Amounts>()] as const;
  const costOf = (line: Line<Look>, first: boolean) => {
    const costs = known[first ? 0 : 1];
    const found = costs.get(line) ?? cost(line, first);
    costs.set(line, found);
    return found;
  };
  const used = (lines: readonly Line<Look>[], number: number) => {
    const costs = lines.map((line, index) => costOf(line, index === 0));
    const shares = Object.entries(room(number)).map(
      ([name, most]) => costs.reduce((sum, amounts) => sum + (amounts[name] ?? 0), 0) / most,
    );
    return Math.max(...shares);
  };
  return {
    used,
    with: (page, line, number) => {
      if (page.lines.length > 0) return { ...page, lines: [...page.lines, line] };
      const titles = titlesOver(line).map((title, index, all) =>
        index === all.length - 1 ? continued(title) : { ...title, under: null },
      );
      // On a very small page the words are worth more than the titles.
      if (used(titles, number) > 1 / 3) return { lines: [line], repeated: 0 };
      return { lines: [...titles, line], repeated: titles.length };
    },
  };
}

/** The titles that a line stands under, the outermost first. */
function titlesOver<Look extends string>({ under }: Line<Look>): readonly Line<Look>[] {
  return under === null ? [] : [...titlesOver(under), under];
}

/** Where the page ends best, given what comes after it: index of the line that opens the next; null for nowhere. */
function pageEnd<Look extends string>(
  { lines, repeated }: Page<Look>,
  next: Line<Look>,
  number: number,
  paper: Paper<Look>,
): number | null {
  const places = [...lines, next].flatMap(({ opens }, index) =>
    index > repeated && lines[index - 1]?.leads === false
      ? [{ index, opens, full: paper.used(lines.slice(0, index), number) }]
      : [],
  );
  const kinds = [
    ["section", "group"],
    ["section", "group", "row"],
    ["section", "group", "row", null],
  ] as const;
  for (const [at, wanted] of kinds.entries()) {
    const place = places.findLast(
      ({ opens, full }) => (wanted as readonly unknown[]).includes(opens) && full >= FULL_ENOUGH[at]!,
    );
    if (place !== undefined) return place.index;
  }
  return null;
}

interface CutLine<Look extends string> {
  readonly first: Line<Look>;
  readonly rest: Rest<Look>;
}

function cutLine<Look extends string>(
  { line, goesOn }: Rest<Look>,
  fits: (part: Line<Look>) => boolean,
): CutLine<Look> | null {
  const asFirst = (text: Inlines): Line<Look> => ({
    ...marked({ line: { ...line, text: inlines(text, ` ${CUT}`) }, goesOn }),
    leads: false,
  });
  const [text, tail] = splitInlines(line.text, (part) => fits(asFirst(part)));
  const first = asFirst(text);
  if (tail.length === 0 || !fits(first)) return null;
  return { first, rest: { line: { ...line, text: tail, opens: null }, goesOn: true } };
}

function marked<Look extends string>({ line, goesOn }: Rest<Look>): Line<Look> {
  return goesOn ? { ...line, text: inlines(`${CUT} `, line.text) } : line;
}
