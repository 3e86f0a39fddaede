import {
  type Action,
  type Block,
  type Document,
  heading,
  type Inlines,
  inlines,
  paragraph,
  quiet,
  small,
  strong,
} from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { FeedDesk, Subscribed, SubscriptionLine } from "../desk/desk.ts";
import { moment } from "./dates.ts";
import { feedLine } from "./feeds.ts";

/** Subscriptions whose buttons are shown under a list: each has several. */
const MOST_WITH_BUTTONS = 3;
/** Feeds with problems that are named; the others are counted. */
const MOST_TROUBLED = 10;

/** What became of a wish to subscribe or to move: when the next three come, or what is in the way. */
export function subscribedReply(result: Subscribed, words: Words, moved = false): Document {
  const { subscriptions } = words;
  switch (result.status) {
    case "saved": {
      const { line, next } = result;
      const sentence = moved ? subscriptions.moved(line.topic) : subscriptions.saved(line.topic);
      return {
        summary: sentence,
        tone: "found",
        blocks: [
          heading(1, sentence),
          paragraph(strong(line.cadence)),
          paragraph(`${subscriptions.nextThree}${words.colon}`),
          { kind: "list", items: next.map((iso) => inlines(at(iso, words))) },
          small(quiet(line.id)),
          { kind: "actions", actions: buttonsOf(line, words, false) },
        ],
      };
    }
    case "no-access":
      return subscriptionTrouble(subscriptions.lacks(result.missing));
    case "no-channel":
      return subscriptionTrouble(subscriptions.notHere);
    case "unreachable":
      return subscriptionTrouble(subscriptions.unreachable);
    case "too-many":
      return subscriptionTrouble(subscriptions.tooMany(result.most));
    case "unknown":
      return subscriptionTrouble(subscriptions.unknown(""));
    default:
      return result satisfies never;
  }
}

/** The subscriptions of a tenant with what can be done to each. */
export function subscriptionListReply(
  lines: readonly SubscriptionLine[],
  quietHours: string,
  words: Words,
): Document {
  const { subscriptions } = words;
  const actions = lines
    .slice(0, MOST_WITH_BUTTONS)
    .flatMap((line) => buttonsOf(line, words, lines.length > 1));
  return {
    summary: subscriptions.heading,
    tone: "found",
    blocks: [
      heading(1, subscriptions.heading),
      subscriptionList(lines, words),
      ...(quietHours === "" ? [] : [small(subscriptions.quiet(quietHours))]),
      ...(actions.length === 0 ? [] : [{ kind: "actions" as const, actions }]),
    ],
  };
}

/** Last run, next run, lag and error of each subscription, and the tenant's own feeds that have one; others in number. */
export function statusReply(
  lines: readonly SubscriptionLine[],
  { waiting, failed }: { readonly waiting: number; readonly failed: number },
  feeds: Awaited<ReturnType<FeedDesk["health"]>> | null,
  words: Words,
): Document {
  const { subscriptions } = words;
  const feedCount =
    feeds === null || feeds.feeds === 0
      ? []
      : [
          small(
            feeds.failing === 0
              ? words.feeds.healthy(feeds.feeds)
              : words.feeds.health(feeds.failing, feeds.feeds),
          ),
        ];
  const troubled = (feeds?.own ?? []).filter(({ problem }) => problem !== null);
  const named = troubled.slice(0, MOST_TROUBLED);
  return {
    summary: subscriptions.statusHeading,
    tone: "found",
    blocks: [
      heading(1, subscriptions.statusHeading),
      subscriptionList(lines, words),
      small(subscriptions.waiting(waiting, failed)),
      ...feedCount,
      ...(named.length === 0
        ? []
        : [{ kind: "list" as const, items: named.map((feed) => feedLine(feed, words)) }]),
      ...(troubled.length > named.length ? [small(words.run.more(troubled.length - named.length))] : []),
    ],
  };
}

/** A line for each: what comes, when it came last and comes next, and what went wrong. */
export function subscriptionList(lines: readonly SubscriptionLine[], words: Words): Block {
  return lines.length === 0
    ? paragraph(words.subscriptions.none)
    : { kind: "list", items: lines.map((line) => shownLine(line, words)) };
}

export function subscriptionDoneReply(sentence: string): Document {
  return { summary: sentence, tone: "found", blocks: [paragraph(sentence)] };
}

export function subscriptionTrouble(sentence: string): Document {
  return { summary: sentence, tone: "trouble", blocks: [paragraph(sentence)] };
}

/** Seconds between the due moment of the last run and its arrival; null while there is none. */
export function lagOf({ lastDueAt, deliveredAt }: SubscriptionLine): number | null {
  if (lastDueAt === null || deliveredAt === null || deliveredAt < lastDueAt) return null;
  return Math.round((Date.parse(deliveredAt) - Date.parse(lastDueAt)) / 1000);
}

function shownLine(line: SubscriptionLine, words: Words): Inlines {
  const { subscriptions, colon } = words;
  const lag = lagOf(line);
  const last =
    line.deliveredAt === null ? inlines(subscriptions.noneYet) : inlines(at(line.deliveredAt, words));
  return inlines(
    strong(line.topic),
    ` · ${line.cadence} · ${subscriptions.last}${colon}`,
    last,
    lag === null ? null : ` (${subscriptions.lag(lag)})`,
    line.nextAt === null
      ? ` · ${subscriptions.paused}`
      : inlines(` · ${subscriptions.next}${colon}`, at(line.nextAt, words)),
    line.problem === null ? null : ` · ${line.problem}`,
    " ",
    quiet(line.id),
  );
}

function buttonsOf(line: SubscriptionLine, { subscriptions }: Words, named: boolean): readonly Action[] {
  const { id } = line;
  const label = (word: string) => (named ? `${word} · ${line.topic}`.slice(0, 70) : word);
  const button = (action: string, word: string): Action => ({
    label: label(word),
    command: "subscriptions",
    options: { action, id },
  });
  return [
    button("preview", subscriptions.preview),
    button("now", subscriptions.now),
    line.paused ? button("resume", subscriptions.resume) : button("pause", subscriptions.pause),
    {
      ...button("move", subscriptions.move),
      asks: [
        {
          option: "when",
          label: subscriptions.time,
          required: true,
          example: line.cadence.slice(0, 90),
        },
      ],
    },
    button("remove", subscriptions.remove),
  ];
}

function at(iso: string, words: Words) {
  return moment(iso, "minute", { words, quietYear: null });
}
