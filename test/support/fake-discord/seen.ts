import type { JsonObject } from "./json.ts";
import {
  EPHEMERAL,
  LOADING,
  type MessageState,
  presentState,
  type StoredInteraction,
  type StoredMessage,
  type World,
} from "./state.ts";

/** A message as a member sees it: its present state and every state before. */
export interface SeenMessage extends MessageState {
  readonly id: string;
  readonly channelId: string;
  /** Whether only one member sees it. */
  readonly ephemeral: boolean;
  /** "… is thinking" */
  readonly loading: boolean;
  readonly deleted: boolean;
  /** All states in order, the first included. */
  readonly states: readonly MessageState[];
}

export type Acknowledgement =
  | "message"
  | "deferred message"
  | "deferred update"
  | "update"
  | "autocomplete"
  | "modal";

const ACKNOWLEDGEMENTS: Readonly<Record<number, Acknowledgement>> = {
  4: "message",
  5: "deferred message",
  6: "deferred update",
  7: "update",
  8: "autocomplete",
  9: "modal",
};

/** What a member sees of one thing they did; reads the present at every look. */
export interface Seen {
  readonly interactionId: string;
  readonly acknowledgement: { readonly type: Acknowledgement; readonly afterMs: number };
  /** The answer, or the message whose button was pressed when that was updated; null for a modal or choices. */
  readonly reply: SeenMessage | null;
  readonly followUps: readonly SeenMessage[];
  /** The answer and its follow-ups, oldest first, without those that were deleted. */
  readonly messages: readonly SeenMessage[];
  readonly modal: JsonObject | null;
  readonly choices: readonly JsonObject[] | null;
  /** Waits until the member sees what is asked for; rejects after ten seconds. */
  until(what: (seen: Seen) => boolean): Promise<Seen>;
}

/** Real milliseconds a test waits for something to be seen. */
export const PATIENCE_MS = 10_000;

/** The view of a message; the states are copied, so that what was seen stays as it was seen. */
export function seeMessage(message: StoredMessage): SeenMessage {
  const state = presentState(message);
  return {
    ...state,
    id: message.id,
    channelId: message.channelId,
    ephemeral: (state.flags & EPHEMERAL) !== 0,
    loading: (state.flags & LOADING) !== 0,
    deleted: message.deleted,
    states: [...message.states],
  };
}

/** The view of an interaction that was acknowledged. */
export function seeInteraction(world: World, interaction: StoredInteraction): Seen {
  const see = (id: string) => seeMessage(world.messages.get(id)!);
  const acknowledged = () => interaction.acknowledged ?? { type: 0, at: 0 };
  const seen: Seen = {
    interactionId: interaction.id,
    get acknowledgement() {
      const { type, at } = acknowledged();
      return { type: ACKNOWLEDGEMENTS[type]!, afterMs: at - interaction.createdAt };
    },
    get reply() {
      const id = [8, 9].includes(acknowledged().type) ? null : interaction.originalId;
      return id === null ? null : see(id);
    },
    get followUps() {
      return interaction.followUpIds.map(see);
    },
    get messages() {
      const reply = seen.reply === null ? [] : [seen.reply];
      return [...reply, ...seen.followUps].filter(({ deleted }) => !deleted);
    },
    get modal() {
      return interaction.modal;
    },
    get choices() {
      return interaction.choices;
    },
    until: (what) =>
      world.changes.until(
        () => (what(seen) ? seen : undefined),
        PATIENCE_MS,
        () => new Error(`not seen in ${PATIENCE_MS} ms; the member sees ${describe(seen)}`),
      ),
  };
  return seen;
}

/** Whether the member has what they asked for: a deferred answer counts only once something came of it. */
export function isAnswered(world: World, interaction: StoredInteraction): boolean {
  const type = interaction.acknowledged?.type;
  if (type === undefined) return false;
  if (type === 6) return interaction.activity > 0;
  if (type !== 5) return true;
  const original = world.messages.get(interaction.originalId ?? "");
  return original === undefined || original.deleted || (presentState(original).flags & LOADING) === 0;
}

function describe(seen: Seen): string {
  const texts = seen.messages.map(({ content, loading, embeds, components }) =>
    loading ? "(thinking)" : JSON.stringify({ content, embeds, components }).slice(0, 400),
  );
  return `${seen.acknowledgement.type}: ${texts.join(" | ") || "no message"}`;
}
