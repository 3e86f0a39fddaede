import type { Span } from "../evidence.ts";

export type BlockKind = "prose" | "bullet" | "heading" | "byline" | "dateline";

/**
 * A paragraph, bullet, heading, byline or date line. `start`–`end` is the whole block without outer blanks;
 * `body` is where its first sentence begins: after a bullet mark, a list number or a dateline.
 */
export interface Block extends Span {
  readonly kind: BlockKind;
  readonly body: number;
  /** The place and date part of a dateline, without the agency and the dash; null when there is none. */
  readonly dateline: Span | null;
}

const BULLET = /^(?:[-*•‣▪●◦–—]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S))/u;
const TERMINAL = /[.?!:;,]["”’»')\]]*$/u;
const MONTH =
  "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";
const DATE = `(?:${MONTH}\\s+\\d{1,2}(?:,?\\s+\\d{4})?|\\d{1,2}\\s+${MONTH}(?:\\s+\\d{4})?)`;
/** "GOMA, Congo, Jan 28 (Reuters) - " and its many cousins; bounded, so that a long line costs nothing. */
const DATELINE = new RegExp(
  `^(?<place>[\\p{Lu}][\\p{Lu}\\p{M}.'’/ -]{1,38}(?:,\\s*[\\p{Lu}][\\p{L}\\p{M}.'’ -]{1,38}?){0,2}(?:\\s*\\([\\p{Lu}][\\p{L}\\p{M}.'’ -]{1,30}\\)(?=,))?)(?<date>,?\\s+${DATE})?(?:\\s*\\([^()\\n]{2,40}\\)|\\s*,?\\s+/[^/\\n]{2,40}/|,\\s*[\\p{Lu}][\\p{L}. ]{1,30})?\\s*(?:-{1,2}|–|—)\\s+`,
  "u",
);
/** "Tarsk, 23 May 2025 – ": a town in small letters needs its date. */
const DATED_TOWN = new RegExp(
  `^(?<place>[\\p{Lu}][\\p{L}\\p{M}.'’-]{1,30}(?: [\\p{Lu}][\\p{L}\\p{M}.'’-]{1,30}){0,2}(?:,\\s*[\\p{Lu}][\\p{L}\\p{M}.'’ -]{1,38}?)?)(?<date>,\\s+${DATE})(?:\\s*\\([^()\\n]{2,40}\\))?\\s*(?:-{1,2}|–|—)\\s+`,
  "u",
);
/** "March 20 (Reuters) - ", "March 20 - ": a dateline without a town. */
const DATE_AND_AGENCY = new RegExp(
  `^${DATE}\\s*(?:\\([^()\\n]{2,40}\\)\\s*)?(?:-{1,2}|–|—)\\s+(?=[\\p{Lu}\\d"“])`,
  "u",
);
/** "Tolmera, 6 March 2025" alone on its line. */
const PLACE_AND_DATE = new RegExp(
  `^[\\p{Lu}][\\p{L}\\p{M}.'’ -]{1,38}(?:,\\s*[\\p{Lu}][\\p{L}\\p{M}.'’ -]{1,38})?,\\s*(?<date>${DATE})\\.?$`,
  "u",
);
/** "Wednesday January 29 2025", "Published: 3 March 2025". */
const DATE_ALONE = new RegExp(
  `^(?:\\p{L}+:\\s*)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\\s+)?${DATE}\\.?$`,
  "u",
);
const BYLINE =
  /^(?:(?:(?:Updates?|Updated|Reporting|Live reporting|Reported|Edited|Editing|Written|Words|Photos?|Photographs|Story|Text|Translated) )?[Bb]y|BY|Byline:)\s+(?=\p{Lu})[^.?!"“]{2,120}$/u;

/**
 * Cuts a text into blocks. A blank line always separates; a single line break separates too, except in a
 * chunk that is visibly hard-wrapped (lines of near-equal length, not ending like sentences).
 */
export function readBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let prose = 0;
  for (const line of logicalLines(text)) {
    const block = readBlock(text, line, prose);
    if (block.kind === "prose") prose++;
    blocks.push(block);
  }
  return blocks;
}

function readBlock(text: string, line: Span, proseBefore: number): Block {
  const head = text.slice(line.start, Math.min(line.end, line.start + 240));
  const whole = line.end - line.start <= 240;
  const mark = BULLET.exec(head)?.[0].length ?? 0;
  if (mark > 0 && line.start + mark < line.end) {
    return { ...line, kind: "bullet", body: line.start + mark, dateline: null };
  }
  if (whole && BYLINE.test(head)) return { ...line, kind: "byline", body: line.end, dateline: null };
  if (whole && (PLACE_AND_DATE.test(head) || (proseBefore < 3 && DATE_ALONE.test(head)))) {
    const comma = head.lastIndexOf(",");
    const dateline = PLACE_AND_DATE.test(head) && comma > 0 ? { start: line.start, end: line.end } : null;
    return { ...line, kind: "dateline", body: line.end, dateline };
  }
  if (whole && looksLikeHeading(head)) return { ...line, kind: "heading", body: line.start, dateline: null };
  if (proseBefore < 3) {
    const undated = DATE_AND_AGENCY.exec(head);
    if (undated) return { ...line, kind: "prose", body: line.start + undated[0].length, dateline: null };
    const shouted = DATELINE.exec(head);
    const found = shouted && isDateline(shouted) ? shouted : DATED_TOWN.exec(head);
    if (found) {
      const length = (found.groups?.place?.length ?? 0) + (found.groups?.date?.length ?? 0);
      return {
        ...line,
        kind: "prose",
        body: line.start + found[0].length,
        dateline: { start: line.start, end: line.start + length },
      };
    }
  }
  return { ...line, kind: "prose", body: line.start, dateline: null };
}

/** The town of a dateline is in capitals; a capitalised word with a dash behind it is not enough. */
function isDateline(found: RegExpExecArray): boolean {
  const town = (found.groups?.place ?? "").split(/[,(]/u)[0] ?? "";
  const letters = town.replace(/[^\p{L}]/gu, "");
  return letters.length >= 3 && letters === letters.toUpperCase();
}

function looksLikeHeading(line: string): boolean {
  if (TERMINAL.test(line) || line.length > 160 || /["“”]/.test(line)) return false;
  const words = line.split(/\s+/);
  if (words.length > 16) return false;
  const letters = line.replace(/[^\p{L}]/gu, "");
  if (letters.length === 0) return true;
  if (letters === letters.toUpperCase()) return true;
  // A line of few words without a full stop is a heading in a report; a longer one is an unfinished sentence.
  return words.length <= 12;
}

/** Lines as a reader sees them: the lines of a hard-wrapped paragraph are one. */
function* logicalLines(text: string): Generator<Span> {
  let chunk: Span[] = [];
  for (const line of physicalLines(text)) {
    if (line.end > line.start) {
      chunk.push(line);
      continue;
    }
    yield* unwrap(text, chunk);
    chunk = [];
  }
  yield* unwrap(text, chunk);
}

/** Joins each line of a chunk to the next where the break is only the edge of the page. */
function* unwrap(text: string, chunk: readonly Span[]): Generator<Span> {
  const width = Math.min(
    MOST_COLUMNS,
    chunk.reduce((longest, line) => Math.max(longest, line.end - line.start), 0),
  );
  const wrapped = isHardWrapped(text, chunk, width);
  let open: Span | null = null;
  for (const [i, line] of chunk.entries()) {
    open = open ? { start: open.start, end: line.end } : line;
    const next = chunk[i + 1];
    if (next && runsOn(text, line, next, width, wrapped)) continue;
    yield open;
    open = null;
  }
}

/** Wider lines are paragraphs, not lines of a page. */
const MOST_COLUMNS = 130;

/** Whether many full lines of the chunk break off in mid-sentence. */
function isHardWrapped(text: string, chunk: readonly Span[], width: number): boolean {
  if (chunk.length < 2 || width < 45) return false;
  // Lines of which none ends like a sentence are the lines of a heading: title, issuer, place and date.
  if (!chunk.some((line) => isFinished(text, line))) return false;
  let full = 0;
  let unfinished = 0;
  for (const line of chunk.slice(0, -1)) {
    if (line.end - line.start > MOST_COLUMNS) return false;
    if (line.end - line.start < width * 0.75) continue;
    full++;
    if (!isFinished(text, line)) unfinished++;
  }
  return full > 0 && unfinished >= full * 0.4;
}

function runsOn(text: string, line: Span, next: Span, width: number, wrapped: boolean): boolean {
  if (BULLET.test(text.slice(next.start, next.start + 12))) return false;
  if (!isFinished(text, line) && /^\p{Ll}/u.test(text.slice(next.start, next.start + 2))) return true;
  return wrapped && line.end - line.start >= width * 0.75;
}

function isFinished(text: string, line: Span): boolean {
  return /[.?!:]["”’»')\]]*$/u.test(text.slice(Math.max(line.start, line.end - 4), line.end));
}

function* physicalLines(text: string): Generator<Span> {
  let from = 0;
  while (from <= text.length) {
    let to = text.indexOf("\n", from);
    if (to < 0) to = text.length;
    let start = from;
    let end = to;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    yield { start, end };
    from = to + 1;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 0xa0 || code === 0x200b || code === 0xfeff;
}
