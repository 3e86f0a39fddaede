import { type Block, readBlocks } from "./blocks.ts";
import { type Quote, readQuotes } from "./quotes.ts";
import { readSentences, type Sentence } from "./sentences.ts";
import { readTokens, type Token } from "./tokens.ts";

/** Words that decide where tokens and sentences end; one set per language. */
export interface PageWords {
  /** Lower case, without the stop: "gen", "jan", "st". */
  readonly stops: ReadonlySet<string>;
  /** Words that begin a new sentence after "U.S." and the like. */
  readonly starters: ReadonlySet<string>;
}

/** A text as a reader sees it: blocks, sentences, tokens and quotations, all with offsets into `text`. */
export interface Page {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly sentences: readonly Sentence[];
  readonly tokens: readonly Token[];
  readonly quotes: readonly Quote[];
}

/** Reads the surface of a text. Bylines and date lines have no tokens: nothing in them is a fact. */
export function readPage(text: string, words: PageWords): Page {
  const blocks = readBlocks(text);
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.body >= block.end) continue;
    const from = tokens.length;
    for (const token of readTokens(text, block.body, block.end, index, words.stops)) tokens.push(token);
    for (const sentence of readSentences(tokens, from, tokens.length, index, words.starters)) {
      for (let i = sentence.from; i < sentence.to; i++) tokens[i]!.sentence = sentences.length;
      sentences.push(sentence);
    }
  }
  return { text, blocks, sentences, tokens, quotes: readQuotes(text, blocks) };
}

/** Index of the first token that ends after `offset` (tokens.length when there is none). Binary search. */
export function tokenAt(page: Page, offset: number): number {
  let low = 0;
  let high = page.tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (page.tokens[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
