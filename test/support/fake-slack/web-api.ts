import type { IncomingMessage, ServerResponse } from "node:http";
import { answersItself, type Faults } from "./faults.ts";
import { type Fields, parseJson, textIn } from "./fields.ts";
import { type Method, type Methods, Refusal } from "./method.ts";
import { answerJson, hangUp, type Parsed, readRequest } from "./read-request.ts";
import type { Stage } from "./stage.ts";
import type { Grant, Workspace } from "./world.ts";

/** Arguments that a form carries as JSON in a string. */
const JSON_ARGUMENTS = ["blocks", "attachments", "metadata", "view", "files", "unfurls"];

export interface WebApiNeeds {
  readonly stage: Stage;
  readonly methods: Methods;
  readonly faults: Faults;
  /** The app-level token, "xapp-…". */
  readonly appToken: string;
}

/** Answers `POST /api/<method>`; any path that is no known method is a broken rule. */
export async function answerWebApi(
  needs: WebApiNeeds,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { stage, methods, faults } = needs;
  const parsed = await readRequest(request);
  const { token, fields } = readArguments(request, parsed);
  stage.journal.note("api", { method, type: parsed.type, token, args: fields });

  const fault = await faults.meet(method);
  if (fault?.drop === "before") {
    fault.struck?.();
    return hangUp(response);
  }
  if (fault !== null && answersItself(fault)) {
    const body = fault.error === undefined ? {} : { ok: false, error: fault.error };
    return answerJson(response, fault.status ?? 200, body, fault.headers);
  }

  const known = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (known === undefined) {
    stage.journal.violate(`${request.method} /api/${method}: no such method in the fake Slack`);
  }
  if (request.method !== "POST") stage.journal.violate(`${method} was called with ${request.method}`);
  if (new URL(request.url ?? "/", stage.base()).searchParams.has("token")) {
    stage.journal.violate(`${method}: a token stands in the address`);
  }
  const { body, headers } = run(needs, known, request, token, fields);
  stage.journal.note("answer", { method, body });
  if (fault?.drop === "after") {
    fault.struck?.();
    return hangUp(response);
  }
  answerJson(response, 200, body, { ...headers, ...fault?.headers });
}

function run(
  { stage, appToken }: WebApiNeeds,
  method: Method | undefined,
  request: IncomingMessage,
  token: string | null,
  fields: Fields | string,
): { readonly body: Fields; readonly headers: Readonly<Record<string, string>> } {
  let headers: Readonly<Record<string, string>> = {};
  try {
    if (method === undefined) throw new Refusal("unknown_method");
    if (typeof fields === "string") throw new Refusal(fields);
    const call = { stage, args: fields, authorization: request.headers.authorization ?? null };
    if (method.opens === "anybody") return { body: { ok: true, ...method.run(call) }, headers };
    if (token === null) throw new Refusal("not_authed");
    if (method.opens === "app-token") {
      if (token !== appToken) {
        throw new Refusal(token.startsWith("xoxb") ? "not_allowed_token_type" : "invalid_auth");
      }
      return { body: { ok: true, ...method.run(call) }, headers };
    }
    const grant = grantOf(stage, token);
    headers = {
      "x-oauth-scopes": grant.scopes.join(","),
      ...(method.scope !== null && { "x-accepted-oauth-scopes": method.scope }),
    };
    if (method.scope !== null && !grant.scopes.includes(method.scope)) {
      throw new Refusal("missing_scope", { needed: method.scope, provided: grant.scopes.join(",") });
    }
    const workspace = workspaceOf(stage, grant, fields);
    return { body: { ok: true, ...method.run({ ...call, workspace, grant, token }) }, headers };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { body: { ok: false, error: error.code, ...error.more }, headers };
  }
}

/** The token and the arguments, JSON inside forms unpacked; a word instead of arguments is the refusal. */
function readArguments(
  request: IncomingMessage,
  { type, args }: Parsed,
): { readonly token: string | null; readonly fields: Fields | string } {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const { token: inBody, ...rest } = args ?? {};
  const token = bearer ?? (typeof inBody === "string" ? inBody : null);
  if (args === undefined) return { token, fields: type === "json" ? "invalid_json" : "invalid_post_type" };
  const unpacked: Record<string, unknown> = { ...rest };
  for (const name of JSON_ARGUMENTS) {
    const value = unpacked[name];
    if (typeof value !== "string") continue;
    const inside = parseJson(value);
    if (inside === undefined) {
      return { token, fields: name === "blocks" ? "invalid_blocks_format" : "invalid_arguments" };
    }
    unpacked[name] = inside;
  }
  return { token, fields: unpacked };
}

function grantOf({ world }: Stage, token: string): Grant {
  const grant = world.grants.get(token);
  if (grant === undefined) throw new Refusal("invalid_auth");
  if (grant.state === "revoked") throw new Refusal("token_revoked");
  if (grant.state === "uninstalled") throw new Refusal("account_inactive");
  if (grant.expiresAt !== null && world.clock.now().getTime() >= grant.expiresAt) {
    throw new Refusal("token_expired");
  }
  return grant;
}

/**
 * An organisation-wide key works in the workspace that the call names, or that has what it names: channel, person,
 * dialogue or the trigger of one.
 */
function workspaceOf(stage: Stage, grant: Grant, args: Fields): Workspace {
  const { world, triggers, views } = stage;
  if (grant.enterprise === null) return world.workspace(grant.team);
  const own = [...world.workspaces.values()].filter(({ enterprise }) => enterprise?.id === grant.enterprise);
  const named = (name: string) => textIn(args, name) ?? "";
  const team =
    triggers.get(named("trigger_id"))?.team ?? views.get(named("view_id"))?.team ?? named("team_id");
  const [channel, user] = [named("channel"), named("user") || named("user_id")];
  return (
    own.find(({ id }) => id === team) ??
    own.find(({ channels, members }) => channels.has(channel) || members.has(channel)) ??
    own.find(({ members }) => members.has(user)) ??
    world.workspace(grant.team)
  );
}
