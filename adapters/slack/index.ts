import { App, type Authorize, SocketModeReceiver } from "@slack/bolt";
import type { ChannelRef, ChatAdapter, Suggest } from "../../src/chat/adapter.ts";
import { DeliveryError } from "../../src/chat/adapter.ts";
import type { CommandInfo } from "../../src/chat/command.ts";
import type { Document } from "../../src/chat/document.ts";
import type { ChatMemory } from "../../src/chat/memory.ts";
import type { Clock } from "../../src/clock.ts";
import { UserError } from "../../src/errors.ts";
import type { Log } from "../../src/log.ts";
import { createAnswering } from "./answer.ts";
import { boltLogger } from "./bolt-logger.ts";
import { clientOptions, postingClient, refusalOf, type SlackClient } from "./client.ts";
import { type HttpDoor, type HttpSettings, openHttpDoor } from "./http-door.ts";
import { type Installations, NotInstalled, openTokens, type SecretShelf } from "./installations.ts";
import { listen } from "./listen.ts";
import { openMembers } from "./members.ts";
import type { FetchFile } from "./message-files.ts";
import { deliveryError, findPost, missingAccess, postDocument } from "./post.ts";
import { openDrawings } from "./show.ts";
import { APP_TOKEN_REFUSED, openSocketLine, type SocketLine } from "./socket.ts";

/** How Slack reaches the bot, and with which keys the bot reaches Slack. */
export interface SlackSettings {
  /** One workspace, from its own app page; null where workspaces install the app by themselves. */
  readonly botToken: string | null;
  /** Socket Mode; null for HTTP. */
  readonly appToken: string | null;
  readonly http: HttpSettings | null;
  /** Another Web API than Slack's own: "http://127.0.0.1:4711/api/". */
  readonly apiBase: string | null;
}

export interface SlackNeeds {
  readonly settings: SlackSettings;
  readonly commands: readonly CommandInfo[];
  readonly suggest: Suggest;
  readonly memory: ChatMemory;
  readonly clock: Clock;
  readonly log: Log;
  /** Keeps the keys of workspaces encrypted; null where there is only one workspace. */
  readonly shelf: SecretShelf | null;
  /** Asks a file's host, through the guard of addresses. */
  readonly fetchFile: FetchFile;
  /** Whether this name is heard for the first time, in any process that shares the store. */
  readonly once: (name: string) => Promise<boolean>;
  /** Runs the work while nobody else, in any process that shares the store, does work of that name. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  readonly onPresent: (tenant: string) => void;
  readonly onRemoved: (tenant: string) => void;
}

export interface SlackAdapter extends ChatAdapter {
  /** Resolves with one line for the operator when the bot cannot go on. */
  readonly failed: Promise<string>;
  /** Where it listens, in HTTP mode: "http://127.0.0.1:3000". */
  readonly address: () => string | null;
}

const BOT_TOKEN_REFUSED =
  "Slack refuses the bot token: set SLACK_BOT_TOKEN to the one on the page OAuth & Permissions of your app";

/**
 * The bot on Slack, by Bolt. `start` rejects with a `UserError` (bad-setting) when Slack refuses a token or the
 * address cannot be listened on.
 */
export function createSlackAdapter(needs: SlackNeeds): SlackAdapter {
  const { settings, commands, suggest, memory, clock, log, once, onPresent, onRemoved } = needs;
  const { apiBase, botToken, appToken, http } = settings;
  const options = clientOptions(apiBase);
  const drawings = openDrawings(memory);
  const members = openMembers(clock);
  const failed = Promise.withResolvers<string>();
  const tokens: Installations = openTokens({
    ...{ botToken, shelf: needs.shelf, http, apiBase, log, clock, onPresent },
    alone: needs.alone,
  });
  let line: SocketLine | null = null;
  let door: HttpDoor | null = null;

  const authorize: Authorize<boolean> = (source) => tokens.authorize(source);
  const clientOf = async (tenant: string): Promise<SlackClient> => {
    try {
      return postingClient(await tokens.of(tenant), apiBase);
    } catch (error) {
      // A store or a Slack that cannot be reached says nothing about the workspace.
      throw new DeliveryError(error instanceof NotInstalled ? "gone" : "unclear", { cause: error });
    }
  };
  const logger = boltLogger(log);
  const receiver =
    appToken === null
      ? null
      : new SocketModeReceiver({
          appToken,
          autoReconnectEnabled: false,
          logger,
          installerOptions: { clientOptions: options },
        });

  async function openDoor(): Promise<void> {
    if (receiver !== null) {
      line = openSocketLine(receiver, log);
      void line.failed.then(failed.resolve);
      await line.connect();
    } else await door?.open();
  }

  return {
    platform: "slack",
    failed: failed.promise,
    address: () => door?.address() ?? null,
    async start(dispatch) {
      const answering = createAnswering({
        dispatch,
        commands,
        suggest,
        memory,
        drawings,
        members,
        postingClient: (token) => postingClient(token, apiBase),
        fetchFile: needs.fetchFile,
        apiBase,
      });
      if (receiver === null && http !== null)
        door = openHttpDoor({ settings: http, installer: tokens, logger, log, clock, once });
      const way = receiver ?? door?.receiver;
      if (way === undefined)
        throw new UserError("bad-setting", "Slack needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET");
      const app = new App({ receiver: way, authorize, logger, clientOptions: options, ignoreSelf: true });
      listen(app, {
        answering,
        log,
        once,
        onRemoved: async (id) => {
          for (const tenant of await tokens.forget(id)) onRemoved(tenant);
        },
      });
      try {
        await tokens.verify();
      } catch (error) {
        throw refusalOf(error) === null ? error : new UserError("bad-setting", BOT_TOKEN_REFUSED);
      }
      try {
        await openDoor();
      } catch (error) {
        throw refusalOf(error) === null ? error : new UserError("bad-setting", APP_TOKEN_REFUSED);
      }
    },
    async post(channel: ChannelRef, document: Document, name: string, under?: string) {
      const { tenant, id } = channel;
      return postDocument(await clientOf(tenant), drawings, { to: id, tenant, document, once: name, under });
    },
    async findPost(channel: ChannelRef, name: string, since: string, under?: string) {
      return findPost(await clientOf(channel.tenant), { to: channel.id, once: name, under }, since);
    },
    async missingAccess(channel: ChannelRef) {
      return missingAccess(await clientOf(channel.tenant), channel.id, clock.now());
    },
    async tell(tenant: string, user: string, document: Document, name: string) {
      try {
        await postDocument(await clientOf(tenant), drawings, { to: user, tenant, document, once: name });
      } catch (error) {
        throw deliveryError(error);
      }
    },
    async stop() {
      await line?.close();
      await door?.close();
    },
  };
}
