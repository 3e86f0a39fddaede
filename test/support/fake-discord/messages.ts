import { type JsonObject, objectsOf, textOf } from "./json.ts";
import type { UploadedFile } from "./read-request.ts";
import {
  EPHEMERAL,
  LOADING,
  type MessageState,
  presentState,
  type StoredFile,
  type StoredMessage,
  type World,
} from "./state.ts";
import { messageSubject } from "./subjects.ts";

/** Minutes within which the same nonce makes no second message: "the past few minutes" of the documentation. */
const NONCE_MEMORY_MS = 5 * 60_000;

interface NewMessage {
  readonly channelId: string;
  readonly authorId: string;
  readonly body: JsonObject;
  readonly files: readonly UploadedFile[];
  readonly interactionId?: string;
  readonly ephemeralFor?: string | null;
}

/** Stores a message; the body has been checked before. */
export function storeMessage(world: World, wish: NewMessage): StoredMessage {
  const { after } = messageSubject("channel", wish.body, null, []);
  const nonce = wish.body.nonce;
  return keep(world, wish, {
    nonce: typeof nonce === "string" || typeof nonce === "number" ? nonce : null,
    state: { ...after, content: after.content.trim(), files: storedFiles(world, wish.body, wish.files) },
  });
}

/** The "thinking" message of a deferred answer. */
export function storeLoadingMessage(world: World, wish: Omit<NewMessage, "files">): StoredMessage {
  const flags = LOADING | (wish.ephemeralFor === undefined || wish.ephemeralFor === null ? 0 : EPHEMERAL);
  return keep(world, wish, {
    nonce: null,
    state: { content: "", embeds: [], components: [], flags, files: [] },
  });
}

function keep(
  world: World,
  wish: Omit<NewMessage, "files" | "body">,
  made: { readonly nonce: string | number | null; readonly state: MessageState },
): StoredMessage {
  const message: StoredMessage = {
    id: world.ids.next(),
    channelId: wish.channelId,
    authorId: wish.authorId,
    createdAt: world.clock.now(),
    nonce: made.nonce,
    interactionId: wish.interactionId ?? null,
    ephemeralFor: wish.ephemeralFor ?? null,
    states: [made.state],
    editedAt: null,
    deleted: false,
  };
  world.messages.set(message.id, message);
  world.changes.notify();
  return message;
}

/** Adds the next state of a message: what the body does not name stays as it is. */
export function editMessage(
  world: World,
  message: StoredMessage,
  body: JsonObject,
  files: readonly UploadedFile[],
): void {
  const before = presentState(message);
  const { after } = messageSubject("channel", body, before, files);
  // Only the attachments that are listed stay; without a list all of them do.
  const listed = objectsOf(body.attachments).map(({ id }) => String(id));
  const kept = "attachments" in body ? before.files.filter(({ id }) => listed.includes(id)) : before.files;
  message.states.push({
    ...after,
    content: after.content.trim(),
    flags: after.flags & ~LOADING,
    files: [...kept, ...storedFiles(world, body, files)],
  });
  if ((before.flags & LOADING) === 0) message.editedAt = world.clock.now();
  world.changes.notify();
}

function storedFiles(world: World, body: JsonObject, files: readonly UploadedFile[]): StoredFile[] {
  return files.map((file) => {
    const entry = objectsOf(body.attachments).find(({ id }) => file.field === `files[${String(id)}]`);
    return {
      id: world.ids.next(),
      filename: textOf(entry?.filename) || file.filename,
      contentType: file.contentType,
      description: textOf(entry?.description) || null,
      bytes: file.bytes,
    };
  });
}

/**
 * The message that an enforced nonce stands for already, from the last minutes. By author, whatever the channel: so
 * says the documentation of `enforce_nonce`.
 */
export function messageOfNonce(world: World, body: JsonObject): StoredMessage | undefined {
  if (body.enforce_nonce !== true || body.nonce === undefined) return undefined;
  return [...world.messages.values()].find(
    (message) =>
      message.authorId === world.bot.id &&
      message.nonce === body.nonce &&
      world.clock.now() - message.createdAt < NONCE_MEMORY_MS,
  );
}
