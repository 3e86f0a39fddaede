import { defineCommand, optionalChoice, optionalText, text } from "../chat/command.ts";
import type { SubscriptionDesk } from "../desk/desk.ts";
import { subscribedReply } from "../replies/subscriptions.ts";

export interface SubscriptionNeeds {
  readonly subscriptions: SubscriptionDesk;
}

export const subscribe = defineCommand({
  name: "subscribe",
  about: "A digest that comes to this channel by itself, as often as you say",
  who: "managers",
  options: {
    topic: text("A place, an actor or words", { suggests: "topics" }),
    when: optionalText("How often, when, and in which time zone: daily 07:00 Africa/Lubumbashi"),
    layout: optionalChoice("A short message with a thread, or one message", ["thread", "single"]),
  },
  examples: ['subscribe goma when:"daily 07:00 Africa/Lubumbashi"'],
  inOther: {
    fr: {
      name: "abonner",
      about: "Un point qui arrive dans ce canal de lui-même, aussi souvent que vous le dites",
      options: {
        topic: { name: "sujet", about: "Un lieu, un acteur ou des mots" },
        when: {
          name: "quand",
          about: "Rythme, heure et fuseau\u00a0: tous les jours 07:00 Africa/Lubumbashi",
        },
        layout: {
          name: "forme",
          about: "Un message court avec un fil, ou un seul message",
          choices: { thread: ["fil"], single: ["seul"] },
        },
      },
      examples: ['abonner goma quand:"tous les jours 07:00 Africa/Lubumbashi"'],
    },
  },
  run: async ({ topic, when, layout = "thread" }, { subscriptions }: SubscriptionNeeds, words) =>
    subscribedReply(await subscriptions.subscribe(topic, when, layout), words),
});
