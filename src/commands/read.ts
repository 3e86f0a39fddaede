import { defineCommand, longText, optionalChoice } from "../chat/command.ts";
import type { ReadingDesk } from "../desk/desk.ts";
import { readingReply } from "../replies/reading.ts";

export interface ReadingNeeds {
  readonly reading: ReadingDesk;
  /** Whether the one who asks may change what the others see. */
  readonly mayManage: boolean;
}

export const read = defineCommand({
  name: "read",
  about: "What a report says, from its text or its address",
  who: "anyone",
  options: {
    text: longText("The report, or its address"),
    keep: optionalChoice("Whether it joins the library (for people who may manage the channel)", ["yes"]),
  },
  examples: ["read https://example.org/report"],
  onMessage: { label: { en: "Brief this message", fr: "Lire ce message" }, option: "text" },
  inOther: {
    fr: {
      name: "lire",
      about: "Ce que dit un article, d'après son texte ou son adresse",
      options: {
        text: { name: "texte", about: "L'article, ou son adresse" },
        keep: {
          name: "conserver",
          about: "S'il rejoint la bibliothèque (pour les personnes qui peuvent gérer le canal)",
          choices: { yes: ["oui"] },
        },
      },
      examples: ["lire https://example.org/report"],
    },
  },
  run: async ({ text, keep }, { reading, mayManage }: ReadingNeeds, words) => {
    const result = await reading.read({ text, keep: keep === "yes" && mayManage });
    return readingReply(result, { text, mayKeep: mayManage }, words);
  },
});
