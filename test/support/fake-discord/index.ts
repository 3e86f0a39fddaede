import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { commandRoutes } from "./command-routes.ts";
import { createDrive, type Drive } from "./drive.ts";
import { createFaults, type Fault } from "./faults.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import { interactionRoutes } from "./interaction-routes.ts";
import type { Situation } from "./interactions.ts";
import { lookupRoutes } from "./lookup-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import type { MovableClock } from "./movable-clock.ts";
import { addGuild, addUser, channelsOf } from "./places.ts";
import { createRateLimits, type RateLimit } from "./rate-limits.ts";
import { createRecorder } from "./recorder.ts";
import { answerRequest, type SeenRequest } from "./rest.ts";
import type { RouteContext } from "./routes.ts";
import { PATIENCE_MS } from "./seen.ts";
import {
  createWorld,
  type FakeChannel,
  type FakeGuild,
  type FakeUser,
  type RegisteredCommand,
} from "./state.ts";
import { createTownLife, type TownLife } from "./town-life.ts";
import { createViolations, type Violation } from "./violations.ts";
import { MEMBER_PERMISSIONS } from "./wire.ts";

export interface FakeDiscordOptions {
  /** Shards that GET /gateway/bot recommends; 1 unless told. */
  readonly shards?: number;
  /** Guilds the bot is in from the start, the home guild included; 1 unless told. */
  readonly guilds?: number;
  /** Milliseconds for the first answer to an interaction; Discord's 3000 unless told. */
  readonly acknowledgeWithinMs?: number;
  /** Milliseconds an interaction token lives; Discord's 15 minutes unless told. */
  readonly tokenLifeMs?: number;
  /** Bits of the privileged intents that were granted; none unless told. */
  readonly grantedIntents?: number;
  /** Its clock; the present moment and on unless told. */
  readonly clock?: MovableClock;
  /** A file for everything that crosses the wire, one JSON object a line. */
  readonly recordTo?: string;
}

/** A strict stand-in for Discord on loopback. */
export interface FakeDiscord extends Drive, TownLife {
  /** For `new Client({ rest: { api } })`: "http://127.0.0.1:4711/api". */
  readonly api: string;
  readonly token: string;
  readonly applicationId: string;
  /** The guild, channel and member used where a test names none. */
  readonly home: { readonly guild: FakeGuild; readonly channel: FakeChannel; readonly user: FakeUser };
  readonly gateway: Gateway;
  /** Every request in the order it was answered. */
  readonly requests: readonly SeenRequest[];
  readonly violations: readonly Violation[];
  /** The violations so far, emptied: for tests that break a rule on purpose. */
  takeViolations(): Violation[];
  /** Throws when a rule was broken. For `afterEach`. */
  expectNoViolations(): void;
  /** The commands as they are registered now. */
  readonly commands: readonly RegisteredCommand[];
  /** Trouble on a route, for the next request unless told how many: `fault("POST /channels/:c/messages", { status: 502 })`. */
  fault(route: string, fault: Fault): void;
  clearFaults(): void;
  /** The limit of a route ("*": of all the bot's requests together), enforced with Discord's headers. */
  rateLimit(route: string, limit: RateLimit): void;
  /** Puts the stand-in's clock forward: deadlines and token lives pass. */
  advance(ms: number): void;
  /** What no log may show: the bot token and every interaction token so far. */
  secrets(): string[];
  /** Waits until `what` is true, looking again at every request and gateway event. */
  until(what: () => boolean, about?: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the stand-in on a free port of 127.0.0.1. Tests take it from `fakeDiscordForTest`, which also stops it and
 * fails the test when a rule was broken.
 *
 * @example
 * const fake = await fakeDiscordForTest();
 * const bot = runBot({ command: [process.execPath, "src/sitrep.mjs", "serve"], env: botEnvironment(fake) });
 * await fake.until(() => fake.commands.length > 0 && fake.gateway.log.includes("ready 0/1"));
 * const seen = await fake.command({ name: "briefing", options: { topic: "goma" } });
 * expect(seen.reply?.content).toContain("Goma");
 */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const { shards = 1, acknowledgeWithinMs = 3000, tokenLifeMs = 15 * 60_000 } = options;
  const world = createWorld(options.clock);
  const violations = createViolations();
  const recorder = createRecorder(options.recordTo, world.clock.now);
  const requests: SeenRequest[] = [];
  const limits = createRateLimits(world.clock.now);
  const homeGuild = addGuild(world);
  for (let made = 1; made < (options.guilds ?? 1); made++) addGuild(world);
  const home = {
    guild: homeGuild,
    channel: channelsOf(world, homeGuild)[0]!,
    user: addUser(world, { username: "mira" }),
  };

  const server = createServer((request, response) => {
    answerRequest({ world, routes, faults, limits, violations, recorder, requests }, request, response).catch(
      (error: unknown) => {
        // A client that hung up in the middle of its request broke no rule.
        if (!request.complete) return;
        violations.add({
          rule: "stand-in",
          where: `${request.method} ${request.url}`,
          detail: String(error),
        });
        response.destroy();
      },
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = () => `ws://127.0.0.1:${port}`;
  const gateway = createGateway(server, {
    world,
    violations,
    recorder,
    url,
    grantedIntents: options.grantedIntents ?? 0,
  });

  const context: RouteContext = {
    world,
    violate: (rule, detail) => violations.add({ rule, where: "interaction", detail }),
    dispatch: gateway.dispatch,
  };
  const identified = () => gateway.log.filter((entry) => entry === "identify").length;
  const routes = [
    ...lookupRoutes(context, { url, shards, identifiesLeft: () => 1000 - identified() }),
    ...commandRoutes(context),
    ...messageRoutes(context),
    ...interactionRoutes(context, { acknowledgeWithinMs, tokenLifeMs }),
  ];
  const faults = createFaults(routes.map(({ route }) => route));
  const homeSituation = (): Situation => ({
    ...home,
    locale: home.user.locale,
    permissions: MEMBER_PERMISSIONS,
    context: 0,
    installedBy: "guild",
  });

  return {
    ...createDrive({ world, gateway, acknowledgeWithinMs, home: homeSituation }),
    ...createTownLife(world, gateway),
    api: `http://127.0.0.1:${port}/api`,
    token: world.token,
    applicationId: world.applicationId,
    home,
    gateway,
    requests,
    violations: violations.list,
    takeViolations: violations.take,
    expectNoViolations: violations.expectNone,
    get commands() {
      return world.commands;
    },
    fault: faults.plan,
    clearFaults: faults.clear,
    rateLimit: limits.set,
    advance(ms) {
      world.clock.advance(ms);
      world.changes.notify();
    },
    secrets: () => [world.token, ...[...world.interactions.values()].map(({ token }) => token)],
    async until(what, about = "what was waited for") {
      await world.changes.until(
        () => (what() ? true : undefined),
        PATIENCE_MS,
        () => new Error(`${about} did not happen in ${PATIENCE_MS} ms; gateway: ${gateway.log.join(", ")}`),
      );
    },
    async stop() {
      gateway.stop();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
