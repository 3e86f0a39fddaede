import { type JsonObject, objectOf, objectsOf, textOf } from "./json.ts";
import { type Reply, refuse } from "./refusals.ts";
import type { Route, RouteContext, RoutedRequest } from "./routes.ts";
import type { RegisteredCommand, World } from "./state.ts";

/** Registration of commands, global and by guild. */
export function commandRoutes({ world }: RouteContext): Route[] {
  return [
    ...scopeRoutes(world, "/applications/:application/commands"),
    ...scopeRoutes(world, "/applications/:application/guilds/:guild/commands"),
  ];
}

function scopeRoutes(world: World, path: string): Route[] {
  const refusal = ({ params }: RoutedRequest): Reply | null => {
    if (params.application !== world.applicationId) return refuse("missingAccess");
    if (params.guild === undefined) return null;
    return world.guilds.get(params.guild)?.joined === true ? null : refuse("missingAccess");
  };
  const ofScope = ({ params }: RoutedRequest) =>
    world.commands.filter(({ guildId }) => guildId === (params.guild ?? null));
  const others = ({ params }: RoutedRequest) =>
    world.commands.filter(({ guildId }) => guildId !== (params.guild ?? null));
  const scope = ({ params }: RoutedRequest) => (params.guild === undefined ? "global" : "guild");

  return [
    {
      route: `GET ${path}`,
      auth: "bot",
      refusal,
      handle: (request) => ({
        status: 200,
        body: ofScope(request).map(({ wire }) =>
          request.query.get("with_localizations") === "true" ? wire : withoutLocalizations(wire),
        ),
      }),
    },
    {
      route: `PUT ${path}`,
      auth: "bot",
      refusal,
      subject: (request) => ({ kind: "commands", scope: scope(request), commands: objectsOf(request.body) }),
      handle(request) {
        const made = objectsOf(request.body).map((wish) => register(world, ofScope(request), request, wish));
        world.commands = [...others(request), ...made];
        world.changes.notify();
        return { status: 200, body: made.map(({ wire }) => wire) };
      },
    },
    {
      route: `POST ${path}`,
      auth: "bot",
      refusal,
      subject: (request) => ({
        kind: "commands",
        scope: scope(request),
        commands: [
          ...ofScope(request)
            .map(({ wire }) => wire)
            .filter((wire) => !sameCommand(wire, objectOf(request.body))),
          objectOf(request.body),
        ],
      }),
      handle(request) {
        const wish = objectOf(request.body);
        const known = ofScope(request).some(({ wire }) => sameCommand(wire, wish));
        const made = register(world, ofScope(request), request, wish);
        world.commands = [...world.commands.filter(({ id }) => id !== made.id), made];
        world.changes.notify();
        return { status: known ? 200 : 201, body: made.wire };
      },
    },
    {
      route: `DELETE ${path}/:command`,
      auth: "bot",
      refusal,
      handle(request) {
        const gone = ofScope(request).find(({ id }) => id === request.params.command);
        if (gone === undefined) return refuse("unknownCommand");
        world.commands = world.commands.filter((command) => command !== gone);
        world.changes.notify();
        return { status: 204 };
      },
    },
  ];
}

const typeOf = (command: JsonObject) => (typeof command.type === "number" ? command.type : 1);

function sameCommand(one: JsonObject, other: JsonObject): boolean {
  return typeOf(one) === typeOf(other) && one.name === other.name;
}

function register(
  world: World,
  known: readonly RegisteredCommand[],
  { params }: RoutedRequest,
  wish: JsonObject,
): RegisteredCommand {
  const guildId = params.guild ?? null;
  // A command that is registered again keeps its id.
  const id = known.find(({ wire }) => sameCommand(wire, wish))?.id ?? world.ids.next();
  const type = typeOf(wish);
  const wire = {
    name_localizations: null,
    description: "",
    description_localizations: null,
    default_member_permissions: null,
    nsfw: false,
    ...(guildId === null
      ? { contexts: null, integration_types: [0], dm_permission: true }
      : { guild_id: guildId }),
    ...wish,
    id,
    application_id: world.applicationId,
    version: world.ids.next(),
    type,
  };
  return { id, guildId, type, name: textOf(wish.name), wire };
}

/** As a list without `with_localizations` shows a command. */
function withoutLocalizations(wire: JsonObject): JsonObject {
  const { name_localizations, description_localizations, ...rest } = wire;
  return rest;
}
