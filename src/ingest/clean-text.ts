// Tab and line feed are the only control characters that prose needs. The others would move a terminal's cursor.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Text as it is stored: NFC, line feeds, no byte order mark, no control characters, no blanks at line ends and
 * at most one empty line between paragraphs. Single line breaks, zero-width and direction marks stay as given.
 */
export function cleanText(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .replace(CONTROLS, " ")
    .normalize("NFC")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/**
 * Text whose offsets stay those of the text as given: every replacement has the length of what it replaces.
 * For readers of a file of their own, who look the offsets up there.
 */
export function cleanInPlace(raw: string): string {
  return raw.toWellFormed().replace(/\r\n/g, " \n").replace(/\r/g, "\n").replace(CONTROLS, " ");
}
