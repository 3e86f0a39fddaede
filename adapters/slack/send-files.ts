import type { Document } from "../../src/chat/document.ts";
import type { SlackClient } from "./client.ts";
import { escaped } from "./rich-text.ts";

/**
 * Puts the files of a document into the direct messages with a member: a file cannot be shown to one person in a
 * channel. A word goes first, whose answer says which conversation that is. Rejects when a file did not arrive.
 */
export async function sendFiles(
  client: SlackClient,
  user: string,
  { summary, files = [] }: Document,
): Promise<void> {
  const posted = await client.chat.postMessage({
    channel: user,
    text: escaped(summary),
    unfurl_links: false,
    unfurl_media: false,
  });
  if (posted.channel === undefined || posted.ts === undefined) throw new Error("Slack named no conversation");
  for (const { name, content, about } of files)
    await client.filesUploadV2({
      channel_id: posted.channel,
      thread_ts: posted.ts,
      filename: name,
      title: about,
      alt_text: about,
      file: typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content),
    });
}
