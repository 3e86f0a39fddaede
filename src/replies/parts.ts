import { foldName, type Ladder, type Metric, type SpeakerGroup } from "../../briefings/index.ts";
import { type Block, type Document, paragraph, quiet } from "../chat/document.ts";
import { bracketsNote } from "./dates.ts";
import { disagreementBlocks, printedIds } from "./disagreements.ts";
import { headBlocks } from "./head.ts";
import { ladderBlocks } from "./ladders.ts";
import type { Answer } from "./question.ts";
import { sourceBlocks, withdrawnBlocks } from "./source-list.ts";
import { exchangeBlocks, speakerBlocks } from "./statements.ts";
import { tellingOf } from "./telling.ts";
import { timelineBlocks } from "./timeline.ts";
import { whoAndWhereBlocks } from "./who-and-where.ts";

const ALL = Number.POSITIVE_INFINITY;
/** One text may not fill a screen alone; `/why` has it whole. */
const LENGTH = 1200;

/** All ladders with all their rungs, superseded ones as rows; with `metric` only those that count it. */
export function figuresReply(answer: Answer, metric: Metric | undefined): Document {
  const { words } = answer;
  const ladders = answer.digest.ladders.filter((ladder) => metric === undefined || ladder.metric === metric);
  const digest = { ...answer.digest, ladders };
  const blocks = ladderBlocks(digest, answer.question, tellingOf(answer), {
    ladders: ALL,
    rungs: ALL,
    otherRungs: ALL,
    foldSuperseded: false,
  });
  const disputes = {
    ...digest,
    disagreements: disagreementsOn(answer, ladders, metric),
  };
  const more = disagreementBlocks(disputes, printedIds(blocks), words, ALL);
  const none =
    metric === undefined ? words.none.figures : words.none.metric(words.metrics[metric].toLowerCase());
  return replyWith(answer, [...blocks, ...more], none);
}

/**
 * All statements. A topic that is an actor keeps those who speak as it or for it (its name in their role); words
 * in `about` keep the statements that contain them all.
 */
export function saidReply(answer: Answer, about: string | undefined): Document {
  const { digest, question, words } = answer;
  const telling = tellingOf(answer);
  const wanted = foldName(about ?? "")
    .split(" ")
    .filter((word) => word !== "");
  const speakers = digest.speakers.filter(
    (group) => digest.topic.kind !== "actor" || speaksFor(group, answer),
  );
  const kept = speakers.flatMap((group) => {
    const lines = group.lines.filter(({ statement }) => holdsAll(foldName(statement.text), wanted));
    return lines.length > 0 ? [{ ...group, lines }] : [];
  });
  const ids = new Set(kept.flatMap(({ lines }) => lines.map(({ id }) => id)));
  const exchanges = digest.exchanges.filter(
    ({ accusation, answers }) => ids.has(accusation.id) || answers.some(({ id }) => ids.has(id)),
  );
  const blocks = [
    ...speakerBlocks(kept, { ...digest, speakers: kept }, question, telling, { length: LENGTH }),
    ...exchangeBlocks(exchanges, question, telling, {
      exchanges: ALL,
      accusers: ALL,
      answers: ALL,
      length: LENGTH,
    }),
  ];
  const { label } = digest.topic;
  const none = digest.topic.kind === "actor" ? words.none.saidBy(label) : words.none.said;
  return replyWith(answer, blocks, about === undefined ? none : words.none.saidAbout(label, about));
}

/** The whole timeline. */
export function timelineReply(answer: Answer): Document {
  const { digest, question } = answer;
  const blocks = timelineBlocks(digest.timeline, digest, question, tellingOf(answer), { length: LENGTH });
  return replyWith(answer, blocks, answer.words.none.timeline);
}

/** Every actor and every place. */
export function actorsReply(answer: Answer): Document {
  return replyWith(answer, whoAndWhereBlocks(answer.digest, answer.words), answer.words.none.actors);
}

/** Every report by origin, and the withdrawn ones by themselves. */
export function sourcesReply(answer: Answer): Document {
  const { digest, words } = answer;
  const telling = tellingOf(answer);
  const blocks = [...sourceBlocks(digest, telling), ...withdrawnBlocks(digest, telling)];
  return replyWith(answer, blocks, words.none.sources);
}

function replyWith(answer: Answer, blocks: readonly Block[], none: string): Document {
  const { words } = answer;
  const start = `${answer.digest.topic.label}${words.colon}`;
  const found = blocks.length > 0;
  return {
    summary: `${start}${found ? words.reports(answer.digest.coverage.found) : none}`,
    tone: found ? "found" : "nothing",
    blocks: [
      ...headBlocks(answer),
      ...(found ? [...blocks, ...bracketsNote(blocks, words)] : [paragraph(quiet(none))]),
    ],
  };
}

function speaksFor({ speaker, role }: SpeakerGroup, { digest, question }: Answer): boolean {
  const said = ` ${foldName(`${speaker} ${role ?? ""}`)} `;
  return [digest.topic.label, question.topic].some((name) => said.includes(` ${foldName(name)} `));
}

function holdsAll(folded: string, wanted: readonly string[]): boolean {
  return wanted.every((word) => folded.includes(word));
}

function disagreementsOn({ digest }: Answer, ladders: readonly Ladder[], metric: Metric | undefined) {
  const ids = new Set(ladders.flatMap(({ rungs }) => rungs.map(({ id }) => id)));
  return digest.disagreements.filter(
    ({ kind, sides }) => kind === "figure" && (metric === undefined || sides.some(({ id }) => ids.has(id))),
  );
}
