import type { JsonObject } from "./json.ts";

/** What a route answers; no body for 204. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Discord's error answers: status, code, message. From the list of JSON error codes in its documentation. */
const REFUSALS = {
  notFound: [404, 0, "404: Not Found"],
  unauthorized: [401, 0, "401: Unauthorized"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownMember: [404, 10007, "Unknown Member"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownUser: [404, 10013, "Unknown User"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownCommand: [404, 10063, "Unknown application command"],
  tooLarge: [413, 40005, "Request entity too large"],
  alreadyAcknowledged: [400, 40060, "Interaction has already been acknowledged."],
  missingAccess: [403, 50001, "Missing Access"],
  wrongChannelType: [400, 50024, "Cannot execute action on this channel type"],
  notYourMessage: [403, 50005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50006, "Cannot send an empty message"],
  closedDirectMessages: [403, 50007, "Cannot send messages to this user"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  invalidToken: [401, 50027, "Invalid Webhook Token"],
  invalidBody: [400, 50035, "Invalid Form Body"],
  invalidJson: [400, 50109, "The request body contains invalid JSON."],
  threadExists: [400, 160004, "A thread has already been created for this message"],
} as const satisfies Record<string, readonly [number, number, string]>;

export type Refusal = keyof typeof REFUSALS;

/** Discord's answer for a refusal; `errors` tells which field, as in its error 50035. */
export function refuse(refusal: Refusal, errors?: JsonObject): Reply {
  const [status, code, message] = REFUSALS[refusal];
  return { status, body: { message, code, ...(errors === undefined ? {} : { errors }) } };
}

/** The nested `errors` object of code 50035 for one path ("/embeds/0/title") and what is wrong there. */
export function fieldErrors(path: string, message: string): JsonObject {
  const keys = path.split("/").filter((key) => key !== "");
  return keys.reduceRight<JsonObject>((inner, key) => ({ [key]: inner }), {
    _errors: [{ code: "BASE_TYPE_BAD_VALUE", message }],
  });
}
