// Whole sequences first, so that "\u001b[31mred" leaves "red" and not "[31mred". Each alternative is linear.
const ESCAPE_SEQUENCES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what has to go
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u009c|\u001b\\)?|\u001b[ -/]*[0-~]?/g;

const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

// Controls; soft hyphen; bidirectional and zero-width controls; interlinear marks; language tags.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what has to go
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f|[\u17b4\u17b5]|[\u180b-\u180d]/gu;

// Scripts in which the two joiners are spelling: Arabic (Persian, Urdu), Syriac, Mongolian, the Indic ones, Khmer, Burmese.
const JOINED_LETTER =
  /^[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}]$/u;
const LETTER_OR_MARK = /^[\p{L}\p{M}]$/u;
const EMOJI_END = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)$/u;
const EMOJI_START = /^\p{Extended_Pictographic}$/u;

/**
 * Text of strangers made safe to show anywhere: one line, no control characters, no terminal escapes, no
 * characters that reorder or hide others (joiners stay where a script or an emoji is spelled with them). Visible
 * characters stay as they are. Linear in its length.
 */
export function cleanText(text: string): string {
  return text
    .replace(ESCAPE_SEQUENCES, "")
    .replace(LINE_BREAKS, " ")
    .replace(INVISIBLE, (character, at: number, whole: string) =>
      isSpelling(character, at, whole) ? character : "",
    )
    .toWellFormed();
}

/** A joiner that has the letters or emoji on both its sides that it is made for. */
function isSpelling(character: string, at: number, whole: string): boolean {
  if (character !== "\u200c" && character !== "\u200d") return false;
  const before = [...whole.slice(Math.max(0, at - 2), at)].at(-1) ?? "";
  const after = String.fromCodePoint(whole.codePointAt(at + 1) ?? 0);
  if (character === "\u200d" && EMOJI_END.test(before) && EMOJI_START.test(after)) return true;
  return [before, after].every((letter) => JOINED_LETTER.test(letter) && LETTER_OR_MARK.test(letter));
}

/** `url` if it is a plain web address that shows where it leads, else null. Delimiters of markup are encoded. */
export function safeUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return null;
  if (username !== "" || password !== "") return null;
  return href.replace(/[|<>()[\]\s`"'\\]/g, (character) =>
    encodeURIComponent(character).replace(/[()']/g, hex),
  );
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
