import { z } from "zod";
import { Condition } from "../../briefings/index.ts";
import { LANGUAGES } from "../chat/language.ts";
import type { NewPost } from "./outbox.ts";

/** What a person asked to be told of. */
export const WatchWish = z.object({
  /** Who set it, by their platform's id: told when it cannot post. */
  owner: z.string(),
  language: z.enum(LANGUAGES),
  /** As typed, for `/briefing`. */
  topic: z.string(),
  condition: Condition,
});
export type WatchWish = z.infer<typeof WatchWish>;

/** A watch with what became of it. Moments are ISO, UTC; null is never. */
export interface KeptWatch extends WatchWish {
  readonly id: string;
  /** "discord:123" */
  readonly tenant: string;
  /** The platform's id. */
  readonly channel: string;
  readonly createdAt: string;
  /** From when on something is news to it: its making, or the last time it was resumed. */
  readonly since: string;
  readonly pausedAt: string | null;
  /** Why it was paused where nobody asked for it: a DeliveryProblem and what is missing. */
  readonly pausedWhy: string | null;
  /** Not looked at before; null: paused. */
  readonly lookAt: string | null;
  readonly alertedAt: string | null;
  /** When the first of the changes came in that it was not looked at for; null: there are none. */
  readonly markedAt: string | null;
}

export type NewWatch = Pick<KeptWatch, "id" | "tenant" | "channel" | "createdAt"> &
  WatchWish & {
    /** The picture it begins with, as plain JSON. */
    readonly picture: unknown;
  };

/** A watch as it is looked at: what is settled counts only if nobody settled it meanwhile. */
export interface WatchToLookAt extends KeptWatch {
  readonly picture: unknown;
  /** Keys of what was told. */
  readonly told: readonly string[];
  readonly fence: number;
  readonly marks: number;
}

export interface Look extends Pick<WatchToLookAt, "id" | "fence" | "marks"> {
  /** undefined: it stays as it is. */
  readonly picture?: unknown;
  /** When to look again though nothing comes in, and when if something came in while this was looked at. ISO. */
  readonly next: string;
  readonly nextIfMarked: string;
  /** What is told now, by key, and the post that tells it. */
  readonly told: readonly string[];
  readonly post: NewPost | null;
  /** Posts of this kind that the channel may have had since a moment (ISO); with more, nothing is settled. */
  readonly limit: { readonly most: number; readonly since: string };
}

/** Watches of all tenants. Everything that names a tenant touches no other one's. */
export interface Watches {
  /** false when the id is taken or the channel has `most` already. */
  add(watch: NewWatch, most: number): Promise<boolean>;
  get(tenant: string, id: string): Promise<KeptWatch | null>;
  /** By channel and id; of one tenant, or of all. */
  list(tenant?: string): Promise<readonly KeptWatch[]>;
  /** Something came in that may concern them: they are to be looked at. Paused ones are not. */
  mark(ids: readonly string[], now: Date): Promise<void>;
  /** Those to look at by a moment: fair across tenants, oldest first. */
  dueBy(now: Date, limit: number): Promise<readonly KeptWatch[]>;
  /** One of them with all that a look needs; null: it is gone. */
  toLookAt(id: string): Promise<WatchToLookAt | null>;
  /** Puts off the next look. */
  lookAgain(id: string, at: string): Promise<void>;
  /**
   * Keeps what a look found and puts its post into the outbox, all or nothing. false: somebody else settled it, or it is
   * paused or gone, or the channel had its alerts.
   */
  settle(look: Look, now: Date): Promise<boolean>;
  /** Moments (ISO) of the alerts of a channel since a moment, earliest first. */
  alertsSince(tenant: string, channel: string, since: Date): Promise<readonly string[]>;
  /** Whether it was not paused yet. */
  pause(tenant: string, id: string, at: string, why: string | null): Promise<boolean>;
  /** Whether it was paused; what was published meanwhile is no news. */
  resume(tenant: string, id: string, at: string): Promise<boolean>;
  /** With what is waiting to be posted of it. Whether there was one. */
  remove(tenant: string, id: string): Promise<boolean>;
  forget(tenant: string): Promise<void>;
  /** Forgets what was told before a moment: by then its reports are no news any more. */
  sweep(before: Date): Promise<void>;
}
