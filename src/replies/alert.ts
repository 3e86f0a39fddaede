import type { Alert, Condition, Digest } from "../../briefings/index.ts";
import {
  type Block,
  type Document,
  heading,
  type Inline,
  type Inlines,
  inlines,
  joined,
  quiet,
  small,
  strong,
} from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { FoundAlerts } from "../desk/desk.ts";
import { takenBackLine, updateLine, withdrawnLine } from "./change-lines.ts";
import { conditionWords } from "./condition.ts";
import { dateWords, precisionOf } from "./dates.ts";
import { aboutWords } from "./disagreements.ts";
import { cutText, fact, languageMark, sourceNote, spokenWords } from "./excerpts.ts";
import { claimantWords, ladderTitle } from "./ladders.ts";
import type { Answer } from "./question.ts";
import { deedAndDay } from "./statements.ts";
import { tellingOf } from "./telling.ts";

export interface AlertedWatch {
  readonly id: string;
  readonly topic: string;
  readonly condition: Condition;
}

/** Changes in one post: more are counted, and stand in the briefing. */
const MOST_LINES = 8;
const LENGTH = 240;

/**
 * What changed, a line each with who says it, where, when and its evidence, under the rule that asked for it; `minutes`
 * is how long they were gathered. Whoever may manage the channel can pause the watch from the post.
 */
export function alertReply(
  { id, topic, condition }: AlertedWatch,
  found: FoundAlerts,
  minutes: number,
  words: Words,
): Document {
  const { digest } = found.result;
  const answer = answerOf(found, topic, words);
  const { alerts } = found;
  const count = alerts.length < 2 ? [] : [[quiet(words.watches.changes(alerts.length, minutes))]];
  const hidden = alerts.length - MOST_LINES;
  const asOf = quiet(words.asOf(dateWords(digest.asOf, precisionOf(digest.asOf), tellingOf(answer))));
  return {
    summary: summaryOf(alerts, digest, answer),
    tone: "found",
    language: words.language,
    blocks: [
      heading(
        1,
        inlines(strong(digest.topic.label)),
        digest.topic.detail === null ? [] : [quiet(digest.topic.detail)],
      ),
      { kind: "small", text: joined(" · ", [[quiet(words.watches.alert)], ...count, [asOf]]) },
      { kind: "list", items: alertLines(found, topic, words).slice(0, MOST_LINES) },
      ...(hidden > 0 ? [small(words.watches.more(hidden))] : []),
      small(`${words.watches.rule}${words.colon}${conditionWords(condition, words)}`, "  ", quiet(id)),
      {
        kind: "actions",
        actions: [
          { label: words.watches.briefing, command: "briefing", options: { topic } },
          { label: words.watches.pause, command: "watches", options: { action: "pause", id } },
        ],
      },
    ] satisfies readonly Block[],
  };
}

/** A line for each change, as in a digest, with a link to the report. */
export function alertLines(found: FoundAlerts, topic: string, words: Words): readonly Inlines[] {
  const answer = answerOf(found, topic, words);
  const urls = new Map(
    found.result.digest.sources.flatMap(({ outlets }) =>
      outlets.map(({ articleId, url }) => [articleId, url] as const),
    ),
  );
  return found.alerts.map((alert) => alertLine(alert, answer, (articleId) => linkTo(urls.get(articleId))));
}

function answerOf({ result }: FoundAlerts, topic: string, words: Words): Answer {
  const { digest, understoodAs, languages = {} } = result;
  const question = { topic, since: digest.window.since, until: digest.window.until };
  return { digest, understoodAs, question, words, languages };
}

/** The address as its domain, where there is one. */
function linkTo(url: string | null | undefined): Inlines {
  return url == null ? [] : inlines("  ", { kind: "link", text: "", url });
}

function alertLine(alert: Alert, answer: Answer, link: (articleId: string) => Inlines): Inlines {
  const { words } = answer;
  const { labels } = words.run;
  switch (alert.kind) {
    case "figure": {
      const { rung, ladder, how, before } = alert;
      const replaced = how === "new" || before === null ? null : before;
      const by =
        how === "corrected" ? words.watches.corrected : how === "updated" ? words.run.by["its source"] : "";
      const other = replaced === null ? before : null;
      return inlines(
        strong(how === "new" ? labels.new : labels.updated),
        " ",
        updateLine({ rung, ladder }, replaced, answer, by),
        link(rung.evidence.articleId),
        other === null
          ? null
          : inlines(
              quiet(` — ${words.watches.before}`),
              strong(other.words),
              ` ${other.claimant ?? other.publisher} `,
              fact(other.id),
            ),
      );
    }
    case "taken back":
      return takenBackLine(alert.figure, answer);
    case "withdrawn":
      return withdrawnLine(alert.report, answer);
    case "statement":
      return statementAlert(alert, answer, link);
    case "newcomer": {
      const { of, name, mention } = alert;
      return inlines(
        strong(labels.new),
        ` ${words.watches.newcomers[of]}${words.colon}`,
        strong(name),
        quiet(" — "),
        cutText(mention.text, LENGTH),
        quiet(` — ${mention.publisher}, ${dayWords(mention.publishedAt, answer)}  `),
        fact(mention.id),
        link(mention.articleId),
      );
    }
    case "disagreement": {
      const { about, sides } = alert.disagreement;
      return inlines(
        strong(labels.disputed),
        " ",
        strong(aboutWords(about, words)),
        quiet(" — "),
        sidesOf(sides, answer),
      );
    }
    case "resolved": {
      const { told, now } = alert.resolved;
      const sides = now.length > 0 ? now : told.sides;
      return inlines(
        strong(labels.resolved),
        " ",
        strong(aboutWords(told.about, words)),
        quiet(" — "),
        sidesOf(sides, answer),
        quiet(` — ${words.run.noLongerDiffer}`),
      );
    }
    default:
      return alert satisfies never;
  }
}

function statementAlert(
  { line, how }: Extract<Alert, { kind: "statement" }>,
  answer: Answer,
  link: (articleId: string) => Inlines,
): Inlines {
  const telling = tellingOf(answer);
  const { words } = answer;
  const { statement, evidence } = line;
  const { labels } = words.run;
  const isDenial = statement.act === "denied" || statement.polarity === "negative";
  const label = how === "corrected" ? labels.updated : isDenial ? labels.denied : labels.new;
  return inlines(
    strong(label),
    " ",
    strong(statement.speaker.name),
    statement.speaker.role === null ? null : `, ${statement.speaker.role}`,
    " ",
    ...deedAndDay(line, telling),
    words.colon,
    spokenWords(statement, LENGTH, words),
    languageMark(evidence.articleId, telling),
    how === "corrected" ? quiet(` (${words.watches.corrected})`) : null,
    " — ",
    sourceNote(line, words),
    "  ",
    fact(line.id),
    link(evidence.articleId),
  );
}

function sidesOf(
  sides: readonly { readonly id: string; readonly who: string | null; readonly words: string }[],
  { words }: Answer,
): Inlines {
  const shown = sides.map((side): readonly Inline[] =>
    inlines(side.who ?? words.noClaimant, words.colon, cutText(side.words, 160), "  ", fact(side.id)),
  );
  return joined(words.semicolon, shown);
}

function dayWords(iso: string, answer: Answer): string {
  return dateWords(iso, precisionOf(iso) === "unknown" ? "unknown" : "day", tellingOf(answer));
}

/** The lock screen's line: the first change in its own words, and how many there are. */
function summaryOf(alerts: readonly Alert[], digest: Digest, answer: Answer): string {
  const { words } = answer;
  const [first] = alerts;
  const more = alerts.length > 1 ? ` · ${words.watches.changes(alerts.length, 0)}` : "";
  return `${digest.topic.label}${words.colon}${first === undefined ? "" : inShort(first, answer)}${more}`;
}

function inShort(alert: Alert, answer: Answer): string {
  const { words } = answer;
  switch (alert.kind) {
    case "figure": {
      const { rung, ladder } = alert;
      const who = claimantWords(rung, ladder, words).map((part) => ("text" in part ? part.text : ""));
      return `${ladderTitle(ladder, tellingOf(answer))} ${rung.words}, ${who.join("")}`;
    }
    case "taken back":
      return `${alert.figure.told.words} ${alert.figure.told.claimant ?? alert.figure.told.publisher} — ${words.run.how[alert.figure.how]}`;
    case "withdrawn":
      return `${words.run.labels.withdrawn} ${cutText(alert.report.report.title, 80)}`;
    case "statement":
      return `${alert.line.statement.speaker.name}${words.colon}${cutText(alert.line.statement.text, 80)}`;
    case "newcomer":
      return `${words.watches.newcomers[alert.of]}${words.colon}${alert.name}`;
    case "disagreement":
      return `${words.run.labels.disputed} ${aboutWords(alert.disagreement.about, words)}`;
    case "resolved":
      return `${words.run.labels.resolved} ${aboutWords(alert.resolved.told.about, words)}`;
    default:
      return alert satisfies never;
  }
}
