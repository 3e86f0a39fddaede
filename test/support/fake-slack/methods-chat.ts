import type { Exit, Problem } from "./check.ts";
import { flagIn, objectsIn, textIn } from "./fields.ts";
import { type BotCall, bot, type Methods, Refusal } from "./method.ts";
import { changeMessage, judgeMessage, putMessage, removeMessage } from "./stage.ts";
import { type Channel, directChannel, wireMessage } from "./world.ts";

const DAY = 86_400;

/** A message that waits for its hour. */
export interface Scheduled {
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  /** Seconds since 1970. */
  readonly postAt: number;
  readonly deliver: () => void;
}

/** chat.*; scheduled messages gather in `scheduled` until somebody delivers them. */
export function chatMethods(scheduled: Scheduled[]): Methods {
  return {
    "chat.postMessage": bot("chat:write", (call) => {
      const channel = writableChannel(call);
      mustBeFit(call, "post");
      const { stage, workspace, args } = call;
      const threadTs = textIn(args, "thread_ts");
      if (threadTs !== null && !channel.messages.some(({ ts }) => ts === threadTs)) {
        // Slack takes such a message and shows it nowhere near its thread; a bot that does this has lost its place.
        stage.journal.violate(`chat.postMessage: thread_ts ${threadTs} is no message of ${channel.id}`);
      }
      const message = putMessage(stage, workspace, channel, args);
      return {
        channel: channel.id,
        ts: message.ts,
        message: wireMessage(workspace, stage.world.appId, message),
      };
    }),
    "chat.postEphemeral": bot("chat:write", (call) => {
      const channel = writableChannel(call);
      const user = textIn(call.args, "user") ?? "";
      if (!channel.members.has(user)) throw new Refusal("user_not_in_channel");
      mustBeFit(call, "web-api");
      const message = putMessage(call.stage, call.workspace, channel, call.args, { onlyFor: user });
      return { message_ts: message.ts };
    }),
    "chat.update": bot("chat:write", (call) => {
      const channel = writableChannel(call);
      mustBeFit(call, "web-api");
      const { stage, workspace, args } = call;
      const message = changeMessage(stage, workspace, channel, postedTs(call, channel), args);
      if (message === null) throw new Refusal("message_not_found");
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: wireMessage(workspace, stage.world.appId, message),
      };
    }),
    "chat.delete": bot("chat:write", (call) => {
      const channel = writableChannel(call);
      const ts = postedTs(call, channel);
      removeMessage(call.stage, call.workspace, channel, ts);
      return { channel: channel.id, ts };
    }),
    "chat.scheduleMessage": bot("chat:write", (call) => {
      const channel = writableChannel(call);
      mustBeFit(call, "post");
      const { stage, workspace, args } = call;
      const postAt = Number(textIn(args, "post_at"));
      const now = stage.world.clock.now().getTime() / 1000;
      if (!(postAt > now)) throw new Refusal("time_in_past");
      if (postAt > now + 120 * DAY) throw new Refusal("time_too_far");
      const near = scheduled.filter(
        (other) => other.channel === channel.id && Math.abs(other.postAt - postAt) < 300,
      );
      if (near.length >= 30) throw new Refusal("restricted_too_many");
      const id = stage.world.nextId("Q");
      const deliver = () => {
        // Documented: a scheduled message with metadata is taken and never delivered.
        if (args.metadata === undefined) putMessage(stage, workspace, channel, args);
      };
      scheduled.push({ id, team: workspace.id, channel: channel.id, postAt, deliver });
      return { channel: channel.id, scheduled_message_id: id, post_at: String(postAt), message: {} };
    }),
    "chat.deleteScheduledMessage": bot("chat:write", ({ args, workspace }) => {
      const id = textIn(args, "scheduled_message_id");
      const index = scheduled.findIndex((one) => one.id === id && one.team === workspace.id);
      if (index === -1) throw new Refusal("invalid_scheduled_message_id");
      scheduled.splice(index, 1);
      return {};
    }),
  };
}

/** The channel that the call names by its id; the id of a member means the direct conversation. */
export function namedChannel({ workspace, args }: BotCall, field = "channel"): Channel {
  const id = textIn(args, field);
  if (id === null) throw new Refusal("channel_not_found");
  const channel = workspace.channels.get(id);
  if (channel !== undefined) return channel;
  if (workspace.members.has(id)) return directChannel(workspace, id);
  throw new Refusal("channel_not_found");
}

export function writableChannel(call: BotCall, field = "channel"): Channel {
  const channel = namedChannel(call, field);
  // A private channel does not exist for those outside.
  if (!channel.hasBot) throw new Refusal(channel.kind === "private" ? "channel_not_found" : "not_in_channel");
  if (channel.archived) throw new Refusal("is_archived");
  return channel;
}

function postedTs({ args }: BotCall, channel: Channel): string {
  const ts = textIn(args, "ts");
  const found = channel.messages.find((message) => message.ts === ts && message.onlyFor === null);
  if (found === undefined) throw new Refusal("message_not_found");
  return found.ts;
}

function mustBeFit({ stage, args }: BotCall, exit: Exit): void {
  const blocks = objectsIn(args, "blocks");
  if (textIn(args, "text") === null && blocks.length === 0) throw new Refusal("no_text");
  const problems = judgeMessage(stage, `chat ${exit}`, args, exit);
  if (problems.length > 0) throw new Refusal(codeOf(problems), messagesOf(problems));
  if (flagIn(args, "as_user") !== null) stage.journal.violate("as_user belongs to classic apps");
}

function codeOf(problems: readonly Problem[]): string {
  if (problems.some(({ rule }) => rule === "message-text")) return "msg_too_long";
  return problems.some(({ rule }) => rule === "markdown-text") ? "msg_blocks_too_long" : "invalid_blocks";
}

/** `response_metadata.messages`, where Slack explains. */
export function messagesOf(problems: readonly Problem[]) {
  return { response_metadata: { messages: problems.map(({ sentence }) => `[ERROR] ${sentence}`) } };
}
