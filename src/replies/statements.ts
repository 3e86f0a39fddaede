import type { Digest, Exchange, SpeakerGroup, StatementLine } from "../../briefings/index.ts";
import {
  type Block,
  command,
  heading,
  type Inline,
  type Inlines,
  inlines,
  quiet,
  type Row,
  small,
  strong,
} from "../chat/document.ts";
import { publicationDay, whenMoment } from "./dates.ts";
import { deed, fact, languageMark, sourceNote, spokenWords } from "./excerpts.ts";
import { type Question, sameQuestion } from "./question.ts";
import type { Telling } from "./telling.ts";

/** UTF-16 units of one statement. */
export interface StatementLimits {
  readonly length: number;
}

export interface ExchangeLimits {
  /** Accused, each with the answers given. */
  readonly exchanges: number;
  /** Accusations of one accused, and answers to them. */
  readonly accusers: number;
  readonly answers: number;
  /** UTF-16 units of one statement. */
  readonly length: number;
}

/** Who said what: one head a speaker, one row a statement, in the words of the text. [] when there is nothing. */
export function speakerBlocks(
  groups: readonly SpeakerGroup[],
  digest: Digest,
  question: Question,
  telling: Telling,
  limits: StatementLimits,
): readonly Block[] {
  if (groups.length === 0) return [];
  const { words } = telling;
  const hidden = countLines(digest.speakers) - countLines(groups);
  return [
    heading(2, words.headings.said),
    ...groups.map((group) => speakerBlock(group, limits, telling)),
    ...(hidden > 0 ? [small(words.more(hidden), command("said", sameQuestion(question, "who")))] : []),
  ];
}

/** The lines of the digest that matter most, at most `most`, by speaker in the order of the best line of each. */
export function tellingGroups({ speakers, highlights }: Digest, most: number): readonly SpeakerGroup[] {
  const rank = new Map(highlights.statements.slice(0, most).map((id, index) => [id, index]));
  const rankOf = ({ id }: StatementLine) => rank.get(id) ?? Number.POSITIVE_INFINITY;
  return speakers
    .map((group) => ({
      ...group,
      lines: group.lines.filter(({ id }) => rank.has(id)).toSorted((a, b) => rankOf(a) - rankOf(b)),
    }))
    .filter(({ lines }) => lines.length > 0)
    .toSorted((a, b) => rankOf(a.lines[0]!) - rankOf(b.lines[0]!));
}

function countLines(groups: readonly SpeakerGroup[]): number {
  return groups.reduce((sum, { lines }) => sum + lines.length, 0);
}

/** An accusation with what the accused answered, or the plain remark that no reply was found. */
export function exchangeBlocks(
  exchanges: readonly Exchange[],
  question: Question,
  telling: Telling,
  limits: ExchangeLimits,
): readonly Block[] {
  if (exchanges.length === 0) return [];
  const { words } = telling;
  const groups = sameAnswers(exchanges).slice(0, limits.exchanges);
  const shown = groups.map((group) => group.slice(0, limits.accusers));
  const hidden = exchanges.length - shown.flat().length;
  return [
    heading(2, words.headings.accused),
    ...shown.map((group) => exchangeBlock(group, limits, telling)),
    ...(hidden > 0 ? [small(words.more(hidden), command("said", sameQuestion(question, "who")))] : []),
  ];
}

/** Accusations of one accused that have the same answers stand together, in the order of the first of each. */
function sameAnswers(exchanges: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const groups = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const { accused, answers, accusation } = exchange;
    const key = accused === null ? accusation.id : [accused, ...answers.map(({ id }) => id)].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), exchange]);
  }
  return [...groups.values()];
}

function speakerBlock(
  { speaker, role, lines }: SpeakerGroup,
  limits: StatementLimits,
  telling: Telling,
): Block {
  return {
    kind: "rows",
    shape: "words",
    title: inlines(strong(speaker), role === null ? null : `, ${role}`),
    aside: [],
    rows: lines.map((line) => ({
      lead: inlines(...deedAndDay(line, telling)),
      body: inlines(
        spokenWords(line.statement, limits.length, telling.words),
        languageMark(line.evidence.articleId, telling),
        " — ",
        relayNote(line, telling),
        sourceNote(line, telling.words),
      ),
      when: [],
      id: fact(line.id),
      notes: [],
    })),
  };
}

function exchangeBlock(
  group: readonly Exchange[],
  { answers: most, length }: ExchangeLimits,
  telling: Telling,
): Block {
  const [first] = group;
  const accusations = group.map(({ accusation }) => exchangeRow(accusation, length, telling));
  const replies = (first?.answers ?? []).slice(0, most).map((line) => exchangeRow(line, length, telling));
  const silence: Row = {
    lead: inlines(first?.accused ?? telling.words.answered),
    body: [quiet(telling.words.noReply)],
    when: [],
    id: null,
    notes: [],
  };
  return {
    kind: "rows",
    shape: "words",
    title: [],
    aside: [],
    rows: [...accusations, ...(replies.length > 0 ? replies : [silence])],
  };
}

function exchangeRow(line: StatementLine, length: number, telling: Telling): Row {
  const [said, day] = deedAndDay(line, telling);
  return {
    lead: [strong(line.statement.speaker.name)],
    body: inlines(
      quiet(said),
      day,
      telling.words.colon,
      spokenWords(line.statement, length, telling.words),
      languageMark(line.evidence.articleId, telling),
      " — ",
      relayNote(line, telling),
      sourceNote(line, telling.words),
    ),
    when: [],
    id: fact(line.id),
    notes: [],
  };
}

/** "said on X, 6 May"; in brackets the day of publication where the text gives none: "said (6 May)". */
export function deedAndDay(
  { statement, publishedAt }: StatementLine,
  telling: Telling,
): readonly [string, Inline] {
  const { when } = statement;
  const isGiven = when !== null && when.words !== null && (when.from ?? when.to) !== null;
  const day = isGiven ? whenMoment(when, telling) : publicationDay(publishedAt, telling);
  const said = deed(statement, telling);
  return [isGiven ? `${said}, ` : `${said} `, day];
}

function relayNote({ statement }: StatementLine, { words }: Telling): Inlines {
  if (statement.relay.length === 0) return [];
  return inlines(quiet(`${words.via(statement.relay.map(({ name }) => name).join(", "))}${words.semicolon}`));
}
