const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

// East Asian Wide and Fullwidth (UAX #11), and the pictographs that terminals draw over two cells.
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** One cell a character whatever stands beside it: Latin letters and the usual dashes and quotation marks. */
const NARROW = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u203a]*$/;

/** How many terminal cells `text` takes; combining marks take none, East Asian wide characters two. */
export function textWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let cells = 0;
  for (const { segment } of graphemes.segment(text)) cells += cellsOf(segment);
  return cells;
}

/** `text` in pieces of at most `width` cells, never cut inside a grapheme. A piece holds at least one. */
export function chopText(text: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  let cells = 0;
  for (const { segment } of graphemes.segment(text)) {
    const more = cellsOf(segment);
    if (cells + more > width && piece !== "") {
      pieces.push(piece);
      piece = "";
      cells = 0;
    }
    piece += segment;
    cells += more;
  }
  return piece === "" ? pieces : [...pieces, piece];
}

function cellsOf(grapheme: string): number {
  if (/^\p{M}/u.test(grapheme)) return 0;
  return WIDE.test(grapheme) || /^\p{Emoji_Presentation}|^\p{Extended_Pictographic}\ufe0f/u.test(grapheme)
    ? 2
    : 1;
}
