import { z } from "zod";
import { type Language, languageOf } from "../../src/chat/language.ts";
import type { Clock } from "../../src/clock.ts";
import type { SlackClient } from "./client.ts";

/** What is asked about whoever acts. */
export interface Member {
  readonly language: Language;
  /** May change what the workspace sees: an admin or owner of this very workspace. */
  readonly mayManage: boolean;
}

export interface Members {
  /** `fresh` asks Slack again: for what only managers may do. Never rejects: of nobody known, nothing is allowed. */
  of(client: SlackClient, tenant: string, user: string, fresh?: boolean): Promise<Member>;
}

const Info = z.object({
  user: z.object({
    team_id: z.string().optional(),
    locale: z.string().optional(),
    is_admin: z.boolean().default(false),
    is_owner: z.boolean().default(false),
    deleted: z.boolean().default(false),
    enterprise_user: z
      .object({
        teams: z.array(z.string()).default([]),
        is_admin: z.boolean().default(false),
        is_owner: z.boolean().default(false),
      })
      .optional(),
  }),
});

const KEPT_MS = 30 * 60_000;
const MOST_KEPT = 5000;

/** Members by `users.info`, kept for half an hour. */
export function openMembers(clock: Clock): Members {
  const kept = new Map<string, { readonly member: Member; readonly at: number }>();
  return {
    async of(client, tenant, user, fresh = false) {
      const key = `${tenant} ${user}`;
      const known = kept.get(key);
      const now = clock.now().getTime();
      if (known !== undefined && !fresh && now - known.at < KEPT_MS) return known.member;
      try {
        const info = Info.parse(await client.users.info({ user, include_locale: true }));
        const { team_id, locale, is_admin, is_owner, deleted, enterprise_user } = info.user;
        // A guest may be an admin of another workspace, but not here; an organisation's admin is one of them all.
        const manages =
          team_id === tenant
            ? is_admin || is_owner
            : enterprise_user?.teams.includes(tenant) === true &&
              (enterprise_user.is_admin || enterprise_user.is_owner);
        const member = { language: languageOf(locale), mayManage: manages && !deleted };
        kept.delete(key);
        kept.set(key, { member, at: now });
        for (const first of kept.keys()) {
          if (kept.size <= MOST_KEPT) break;
          kept.delete(first);
        }
        return member;
      } catch {
        return { language: known?.member.language ?? "en", mayManage: false };
      }
    },
  };
}
