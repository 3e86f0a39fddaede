import { type Authorize, type AuthorizeResult, type Installation, webApi } from "@slack/bolt";
import { InstallProvider } from "@slack/oauth";
import { UserError } from "../../src/errors.ts";
import type { Log } from "../../src/log.ts";
import { quietLogger } from "./bolt-logger.ts";
import { clientOptions } from "./client.ts";
import type { HttpSettings } from "./http-door.ts";

/** Keeps values so that whoever reads the database cannot use them. */
export interface SecretShelf {
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

/** What a bot for Slack may do, and no more. */
export const SCOPES = ["commands", "chat:write", "files:read", "files:write", "users:read"];

/** The keys of workspaces. */
export interface Installations {
  /** For Bolt; rejects for a workspace that has not installed the app, and nothing runs for it. */
  readonly authorize: Authorize<boolean>;
  /** The bot token of a workspace; rejects when there is none. */
  of(tenant: string): Promise<string>;
  forget(tenant: string): Promise<void>;
  /** Asks Slack whether the one token is good, where there is one. */
  verify(): Promise<void>;
  /** The pages by which workspaces install the app; null where there is one token. */
  readonly provider: InstallProvider | null;
}

export interface TokenNeeds {
  readonly botToken: string | null;
  readonly shelf: SecretShelf | null;
  readonly http: HttpSettings | null;
  readonly apiBase: string | null;
  readonly log: Log;
  readonly onPresent: (tenant: string) => void;
}

export function openTokens(needs: TokenNeeds): Installations {
  const { botToken, shelf, http, apiBase } = needs;
  if (botToken !== null) return oneToken(botToken, needs);
  if (http?.oauth == null || shelf === null)
    throw new UserError(
      "bad-setting",
      "Slack needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET",
    );
  return manyTokens(http.oauth, shelf, apiBase, needs);
}

function oneToken(token: string, { apiBase, onPresent }: TokenNeeds): Installations {
  let own: { readonly tenant: string; readonly result: AuthorizeResult } | null = null;
  let isGone = false;
  async function verify(): Promise<void> {
    const client = new webApi.WebClient(token, clientOptions(apiBase));
    const { team_id: tenant, bot_id: botId, user_id: botUserId } = await client.auth.test();
    if (tenant === undefined) throw new Error("Slack did not say which workspace the token is of");
    const ids = { ...(botId !== undefined && { botId }), ...(botUserId !== undefined && { botUserId }) };
    own = { tenant, result: { botToken: token, ...ids } };
    isGone = false;
    onPresent(tenant);
  }
  return {
    provider: null,
    verify,
    async authorize({ teamId }) {
      if (own === null || isGone || teamId !== own.tenant)
        throw new Error(`no token for workspace ${teamId}`);
      return own.result;
    },
    async of(tenant) {
      if (own === null || isGone || tenant !== own.tenant)
        throw new Error(`no token for workspace ${tenant}`);
      return token;
    },
    async forget(tenant) {
      if (tenant === own?.tenant) isGone = true;
    },
  };
}

/** An organisation that installed the app for its workspaces, as told by one of them. */
const MEMBER_OF = "member-of:";

function manyTokens(
  { clientId, clientSecret, stateSecret }: NonNullable<HttpSettings["oauth"]>,
  shelf: SecretShelf,
  apiBase: string | null,
  { log, onPresent }: TokenNeeds,
): Installations {
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    logger: quietLogger,
    clientOptions: clientOptions(apiBase),
    // A page of ours in between helps nobody.
    directInstall: true,
    ...(apiBase === null ? {} : { authorizationUrl: new URL("/oauth/v2/authorize", apiBase).href }),
    installationStore: {
      async storeInstallation(installation) {
        const id = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id;
        if (id === undefined) throw new Error("an installation of no workspace");
        await shelf.write(id, installation);
        log.info("slack", { outcome: "installed", workspace: id });
        onPresent(id);
      },
      async fetchInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
        const id = isEnterpriseInstall ? enterpriseId : teamId;
        const found = id === undefined ? null : await shelf.read(id);
        if (found === null) throw new Error(`workspace ${id} has not installed the app`);
        return found as Installation;
      },
      async deleteInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
        const id = isEnterpriseInstall ? enterpriseId : teamId;
        if (id !== undefined) await shelf.remove(id);
      },
    },
  });
  const known = new Set<string>();
  return {
    provider,
    async verify() {},
    async authorize(source) {
      const { teamId, enterpriseId, isEnterpriseInstall } = source;
      const found = await provider.authorize({ teamId, enterpriseId, isEnterpriseInstall });
      if (isEnterpriseInstall && teamId !== undefined && !known.has(teamId)) {
        await shelf.write(`${MEMBER_OF}${teamId}`, { enterprise: enterpriseId });
        known.add(teamId);
      }
      return found;
    },
    async of(tenant) {
      const member = (await shelf.read(`${MEMBER_OF}${tenant}`)) as { enterprise?: string } | null;
      const own = await shelf.read(tenant);
      const { botToken } = await provider.authorize(
        own === null && member?.enterprise !== undefined
          ? { teamId: tenant, enterpriseId: member.enterprise, isEnterpriseInstall: true }
          : { teamId: tenant, enterpriseId: undefined, isEnterpriseInstall: false },
      );
      if (botToken === undefined) throw new Error(`no token for workspace ${tenant}`);
      return botToken;
    },
    async forget(tenant) {
      known.delete(tenant);
      await shelf.remove(tenant);
      await shelf.remove(`${MEMBER_OF}${tenant}`);
    },
  };
}
