import { objectOf, textOf } from "./json.ts";
import { channelsOf, directChannel } from "./places.ts";
import { type Reply, refuse } from "./refusals.ts";
import { channelReply, type Route, type RouteContext, type RoutedRequest } from "./routes.ts";
import type { FakeGuild } from "./state.ts";
import {
  channelToWire,
  everyoneRole,
  guildSummary,
  MEMBER_PERMISSIONS,
  memberToWire,
  userToWire,
} from "./wire.ts";

export interface GatewayFacts {
  readonly url: () => string;
  readonly shards: number;
  /** Identifies left of the 1000 a day. */
  readonly identifiesLeft: () => number;
}

/** Everything a bot looks up: the gateway, itself, guilds, channels, members. */
export function lookupRoutes({ world, dispatch }: RouteContext, gateway: GatewayFacts): Route[] {
  const inGuild =
    (answer: (guild: FakeGuild, request: RoutedRequest) => Reply) => (request: RoutedRequest) => {
      const guild = world.guilds.get(request.params.guild!);
      if (guild === undefined) return refuse("unknownGuild");
      return guild.joined ? answer(guild, request) : refuse("missingAccess");
    };
  const ok = (body: unknown): Reply => ({ status: 200, body });

  return [
    {
      route: "GET /gateway/bot",
      auth: "bot",
      handle: () =>
        ok({
          url: gateway.url(),
          shards: gateway.shards,
          session_start_limit: {
            total: 1000,
            remaining: gateway.identifiesLeft(),
            reset_after: 86_400_000,
            // As large bots have it: shards need not wait five seconds for each other.
            max_concurrency: 16,
          },
        }),
    },
    {
      route: "GET /users/@me",
      auth: "bot",
      handle: () =>
        ok({
          ...userToWire(world.bot),
          global_name: null,
          mfa_enabled: true,
          locale: "en-US",
          email: null,
          verified: true,
        }),
    },
    {
      route: "GET /users/:user",
      auth: "bot",
      handle({ params }) {
        const user = world.users.get(params.user!);
        return user === undefined ? refuse("unknownUser") : ok(userToWire(user));
      },
    },
    {
      route: "POST /users/@me/channels",
      auth: "bot",
      handle({ body }) {
        const user = world.users.get(textOf(objectOf(body).recipient_id));
        return user === undefined
          ? refuse("unknownUser")
          : ok(channelToWire(world, directChannel(world, user)));
      },
    },
    {
      route: "GET /users/@me/guilds",
      auth: "bot",
      handle: () =>
        ok(
          [...world.guilds.values()]
            .filter(({ joined }) => joined)
            .map(({ id, name }) => ({
              id,
              name,
              icon: null,
              banner: null,
              owner: false,
              permissions: MEMBER_PERMISSIONS,
              features: [],
            })),
        ),
    },
    {
      route: "DELETE /users/@me/guilds/:guild",
      auth: "bot",
      handle: inGuild((guild) => {
        guild.joined = false;
        dispatch("GUILD_DELETE", guild.id, { id: guild.id });
        return { status: 204 };
      }),
    },
    {
      route: "GET /applications/@me",
      auth: "bot",
      handle: () =>
        ok({
          id: world.applicationId,
          name: world.bot.username,
          icon: null,
          description: "",
          type: null,
          summary: "",
          verify_key: "0".repeat(64),
          flags: 0,
          flags_new: "0",
          bot_public: true,
          bot_require_code_grant: false,
          redirect_uris: [],
          interactions_endpoint_url: null,
          role_connections_verification_url: null,
          owner: userToWire(world.users.get([...world.guilds.values()][0]?.ownerId ?? world.bot.id)!),
          approximate_guild_count: world.guilds.size,
          approximate_user_install_count: 0,
          approximate_user_authorization_count: 0,
          explicit_content_filter: 0,
          team: null,
          eligible_oauth2_scopes: [],
        }),
    },
    { route: "GET /guilds/:guild", auth: "bot", handle: inGuild((guild) => ok(guildSummary(guild))) },
    {
      route: "GET /guilds/:guild/channels",
      auth: "bot",
      handle: inGuild((guild) =>
        ok(
          channelsOf(world, guild)
            .filter(({ type }) => type !== 11)
            .map((channel) => channelToWire(world, channel)),
        ),
      ),
    },
    {
      route: "GET /guilds/:guild/roles",
      auth: "bot",
      handle: inGuild((guild) => ok([everyoneRole(guild)])),
    },
    {
      route: "GET /guilds/:guild/members/:user",
      auth: "bot",
      handle: inGuild((_guild, { params }) => {
        const user = world.users.get(params.user!);
        return user === undefined ? refuse("unknownMember") : ok(memberToWire(user));
      }),
    },
    {
      route: "GET /channels/:channel",
      auth: "bot",
      refusal: ({ params }) => channelReply(world, params.channel!, "look"),
      handle: ({ params }) => ok(channelToWire(world, world.channels.get(params.channel!)!)),
    },
  ];
}
