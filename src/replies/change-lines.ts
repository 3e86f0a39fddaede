import type { Changes } from "../../briefings/index.ts";
import {
  type Block,
  heading,
  type Inlines,
  inlines,
  joined,
  quiet,
  small,
  strong,
} from "../chat/document.ts";
import { aboutWords } from "./disagreements.ts";
import { cutText, fact, languageMark, sourceNote, spokenWords } from "./excerpts.ts";
import { asOfWords, claimantWords, ladderTitle } from "./ladders.ts";
import type { Answer } from "./question.ts";
import { deedAndDay } from "./statements.ts";
import { tellingOf } from "./telling.ts";

const LENGTH = 200;

type Figure = Changes["figures"][number];

interface Disputed {
  readonly about: string;
  readonly sides: Changes["resolved"][number]["now"];
}

/** What changed, a list under each heading in the order of a situation report: figures, statements, disagreements. */
export function changeLists(changes: Changes, answer: Answer, most: number): readonly Block[] {
  const { words } = answer;
  const { labels } = words.run;
  const figures = [
    ...changes.updated.map((one) =>
      labelled(labels.updated, updateLine(one, one.from, answer, words.run.by[one.by])),
    ),
    ...changes.takenBack.map((one) => takenBackLine(one, answer)),
    ...changes.withdrawn.map((one) => withdrawnLine(one, answer)),
    ...changes.figures.map((one) => labelled(labels.new, updateLine(one, null, answer))),
  ];
  const said = [
    ...changes.denials.map((line) => labelled(labels.denied, statementLine(line, answer))),
    ...changes.statements.map((line) => labelled(labels.new, statementLine(line, answer))),
  ];
  const disputes = [
    ...changes.disputed.map((one) => labelled(labels.disputed, sides(one, answer))),
    ...changes.resolved.map(({ told, now }) =>
      labelled(
        labels.resolved,
        inlines(
          sides({ ...told, sides: now.length > 0 ? now : told.sides }, answer),
          quiet(` — ${words.run.noLongerDiffer}`),
        ),
      ),
    ),
  ];
  return [
    ...section(words.headings.figures, figures, most, answer),
    ...section(words.headings.said, said, most, answer),
    ...section(words.headings.disagreements, disputes, most, answer),
  ];
}

/** "DENIED 41 Ona Perrel — denied". */
export function takenBackLine({ told, how }: Changes["takenBack"][number], { words }: Answer): Inlines {
  const { labels } = words.run;
  return labelled(
    how === "denied" ? labels.denied : labels.withdrawn,
    inlines(
      strong(told.words),
      ` ${told.claimant ?? told.publisher}`,
      quiet(` — ${words.run.how[how]}  `),
      fact(told.id),
    ),
  );
}

/** A report that was withdrawn, with the numbers that were told from it. */
export function withdrawnLine(
  { report, figures: told, fact: id }: Changes["withdrawn"][number],
  { words }: Answer,
): Inlines {
  return labelled(
    words.run.labels.withdrawn,
    inlines(
      cutText(report.title, LENGTH),
      quiet(` — ${report.publisher}`),
      told.length === 0 ? null : `. ${words.run.told}`,
      joined(
        words.semicolon,
        told.map((one) => inlines(strong(one.words), " ", fact(one.id))),
      ),
      told.length > 0 || id === null ? null : inlines("  ", fact(id)),
    ),
  );
}

/** "Killed · Goma: 700 → 900 WHO, via OCHA, 30 Jan": both numbers verbatim, who gives them, and as of when; their ids in the same order. */
export function updateLine(
  { rung, ladder }: Figure,
  from: { readonly id: string; readonly words: string } | null,
  answer: Answer,
  remark = "",
): Inlines {
  const telling = tellingOf(answer);
  return inlines(
    `${ladderTitle(ladder, telling, answer.digest.ladders)}${telling.words.colon}`,
    from === null ? null : inlines({ kind: "struck", text: from.words }, " → "),
    strong(rung.words),
    quiet(remark === "" ? "" : ` (${remark})`),
    " ",
    claimantWords(rung, ladder, answer.words),
    rung.asOfBasis === "stated" ? ", " : " ",
    asOfWords(rung, telling),
    "  ",
    from === null || from.id === rung.id ? null : inlines(fact(from.id), " → "),
    fact(rung.id),
  );
}

function statementLine(line: Changes["statements"][number], answer: Answer): Inlines {
  const telling = tellingOf(answer);
  const { statement } = line;
  return inlines(
    strong(statement.speaker.name),
    " ",
    ...deedAndDay(line, telling),
    answer.words.colon,
    spokenWords(statement, LENGTH, answer.words),
    languageMark(line.evidence.articleId, telling),
    " — ",
    sourceNote(line, answer.words),
    "  ",
    fact(line.id),
  );
}

function sides({ about, sides: all }: Disputed, { words }: Answer): Inlines {
  const shown = all.map((side) =>
    inlines(side.who ?? words.noClaimant, words.colon, cutText(side.words, 160), "  ", fact(side.id)),
  );
  return inlines(strong(aboutWords(about, words)), quiet(" — "), joined(words.semicolon, shown));
}

function labelled(label: string, text: Inlines): Inlines {
  return inlines(strong(label), " ", text);
}

function section(
  title: string,
  items: readonly Inlines[],
  most: number,
  { words }: Answer,
): readonly Block[] {
  if (items.length === 0) return [];
  const hidden = items.length - most;
  return [
    heading(2, title),
    { kind: "list", items: items.slice(0, most) },
    ...(hidden > 0 ? [small(words.run.more(hidden))] : []),
  ];
}
