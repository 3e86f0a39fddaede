import type { CommandInfo } from "../../src/chat/command.ts";
import { type Document, paragraph, small } from "../../src/chat/document.ts";
import { type Words, wordsIn } from "../../src/chat/words/catalogue.ts";
import { shortLabel } from "../shared/short-label.ts";
import type { Acting } from "./answer.ts";
import { type FileNeeds, filesOf, type MessageFile, readMessageFile } from "./message-files.ts";
import { messageText } from "./message-text.ts";

/** Each is an answer of its own, and an address takes five: one is for the message, one for what went wrong. */
const MOST_FILES = 3;
const LONGEST_NAME = 80;

export interface BriefNeeds extends Pick<FileNeeds, "fetchFile" | "apiBase"> {
  readonly commands: readonly CommandInfo[];
  readonly run: (
    acting: Acting,
    command: string,
    options: Readonly<Record<string, unknown>>,
  ) => Promise<Document>;
  readonly words: (acting: Acting) => Promise<Words>;
}

/**
 * What a message says, and each file that hangs on it, as answers in that order; the last one names the files that
 * were not read, and why. Nothing of it is kept. The documents are for the one who asks.
 */
export async function briefMessage(
  needs: BriefNeeds,
  acting: Acting,
  message: unknown,
): Promise<readonly Document[]> {
  const info = needs.commands.find(({ onMessage }) => onMessage !== undefined);
  if (info?.onMessage === undefined) return [];
  const { option } = info.onMessage;
  const read = (text: string) => needs.run(acting, info.name, { [option]: text.trim() === "" ? "…" : text });
  const text = messageText(message);
  const files = filesOf(message);
  if (files.length === 0) return [await read(text)];

  const { client, token, where } = acting;
  const source = { ...needs, client, token, tenant: where.tenant };
  const found = await Promise.all(files.slice(0, MOST_FILES).map((file) => readMessageFile(source, file)));
  const own = text.trim() === "" ? null : await read(text);
  // Words around a file ("see below") are no report that failed; a link is meant to be read.
  const answers = own !== null && (own.tone === "found" || /https?:\/\//.test(text)) ? [own] : [];
  for (const file of found) {
    if (!("text" in file)) continue;
    const document = await read(file.text);
    const { platform } = wordsIn(document.language ?? "en");
    const origin = small(platform.fromFile(shortLabel(file.name, LONGEST_NAME)));
    answers.push({ ...document, blocks: [origin, ...document.blocks] });
  }
  const words = await needs.words(acting);
  const problems = [
    ...found.flatMap((file) => ("trouble" in file ? [sentence(file, words)] : [])),
    ...(files.length > MOST_FILES ? [words.platform.moreFiles(MOST_FILES, files.length)] : []),
  ];
  return problems.length === 0 ? answers : [...answers, trouble(problems, words)];
}

function sentence({ name, trouble: why }: Extract<MessageFile, { trouble: string }>, words: Words): string {
  return words.platform.fileTrouble[why](shortLabel(name, LONGEST_NAME));
}

function trouble(sentences: readonly string[], { language }: Words): Document {
  const [summary = ""] = sentences;
  return { summary, tone: "trouble", language, blocks: sentences.map((one) => paragraph(one)) };
}
