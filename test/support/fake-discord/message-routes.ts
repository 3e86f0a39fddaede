import { objectOf, textOf } from "./json.ts";
import { editMessage, messageOfNonce, storeMessage } from "./messages.ts";
import { addThread } from "./places.ts";
import { refuse } from "./refusals.ts";
import { channelReply, messageIn, type Route, type RouteContext } from "./routes.ts";
import { HAS_THREAD, presentState } from "./state.ts";
import { messageSubject } from "./subjects.ts";
import { channelToWire, messageToWire } from "./wire.ts";

/** Messages of the bot in channels and threads. */
export function messageRoutes({ world, dispatch }: RouteContext): Route[] {
  const ownMessage = (channelId: string, messageId: string) => {
    const message = messageIn(world, channelId, messageId);
    if (message === undefined) return refuse("unknownMessage");
    return message.authorId === world.bot.id ? null : refuse("notYourMessage");
  };

  return [
    {
      route: "POST /channels/:channel/messages",
      auth: "bot",
      refusal: ({ params }) => channelReply(world, params.channel!, "write"),
      subject: ({ body, files }) => messageSubject("channel", objectOf(body), null, files),
      handle({ params, body, files }) {
        const wish = objectOf(body);
        const message =
          messageOfNonce(world, wish) ??
          storeMessage(world, { channelId: params.channel!, authorId: world.bot.id, body: wish, files });
        return { status: 200, body: messageToWire(world, message) };
      },
    },
    {
      route: "GET /channels/:channel/messages",
      auth: "bot",
      refusal: ({ params }) => channelReply(world, params.channel!, "look"),
      handle({ params, query }) {
        const before = BigInt(query.get("before") ?? "9223372036854775807");
        const after = BigInt(query.get("after") ?? "0");
        const found = [...world.messages.keys()]
          .filter((id) => messageIn(world, params.channel!, id) !== undefined)
          .filter((id) => BigInt(id) < before && BigInt(id) > after)
          .reverse()
          .slice(0, Number(query.get("limit") ?? "50"));
        return { status: 200, body: found.map((id) => messageToWire(world, world.messages.get(id)!)) };
      },
    },
    {
      route: "GET /channels/:channel/messages/:message",
      auth: "bot",
      refusal: ({ params }) => channelReply(world, params.channel!, "look"),
      handle({ params }) {
        const message = messageIn(world, params.channel!, params.message!);
        return message === undefined
          ? refuse("unknownMessage")
          : { status: 200, body: messageToWire(world, message) };
      },
    },
    {
      route: "PATCH /channels/:channel/messages/:message",
      auth: "bot",
      refusal: ({ params }) =>
        channelReply(world, params.channel!, "look") ?? ownMessage(params.channel!, params.message!),
      subject: ({ params, body, files }) =>
        messageSubject("channel", objectOf(body), presentState(world.messages.get(params.message!)!), files),
      handle({ params, body, files }) {
        const message = world.messages.get(params.message!)!;
        editMessage(world, message, objectOf(body), files);
        return { status: 200, body: messageToWire(world, message) };
      },
    },
    {
      route: "DELETE /channels/:channel/messages/:message",
      auth: "bot",
      refusal: ({ params }) =>
        channelReply(world, params.channel!, "look") ?? ownMessage(params.channel!, params.message!),
      handle({ params }) {
        world.messages.get(params.message!)!.deleted = true;
        world.changes.notify();
        return { status: 204 };
      },
    },
    {
      route: "POST /channels/:channel/messages/:message/threads",
      auth: "bot",
      refusal({ params }) {
        const refused = channelReply(world, params.channel!, "write");
        if (refused !== null) return refused;
        if (messageIn(world, params.channel!, params.message!) === undefined) return refuse("unknownMessage");
        if (world.channels.get(params.channel!)!.type !== 0) return refuse("wrongChannelType");
        return world.channels.has(params.message!) ? refuse("threadExists") : null;
      },
      handle({ params, body }) {
        const message = world.messages.get(params.message!)!;
        const parent = world.channels.get(params.channel!)!;
        const thread = addThread(world, { id: message.id, parent, name: textOf(objectOf(body).name) });
        const state = presentState(message);
        message.states[message.states.length - 1] = { ...state, flags: state.flags | HAS_THREAD };
        const wire = channelToWire(world, thread);
        dispatch("THREAD_CREATE", thread.guildId, { ...wire, newly_created: true });
        return { status: 201, body: wire };
      },
    },
  ];
}
