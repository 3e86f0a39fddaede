import { createHash } from "node:crypto";
import { DiscordAPIError, type REST, Routes } from "discord.js";
import type { ChannelRef } from "../../src/chat/adapter.ts";
import type { Document } from "../../src/chat/document.ts";
import type { Pages } from "../shared/pages.ts";
import { deliveryError } from "./delivery-error.ts";
import { withPostMark } from "./post-mark.ts";
import type { DiscordPage } from "./render.ts";

/** Characters of a nonce (resources/message). */
const NONCE = 25;
/** Characters of a thread's name (resources/channel). */
const THREAD_NAME = 100;
/** A thread has already been made under this message. */
const THREAD_EXISTS = 160004;

/**
 * Posts the first page of a document; its buttons turn to the others. The nonce makes Discord drop a repetition
 * within some minutes: the REST client repeats by itself after a 5xx that may have posted. Discord remembers nonces by
 * author and not by channel, so the channel is in it. Resolves with the message's id; rejects with a DeliveryError.
 */
export async function postDocument(
  rest: REST,
  pages: Pages<DiscordPage>,
  { tenant, id }: ChannelRef,
  document: Document,
  once: string,
  under?: string,
): Promise<string> {
  const page = withPostMark(await pages.page(tenant, document, 0), once);
  try {
    const channel = under === undefined ? id : await threadUnder(rest, id, under, document.summary);
    const nonce = createHash("sha256").update(`${channel}\n${once}`).digest("base64url").slice(0, NONCE);
    const posted = await rest.post(Routes.channelMessages(channel), {
      body: { ...page, nonce, enforce_nonce: true },
    });
    return (posted as { readonly id: string }).id;
  } catch (error) {
    throw deliveryError(error);
  }
}

/** A direct message. Rejects with a DeliveryError: no-access for those who take none. */
export async function tellDocument(
  rest: REST,
  pages: Pages<DiscordPage>,
  tenant: string,
  user: string,
  document: Document,
  once: string,
): Promise<void> {
  let channel: string;
  try {
    const made = await rest.post(Routes.userChannels(), { body: { recipient_id: user } });
    channel = (made as { readonly id: string }).id;
  } catch (error) {
    throw deliveryError(error);
  }
  await postDocument(rest, pages, { platform: "discord", tenant, id: channel }, document, once);
}

/** The thread under a message, which has the message's own id; it is made when it is not there. */
async function threadUnder(rest: REST, channel: string, message: string, title: string): Promise<string> {
  const name = [...title].slice(0, THREAD_NAME).join("").slice(0, THREAD_NAME).toWellFormed();
  try {
    await rest.post(Routes.threads(channel, message), { body: { name } });
  } catch (error) {
    if (!(error instanceof DiscordAPIError && error.code === THREAD_EXISTS)) throw error;
  }
  return message;
}
