import { defineCommand, optionalChoice, optionalText } from "../chat/command.ts";
import type { FeedDesk } from "../desk/desk.ts";
import { feedAddedReply, feedListReply, feedProblemReply, feedRemovedReply } from "../replies/feeds.ts";

export interface FeedNeeds {
  readonly feeds: FeedDesk;
}

export const feeds = defineCommand({
  name: "feeds",
  about: "The feeds this server reads: list, add, remove",
  who: "managers",
  options: {
    action: optionalChoice("What to do; list unless said", ["list", "add", "remove"]),
    address: optionalText("Address of an RSS, Atom or JSON feed, a page, or reliefweb:words"),
    publisher: optionalText("The outlet, where the feed's own title will not do"),
  },
  examples: ["feeds", "feeds add address:https://example.org/rss.xml"],
  inOther: {
    fr: {
      name: "flux",
      about: "Les flux que ce serveur lit\u00a0: liste, ajout, retrait",
      options: {
        action: {
          name: "action",
          about: "Ce qu'il faut faire\u202f; la liste par défaut",
          choices: { list: ["liste"], add: ["ajouter"], remove: ["retirer"] },
        },
        address: {
          name: "adresse",
          about: "Adresse d'un flux RSS, Atom ou JSON, d'une page, ou reliefweb:mots",
        },
        publisher: { name: "média", about: "Le média, si le titre du flux ne convient pas" },
      },
      examples: ["flux", "flux ajouter adresse:https://example.org/rss.xml"],
    },
  },
  run: async ({ action = "list", address, publisher }, { feeds: desk }: FeedNeeds, words) => {
    if (action === "list") return feedListReply(await desk.list(), words);
    if (address === undefined) return feedProblemReply(words.feeds.needsAddress);
    if (action === "add") return feedAddedReply(await desk.add(address, publisher), words);
    return (await desk.remove(address))
      ? feedRemovedReply(address, words)
      : feedProblemReply(words.feeds.unknown(address));
  },
});
