import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, systemClock } from "../../../src/clock.ts";
import { openBlockSchema } from "./block-schema.ts";
import { openCheck } from "./check.ts";
import { type Drives, openDrives } from "./drives.ts";
import { answersItself, type Fault, openFaults } from "./faults.ts";
import { type HttpLink, openHttpLink } from "./http-link.ts";
import { type InstallResult, type InstallTrip, installByBrowser } from "./install.ts";
import { type Journal, openJournal } from "./journal.ts";
import { ACK_LIMIT_MS, type Link } from "./link.ts";
import type { Methods } from "./method.ts";
import { lookUpMethods } from "./methods-app.ts";
import { chatMethods, type Scheduled } from "./methods-chat.ts";
import { fileMethods, type Upload } from "./methods-files.ts";
import { viewMethods } from "./methods-views.ts";
import { type OAuthSettings, openOAuth, uninstall } from "./oauth.ts";
import { answerText, hangUp, readRequest } from "./read-request.ts";
import { openResponseUrls } from "./response-urls.ts";
import { openSharedFiles, type SharedFiles } from "./shared-files.ts";
import { openSight } from "./sight.ts";
import { openSocketLink, type SocketLink } from "./socket-link.ts";
import type { Stage } from "./stage.ts";
import { answerWebApi } from "./web-api.ts";
import { type Message, openWorld, type Workspace, type WorkspaceSketch } from "./world.ts";

export interface FakeSlackOptions {
  /** One workspace T1 with member U1 and channel C1 unless said. */
  readonly workspaces?: readonly WorkspaceSketch[];
  /** By which way the app listens; Socket Mode unless said. */
  readonly mode?: "socket" | "http";
  readonly clock?: Clock;
  /** Milliseconds until Slack loses patience; three seconds unless a test of slowness says less. */
  readonly ackLimit?: number;
  /** Milliseconds between pings to the app. */
  readonly pingEvery?: number;
  readonly signingSecret?: string;
  readonly oauth?: Partial<OAuthSettings>;
  /** A file that takes the journal as JSON lines. */
  readonly journalFile?: string;
}

/** A strict Slack on loopback: what the app may send is checked, what members see is told, misfortunes are to order. */
export interface FakeSlack extends Drives {
  /** "http://127.0.0.1:4711/api/", for `clientOptions.slackApiUrl`. */
  readonly apiUrl: string;
  /** For `installerOptions.authorizationUrl`. */
  readonly authorizationUrl: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Tokens given from now on live so many seconds. */
  rotate(seconds: number): void;
  readonly journal: Journal;
  readonly socket: SocketLink;
  readonly http: HttpLink;
  /** The bot token of a workspace that has the app. */
  token(team?: string): string;
  workspace(team?: string): Workspace;
  /** What stands in a channel now, in order. */
  messages(channel: string, team?: string): readonly Message[];
  readonly uploads: ReadonlyMap<string, Upload>;
  /** What members hang on messages. */
  readonly sharedFiles: SharedFiles;
  readonly scheduled: readonly Scheduled[];
  /** Posts what is due by the clock; how many that were. */
  deliverScheduled(): number;
  fail(fault: Fault): void;
  install(trip: InstallTrip): Promise<InstallResult>;
  /** An admin removes the app: its tokens die and both events are sent. */
  uninstall(team?: string): Promise<void>;
  close(): Promise<void>;
}

const CLIENT = { clientId: "1.2", clientSecret: "client-secret", redirectUri: null, rotation: null };

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const { clock = systemClock, ackLimit = ACK_LIMIT_MS, signingSecret = "signing-secret" } = options;
  const world = openWorld(options.workspaces ?? [{ id: "T1" }], clock, "A1FAKE");
  const journal = openJournal(clock, options.journalFile ?? null);
  const faults = openFaults(journal);
  const settings: OAuthSettings = { ...CLIENT, ...options.oauth };
  let base = "";
  const stage: Stage = {
    world,
    journal,
    sight: openSight(world, journal),
    check: openCheck(await openBlockSchema()),
    views: new Map(),
    triggers: new Map(),
    base: () => base,
  };
  const urls = openResponseUrls(stage, faults);
  const socket = openSocketLink(stage, faults, { ackLimit, pingEvery: options.pingEvery ?? 1000 });
  const http = openHttpLink(stage, signingSecret, { ackLimit });
  const link: Link = options.mode === "http" ? http : socket;
  const drives = openDrives(stage, urls, () => link);
  const uploads = new Map<string, Upload>();
  const scheduled: Scheduled[] = [];
  const sharedFiles = openSharedFiles(stage, faults);
  const sayGoodbye = async (team: string, tokens: readonly string[]): Promise<void> => {
    await drives.event(
      { type: "tokens_revoked", tokens: { bot: tokens.map(() => world.workspace(team).botUser) } },
      { team },
    );
    await drives.event({ type: "app_uninstalled" }, { team });
  };
  const oauth = openOAuth(stage, settings, (team, tokens) => void sayGoodbye(team, tokens));
  const appToken = "xapp-1-A1FAKE-secret";
  const methods: Methods = {
    ...lookUpMethods,
    ...chatMethods(scheduled),
    ...viewMethods,
    ...fileMethods(uploads),
    ...sharedFiles.methods,
    ...oauth.methods,
    "apps.connections.open": { opens: "app-token", run: () => ({ url: socket.issueUrl() }) },
  };

  const takeUpload = async (id: string, request: IncomingMessage, response: ServerResponse) => {
    const { files, raw } = await readRequest(request);
    const bytes = files[0] ?? raw;
    const upload = uploads.get(id);
    journal.note("upload", { id, length: bytes.length });
    const fault = await faults.meet("upload");
    if (fault?.drop === "before") return hangUp(response);
    if (fault !== null && answersItself(fault)) return answerText(response, fault.status ?? 500, "no");
    if (upload === undefined) return answerText(response, 404, "no such upload");
    if (bytes.length !== upload.length)
      journal.violate(`upload: ${bytes.length} bytes, not ${upload.length}`);
    upload.bytes = bytes;
    if (fault?.drop === "after") return hangUp(response);
    answerText(response, 200, `OK - ${bytes.length}`);
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", base);
    const method = /^\/api\/([\w.]+)$/.exec(pathname)?.[1];
    if (method !== undefined) {
      return answerWebApi({ stage, methods, faults, appToken }, method, request, response);
    }
    if (pathname.startsWith("/response/")) return urls.answer(pathname, request, response);
    if (pathname.startsWith("/upload/v1/")) {
      return takeUpload(pathname.slice("/upload/v1/".length), request, response);
    }
    if (pathname.startsWith("/files-pri/")) return sharedFiles.serve(request, response);
    if (pathname === "/oauth/v2/authorize") return oauth.authorize(request, response);
    journal.violate(`${request.method} ${pathname}: no such address in the fake Slack`);
    answerText(response, 404, "no such address");
  };

  const server = createServer((request, response) => {
    response.on("error", () => {});
    route(request, response).catch((error: unknown) => {
      journal.violate(`the fake Slack itself failed: ${error instanceof Error ? error.stack : error}`);
      hangUp(response);
    });
  });
  server.on("upgrade", (request, raw, head) => void socket.upgrade(request, raw, head));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const teamOf = (team: string | undefined): Workspace =>
    world.workspace(team ?? [...world.workspaces.keys()][0] ?? "");
  return {
    ...drives,
    apiUrl: `${base}/api/`,
    authorizationUrl: `${base}/oauth/v2/authorize`,
    appToken,
    signingSecret,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    rotate(seconds) {
      settings.rotation = seconds;
    },
    journal,
    socket,
    http,
    uploads,
    sharedFiles,
    scheduled,
    workspace: teamOf,
    token(team) {
      const { id } = teamOf(team);
      const found = [...world.grants].findLast(([, grant]) => grant.team === id && grant.state === "good");
      if (found === undefined) throw new Error(`${id} has not installed the app`);
      return found[0];
    },
    messages: (channel, team) => teamOf(team).channels.get(channel)?.messages ?? [],
    deliverScheduled() {
      const now = clock.now().getTime() / 1000;
      const due = scheduled.filter(({ postAt }) => postAt <= now);
      for (const one of due) {
        scheduled.splice(scheduled.indexOf(one), 1);
        one.deliver();
      }
      return due.length;
    },
    fail: (fault) => faults.add(fault),
    install: installByBrowser,
    async uninstall(team) {
      let goodbye: Promise<void> = Promise.resolve();
      uninstall(stage, teamOf(team).id, (id, tokens) => {
        goodbye = sayGoodbye(id, tokens);
      });
      await goodbye;
    },
    async close() {
      socket.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
