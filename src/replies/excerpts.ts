import { foldName, type Statement, shortId } from "../../briefings/index.ts";
import { type Inline, type Inlines, inlines, quiet } from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { Telling } from "./telling.ts";

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
export function spokenWords(
  { mode, text }: Pick<Statement, "mode" | "text">,
  limit: number,
  words: Words,
): string {
  const shown = cutText(text.trim(), limit);
  return mode === "direct" && !/^["“«].*["”»]$/su.test(shown) ? words.quoted(shown) : shown;
}

/** English reporting verbs that take the person spoken to without a preposition. */
const VERBS_WITH_WHOM = new Set(
  "accused, advised, asked, assured, blamed, called on, condemned, informed, invited, notified, praised, reassured, reminded, tell, tells, thanked, told, urge, urged, urges, warned, warns".split(
    ", ",
  ),
);

/** Behind words of an article in a language that is not the reader's: which it is. */
export function languageMark(articleId: string, { words, foreign }: Telling): Inlines {
  const language = foreign(articleId);
  return language === null ? [] : [quiet(` ${words.inLanguage(language)}`)];
}

/** Who is counted, by the engine's name of a group ("civilians", "children and women"), in the reader's words. */
export function groupWords(group: string, { groups, and }: Pick<Words, "groups" | "and">): string {
  const named = group.split(" and ").map((part) => (Object.hasOwn(groups, part) ? groups[part] : undefined));
  return named.some((part) => part === undefined) ? group : named.join(and);
}

/**
 * "said on X", "told reporters", "told Lina Okoro": the verb of the text with whom and where. It is never put into
 * another language: no verb of ours would weigh exactly what "claimed" or "insisted" weighs in the text. From a text
 * in a language that is not the reader's, its words stand in quotation marks.
 */
export function deed(
  statement: Pick<Statement, "verb" | "channel" | "addressee" | "text" | "articleId">,
  { words, foreign }: Telling,
): string {
  const { verb, channel, addressee } = statement;
  const ofText = (part: string) =>
    foreign(statement.articleId) === null || part === "" ? part : words.quoted(part);
  // A turn of a transcript has no verb, only the colon behind the name.
  const isTurn = verb === ":";
  const said = isTurn ? words.inTranscript : verb.charAt(0).toLowerCase() + verb.slice(1);
  const saidShown = isTurn ? said : ofText(said);
  const place = channel ?? "";
  // "told reporters" is a channel that brings its verb along.
  const bringsVerb = place !== "" && `${foldName(place)} `.startsWith(`${foldName(said)} `);
  const act = bringsVerb ? ofText(place) : `${saidShown} ${ofText(place)}`.trim();
  // "accused" + "Velmora of arming …": the words begin with the one addressed.
  const named = ` ${foldName(`${act} ${statement.text.slice(0, 80)}`)} `;
  if (addressee === null || named.includes(` ${foldName(addressee.name)} `)) return act;
  if (!VERBS_WITH_WHOM.has(foldName(said))) return `${act}, ${words.toWhom(addressee.name)}`;
  return bringsVerb
    ? `${act}, ${words.toWhom(addressee.name)}`
    : `${saidShown} ${addressee.name} ${ofText(place)}`.trim();
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
export function sourceNote(
  line: {
    readonly publisher: string;
    readonly origin: string;
    readonly carriedBy?: readonly string[];
  },
  words: Words,
): Inlines {
  const outlets = line.carriedBy?.length ?? 1;
  return inlines(quiet(`${sourceName(line)}${outlets > 1 ? `, ${words.carriedBy(outlets)}` : ""}`));
}
