/** Letters, digits and the marks that belong to them; everything else separates words, as in FTS5's unicode61. */
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
/** Accents of Latin, Greek and Cyrillic letters. Marks of other scripts are part of their words. */
const ACCENTS = /[\u0300-\u036f]/g;

/** PostgreSQL allows 2046 bytes; nobody types more of a word than this. */
const LONGEST_WORD = 200;
const LAST_POSITION = 16_383;
const MOST_POSITIONS = 255;
/** PostgreSQL allows 1 MB; words beyond are not found, the article itself stays whole. */
const MOST_BYTES = 1_000_000;

/** The words of a text as both sides of a search compare them: lower case, without accents. */
export function searchWords(text: string): string[] {
  const plain = text.toLowerCase().normalize("NFD").replace(ACCENTS, "").normalize("NFC");
  return (plain.match(WORD) ?? []).map((word) =>
    word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD).toWellFormed() : word,
  );
}

/** A PostgreSQL tsvector: words of the title weigh A, words of the text D. Linear in the length of the text. */
export function searchVector(title: string, text: string): string {
  const places = new Map<string, string[]>();
  let bytes = 0;
  let position = 0;
  const add = (words: readonly string[], weight: "A" | "") => {
    for (const word of words) {
      position += 1;
      const known = places.get(word);
      if ((known?.length ?? 0) >= MOST_POSITIONS) continue;
      bytes += known === undefined ? Buffer.byteLength(word) + 8 : 2;
      if (bytes > MOST_BYTES) return;
      const place = `${Math.min(position, LAST_POSITION)}${weight}`;
      if (known === undefined) places.set(word, [place]);
      else if (known.at(-1) !== place) known.push(place);
    }
  };
  add(searchWords(title), "A");
  // No phrase runs from the title into the text.
  position += 1;
  add(searchWords(text), "");
  return [...places].map(([word, at]) => `'${word}':${at.join(",")}`).join(" ");
}

/**
 * A PostgreSQL tsquery for articles that have everything typed; "" when there is no word in it. What stands
 * between two blanks is a phrase ("Kelmar-Olm"), as in the FTS5 query of the other store.
 */
export function searchQuery(typed: string): string {
  return typed
    .split(/\s+/)
    .map(searchWords)
    .filter((words) => words.length > 0)
    .map((words) => words.map((word) => `'${word}'`).join(" <-> "))
    .join(" & ");
}

/** A PostgreSQL tsquery for articles that have one of the words, each as in `searchQuery`; "" when there is none. */
export function anyWordQuery(words: readonly string[]): string {
  return words
    .map(searchQuery)
    .filter((query) => query !== "")
    .map((query) => `(${query})`)
    .join(" | ");
}
