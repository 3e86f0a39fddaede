import type { Fields } from "./fields.ts";
import { wireView } from "./methods-views.ts";
import type { AnswerPlace } from "./response-urls.ts";
import type { OpenView } from "./sight.ts";
import type { Stage } from "./stage.ts";
import { type Channel, type Message, type Workspace, wireMessage } from "./world.ts";

/** The verification token of old, which nobody should look at. */
const TOKEN = "old-verification-token";

/** A member at a place, for the time of one interaction. */
export interface Actor {
  readonly workspace: Workspace;
  readonly user: string;
  readonly channel: Channel;
}

/** A one-time key to open a view for the member who just did something. */
export function newTrigger({ world, triggers }: Stage, { workspace, user }: Actor): string {
  const id = `${world.nextId("X")}.${workspace.id}.secret`;
  triggers.set(id, { team: workspace.id, user, at: world.clock.now().getTime() });
  return id;
}

function isOrgWide({ world }: Stage, { enterprise }: Workspace): boolean {
  return enterprise !== null && world.orgWide.has(enterprise.id);
}

/** The form fields of a slash command. */
export function slashPayload(
  stage: Stage,
  actor: Actor,
  command: string,
  text: string,
  responseUrl: string,
): Fields {
  const { workspace, user, channel } = actor;
  return {
    token: TOKEN,
    team_id: workspace.id,
    team_domain: workspace.domain,
    ...(workspace.enterprise !== null && {
      enterprise_id: workspace.enterprise.id,
      enterprise_name: workspace.enterprise.name,
    }),
    channel_id: channel.id,
    channel_name: channel.kind === "private" ? "privategroup" : channel.name,
    user_id: user,
    user_name: workspace.members.get(user)?.name ?? user,
    command,
    text,
    api_app_id: stage.world.appId,
    is_enterprise_install: String(isOrgWide(stage, workspace)),
    response_url: responseUrl,
    trigger_id: newTrigger(stage, actor),
  };
}

/** What every interactive payload begins with. */
export function interactivePayload(stage: Stage, type: string, { workspace, user }: Actor): Fields {
  return {
    type,
    token: TOKEN,
    api_app_id: stage.world.appId,
    // Of an organisation's app the person alone says where something happened.
    team: isOrgWide(stage, workspace) ? null : { id: workspace.id, domain: workspace.domain },
    user: {
      id: user,
      username: workspace.members.get(user)?.name ?? user,
      name: workspace.members.get(user)?.name ?? user,
      team_id: workspace.id,
    },
    enterprise: workspace.enterprise,
    is_enterprise_install: isOrgWide(stage, workspace),
  };
}

/** Where an element stood: in a message, with what is left of it, or in a view. */
export function containerPayload(stage: Stage, actor: Actor, target: Message | OpenView): Fields {
  if ("hash" in target) {
    return { container: { type: "view", view_id: target.id }, view: wireView(stage, target) };
  }
  return {
    container: {
      type: "message",
      message_ts: target.ts,
      channel_id: target.channel,
      is_ephemeral: target.onlyFor !== null,
      ...(target.threadTs !== null && { thread_ts: target.threadTs }),
    },
    channel: { id: actor.channel.id, name: actor.channel.name },
    // A message for one member only is kept nowhere, so the payload does not bring it back.
    ...(target.onlyFor === null && { message: wireMessage(actor.workspace, stage.world.appId, target) }),
  };
}

/** The envelope of the Events API. */
export function eventPayload(stage: Stage, workspace: Workspace, event: Fields): Fields {
  const seconds = Math.floor(stage.world.clock.now().getTime() / 1000);
  return {
    token: TOKEN,
    team_id: workspace.id,
    ...(workspace.enterprise !== null && { enterprise_id: workspace.enterprise.id }),
    api_app_id: stage.world.appId,
    event: { event_ts: stage.world.nextTs(), ...event },
    type: "event_callback",
    event_id: stage.world.nextId("Ev"),
    event_time: seconds,
    authorizations: [
      {
        enterprise_id: workspace.enterprise?.id ?? null,
        team_id: isOrgWide(stage, workspace) ? null : workspace.id,
        user_id: workspace.botUser,
        is_bot: true,
        is_enterprise_install: isOrgWide(stage, workspace),
      },
    ],
    is_ext_shared_channel: false,
  };
}

export function placeOf({ workspace, user, channel }: Actor, origin: Message | null): AnswerPlace {
  return { workspace, user, channel, origin };
}
