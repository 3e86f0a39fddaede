import { defineCommand, optionalChoice, optionalText } from "../chat/command.ts";
import {
  subscribedReply,
  subscriptionDoneReply,
  subscriptionListReply,
  subscriptionTrouble,
} from "../replies/subscriptions.ts";
import type { SubscriptionNeeds } from "./subscribe.ts";

export const subscriptions = defineCommand({
  name: "subscriptions",
  about: "The digests that come by themselves: list, preview, pause, move, send now, remove",
  who: "managers",
  options: {
    action: optionalChoice("What to do; list unless said", [
      "list",
      "preview",
      "now",
      "pause",
      "resume",
      "move",
      "remove",
    ]),
    id: optionalText("Which one, by the id in the list"),
    when: optionalText("The new time, for move: weekdays 06:30 Africa/Kigali"),
    channel: optionalText("The new channel, for move: a mention of it, or here"),
  },
  examples: ["subscriptions", "subscriptions pause id:3f9a1c20"],
  inOther: {
    fr: {
      name: "abonnements",
      about: "Les points qui arrivent d'eux-mêmes\u00a0: liste, aperçu, pause, déplacer, envoyer, retirer",
      options: {
        action: {
          name: "action",
          about: "Ce qu'il faut faire\u202f; la liste par défaut",
          choices: {
            list: ["liste"],
            preview: ["aperçu"],
            now: ["envoyer"],
            pause: ["pause"],
            resume: ["reprendre"],
            move: ["déplacer"],
            remove: ["retirer"],
          },
        },
        id: { name: "id", about: "Lequel, par l'identifiant de la liste" },
        when: {
          name: "quand",
          about: "La nouvelle heure, pour déplacer\u00a0: en semaine 06:30 Europe/Paris",
        },
        channel: {
          name: "canal",
          about: "Le nouveau canal, pour déplacer\u00a0: une mention du canal, ou ici",
        },
      },
      examples: ["abonnements", "abonnements pause id:3f9a1c20"],
    },
  },
  run: async (
    { action = "list", id = "", when, channel },
    { subscriptions: desk }: SubscriptionNeeds,
    words,
  ) => {
    const { subscriptions: said } = words;
    const done = (there: boolean, sentence: string) =>
      there ? subscriptionDoneReply(sentence) : subscriptionTrouble(said.unknown(id));
    switch (action) {
      case "list":
        return subscriptionListReply(await desk.list(), await desk.quietHours(), words);
      case "preview":
        return (await desk.preview(id)) ?? subscriptionTrouble(said.unknown(id));
      case "now":
        return done(await desk.sendNow(id), said.did.now);
      case "pause":
        return done(await desk.pause(id), said.did.pause);
      case "resume":
        return done(await desk.resume(id), said.did.resume);
      case "remove":
        return done(await desk.remove(id), said.did.remove);
      case "move": {
        if (when === undefined && channel === undefined) return subscriptionTrouble(said.when);
        const result = await desk.move(id, { when, channel });
        return result.status === "unknown"
          ? subscriptionTrouble(said.unknown(id))
          : subscribedReply(result, words, true);
      }
      default:
        return action satisfies never;
    }
  },
});
