import type { Document } from "../chat/document.ts";
import { paragraph } from "../chat/document.ts";
import { answerJson } from "./answer-json.ts";
import { markdownDocument } from "./markdown.ts";
import type { Answer } from "./question.ts";

const EXTENSIONS = { markdown: "md", json: "json" } as const;
const TYPES = { markdown: "text/markdown", json: "application/json" } as const;

/** A briefing as an attached file; its one line says what the whole answer would begin with. */
export function fileReply(answer: Answer, briefing: Document, as: "markdown" | "json"): Document {
  const { digest, words } = answer;
  const name = `${plainName(digest.topic.label)}-${digest.asOf.slice(0, 10)}.${EXTENSIONS[as]}`;
  const content =
    as === "markdown"
      ? `${markdownDocument(briefing)}\n`
      : `${JSON.stringify(answerJson("briefing", digest, briefing), null, 2)}\n`;
  return {
    summary: briefing.summary,
    tone: briefing.tone,
    blocks: [paragraph(briefing.summary), paragraph(words.file.made(name))],
    files: [{ name, type: TYPES[as], content, about: words.file.about(digest.topic.label) }],
  };
}

/** Letters and digits of any script, and dashes: safe as the name of a file. */
function plainName(label: string): string {
  const name = label
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return name.slice(0, 60) || "briefing";
}
