import { createHash } from "node:crypto";
import type { DiscordPage } from "./render.ts";

/**
 * Discord gives a nonce back when a message is made and never again. Components have a number of their own that a bot
 * may set, which nobody sees and every later look returns: the first component of a post carries the name of the post
 * there, as the first 31 bits of its SHA-256 (never 0, which means "none").
 */
export function postMark(once: string): number {
  return (createHash("sha256").update(once).digest().readUInt32BE() & 0x7fffffff) | 0x40000000;
}

export function withPostMark(page: DiscordPage, once: string): DiscordPage {
  const [first, ...rest] = page.components;
  if (first === undefined) return page;
  return { ...page, components: [{ ...first, id: postMark(once) }, ...rest] };
}
