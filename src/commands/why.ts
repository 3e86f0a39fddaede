import { defineCommand, text } from "../chat/command.ts";
import { whyReply } from "../replies/why.ts";
import type { Needs } from "./ask-desk.ts";

export const why = defineCommand({
  name: "why",
  about: "The evidence behind a printed id: the words in their context, the article, and how it was read",
  who: "anyone",
  options: { id: text("An id as printed, or its first characters") },
  examples: ["why f3k9xq2"],
  run: async ({ id }, { desk }: Needs) => whyReply(await desk.why(id.toLowerCase()), id),
});
