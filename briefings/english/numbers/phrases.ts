import type { Token } from "../../text/tokens.ts";

/** A list of phrases with a value each, indexed by first and by last word so that a look-up costs nothing. */
export interface Phrases<V> {
  readonly byFirst: ReadonlyMap<string, readonly Phrase<V>[]>;
  readonly byLast: ReadonlyMap<string, readonly Phrase<V>[]>;
}

interface Phrase<V> {
  readonly words: readonly string[];
  readonly value: V;
}

/** Compiles `[phrase, value]` pairs; of several that fit, the longest wins. */
export function phrasesOf<V>(pairs: Iterable<readonly [string, V]>): Phrases<V> {
  const byFirst = new Map<string, Phrase<V>[]>();
  const byLast = new Map<string, Phrase<V>[]>();
  for (const [phrase, value] of pairs) {
    const words = phrase.split(" ");
    const entry = { words, value };
    add(byFirst, words[0]!, entry);
    add(byLast, words.at(-1)!, entry);
  }
  for (const list of [...byFirst.values(), ...byLast.values()])
    list.sort((a, b) => b.words.length - a.words.length);
  return { byFirst, byLast };
}

function add<V>(map: Map<string, Phrase<V>[]>, key: string, entry: Phrase<V>): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

/** The longest phrase that begins at token `i`, with its length in tokens. */
export function phraseAt<V>(
  tokens: readonly Token[],
  i: number,
  phrases: Phrases<V>,
): { length: number; value: V } | null {
  const token = tokens[i];
  const list = token && phrases.byFirst.get(token.lower);
  if (!list) return null;
  for (const { words, value } of list) {
    let k = 1;
    while (k < words.length && tokens[i + k]?.lower === words[k]) k++;
    if (k === words.length) return { length: k, value };
  }
  return null;
}

/** The longest phrase whose last word is the token before `end`, not reaching back before `floor`. */
export function phraseEndingAt<V>(
  tokens: readonly Token[],
  end: number,
  floor: number,
  phrases: Phrases<V>,
): { length: number; value: V } | null {
  const token = end > floor ? tokens[end - 1] : undefined;
  const list = token && phrases.byLast.get(token.lower);
  if (!list) return null;
  for (const { words, value } of list) {
    const from = end - words.length;
    if (from < floor) continue;
    let k = 0;
    while (k < words.length && tokens[from + k]!.lower === words[k]) k++;
    if (k === words.length) return { length: k, value };
  }
  return null;
}
