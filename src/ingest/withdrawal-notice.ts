import { z } from "zod";
import { type Article, foldName } from "../../briefings/index.ts";

const Words = z.array(z.string().min(1)).min(1);
const LanguageWords = z.object({
  /** Stand in capitals (or in brackets) before a headline or a text that no longer stands: "KILL: …". */
  marks: Words,
  /** Those of them that say so in small letters, too: "Retracted: …". */
  titleMarks: Words,
  /** Announce a note of the publisher; a note may say anything else. */
  labels: Words,
  /** How a report calls itself. */
  own: Words,
  /** How a note calls the report it is about. */
  anyStory: Words,
  /** What may begin between such a name and the verdict: "this story, published on Monday, has been …". */
  gaps: Words,
  verdicts: Words,
  /** How a sentence may go on after the verdict. */
  after: Words,
  /** How a publisher calls itself, beside its name. */
  we: Words,
  acts: Words,
  objects: Words,
  appeals: Words,
  /** Words that make a note one about somebody else's words. */
  hearsay: Words,
});

/** The words by which publishers take a report back (`seeds/words/withdrawals.json`), by language. */
export const WithdrawalWords = z.record(z.string(), LanguageWords);
export type WithdrawalWords = z.infer<typeof WithdrawalWords>;
type LanguageWords = z.infer<typeof LanguageWords>;

type Report = Pick<Article, "title" | "text" | "publisher" | "origin">;

const LONGEST_NOTICE = 300;
/** Words between the name of a report and what becomes of it. */
const LONGEST_GAP = 14;

/**
 * The words by which a publisher takes back this report, as they stand in its headline or at the beginning of its
 * text, or null. Only about itself: that somebody else took something back is news, and a correction is a version.
 */
export function withdrawalNotice(report: Report, words: WithdrawalWords): string | null {
  const { title, text } = report;
  const opening = firstSentence(text);
  for (const line of [title, opening]) {
    for (const language of Object.values(words)) {
      const found = hasMark(line, language) || isNote(line, report, language);
      if (found) return line.slice(0, LONGEST_NOTICE).toWellFormed();
    }
  }
  return null;
}

/** The headline of the story that "KILL: Shelling in Tarsk" takes back, or null when none is named. */
export function titleTakenBack(title: string, words: WithdrawalWords): string | null {
  for (const language of Object.values(words)) {
    const marked = hasMark(title, language) ? splitMark(title) : null;
    if (marked !== null && /[\p{L}\p{N}]/u.test(marked.rest)) return marked.rest.trim();
  }
  return null;
}

/** "KILL: Shelling in Tarsk", "[Retracted] …", "RETRACTED" alone. */
function hasMark(line: string, { marks, titleMarks }: LanguageWords): boolean {
  const found = splitMark(line);
  if (found === null || !isOneOf(found.mark, marks)) return false;
  if (found.bracketed) return true;
  const small = /\p{Ll}/u.test(found.mark);
  // Where everything is in capitals, capitals say nothing.
  const shouted = !small && /\p{Lu}/u.test(found.rest) && !/\p{Ll}/u.test(found.rest);
  return !shouted && (!small || isOneOf(found.mark, titleMarks));
}

function splitMark(
  line: string,
): { readonly mark: string; readonly bracketed: boolean; readonly rest: string } | null {
  const found = /^\s*(?:[[(]\s*([^\])]{3,40}?)\s*[\])]\s*:?|([^:]{3,40}?)\s*(?::|$))(.*)/su.exec(line);
  if (found === null) return null;
  const [, inside, before = "", rest = ""] = found;
  return { mark: inside ?? before, bracketed: inside !== undefined, rest };
}

/** A sentence in which the publisher speaks of this very report. */
function isNote(line: string, { publisher, origin }: Report, words: LanguageWords): boolean {
  if (/^\s*["“„«‘]/u.test(line)) return false;
  const { label, note } = splitLabel(line, words.labels);
  const said = ` ${foldName(note)} `;
  const begins = (starts: readonly string[]) =>
    starts.map(foldName).filter((start) => said.startsWith(` ${start} `));
  for (const own of begins(words.own)) if (isTakenBack(said.slice(own.length + 1), words)) return true;
  for (const appeal of begins(words.appeals))
    if (startsWithOne(said.slice(appeal.length + 1), [...words.objects, ...words.own])) return true;
  for (const who of begins([...words.we, publisher, `the ${publisher}`, origin, `the ${origin}`])) {
    const act = words.acts.map(foldName).filter((one) => said.slice(who.length + 1).startsWith(` ${one} `));
    if (act.some((one) => startsWithOne(said.slice(who.length + one.length + 2), words.objects))) return true;
  }
  if (!label || words.hearsay.some((one) => said.includes(` ${foldName(one)} `))) return false;
  return words.anyStory.some((story) => {
    const at = said.indexOf(` ${foldName(story)} `);
    return at >= 0 && isTakenBack(said.slice(at + foldName(story).length + 1), words);
  });
}

/** Whether " … has been withdrawn" follows at once, or after a stretch that only says which report is meant. */
function isTakenBack(rest: string, { gaps, verdicts, after }: LanguageWords): boolean {
  return verdicts.map(foldName).some((verdict) => {
    const at = rest.indexOf(` ${verdict} `);
    if (at < 0) return false;
    const gap = rest.slice(0, at + 1).trim();
    if (gap !== "" && !(startsWithOne(` ${gap} `, gaps) && gap.split(" ").length <= LONGEST_GAP))
      return false;
    const tail = rest.slice(at + verdict.length + 1);
    return tail.trim() === "" || startsWithOne(tail, after);
  });
}

function splitLabel(
  line: string,
  labels: readonly string[],
): { readonly label: boolean; readonly note: string } {
  const [, label = "", note = ""] = /^\s*[[(]?([^:—–-]{3,30}?)\s*[\])]?\s*[:—–-]\s*(.*)$/su.exec(line) ?? [];
  return isOneOf(label, labels) ? { label: true, note } : { label: false, note: line };
}

function startsWithOne(text: string, starts: readonly string[]): boolean {
  return starts.some((start) => text.startsWith(` ${foldName(start)} `));
}

function isOneOf(text: string, list: readonly string[]): boolean {
  const folded = foldName(text);
  return list.some((one) => foldName(one) === folded);
}

/** Up to the first full stop or line end; the beginning only, whatever the text is. */
function firstSentence(text: string): string {
  const start = text.slice(0, 600).trimStart();
  return /^.*?(?:[.!?](?=\s|$)|\n|$)/su.exec(start)?.[0].trim() ?? start;
}
