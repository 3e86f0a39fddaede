import { defineCommand } from "../chat/command.ts";
import type { Desk, FeedDesk, SubscriptionDesk } from "../desk/desk.ts";
import { homeReply } from "../replies/home.ts";

export interface HomeNeeds {
  readonly desk: Pick<Desk, "suggest">;
  readonly feeds: Pick<FeedDesk, "health">;
  readonly subscriptions: Pick<SubscriptionDesk, "list">;
  readonly mayManage: boolean;
}

/** With the buttons for feeds and settings, what fits a screen. */
const TOPICS = 10;

/** For platforms that have a page of the bot; nobody types it. */
export const home = defineCommand({
  name: "home",
  about: "What can be asked about, and how the feeds are",
  who: "anyone",
  options: {},
  examples: ["home"],
  inOther: {
    fr: {
      name: "accueil",
      about: "Sur quoi interroger, et l'état des flux",
      options: {},
      examples: ["accueil"],
    },
  },
  run: async (_values, { desk, feeds, subscriptions, mayManage }: HomeNeeds, words) =>
    homeReply(
      {
        topics: await desk.suggest("", TOPICS),
        health: await feeds.health(),
        // As with the command, they are for those who may change them.
        subscriptions: mayManage ? await subscriptions.list() : null,
        mayManage,
      },
      words,
    ),
});
