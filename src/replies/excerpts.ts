import { foldName, type Statement, shortId } from "../../briefings/index.ts";
import { type Inline, type Inlines, inlines, quiet } from "../chat/document.ts";
import { words } from "./words.ts";

/** The printed form of a fact id. */
export function fact(id: string): Extract<Inline, { kind: "fact" }> {
  return { kind: "fact", id, text: shortId(id) };
}

/**
 * At most `limit` UTF-16 units of a text, cut between words and never inside a number, with "[…]" for the rest.
 * Brackets tell our cut from an ellipsis of the source.
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = limit;
  while (end > limit / 2 && !isGap(text, end)) end -= 1;
  if (!isGap(text, end)) end = limit;
  return `${text.slice(0, end).toWellFormed().trimEnd()} […]`;
}

function isGap(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? "") && !(/\d/.test(text[at - 1] ?? "") && /\d/.test(text[at + 1] ?? ""));
}

/**
 * What was said, as it may be printed: quotation marks around the speaker's own words only. A mixed statement
 * carries the marks of its source; an indirect one has none.
 */
export function spokenWords({ mode, text }: Pick<Statement, "mode" | "text">, limit: number): string {
  const shown = cutText(text.trim(), limit);
  return mode === "direct" && !/^["“«].*["”»]$/su.test(shown) ? `“${shown}”` : shown;
}

/** "said on X", "told reporters", "told Lina Okoro": the verb of the text with whom and where. */
export function deed(statement: Pick<Statement, "verb" | "channel" | "addressee" | "text">): string {
  const { verb, channel, addressee } = statement;
  // A turn of a transcript has no verb, only the colon behind the name.
  const said = verb === ":" ? words.inTranscript : verb.charAt(0).toLowerCase() + verb.slice(1);
  const place = channel ?? "";
  // "told reporters" is a channel that brings its verb along.
  const act =
    place !== "" && `${foldName(place)} `.startsWith(`${foldName(said)} `)
      ? place
      : `${said} ${place}`.trim();
  // "accused" + "Velmora of arming …": the words begin with the one addressed.
  const named = ` ${foldName(`${act} ${statement.text.slice(0, 80)}`)} `;
  if (addressee === null || named.includes(` ${foldName(addressee.name)} `)) return act;
  if (!words.verbsWithWhom.has(foldName(said))) return `${act}, ${words.toWhom(addressee.name)}`;
  return act === place
    ? `${act}, ${words.toWhom(addressee.name)}`
    : `${said} ${addressee.name} ${place}`.trim();
}

/** "Radio Lakeside (Northern Wire)": the outlet, and the origin of its text where that is another. */
export function sourceName({
  publisher,
  origin,
}: {
  readonly publisher: string;
  readonly origin: string;
}): string {
  return foldName(publisher) === foldName(origin) || origin === "" ? publisher : `${publisher} (${origin})`;
}

/** Where a line comes from, said quietly, with the number of outlets that carry it. */
export function sourceNote(line: {
  readonly publisher: string;
  readonly origin: string;
  readonly carriedBy?: readonly string[];
}): Inlines {
  const outlets = line.carriedBy?.length ?? 1;
  return inlines(quiet(`${sourceName(line)}${outlets > 1 ? `, ${words.carriedBy(outlets)}` : ""}`));
}
