import { z } from "zod";
import { LANGUAGES } from "../chat/language.ts";
import { Cadence } from "../schedule/cadence.ts";

/** What is asked each time, as `/briefing` takes it. */
export const SubscribedQuery = z.object({ topic: z.string() });
export type SubscribedQuery = z.infer<typeof SubscribedQuery>;

/** One message, or a short one with the details in its thread. */
export const LAYOUTS = ["thread", "single"] as const;

/** What a person asked for: the part of a subscription that only people change. */
export const SubscriptionWish = z.object({
  /** Who set it, by their platform's id: told when it cannot post. */
  owner: z.string(),
  language: z.enum(LANGUAGES),
  query: SubscribedQuery,
  cadence: Cadence,
  layout: z.enum(LAYOUTS),
});
export type SubscriptionWish = z.infer<typeof SubscriptionWish>;

/** A subscription with what became of it. Moments are ISO, UTC; null is never. */
export interface KeptSubscription extends SubscriptionWish {
  readonly id: string;
  /** "discord:123" */
  readonly tenant: string;
  /** The platform's id. */
  readonly channel: string;
  /** When it was made or its cadence last changed. */
  readonly createdAt: string;
  readonly pausedAt: string | null;
  /** Why it was paused where nobody asked for it: a DeliveryProblem and what is missing. */
  readonly pausedWhy: string | null;
  readonly resumedAt: string | null;
  /** Key and due moment of the last run that was made. */
  readonly lastRun: string | null;
  readonly lastDueAt: string | null;
  readonly deliveredAt: string | null;
  /** What went wrong last; null when the last delivery arrived. */
  readonly problem: string | null;
  /** Not looked at before; null: paused. */
  readonly nextAt: string | null;
}

export type NewSubscription = Pick<KeptSubscription, "id" | "tenant" | "channel" | "createdAt" | "nextAt"> &
  SubscriptionWish;

/** Subscriptions of all tenants. Everything that names a tenant touches no other one's. */
export interface Subscriptions {
  /** false when the id is taken or the channel has `most` already. */
  add(subscription: NewSubscription, most: number): Promise<boolean>;
  get(tenant: string, id: string): Promise<KeptSubscription | null>;
  /** By channel and id; of one tenant, or of all. */
  list(tenant?: string): Promise<readonly KeptSubscription[]>;
  /** Those to look at by a moment, neither paused nor before their `nextAt`: fair across tenants, oldest first. */
  dueBy(now: Date, limit: number): Promise<readonly KeptSubscription[]>;
  /** Puts off the next look. */
  lookAgain(id: string, nextAt: string | null): Promise<void>;
  /** Changes wish and channel; what was due before `createdAt` is none of the changed one's business. */
  change(changed: NewSubscription): Promise<boolean>;
  /** Whether it was not paused yet. */
  pause(tenant: string, id: string, at: string, why: string | null): Promise<boolean>;
  /** Whether it was paused. */
  resume(tenant: string, id: string, at: string, nextAt: string): Promise<boolean>;
  /** With what is waiting to be posted of it. Whether there was one. */
  remove(tenant: string, id: string): Promise<boolean>;
  /** Everything of a tenant, posts included. */
  forget(tenant: string): Promise<void>;
}
