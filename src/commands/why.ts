import { defineCommand, text } from "../chat/command.ts";
import { whyReply } from "../replies/why.ts";
import type { Needs } from "./ask-desk.ts";

export const why = defineCommand({
  name: "why",
  about: "The evidence behind a printed id: the words in their context, the article, and how it was read",
  who: "anyone",
  options: { id: text("An id as printed, or its first characters") },
  examples: ["why f3k9xq2"],
  inOther: {
    fr: {
      name: "pourquoi",
      about:
        "D'où vient un fait imprimé\u00a0: les mots dans leur contexte, l'article, et comment il a été lu",
      options: {
        id: { name: "identifiant", about: "Un identifiant tel qu'imprimé, ou ses premiers caractères" },
      },
      examples: ["pourquoi f3k9xq2"],
    },
  },
  run: async ({ id }, { desk }: Needs, words) => whyReply(await desk.why(id.toLowerCase()), id, words),
});
