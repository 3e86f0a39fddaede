import { type Authorize, type AuthorizeResult, type Installation, webApi } from "@slack/bolt";
import { InstallProvider } from "@slack/oauth";
import { z } from "zod";
import type { Clock } from "../../src/clock.ts";
import { UserError } from "../../src/errors.ts";
import type { Log } from "../../src/log.ts";
import { quietLogger } from "./bolt-logger.ts";
import { clientOptions } from "./client.ts";
import type { HttpSettings } from "./http-door.ts";
import { openOrganisations } from "./organisations.ts";
import { openRenewal } from "./renew-token.ts";

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
  /** The bot token of a workspace; rejects with NotInstalled when there is none. */
  of(tenant: string): Promise<string>;
  /** Forgets the key of a workspace, or of an organisation; resolves with the workspaces that have none any more. */
  forget(id: string): Promise<readonly string[]>;
  /** Asks Slack whether the one token is good, where there is one. */
  verify(): Promise<void>;
  /** The pages by which workspaces install the app; null where there is one token. */
  readonly provider: InstallProvider | null;
}

/** A workspace that did not install the app, or removed it. */
export class NotInstalled extends Error {
  constructor(workspace: string) {
    super(`workspace ${workspace} has not installed the app`);
    this.name = "NotInstalled";
  }
}

const Exchange = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

export interface TokenNeeds {
  readonly botToken: string | null;
  readonly shelf: SecretShelf | null;
  readonly http: HttpSettings | null;
  readonly apiBase: string | null;
  readonly log: Log;
  readonly clock: Clock;
  /** Runs the work while nobody else, in any process that shares the store, does work of that name. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>;
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
      if (own === null || isGone || teamId !== own.tenant) throw new NotInstalled(teamId ?? "without a name");
      return own.result;
    },
    async of(tenant) {
      if (own === null || isGone || tenant !== own.tenant) throw new NotInstalled(tenant);
      return token;
    },
    async forget(tenant) {
      if (tenant === own?.tenant) isGone = true;
      return [tenant];
    },
  };
}

function manyTokens(
  { clientId, clientSecret, stateSecret }: NonNullable<HttpSettings["oauth"]>,
  shelf: SecretShelf,
  apiBase: string | null,
  { log, clock, alone, onPresent }: TokenNeeds,
): Installations {
  const options = clientOptions(apiBase);
  const organisations = openOrganisations(shelf, alone);
  const renewed = openRenewal({
    shelf,
    alone,
    clock,
    log,
    async exchange(refreshToken) {
      const answer = await new webApi.WebClient(undefined, options).oauth.v2.access({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: "refresh_token",
        refresh_token: refreshToken,
      });
      const { access_token, refresh_token, expires_in } = Exchange.parse(answer);
      return { token: access_token, refreshToken: refresh_token, expiresIn: expires_in };
    },
  });
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    logger: quietLogger,
    clientOptions: options,
    // A page of ours in between helps nobody.
    directInstall: true,
    ...(apiBase === null ? {} : { authorizationUrl: new URL("/oauth/v2/authorize", apiBase).href }),
    installationStore: {
      async storeInstallation(installation) {
        const { isEnterpriseInstall, enterprise, team } = installation;
        const id = isEnterpriseInstall ? enterprise?.id : team?.id;
        if (id === undefined) throw new Error("an installation of no workspace");
        await shelf.write(id, installation);
        log.info("slack", { outcome: "installed", workspace: id });
        // An organisation has no settings or feeds of its own: its workspaces do, once they are heard from.
        if (!isEnterpriseInstall) onPresent(id);
      },
      async fetchInstallation() {
        throw new Error("keys are read below, where they are renewed as well");
      },
    },
  });

  /** Rejects with NotInstalled where there is no key; with other trouble where it cannot be known. */
  async function keyOf(id: string | undefined): Promise<Installation> {
    const found = id === undefined ? null : ((await shelf.read(id)) as Installation | null);
    if (id === undefined || found === null) throw new NotInstalled(id ?? "without a name");
    return renewed(id, found);
  }

  return {
    provider,
    async verify() {},
    async authorize({ teamId, enterpriseId, isEnterpriseInstall }) {
      const { bot } = await keyOf(isEnterpriseInstall ? enterpriseId : teamId);
      if (isEnterpriseInstall && teamId !== undefined && enterpriseId !== undefined) {
        if ((await organisations.of(teamId)) === null) onPresent(teamId);
        await organisations.note(enterpriseId, teamId);
      }
      return {
        ...(bot !== undefined && { botToken: bot.token, botUserId: bot.userId }),
        ...(bot?.id !== undefined && { botId: bot.id }),
        ...(teamId !== undefined && { teamId }),
        ...(enterpriseId !== undefined && { enterpriseId }),
      };
    },
    async of(tenant) {
      const isOwn = (await shelf.read(tenant)) !== null;
      const { bot } = await keyOf(isOwn ? tenant : ((await organisations.of(tenant)) ?? undefined));
      if (bot === undefined) throw new NotInstalled(tenant);
      return bot.token;
    },
    async forget(tenant) {
      const teams = await organisations.teams(tenant);
      for (const team of teams) await organisations.forgetTeam(team);
      await organisations.forgetTeam(tenant);
      await shelf.remove(tenant);
      return teams.length === 0 ? [tenant] : teams;
    },
  };
}
