import { defineCommand } from "../chat/command.ts";
import type { FeedDesk } from "../desk/desk.ts";
import { statusReply } from "../replies/subscriptions.ts";
import type { SubscriptionNeeds } from "./subscribe.ts";

interface StatusNeeds extends SubscriptionNeeds {
  readonly feeds: Pick<FeedDesk, "health">;
}

export const status = defineCommand({
  name: "status",
  about: "Last and next digest, delays and errors, and how the feeds are",
  who: "managers",
  options: {},
  examples: ["status"],
  inOther: {
    fr: {
      name: "état",
      about: "Dernier et prochain point, retards et erreurs, et l'état des flux",
      options: {},
      examples: ["état"],
    },
  },
  run: async (_, { subscriptions, feeds }: StatusNeeds, words) =>
    statusReply(await subscriptions.list(), await subscriptions.waiting(), await feeds.health(), words),
});
