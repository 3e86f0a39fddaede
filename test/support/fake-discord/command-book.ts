import type { Situation } from "./interactions.ts";
import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from "./json.ts";
import type { RegisteredCommand, World } from "./state.ts";
import { channelToWire, memberToWire, userToWire } from "./wire.ts";

/** Options by name, as a member fills them in. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  number: 10,
};

/** The registered command Discord would offer here; throws with the reason when it would offer none. */
export function findCommand(
  world: World,
  type: number,
  name: string,
  situation: Situation,
): RegisteredCommand {
  const { guild, context, installedBy, permissions } = situation;
  const named = world.commands.filter((command) => command.type === type && command.name === name);
  const command =
    named.find(({ guildId }) => guildId !== null && guildId === guild?.id) ??
    named.find(({ guildId }) => guildId === null);
  if (command === undefined) {
    const offered = world.commands.map((known) => known.name).join(", ") || "nothing";
    throw new Error(`no command "${name}" is registered here; registered: ${offered}`);
  }
  if (command.guildId !== null) return checkPermissions(command, permissions, guild === null);
  const { contexts, integration_types } = command.wire;
  if (Array.isArray(contexts) && !contexts.includes(context)) {
    throw new Error(`"${name}" is registered for contexts ${JSON.stringify(contexts)}, not for ${context}`);
  }
  const types = Array.isArray(integration_types) ? integration_types : [0];
  if (!types.includes(installedBy === "user" ? 1 : 0)) {
    throw new Error(`"${name}" is not registered for installation by a ${installedBy}`);
  }
  return checkPermissions(command, permissions, guild === null);
}

function checkPermissions(
  command: RegisteredCommand,
  permissions: string,
  isPrivate: boolean,
): RegisteredCommand {
  const wanted = command.wire.default_member_permissions;
  if (isPrivate || typeof wanted !== "string") return command;
  const has = BigInt(permissions);
  const isAdmin = (has & 8n) !== 0n;
  // "0" is for administrators only.
  const mayUse = isAdmin || (wanted !== "0" && (has & BigInt(wanted)) === BigInt(wanted));
  if (mayUse) return command;
  throw new Error(
    `Discord does not offer "${command.name}" to this member: it needs permissions ${wanted} ` +
      `(an admin of the guild could change that: pass overridden: true)`,
  );
}

/** The `data` of a command interaction; throws for what Discord's own client would not send. */
export function commandData(
  world: World,
  command: RegisteredCommand,
  path: readonly string[],
  values: OptionValues,
  focused?: string,
): JsonObject {
  const resolved: { users: object; members: object; channels: object } = {
    users: {},
    members: {},
    channels: {},
  };
  const options = fillIn(objectsOf(command.wire.options), path, {
    command,
    values,
    focused,
    world,
    resolved,
  });
  const hasResolved = Object.values(resolved).some((found) => Object.keys(found).length > 0);
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
    ...(options.length === 0 ? {} : { options }),
    ...(hasResolved ? { resolved } : {}),
  };
}

interface Filling {
  readonly command: RegisteredCommand;
  readonly values: OptionValues;
  readonly focused: string | undefined;
  readonly world: World;
  readonly resolved: { users: object; members: object; channels: object };
}

function fillIn(declared: readonly JsonObject[], path: readonly string[], filling: Filling): JsonObject[] {
  const [step, ...rest] = path;
  const nested = declared.filter(({ type }) => type === OPTION.subcommand || type === OPTION.group);
  if (step !== undefined || nested.length > 0) {
    const branch = nested.find(({ name }) => name === step);
    if (branch === undefined) {
      const names = nested.map(({ name }) => textOf(name)).join(", ") || "none";
      throw new Error(`"${filling.command.name}" has no subcommand "${step ?? ""}"; it has: ${names}`);
    }
    const options = fillIn(objectsOf(branch.options), rest, filling);
    return [{ name: branch.name, type: branch.type, options }];
  }
  for (const name of [...Object.keys(filling.values), ...(filling.focused ? [filling.focused] : [])]) {
    if (!declared.some((option) => option.name === name)) {
      throw new Error(`"${filling.command.name}" has no option "${name}"`);
    }
  }
  return declared.flatMap((option) => {
    const name = textOf(option.name);
    const value = filling.values[name];
    if (name === filling.focused) {
      if (option.autocomplete !== true)
        throw new Error(`option "${name}" is not registered with autocomplete`);
      return [{ name, type: option.type, value: value ?? "", focused: true }];
    }
    if (value === undefined) {
      // While somebody still types, required options may be missing.
      if (option.required === true && filling.focused === undefined) {
        throw new Error(`option "${name}" of "${filling.command.name}" is required`);
      }
      return [];
    }
    const wrong = valueProblem(option, value);
    if (wrong !== null) throw new Error(`option "${name}" ${wrong}`);
    resolve(filling, Number(option.type), String(value));
    return [{ name, type: option.type, value }];
  });
}

function valueProblem(option: JsonObject, value: string | number | boolean): string | null {
  const type = Number(option.type);
  const choices = objectsOf(option.choices);
  if (type === OPTION.boolean) return typeof value === "boolean" ? null : "takes true or false";
  if (type === OPTION.integer || type === OPTION.number) {
    if (typeof value !== "number") return "takes a number";
    if (type === OPTION.integer && !Number.isInteger(value)) return "takes a whole number";
    if (value < numberOf(option.min_value, -Infinity)) return `is less than ${option.min_value}`;
    if (value > numberOf(option.max_value, Infinity)) return `is more than ${option.max_value}`;
  } else {
    if (typeof value !== "string") return "takes text";
    if (value.length < numberOf(option.min_length, 0)) return `is shorter than ${option.min_length}`;
    if (value.length > numberOf(option.max_length, 6000))
      return `is longer than ${option.max_length ?? 6000}`;
  }
  if (choices.length === 0 || choices.some((choice) => choice.value === value)) return null;
  return `has the choices ${choices.map((choice) => String(choice.value)).join(", ")}, not "${value}"`;
}

function resolve({ world, resolved }: Filling, type: number, id: string): void {
  if (type === OPTION.user) {
    const user = world.users.get(id);
    if (user === undefined) throw new Error(`there is no user ${id}`);
    Object.assign(resolved.users, { [id]: userToWire(user) });
    const { user: _self, ...member } = objectOf(memberToWire(user, "0"));
    Object.assign(resolved.members, { [id]: member });
  } else if (type === OPTION.channel) {
    const channel = world.channels.get(id);
    if (channel === undefined) throw new Error(`there is no channel ${id}`);
    Object.assign(resolved.channels, { [id]: { ...channelToWire(world, channel), permissions: "0" } });
  } else if (![OPTION.string, OPTION.integer, OPTION.boolean, OPTION.number].includes(type)) {
    throw new Error(`options of type ${type} are not driven by the stand-in yet`);
  }
}
