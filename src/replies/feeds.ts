import {
  type Action,
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
import type { FeedAdded, FeedDesk, FeedLine } from "../desk/desk.ts";
import { moment } from "./dates.ts";

/** Buttons for removing: as many as read well. */
const MOST_BUTTONS = 4;
/** Feeds with problems that are named below an answer. */
const MOST_TROUBLED = 5;

type FeedList = Awaited<ReturnType<FeedDesk["list"]>>;

/** The feeds of a tenant with their health, and what can be done with them. */
export function feedListReply({ own, common }: FeedList, words: Words): Document {
  const { feeds } = words;
  const items = own.map((feed) => feedLine(feed, words));
  const add: Action = {
    label: feeds.add,
    command: "feeds",
    options: { action: "add" },
    asks: [
      { option: "address", label: feeds.address, required: true, example: "https://example.org/rss.xml" },
      { option: "publisher", label: feeds.publisher, required: false, example: "" },
    ],
  };
  const removals = own.slice(0, MOST_BUTTONS).map(
    (feed): Action => ({
      label: feeds.remove(nameOf(feed)),
      command: "feeds",
      options: { action: "remove", address: feed.url },
    }),
  );
  return {
    summary: feeds.heading,
    tone: "found",
    blocks: [
      heading(1, feeds.heading),
      items.length === 0 ? paragraph(feeds.none) : { kind: "list", items },
      ...(common === 0 ? [] : [small(feeds.common(common))]),
      { kind: "actions", actions: [add, ...removals] },
    ],
  };
}

export function feedAddedReply(added: FeedAdded, words: Words): Document {
  const { feeds } = words;
  if (added.status === "too-many") return feedProblemReply(feeds.tooMany(added.most));
  const { feed, articles } = added;
  const sentence =
    feed.problem === null
      ? feeds.added(nameOf(feed), articles)
      : feeds.addedWithProblem(nameOf(feed), feed.problem);
  return {
    summary: sentence,
    tone: feed.problem === null ? "found" : "trouble",
    blocks: [paragraph(sentence)],
  };
}

export function feedRemovedReply(address: string, words: Words): Document {
  const sentence = words.feeds.removed(address);
  return { summary: sentence, tone: "found", blocks: [paragraph(sentence)] };
}

export function feedProblemReply(sentence: string): Document {
  return { summary: sentence, tone: "trouble", blocks: [paragraph(sentence)] };
}

/** An answer about sources, and below it whether the feeds behind them could be read; those that could not by name. */
export function withHealth(
  answer: Document,
  { feeds, failing, own }: Awaited<ReturnType<FeedDesk["health"]>>,
  words: Words,
): Document {
  if (feeds === 0 || answer.tone === "trouble") return answer;
  const troubled = own.filter(({ problem }) => problem !== null).slice(0, MOST_TROUBLED);
  const line = failing === 0 ? words.feeds.healthy(feeds) : words.feeds.health(failing, feeds);
  return {
    ...answer,
    blocks: [
      ...answer.blocks,
      { kind: "divider" },
      small(line),
      ...(troubled.length === 0
        ? []
        : [{ kind: "list" as const, items: troubled.map((feed) => feedLine(feed, words)) }]),
    ],
  };
}

/** One line a feed: its name, how often, when it was read, and what is wrong with it. */
export function feedLine(feed: FeedLine, words: Words): Inlines {
  const { feeds } = words;
  const dating = { words, quietYear: null };
  const read =
    feed.lastReadAt === null
      ? inlines(quiet(feeds.neverRead))
      : inlines(quiet(feeds.lastRead("")), moment(feed.lastReadAt, "minute", dating));
  return inlines(
    strong(nameOf(feed)),
    quiet(` · ${feeds.every(feed.everyMinutes)} · `),
    read,
    feed.problem === null ? null : ` · ${feed.problem}`,
  );
}

function nameOf({ publisher, url }: FeedLine): string {
  return publisher ?? url;
}
