import { z } from "zod";

const Message = z.object({
  text: z.string().optional(),
  attachments: z
    .array(z.object({ from_url: z.string().optional(), text: z.string().optional() }))
    .optional()
    .catch(undefined),
});

/** The words of a message as they were typed: Slack's markup undone, and what hangs on it below. */
export function messageText(message: unknown): string {
  const read = Message.safeParse(message);
  if (!read.success) return "";
  const { text = "", attachments = [] } = read.data;
  const quoted = attachments.map((one) => [one.from_url, typed(one.text ?? "")].filter(Boolean).join("\n"));
  return [typed(text), ...quoted].filter((part) => part.trim() !== "").join("\n\n");
}

function typed(text: string): string {
  return text
    .replace(/<(https?:[^|>]+)(?:\|([^>]*))?>/g, (_, url: string, label = "") =>
      label === "" || url.endsWith(label) ? url : `${label} ${url}`,
    )
    .replace(/<[@#!][^|>]*\|([^>]*)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
