import { defineCommand, optionalChoice, optionalText } from "../chat/command.ts";
import { watchDoneReply, watchListReply, watchTestReply, watchTrouble } from "../replies/watches.ts";
import type { WatchNeeds } from "./watch.ts";

export const watches = defineCommand({
  name: "watches",
  about: "What this server is told of by itself: list, test, pause, remove",
  who: "managers",
  options: {
    action: optionalChoice("What to do; list unless said", ["list", "test", "pause", "resume", "remove"]),
    id: optionalText("Which one, by the id in the list"),
  },
  examples: ["watches", "watches test id:w3f9a1c2"],
  inOther: {
    fr: {
      name: "veilles",
      about: "De quoi ce serveur est averti\u00a0: liste, essai, pause, retrait",
      options: {
        action: {
          name: "action",
          about: "Ce qu'il faut faire\u202f; la liste par défaut",
          choices: {
            list: ["liste"],
            test: ["essayer", "essai"],
            pause: ["pause"],
            resume: ["reprendre"],
            remove: ["retirer"],
          },
        },
        id: { name: "id", about: "Laquelle, par l'identifiant de la liste" },
      },
      examples: ["veilles", "veilles essayer id:w3f9a1c2"],
    },
  },
  run: async ({ action = "list", id = "" }, { watches: desk }: WatchNeeds, words) => {
    const { watches: said } = words;
    const done = (there: boolean, sentence: string) =>
      there ? watchDoneReply(sentence) : watchTrouble(said.unknown(id));
    switch (action) {
      case "list":
        return watchListReply(await desk.list(), words);
      case "test": {
        const test = await desk.test(id);
        return test === null ? watchTrouble(said.unknown(id)) : watchTestReply(test, words);
      }
      case "pause":
        return done(await desk.pause(id), said.did.pause);
      case "resume":
        return done(await desk.resume(id), said.did.resume);
      case "remove":
        return done(await desk.remove(id), said.did.remove);
      default:
        return action satisfies never;
    }
  },
});
