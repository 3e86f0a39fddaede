import { type JsonObject, numberOf, objectOf, objectsOf } from "./json.ts";
import { editMessage, storeLoadingMessage, storeMessage } from "./messages.ts";
import { type Reply, refuse } from "./refusals.ts";
import type { Route, RouteContext, RoutedRequest } from "./routes.ts";
import { EPHEMERAL, LOADING, presentState, type StoredInteraction, type StoredMessage } from "./state.ts";
import { callbackSubject, messageSubject } from "./subjects.ts";
import { messageToWire } from "./wire.ts";

export interface InteractionLimits {
  /** Milliseconds for the first answer; Discord gives 3000. */
  readonly acknowledgeWithinMs: number;
  /** Milliseconds a token lives; Discord gives 15 minutes. */
  readonly tokenLifeMs: number;
}

/** Callback types that fit each kind of interaction. */
const FITTING: Readonly<Record<StoredInteraction["kind"], readonly number[]>> = {
  command: [4, 5, 9],
  component: [4, 5, 6, 7, 9],
  autocomplete: [8],
  modal: [4, 5, 6, 7],
};

/** The first answer to an interaction, and everything that follows through its token. */
export function interactionRoutes({ world, violate }: RouteContext, limits: InteractionLimits): Route[] {
  const messageOf = (id: string | null) => (id === null ? undefined : world.messages.get(id));
  const byToken = (token: string) =>
    [...world.interactions.values()].find((interaction) => interaction.token === token);

  function callbackRefusal({ params, body }: RoutedRequest): Reply | null {
    const interaction = world.interactions.get(params.interaction!);
    if (interaction === undefined || interaction.token !== params.token) return refuse("unknownInteraction");
    if (interaction.acknowledged !== null) {
      violate("second-acknowledgement", "the interaction was acknowledged before");
      return refuse("alreadyAcknowledged");
    }
    if (world.clock.now() - interaction.createdAt > limits.acknowledgeWithinMs) {
      return refuse("unknownInteraction");
    }
    const type = numberOf(objectOf(body).type, -1);
    const needsSource = (type === 6 || type === 7) && interaction.sourceMessageId === null;
    if (FITTING[interaction.kind].includes(type) && !needsSource) return null;
    violate("callback-type", `type ${type} does not answer a ${interaction.kind} interaction`);
    return refuse("invalidBody");
  }

  function carryOut(interaction: StoredInteraction, body: JsonObject, files: RoutedRequest["files"]) {
    const type = numberOf(body.type);
    const data = objectOf(body.data);
    const isEphemeral = (numberOf(data.flags) & EPHEMERAL) !== 0;
    const wish = {
      channelId: interaction.channelId,
      authorId: world.bot.id,
      body: data,
      interactionId: interaction.id,
      ephemeralFor: isEphemeral ? interaction.userId : null,
    };
    interaction.acknowledged = { type, at: world.clock.now() };
    interaction.originalId = interaction.sourceMessageId;
    if (type === 4) interaction.originalId = storeMessage(world, { ...wish, files }).id;
    if (type === 5) interaction.originalId = storeLoadingMessage(world, wish).id;
    if (type === 7) editMessage(world, messageOf(interaction.sourceMessageId)!, data, files);
    if (type === 8) interaction.choices = objectsOf(data.choices);
    if (type === 9) interaction.modal = data;
    world.changes.notify();
  }

  function callbackResponse(interaction: StoredInteraction): JsonObject {
    const message = messageOf(interaction.originalId);
    const flags = message === undefined ? 0 : presentState(message).flags;
    const type = interaction.acknowledged!.type;
    const kinds = { command: 2, component: 3, autocomplete: 4, modal: 5 };
    return {
      interaction: {
        id: interaction.id,
        type: kinds[interaction.kind],
        channel_id: interaction.channelId,
        guild_id: interaction.guildId ?? undefined,
        response_message_id: message?.id,
        response_message_loading: (flags & LOADING) !== 0,
        response_message_ephemeral: (flags & EPHEMERAL) !== 0,
      },
      resource: { type, ...(message === undefined ? {} : { message: messageToWire(world, message) }) },
    };
  }

  /** Why a token opens nothing: unknown, too old, or not acknowledged yet. */
  function tokenRefusal({ params }: RoutedRequest): Reply | null {
    if (params.application !== world.applicationId) return refuse("unknownWebhook");
    const interaction = byToken(params.token!);
    if (interaction === undefined) return refuse("invalidToken");
    if (world.clock.now() - interaction.createdAt > limits.tokenLifeMs) return refuse("invalidToken");
    if (interaction.acknowledged === null) return refuse("unknownWebhook");
    return null;
  }

  function targetOf({ params }: RoutedRequest): StoredMessage | undefined {
    const interaction = byToken(params.token!)!;
    const wished = params.message ?? "@original";
    const id = wished === "@original" ? interaction.originalId : wished;
    const reachable = [interaction.originalId, ...interaction.followUpIds].includes(id ?? "");
    const message = reachable ? messageOf(id) : undefined;
    return message?.deleted === true ? undefined : message;
  }

  /** A follow-up to an answer that is still "thinking" becomes that answer, as on Discord. */
  function loadingOriginal({ params }: RoutedRequest): StoredMessage | undefined {
    const original = messageOf(byToken(params.token!)!.originalId);
    if (original === undefined || original.deleted) return undefined;
    return (presentState(original).flags & LOADING) === 0 ? undefined : original;
  }

  function followUp(request: RoutedRequest): Reply {
    const interaction = byToken(request.params.token!)!;
    const body = objectOf(request.body);
    interaction.activity += 1;
    const loading = loadingOriginal(request);
    if (loading !== undefined) {
      editMessage(world, loading, body, request.files);
      return { status: 200, body: messageToWire(world, loading) };
    }
    const message = storeMessage(world, {
      channelId: interaction.channelId,
      authorId: world.bot.id,
      body,
      files: request.files,
      interactionId: interaction.id,
      ephemeralFor: (numberOf(body.flags) & EPHEMERAL) === 0 ? null : interaction.userId,
    });
    interaction.followUpIds.push(message.id);
    world.changes.notify();
    return { status: 200, body: messageToWire(world, message) };
  }

  const path = "/webhooks/:application/:token/messages/:message";
  const messageRefusal = (request: RoutedRequest) =>
    tokenRefusal(request) ?? (targetOf(request) === undefined ? refuse("unknownMessage") : null);

  return [
    {
      route: "POST /interactions/:interaction/:token/callback",
      auth: "none",
      refusal: callbackRefusal,
      subject({ params, body, files }) {
        const source = messageOf(world.interactions.get(params.interaction!)!.sourceMessageId);
        return callbackSubject(objectOf(body), source === undefined ? null : presentState(source), files);
      },
      handle({ params, body, files, query }) {
        const interaction = world.interactions.get(params.interaction!)!;
        carryOut(interaction, objectOf(body), files);
        if (query.get("with_response") !== "true") return { status: 204 };
        return { status: 200, body: callbackResponse(interaction) };
      },
    },
    {
      route: "POST /webhooks/:application/:token",
      auth: "none",
      refusal: tokenRefusal,
      subject(request) {
        const loading = loadingOriginal(request);
        const before = loading === undefined ? null : presentState(loading);
        return messageSubject("webhook", objectOf(request.body), before, request.files);
      },
      handle: followUp,
    },
    {
      route: `GET ${path}`,
      auth: "none",
      refusal: messageRefusal,
      handle: (request) => ({ status: 200, body: messageToWire(world, targetOf(request)!) }),
    },
    {
      route: `PATCH ${path}`,
      auth: "none",
      refusal: messageRefusal,
      subject: (request) =>
        messageSubject("webhook", objectOf(request.body), presentState(targetOf(request)!), request.files),
      handle(request) {
        const message = targetOf(request)!;
        byToken(request.params.token!)!.activity += 1;
        editMessage(world, message, objectOf(request.body), request.files);
        return { status: 200, body: messageToWire(world, message) };
      },
    },
    {
      route: `DELETE ${path}`,
      auth: "none",
      refusal: messageRefusal,
      handle(request) {
        targetOf(request)!.deleted = true;
        byToken(request.params.token!)!.activity += 1;
        world.changes.notify();
        return { status: 204 };
      },
    },
  ];
}
