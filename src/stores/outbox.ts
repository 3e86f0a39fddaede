import type { Document } from "../chat/document.ts";

/** Something to be posted, complete: what is stored is what will be posted, whoever does it. */
export interface NewPost {
  /** Unique for ever: also the name under which the platform may know it. */
  readonly key: string;
  /** "discord:123" */
  readonly tenant: string;
  /** The platform's id; "" for a word to one person. */
  readonly channel: string;
  /** A person's id for a direct message instead. */
  readonly user?: string;
  readonly document: Document;
  /** Key of the post in whose thread this one goes; it waits for that one. */
  readonly parent?: string;
  readonly subscription?: string;
  /** Not before this moment, ISO. */
  readonly notBefore?: string;
}

export interface ClaimedPost {
  readonly key: string;
  readonly fence: number;
  readonly tenant: string;
  readonly channel: string;
  readonly user: string | null;
  readonly document: Document;
  readonly subscription: string | null;
  /** Platform's id of the parent. */
  readonly under: string | null;
  /** This one included. */
  readonly attempts: number;
  /** ISO. */
  readonly firstAttemptAt: string;
  readonly createdAt: string;
  /** An earlier attempt may have arrived: look before posting. */
  readonly unclear: boolean;
}

export interface OutboxCounts {
  readonly waiting: number;
  readonly claimed: number;
  readonly posted: number;
  readonly failed: number;
}

/** Posts on their way. Nothing is lost by a crash; what was confirmed is never posted again. */
export interface Outbox {
  /** Keeps posts; those whose key is there already stay as they are. */
  put(posts: readonly NewPost[], now: Date): Promise<void>;
  /**
   * Posts that may go now, in turns over the tenants and one of each channel, which is what platforms take at a time;
   * also those whose holder died.
   */
  claim(
    platform: string,
    holder: string,
    now: Date,
    leaseMs: number,
    limit: number,
  ): Promise<readonly ClaimedPost[]>;
  /** Holds the lease longer. false: it was lost. */
  extend(claim: Pick<ClaimedPost, "key" | "fence">, now: Date, leaseMs: number): Promise<boolean>;
  /** It stands at the platform under this id. false: the claim was lost. */
  confirm(claim: Pick<ClaimedPost, "key" | "fence">, messageId: string, now: Date): Promise<boolean>;
  /** To be tried again. `unclear`: it may have arrived. */
  retry(
    claim: Pick<ClaimedPost, "key" | "fence">,
    again: { readonly at: Date; readonly problem: string; readonly unclear: boolean },
  ): Promise<boolean>;
  /** Given up, and what hangs below it. */
  fail(claim: Pick<ClaimedPost, "key" | "fence">, problem: string): Promise<boolean>;
  /** Of all tenants, or of one. */
  counts(tenant?: string): Promise<OutboxCounts>;
  /** Removes what was settled before a moment. */
  sweep(before: Date): Promise<void>;
}
