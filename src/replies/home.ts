import {
  type Action,
  type Block,
  type Document,
  heading,
  inlines,
  paragraph,
  quiet,
  small,
  strong,
} from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { FeedDesk, TopicOption } from "../desk/desk.ts";
import { feedLine } from "./feeds.ts";

/** What is known when somebody opens the page of the bot. */
export interface HomeView {
  readonly topics: readonly TopicOption[];
  readonly health: Awaited<ReturnType<FeedDesk["health"]>>;
  /** What was subscribed to here; one block or more, none where nothing is. */
  readonly subscriptions: readonly Block[];
  readonly mayManage: boolean;
}

const MOST_FEEDS = 10;

/** The page of the bot itself: what can be asked about, what is subscribed to, how the feeds are. */
export function homeReply({ topics, health, subscriptions, mayManage }: HomeView, words: Words): Document {
  const { home, feeds, help } = words;
  const { feeds: number, failing, own } = health;
  const asking = topics.map(
    ({ query, label }): Action => ({ label, command: "briefing", options: { topic: query } }),
  );
  const managing: readonly Action[] = mayManage
    ? [
        { label: feeds.heading, command: "feeds", options: {} },
        { label: words.settings.heading, command: "settings", options: {} },
      ]
    : [];
  const line = failing === 0 ? feeds.healthy(number) : feeds.health(failing, number);
  return {
    summary: help.about,
    tone: "found",
    blocks: [
      heading(1, inlines(strong(help.title))),
      paragraph(help.about, "."),
      small(help.topic, " ", help.period),
      { kind: "divider" },
      heading(2, home.topics),
      ...(asking.length === 0 ? [paragraph(quiet(words.emptyLibrary))] : [paragraph(home.choose)]),
      ...(subscriptions.length === 0 ? [] : [{ kind: "divider" as const }, ...subscriptions]),
      { kind: "divider" },
      heading(2, home.feeds),
      paragraph(number === 0 ? feeds.none : line),
      ...(own.length === 0
        ? []
        : [{ kind: "list" as const, items: own.slice(0, MOST_FEEDS).map((feed) => feedLine(feed, words)) }]),
      { kind: "actions", actions: [...asking, ...managing] },
    ],
  };
}
