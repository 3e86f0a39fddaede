import type { Document } from "./document.ts";
import type { Language } from "./language.ts";

/** A place to post to, as its platform names it. */
export interface ChannelRef {
  readonly platform: string;
  readonly tenant: string;
  readonly id: string;
}

/** A command as it arrives from any platform: names and raw values, nothing parsed yet. */
export interface Invocation {
  readonly command: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly platform: string;
  /**
   * Who shares settings, feeds and buttons: the workspace or guild asked in, the person alone in direct messages,
   * by their platform's id; null in the terminal.
   */
  readonly tenant: string | null;
  readonly channel: ChannelRef | null;
  /** Of the fixed words of the answer. */
  readonly language: Language;
  /** The platform's id of the person asking; null in the terminal. */
  readonly user: string | null;
  readonly mayManage: boolean;
}

/** Answers every invocation with a document; it never rejects. */
export type Dispatch = (invocation: Invocation) => Promise<Document>;

/** Names that complete what was typed so far, best first; those a tenant sees, where one asks. */
export type Suggest = (
  prefix: string,
  limit: number,
  tenant?: string,
) => Promise<readonly { readonly query: string; readonly label: string }[]>;

/** One platform. It renders and delivers; what is said is decided behind `dispatch`. */
export interface ChatAdapter {
  readonly platform: string;
  start(dispatch: Dispatch): Promise<void>;
  /**
   * `once` names the post: a second one of the same name in the channel within minutes is the first one, where the
   * platform can tell. `under` is the id of an earlier post: the document goes into its thread. Resolves with the
   * platform's id of the message; rejects with a DeliveryError when the document did not arrive.
   */
  post(channel: ChannelRef, document: Document, once: string, under?: string): Promise<string>;
  /**
   * The id of the post of that name, if it stands in the channel; null: it does not; "unknown": the platform or the
   * scopes do not let us look. `since` is the ISO moment of the first attempt. Rejects with a DeliveryError.
   */
  findPost(
    channel: ChannelRef,
    once: string,
    since: string,
    under?: string,
  ): Promise<string | null | "unknown">;
  /**
   * What is missing for posting there, as the platform calls the permissions (["View Channel", "Send Messages"]);
   * empty: nothing. Rejects with a DeliveryError (gone).
   */
  missingAccess(channel: ChannelRef): Promise<readonly string[]>;
  /** A private word to one person, never pinging anybody else. Rejects with a DeliveryError. */
  tell(tenant: string, user: string, document: Document, once: string): Promise<void>;
  stop(): Promise<void>;
}

/** rate-limited, unclear (it may have arrived): try again; no-access: pause the channel; gone: forget the channel. */
export type DeliveryProblem = "rate-limited" | "unclear" | "no-access" | "gone";

export class DeliveryError extends Error {
  readonly problem: DeliveryProblem;
  /** Milliseconds to wait, where the platform says so. */
  readonly retryAfter: number | null;

  constructor(
    problem: DeliveryProblem,
    options: { readonly retryAfter?: number; readonly cause?: unknown } = {},
  ) {
    super(`delivery failed: ${problem}`, { cause: options.cause });
    this.name = "DeliveryError";
    this.problem = problem;
    this.retryAfter = options.retryAfter ?? null;
  }
}
