import type { Fields } from "./fields.ts";

/** The three things Slack tells an app, by their names in Socket Mode. */
export type EnvelopeType = "slash_commands" | "interactive" | "events_api";

/** What the app did with it. */
export interface Ack {
  /**
   * acked: in time. timeout: not within three seconds. refused: an HTTP status that is no success. lost: nobody was
   * connected, Slack told the member so. queued: nobody was connected, an event comes again after the reconnect.
   */
  readonly outcome: "acked" | "timeout" | "refused" | "lost" | "queued";
  /** HTTP status; null in Socket Mode. */
  readonly status: number | null;
  /** What came with the acknowledgement; {} when nothing did, `{text}` when it was plain text. */
  readonly body: Fields;
  readonly milliseconds: number;
}

/** How to deliver, where it should not go smoothly. */
export interface How {
  /** The same thing a second time right after the first, as after a lost acknowledgement. */
  readonly twice?: boolean;
  readonly retry?: { readonly attempt: number; readonly reason: string };
  /** HTTP only: seconds to add to the time of the signature. */
  readonly skew?: number;
  /** HTTP only: this in place of the right signature. */
  readonly signature?: string;
}

/** A way from Slack to the app. */
export interface Link {
  deliver(type: EnvelopeType, payload: Fields, how?: How): Promise<Ack>;
}

/** The time Slack gives an app. */
export const ACK_LIMIT_MS = 3000;
