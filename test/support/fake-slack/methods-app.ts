import { flagIn, textIn } from "./fields.ts";
import { type BotCall, bot, type Methods, Refusal } from "./method.ts";
import { namedChannel } from "./methods-chat.ts";
import { directChannel, wireMessage } from "./world.ts";

/** auth.test, users.info, conversations.*: who am I, who is that, where is this. */
export const lookUpMethods: Methods = {
  "auth.test": bot(null, ({ stage, workspace, grant }) => ({
    url: `${stage.base()}/`,
    team: workspace.name,
    user: "sitrep",
    // A key of an organisation is of no workspace.
    team_id: grant.enterprise ?? workspace.id,
    user_id: workspace.botUser,
    bot_id: workspace.botId,
    is_enterprise_install: grant.enterprise !== null,
    ...(workspace.enterprise !== null && { enterprise_id: workspace.enterprise.id }),
    ...(grant.expiresAt !== null && { expires_in: Math.floor(grant.expiresAt / 1000) }),
  })),
  "users.info": bot("users:read", ({ workspace, args }) => {
    const member = workspace.members.get(textIn(args, "user") ?? "");
    if (member === undefined) throw new Refusal("user_not_found");
    return {
      user: {
        id: member.id,
        team_id: workspace.id,
        name: member.name,
        real_name: member.name,
        deleted: false,
        tz: member.tz,
        is_admin: member.isAdmin,
        is_owner: member.isOwner,
        is_bot: false,
        // Only for those who ask.
        ...(flagIn(args, "include_locale") === true && { locale: member.locale }),
        profile: { real_name: member.name, display_name: member.name },
      },
    };
  }),
  "conversations.open": bot("im:write", ({ workspace, args }) => {
    const user = textIn(args, "users") ?? "";
    if (!workspace.members.has(user)) throw new Refusal("user_not_found");
    return { channel: { id: directChannel(workspace, user).id } };
  }),
  "conversations.history": bot("channels:history", (call) => ({ messages: history(call, null) })),
  "conversations.replies": bot("channels:history", (call) => ({
    messages: history(call, textIn(call.args, "ts") ?? ""),
  })),
  "conversations.info": bot("channels:read", (call) => {
    const channel = namedChannel(call);
    return {
      channel: {
        id: channel.id,
        name: channel.name,
        is_channel: channel.kind === "public",
        is_private: channel.kind !== "public",
        is_im: channel.kind === "im",
        is_archived: channel.archived,
        is_member: channel.hasBot,
      },
    };
  }),
};

/** Latest first; what the app keeps in a message only for those who ask. */
function history(call: BotCall, root: string | null) {
  const { workspace, stage, args } = call;
  const oldest = Number(textIn(args, "oldest") ?? 0);
  const withMetadata = flagIn(args, "include_all_metadata") === true;
  return namedChannel(call)
    .messages.filter(({ onlyFor, ts, threadTs }) => {
      const isHere = root === null ? threadTs === null : ts === root || threadTs === root;
      return onlyFor === null && isHere && Number(ts) >= oldest;
    })
    .reverse()
    .map((message) => {
      const { metadata, ...wire } = wireMessage(workspace, stage.world.appId, message);
      return withMetadata && metadata !== undefined ? { ...wire, metadata } : wire;
    });
}
