import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from "./json.ts";
import type { UploadedFile } from "./read-request.ts";
import { COMPONENTS_V2, type MessageState } from "./state.ts";

/** A message as it is asked for, and as it will stand when the request is carried out. */
export interface MessageSubject {
  readonly kind: "message";
  /** Channel messages and webhooks have different limits. */
  readonly origin: "channel" | "webhook";
  readonly body: JsonObject;
  /** null for a new message. */
  readonly before: MessageState | null;
  readonly after: Pick<MessageState, "content" | "embeds" | "components" | "flags">;
  readonly files: readonly UploadedFile[];
}

/** What the rules look at in a request. */
export type Subject =
  | MessageSubject
  | { readonly kind: "modal"; readonly modal: JsonObject }
  | {
      readonly kind: "commands";
      readonly scope: "global" | "guild";
      readonly commands: readonly JsonObject[];
    };

/** Flags a sender may set: suppress embeds, ephemeral, suppress notifications, voice, Components V2. */
const SENDER_FLAGS = (1 << 2) | (1 << 6) | (1 << 12) | (1 << 13) | COMPONENTS_V2;

/** The subject of a body that makes or changes a message. */
export function messageSubject(
  origin: MessageSubject["origin"],
  body: JsonObject,
  before: MessageState | null,
  files: readonly UploadedFile[],
): MessageSubject {
  const flags = numberOf(body.flags) & SENDER_FLAGS;
  const after = {
    content: "content" in body ? textOf(body.content) : (before?.content ?? ""),
    embeds: "embeds" in body ? objectsOf(body.embeds) : (before?.embeds ?? []),
    components: "components" in body ? objectsOf(body.components) : (before?.components ?? []),
    flags: before === null ? flags : before.flags | (flags & ((1 << 2) | COMPONENTS_V2)),
  };
  return { kind: "message", origin, body, before, after, files };
}

/** The subject of an interaction callback: the message of types 4 and 7, the modal of type 9, else null. */
export function callbackSubject(
  body: JsonObject,
  source: MessageState | null,
  files: readonly UploadedFile[],
): Subject | null {
  const data = objectOf(body.data);
  if (body.type === 4) return messageSubject("webhook", data, null, files);
  if (body.type === 7) return messageSubject("webhook", data, source, files);
  if (body.type === 9) return { kind: "modal", modal: data };
  return null;
}
