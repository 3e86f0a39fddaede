import { foldName } from "../../gazetteer.ts";
import type { CuedSpan } from "../names/name-cues.ts";
import type { NamesInput } from "../names/name-span.ts";

const DATE_PART = /\d|^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)/u;

/** The places of datelines ("PORT ANSEL, Velmora, March 9"), which have no tokens of their own. */
export function readDatelines(input: NamesInput): CuedSpan[] {
  const { page } = input;
  const spans: CuedSpan[] = [];
  let sentence = 0;
  for (const [index, block] of page.blocks.entries()) {
    while (sentence + 1 < page.sentences.length && page.sentences[sentence]!.block < index) sentence++;
    if (!block.dateline) continue;
    const token = page.sentences[sentence]?.from ?? 0;
    const line = page.text.slice(block.dateline.start, block.dateline.end);
    let offset = block.dateline.start;
    const found: CuedSpan[] = [];
    for (const part of line.split(/([,/()]|\s-\s)/u)) {
      const lead = part.length - part.trimStart().length;
      const text = part.trim();
      const start = offset + lead;
      offset += part.length;
      if (text === "" || /^[,/()-]$/u.test(text)) continue;
      if (DATE_PART.test(text)) break;
      // "UNITED NATIONS, Jan 28": an address in New York, not a place of that name.
      if (/^united nations$/iu.test(text)) continue;
      found.push(datelineSpan(start, text, token, sentence));
    }
    for (const [k, span] of found.entries())
      spans.push(k + 1 < found.length && /[,(]/u.test(line) ? { ...span, within: 0 } : span);
  }
  return spans;
}

function datelineSpan(start: number, text: string, token: number, sentence: number): CuedSpan {
  return {
    from: token,
    to: token,
    sentence,
    start,
    end: start + text.length,
    known: null,
    kind: null,
    title: null,
    honorific: false,
    sure: true,
    demonym: false,
    owner: null,
    key: foldName(text),
    text,
    role: null,
    human: false,
    described: null,
    speaks: false,
    acts: false,
    addressed: false,
    placeCue: 3,
    within: -1,
  };
}
