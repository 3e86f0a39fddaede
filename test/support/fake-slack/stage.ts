import type { Check, Exit, Problem } from "./check.ts";
import { type Fields, objectsIn, textIn } from "./fields.ts";
import type { Journal } from "./journal.ts";
import type { OpenView, Sight } from "./sight.ts";
import type { Channel, Message, Workspace, World } from "./world.ts";

/** What every part of the fake works on. */
export interface Stage {
  readonly world: World;
  readonly sight: Sight;
  readonly journal: Journal;
  readonly check: Check;
  readonly views: Map<string, OpenView>;
  /** Of members with an open dialog: trigger ids that have not been used, with the moment they were made. */
  readonly triggers: Map<string, { readonly team: string; readonly user: string; readonly at: number }>;
  /** "http://127.0.0.1:4711" */
  readonly base: () => string;
}

/** Makes a message and shows it. */
export function putMessage(
  { world, sight }: Stage,
  workspace: Workspace,
  channel: Channel,
  body: Fields,
  also: { readonly onlyFor?: string; readonly files?: readonly Fields[] } = {},
): Message {
  const message: Message = {
    team: workspace.id,
    ts: world.nextTs(),
    channel: channel.id,
    text: textIn(body, "text") ?? "",
    blocks: withBlockIds(world, objectsIn(body, "blocks")),
    threadTs: textIn(body, "thread_ts"),
    onlyFor: also.onlyFor ?? null,
    metadata: (body.metadata as Fields | undefined) ?? null,
    files: also.files ?? [],
    edited: false,
  };
  channel.messages.push(message);
  const kind = message.onlyFor === null ? "message" : "ephemeral";
  sight.show({ kind, team: workspace.id, to: message.onlyFor, message });
  return message;
}

/** Puts new content in place of a message; null when it is gone. */
export function changeMessage(
  { world, sight }: Stage,
  workspace: Workspace,
  channel: Channel,
  ts: string,
  body: Fields,
): Message | null {
  const index = channel.messages.findIndex((message) => message.ts === ts);
  const old = channel.messages[index];
  if (old === undefined) return null;
  const message: Message = {
    ...old,
    text: textIn(body, "text") ?? "",
    blocks: withBlockIds(world, objectsIn(body, "blocks")),
    edited: true,
  };
  channel.messages[index] = message;
  sight.show({ kind: "update", team: workspace.id, to: message.onlyFor, message });
  return message;
}

export function removeMessage(
  { sight }: Stage,
  workspace: Workspace,
  channel: Channel,
  ts: string,
): Message | null {
  const index = channel.messages.findIndex((message) => message.ts === ts);
  const message = channel.messages[index];
  if (message === undefined) return null;
  channel.messages.splice(index, 1);
  sight.show({ kind: "delete", team: workspace.id, to: message.onlyFor, message });
  return message;
}

/** Slack names the blocks that the app did not name. */
export function withBlockIds(world: World, blocks: readonly Fields[]): readonly Fields[] {
  return blocks.map((block) => ({ block_id: world.nextId("b"), ...block }));
}

/** Notes every broken rule; returns those for which Slack refuses the body. */
export function judge(stage: Stage, what: string, problems: readonly Problem[]): readonly Problem[] {
  for (const { rule, sentence } of problems) stage.journal.violate(`${what}: ${rule}: ${sentence}`);
  return problems.filter(({ refused }) => refused);
}

export function judgeMessage(stage: Stage, what: string, body: Fields, exit: Exit): readonly Problem[] {
  return judge(stage, what, stage.check.message(body, exit));
}
