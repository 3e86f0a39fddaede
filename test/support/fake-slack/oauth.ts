import type { IncomingMessage, ServerResponse } from "node:http";
import { type Fields, textIn } from "./fields.ts";
import { bot, type Call, type Methods, Refusal } from "./method.ts";
import { answerText } from "./read-request.ts";
import type { Stage } from "./stage.ts";
import type { Workspace } from "./world.ts";

/** What the app's page at Slack says. */
export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where Slack sends people back when the app does not say. */
  readonly redirectUri: string | null;
  /** Seconds that the tokens given from now on live when rotation is on; null for tokens that last. */
  rotation: number | null;
}

interface Code {
  readonly workspace: Workspace;
  readonly user: string;
  readonly orgWide: boolean;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  used: boolean;
}

export interface OAuth {
  readonly methods: Methods;
  /** The page where an admin says yes; who that is stands in `team`, `user` and `org_wide` of the address. */
  authorize(request: IncomingMessage, response: ServerResponse): void;
}

/** Authorisation and tokens. `afterUninstall` tells the app that a workspace is gone. */
export function openOAuth(
  stage: Stage,
  settings: OAuthSettings,
  afterUninstall: (team: string, tokens: readonly string[]) => void,
): OAuth {
  const codes = new Map<string, Code>();
  const refreshTokens = new Map<string, Code>();
  const { world, journal } = stage;

  const grantFor = (code: Code): Fields => {
    const token = `${settings.rotation === null ? "xoxb" : "xoxe.xoxb"}-${world.nextId("K")}-secret`;
    const expiresAt =
      settings.rotation === null ? null : world.clock.now().getTime() + settings.rotation * 1000;
    const enterprise = code.workspace.enterprise;
    if (code.orgWide && enterprise !== null) world.orgWide.add(enterprise.id);
    world.grants.set(token, {
      team: code.workspace.id,
      enterprise: code.orgWide ? (enterprise?.id ?? null) : null,
      scopes: code.scopes,
      expiresAt,
      state: "good",
    });
    const refreshToken = `xoxe-1-${world.nextId("R")}-secret`;
    if (settings.rotation !== null) refreshTokens.set(refreshToken, code);
    return {
      app_id: world.appId,
      authed_user: { id: code.user },
      scope: code.scopes.join(","),
      token_type: "bot",
      access_token: token,
      bot_user_id: code.workspace.botUser,
      team: code.orgWide ? null : { id: code.workspace.id, name: code.workspace.name },
      enterprise,
      is_enterprise_install: code.orgWide,
      ...(settings.rotation !== null && { refresh_token: refreshToken, expires_in: settings.rotation }),
    };
  };

  return {
    authorize(request, response) {
      const query = new URL(request.url ?? "/", stage.base()).searchParams;
      const workspace = world.workspaces.get(query.get("team") ?? "") ?? [...world.workspaces.values()][0];
      const redirectUri = query.get("redirect_uri") ?? settings.redirectUri;
      journal.note("oauth", { query: Object.fromEntries(query) });
      if (query.get("client_id") !== settings.clientId) return answerText(response, 400, "invalid client_id");
      if (workspace === undefined || redirectUri === null)
        return answerText(response, 400, "no redirect_uri");
      const code = `${world.nextId("c")}.secret`;
      const user = query.get("user") ?? [...workspace.members.keys()][0] ?? "";
      const scopes = (query.get("scope") ?? "").split(",").filter(Boolean);
      const orgWide = query.get("org_wide") === "1";
      codes.set(code, { workspace, user, orgWide, scopes, redirectUri, used: false });
      const back = new URL(redirectUri);
      back.searchParams.set("code", code);
      back.searchParams.set("state", query.get("state") ?? "");
      response.writeHead(302, { location: back.href }).end();
    },
    methods: {
      "oauth.v2.access": {
        opens: "anybody",
        run(call) {
          mustBeClient(call, settings);
          if (textIn(call.args, "grant_type") === "refresh_token") {
            const token = textIn(call.args, "refresh_token") ?? "";
            const code = refreshTokens.get(token);
            if (code === undefined) throw new Refusal("invalid_refresh_token");
            refreshTokens.delete(token);
            return grantFor(code);
          }
          const code = codes.get(textIn(call.args, "code") ?? "");
          if (code === undefined) throw new Refusal("invalid_code");
          if (code.used) throw new Refusal("code_already_used");
          const redirectUri = textIn(call.args, "redirect_uri");
          if (redirectUri !== null && redirectUri !== code.redirectUri) throw new Refusal("bad_redirect_uri");
          code.used = true;
          return grantFor(code);
        },
      },
      "auth.revoke": bot(null, ({ grant }) => {
        grant.state = "revoked";
        return { revoked: true };
      }),
      "apps.uninstall": bot(null, (call) => {
        mustBeClient(call, settings);
        uninstall(stage, call.workspace.id, afterUninstall);
        return {};
      }),
    },
  };
}

/** Takes all keys of a workspace away, as when an admin removes the app. */
export function uninstall(
  { world }: Stage,
  team: string,
  afterUninstall: (team: string, tokens: readonly string[]) => void,
): void {
  const own = [...world.grants].filter(([, grant]) => grant.team === team && grant.state === "good");
  for (const [, grant] of own) grant.state = "uninstalled";
  afterUninstall(
    team,
    own.map(([token]) => token),
  );
}

/** The client names itself in the body or, as HTTP does it, in a Basic header. */
function mustBeClient({ args, authorization }: Call, settings: OAuthSettings): void {
  const basic = authorization?.startsWith("Basic ")
    ? Buffer.from(authorization.slice("Basic ".length), "base64").toString().split(":")
    : [];
  const [id = textIn(args, "client_id"), secret = textIn(args, "client_secret")] = basic;
  if (id !== settings.clientId) throw new Refusal("invalid_client_id");
  if (secret !== settings.clientSecret) throw new Refusal("bad_client_secret");
}
