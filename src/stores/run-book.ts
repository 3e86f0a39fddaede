import type { NewPost } from "./outbox.ts";

export interface RunClaim {
  readonly key: string;
  /** Grows with every claim: who holds an older one can no longer write. */
  readonly fence: number;
}

export interface FrozenRun extends RunClaim {
  readonly subscription: string;
  readonly dueAt: string;
  /** When the subscription is to be looked at again. */
  readonly nextAt: string;
  /** Plain JSON. */
  readonly snapshot: unknown;
  readonly posts: readonly NewPost[];
}

/** Who makes which digest. A run is made once; its key is that of `due`. */
export interface RunBook {
  /** null: made already, or somebody else is at it and their lease holds. */
  claim(
    run: { readonly key: string; readonly subscription: string; readonly dueAt: string },
    holder: string,
    now: Date,
    leaseMs: number,
  ): Promise<RunClaim | null>;
  /** Holds the lease longer. false: it was lost. */
  extend(claim: RunClaim, now: Date, leaseMs: number): Promise<boolean>;
  /** Keeps digest and snapshot, and puts the posts into the outbox, in one step. false: the claim was lost. */
  freeze(run: FrozenRun, now: Date): Promise<boolean>;
  /** The snapshot of the last digest of a subscription that was delivered; null: none, or it cannot be read. */
  lastDelivered(subscription: string): Promise<unknown>;
}
