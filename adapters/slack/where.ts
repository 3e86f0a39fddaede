import { z } from "zod";
import type { Invocation } from "../../src/chat/adapter.ts";
import type { Member } from "./members.ts";

/** Who did something, and where: what is trusted of a payload that Slack signed. */
export interface Whereabouts {
  /** The workspace. */
  readonly tenant: string;
  readonly user: string;
  /** null in App Home and in dialogues. */
  readonly channel: string | null;
}

const Id = z.string().min(1);
const Body = z.object({
  team_id: Id.nullish(),
  team: z.object({ id: Id }).nullish(),
  enterprise: z.object({ id: Id }).nullish(),
  user_id: Id.nullish(),
  user: z.union([Id, z.object({ id: Id, team_id: Id.nullish() })]).nullish(),
  event: z.object({ user: Id.nullish() }).nullish(),
  channel_id: Id.nullish(),
  channel: z.object({ id: Id }).nullish(),
});

/** null for a payload that names nobody. */
export function whereaboutsOf(payload: unknown): Whereabouts | null {
  const body = Body.safeParse(payload);
  if (!body.success) return null;
  const { team, team_id, enterprise, user, user_id, event, channel, channel_id } = body.data;
  const person = typeof user === "object" && user !== null ? user : null;
  const tenant = team?.id ?? team_id ?? person?.team_id ?? enterprise?.id;
  const who = user_id ?? person?.id ?? (typeof user === "string" ? user : event?.user);
  if (tenant == null || who == null) return null;
  return { tenant, user: who, channel: channel?.id ?? channel_id ?? null };
}

export function invocationOf(
  command: string,
  options: Readonly<Record<string, unknown>>,
  { tenant, user, channel }: Whereabouts,
  { language, mayManage }: Member,
): Invocation {
  return {
    command,
    options,
    platform: "slack",
    tenant,
    channel: channel === null ? null : { platform: "slack", tenant, id: channel },
    language,
    user,
    mayManage,
  };
}
