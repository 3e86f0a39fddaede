import {
  type Action,
  type Document,
  heading,
  inlines,
  paragraph,
  quiet,
  small,
  strong,
} from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { FeedDesk, SubscriptionLine, TopicOption } from "../desk/desk.ts";
import { feedLine } from "./feeds.ts";
import { subscriptionList } from "./subscriptions.ts";

/** What is known when somebody opens the page of the bot. */
export interface HomeView {
  readonly topics: readonly TopicOption[];
  readonly health: Awaited<ReturnType<FeedDesk["health"]>>;
  /** What comes by itself here; null for those who may not change it. */
  readonly subscriptions: readonly SubscriptionLine[] | null;
  readonly mayManage: boolean;
}

const MOST_FEEDS = 10;
const MOST_SUBSCRIPTIONS = 20;

/** The page of the bot itself: what can be asked about, what is subscribed to, how the feeds are. */
export function homeReply({ topics, health, subscriptions, mayManage }: HomeView, words: Words): Document {
  const { home, feeds, help } = words;
  const { feeds: number, failing, own } = health;
  const asking = topics.map(
    ({ query, label }): Action => ({ label, command: "briefing", options: { topic: query } }),
  );
  const managing: readonly Action[] = mayManage
    ? [
        { label: words.subscriptions.heading, command: "subscriptions", options: {} },
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
      ...(subscriptions === null
        ? []
        : [
            { kind: "divider" as const },
            heading(2, words.subscriptions.heading),
            subscriptionList(subscriptions.slice(0, MOST_SUBSCRIPTIONS), words),
          ]),
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
