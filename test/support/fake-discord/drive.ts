import { commandData, findCommand } from "./command-book.ts";
import { componentData, modalData } from "./component-use.ts";
import type { Gateway } from "./gateway.ts";
import { createInteraction, type Situation } from "./interactions.ts";
import type { JsonObject } from "./json.ts";
import { isAnswered, PATIENCE_MS, type Seen, type SeenMessage, seeInteraction } from "./seen.ts";
import type { FakeUser, InteractionKind, StoredInteraction, World } from "./state.ts";
import { type CommandWish, situationOf, type Whereabouts } from "./whereabouts.ts";
import { messageToWire, userToWire } from "./wire.ts";

/** What members do; each promise is what they see of it. */
export interface Drive {
  /** A slash command: `name` may go on with subcommands ("watch add"). */
  command(wish: CommandWish): Promise<Seen>;
  /** Typing into an option; resolves with the choices offered. */
  autocomplete(wish: CommandWish & { readonly focused: string }): Promise<Seen>;
  /** A button of a message. `forged`: the custom_id need not stand on the message. */
  press(message: SeenMessage, customId: string, wish?: UseWish): Promise<Seen>;
  /** Choosing in a select menu. */
  select(message: SeenMessage, customId: string, values: readonly string[], wish?: UseWish): Promise<Seen>;
  /** Filling in and sending the modal that `seen` opened. */
  submitModal(seen: Seen, fields: Readonly<Record<string, string>>, wish?: Wait): Promise<Seen>;
  /** A command from the menu of a message. */
  messageCommand(name: string, message: { readonly id: string }, wish?: Whereabouts & Wait): Promise<Seen>;
  /** The same interaction once more, as an unlucky resume can bring it. */
  deliverAgain(seen: { readonly interactionId: string }): void;
}

export interface Wait {
  /** "answered" (as a rule): a deferred answer must have become something; "acknowledged": the first sign is enough. */
  readonly until?: "answered" | "acknowledged";
}

export interface UseWish extends Wait {
  /** Who does it; the one the message answers unless told. */
  readonly user?: FakeUser;
  readonly permissions?: bigint;
  readonly forged?: boolean;
}

export interface DriveParts {
  readonly world: World;
  readonly gateway: Gateway;
  readonly acknowledgeWithinMs: number;
  readonly home: () => Situation;
}

export function createDrive({ world, gateway, acknowledgeWithinMs, home }: DriveParts): Drive {
  /** Where each interaction took place, for what follows from it. */
  const places = new Map<string, Situation>();
  const payloads = new Map<string, JsonObject>();

  async function act(
    kind: InteractionKind,
    situation: Situation,
    carried: { readonly data: JsonObject; readonly message?: JsonObject; readonly sourceMessageId?: string },
    { until = "answered" }: Wait,
  ): Promise<Seen> {
    const { interaction, payload } = createInteraction(world, kind, situation, carried);
    places.set(interaction.id, situation);
    payloads.set(interaction.id, payload);
    if (!gateway.dispatch("INTERACTION_CREATE", situation.guild?.id ?? null, payload)) {
      throw new Error("The application did not respond: no gateway session took the interaction");
    }
    await acknowledged(interaction);
    const seen = seeInteraction(world, interaction);
    if (until === "answered") await seen.until(() => isAnswered(world, interaction));
    return seen;
  }

  function acknowledged(interaction: StoredInteraction): Promise<boolean> {
    const late = () =>
      new Error(`The application did not respond within ${acknowledgeWithinMs} ms (${interaction.kind})`);
    return world.changes.until(
      () => {
        if (interaction.acknowledged !== null) return true;
        if (world.clock.now() - interaction.createdAt > acknowledgeWithinMs) throw late();
        return undefined;
      },
      Math.max(0, Math.min(acknowledgeWithinMs + 50, PATIENCE_MS)),
      late,
    );
  }

  function commandParts(wish: CommandWish, focused?: string) {
    const situation = situationOf(world, wish, home());
    const [name = "", ...path] = wish.name.split(" ");
    const asSeen = wish.overridden === true ? { ...situation, permissions: "8" } : situation;
    const command = findCommand(world, 1, name, asSeen);
    return { situation, data: commandData(world, command, path, wish.options ?? {}, focused) };
  }

  /** Where the message with the component stands, and who uses it. */
  function useOf(message: SeenMessage, { user, permissions }: UseWish): Situation {
    const stored = world.messages.get(message.id);
    if (stored === undefined || stored.deleted) throw new Error("the message is not there any more");
    const origin = places.get(stored.interactionId ?? "");
    const channel = world.channels.get(stored.channelId)!;
    const who = user ?? origin?.user ?? home().user;
    if (stored.ephemeralFor !== null && stored.ephemeralFor !== who.id) {
      throw new Error(`${who.username} does not see this message: it is ephemeral`);
    }
    const whereabouts: Whereabouts = {
      guild: world.guilds.get(channel.guildId ?? "") ?? null,
      channel,
      user: who,
      ...(permissions === undefined ? {} : { permissions }),
    };
    const situation = situationOf(world, whereabouts, home());
    if (origin === undefined) return situation;
    const { context, installedBy } = origin;
    const isSame = origin.user.id === who.id && permissions === undefined;
    return isSame ? { ...situation, ...origin, channel } : { ...situation, context, installedBy };
  }

  function use(message: SeenMessage, customId: string, values: readonly string[] | null, wish: UseWish) {
    const stored = world.messages.get(message.id);
    const situation = useOf(message, wish);
    const wire = messageToWire(world, stored!);
    const data = componentData(world, wire, customId, values, wish.forged === true);
    return act("component", situation, { data, message: wire, sourceMessageId: message.id }, wish);
  }

  return {
    async command(wish) {
      const { situation, data } = commandParts(wish);
      return act("command", situation, { data }, wish);
    },
    async autocomplete(wish) {
      const { situation, data } = commandParts(wish, wish.focused);
      return act("autocomplete", situation, { data }, wish);
    },
    press: async (message, customId, wish = {}) => use(message, customId, null, wish),
    select: async (message, customId, values, wish = {}) => use(message, customId, values, wish),
    async submitModal(seen, fields, wish = {}) {
      const opener = world.interactions.get(seen.interactionId);
      if (seen.modal === null || opener === undefined) throw new Error("no modal is open");
      const source = world.messages.get(opener.sourceMessageId ?? "");
      const data = modalData(seen.modal, fields);
      const carried =
        source === undefined
          ? { data }
          : { data, message: messageToWire(world, source), sourceMessageId: source.id };
      return act("modal", places.get(opener.id)!, carried, wish);
    },
    async messageCommand(name, message, wish = {}) {
      const stored = world.messages.get(message.id);
      if (stored === undefined) throw new Error(`there is no message ${message.id}`);
      const channel = world.channels.get(stored.channelId)!;
      const guild = world.guilds.get(channel.guildId ?? "") ?? null;
      const situation = situationOf(world, { guild, channel, ...wish }, home());
      const command = findCommand(world, 3, name, situation);
      const author = world.users.get(stored.authorId)!;
      const data = {
        id: command.id,
        name,
        type: 3,
        target_id: stored.id,
        resolved: {
          messages: { [stored.id]: messageToWire(world, stored) },
          users: { [author.id]: userToWire(author) },
        },
      };
      return act("command", situation, { data }, wish);
    },
    deliverAgain({ interactionId }) {
      const guildId = places.get(interactionId)?.guild?.id ?? null;
      gateway.dispatch("INTERACTION_CREATE", guildId, payloads.get(interactionId)!);
    },
  };
}
