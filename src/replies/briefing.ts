import { type Action, type Block, command, type Document, small } from "../chat/document.ts";
import { bracketsNote, dateWords } from "./dates.ts";
import { disagreementBlocks, printedIds } from "./disagreements.ts";
import { emptyLine, headBlocks } from "./head.ts";
import { keyPointBlocks } from "./key-points.ts";
import { ladderBlocks, ladderTitle, rangeWords } from "./ladders.ts";
import { type Answer, type Question, sameQuestion } from "./question.ts";
import { originBlocks } from "./source-list.ts";
import { exchangeBlocks, speakerBlocks, tellingGroups } from "./statements.ts";
import { tellingOf } from "./telling.ts";
import { milestonesOf, timelineBlocks } from "./timeline.ts";
import { namesBlocks } from "./who-and-where.ts";

/** What fits two screens of a phone; every "more" names the command that has the whole. */
const LIMITS = {
  keyPoints: { points: 4, length: 240 },
  figures: { ladders: 4, rungs: 4, otherRungs: 2, foldSuperseded: true },
  lines: 6,
  statements: { length: 220 },
  exchanges: { exchanges: 3, accusers: 2, answers: 2, length: 160 },
  milestones: 6,
  timeline: { length: 150 },
  names: 5,
  disagreements: 2,
  sources: 3,
} as const;

/** The digest on two phone screens: the most checkable first, one fact a line, an id behind each. */
export function briefingReply(answer: Answer): Document {
  const { digest, question, words } = answer;
  const telling = tellingOf(answer);
  // The period stands once, behind the commands at the end, and not in every line that names one.
  const topic: Question = { topic: question.topic, since: undefined, until: undefined };
  const evidence = [
    ...keyPointBlocks(digest, telling, LIMITS.keyPoints),
    ...ladderBlocks(digest, topic, telling, LIMITS.figures),
    ...speakerBlocks(tellingGroups(digest, LIMITS.lines), digest, topic, telling, LIMITS.statements),
    ...exchangeBlocks(digest.exchanges, topic, telling, LIMITS.exchanges),
    ...timelineBlocks(milestonesOf(digest, LIMITS.milestones), digest, topic, telling, LIMITS.timeline),
  ];
  const blocks = [
    ...headBlocks(answer),
    ...evidence,
    ...disagreementBlocks(digest, printedIds(evidence), words, LIMITS.disagreements),
    ...namesBlocks(digest, topic, words, LIMITS.names),
    ...originBlocks(digest, topic, telling, LIMITS.sources),
    ...nextBlocks(evidence, answer),
  ];
  return {
    summary: summaryOf(answer),
    tone: digest.coverage.found > 0 ? "found" : "nothing",
    blocks,
  };
}

/** "Goma: killed 773 – 2,900, sources disagree (as of 5 Feb)": what a lock screen shows. */
function summaryOf(answer: Answer): string {
  const { digest, words } = answer;
  const { topic, coverage, ladders } = digest;
  const dating = tellingOf(answer);
  const empty = emptyLine(answer);
  if (empty !== null) return empty;
  const [first] = ladders;
  const range = first === undefined ? null : rangeWords(first, words);
  const asOf = words.asOf(dateWords(digest.asOf, "day", dating));
  if (first === undefined || range === null)
    return `${topic.label}${words.colon}${words.reports(coverage.found)} (${asOf})`;
  const dispute = first.conflict ? `, ${words.sourcesDisagree}` : "";
  const here = first.place === topic.label ? { ...first, place: null } : first;
  return `${topic.label}${words.colon}${ladderTitle(here, dating).toLowerCase()} ${range}${dispute} (${asOf})`;
}

function nextBlocks(evidence: readonly Block[], { digest, question, words }: Answer): readonly Block[] {
  if (digest.coverage.found === 0) return [];
  const [id] = printedIds(evidence);
  const actions: readonly Action[] = [
    {
      label: words.actions.figures,
      command: "figures",
      options: sameQuestion(question),
    },
    {
      label: words.actions.said,
      command: "said",
      options: sameQuestion(question, "who"),
    },
    {
      label: words.actions.timeline,
      command: "timeline",
      options: sameQuestion(question),
    },
    {
      label: words.actions.actors,
      command: "actors",
      options: sameQuestion(question),
    },
    {
      label: words.actions.sources,
      command: "sources",
      options: sameQuestion(question),
    },
  ];
  return [
    { kind: "divider" },
    ...bracketsNote(evidence, words),
    ...(id === undefined ? [] : [small(words.followId, command("why", { id: id.slice(0, 7) }))]),
    { kind: "actions", actions },
  ];
}
