import type {
  Alert,
  Article,
  Condition,
  Digest,
  Evidence,
  Facts,
  Withdrawal,
} from "../../briefings/index.ts";
import type { Document } from "../chat/document.ts";
import type { WhyVersion } from "./why-history.ts";

/** What a person asked to be briefed on; days are `YYYY-MM-DD`, lengths like `7d` are resolved before. */
export interface BriefQuery {
  readonly topic: string;
  /** `7d`, `72h`, `YYYY-MM-DD`; default 7 days before `until`. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Nothing published after this moment is used; default now. */
  readonly asOf?: string | undefined;
}

export interface TopicOption {
  /** What to type to get exactly this topic. */
  readonly query: string;
  readonly label: string;
  readonly detail: string | null;
}

export type BriefResult =
  | {
      readonly status: "ok";
      readonly digest: Digest;
      readonly understoodAs: string | null;
      /** Languages of the articles of the digest (BCP 47) by their ids; left out, nothing is known of them. */
      readonly languages?: Readonly<Record<string, string>>;
    }
  | { readonly status: "unknown-topic"; readonly query: string; readonly near: readonly TopicOption[] }
  | { readonly status: "several"; readonly query: string; readonly options: readonly TopicOption[] }
  | { readonly status: "empty-library" };

/** Everything `/why` shows: a fact down to the character, and the article it stands in. */
export interface WhyItem {
  readonly id: string;
  readonly kind: "figure" | "statement" | "key sentence" | "timeline entry";
  readonly article: Article;
  readonly evidence: Evidence;
  /** Up to about 200 characters of the article on either side, for reading in context. */
  readonly before: string;
  readonly after: string;
  readonly engine: string;
  /** Whether `article.text.slice(start, end)` still equals the excerpt and the text still has its hash. */
  readonly verified: boolean;
  /** Which version of the report it stands in; null when only one is known. `article` is that version. */
  readonly version: WhyVersion | null;
  /** Set when the report was withdrawn. */
  readonly withdrawal: Withdrawal | null;
  /** The fact itself. */
  readonly fact:
    | Facts["figures"][number]
    | Facts["statements"][number]
    | Facts["keySentences"][number]
    | NonNullable<Facts["events"]>[number];
}

export type WhyResult =
  | { readonly status: "found"; readonly items: readonly WhyItem[] }
  | { readonly status: "unknown-id"; readonly id: string };

/** The use cases that commands, schedules and the command line share. */
export interface Desk {
  brief(query: BriefQuery): Promise<BriefResult>;
  why(id: string): Promise<WhyResult>;
  /** Topics that begin with (or resemble) what was typed, best first. */
  suggest(prefix: string, limit: number): Promise<readonly TopicOption[]>;
}

/** What was read from a text that somebody handed in. `kept` says whether it is in the library now. */
export type ReadingResult =
  | {
      readonly status: "read";
      readonly article: Article;
      readonly facts: Facts;
      readonly kept: "no" | "now" | "before";
    }
  | { readonly status: "too-short" }
  /** `reason` ends a sentence that begins with the address. */
  | { readonly status: "unreadable"; readonly address: string; readonly reason: string };

/** Reads what members of one tenant hand in. */
export interface ReadingDesk {
  /** A report as pasted, or an address to read it from; with `keep` it joins the tenant's library. */
  read(given: { readonly text: string; readonly keep: boolean }): Promise<ReadingResult>;
}

/** One feed as its tenant sees it. */
export interface FeedLine {
  readonly url: string;
  readonly publisher: string | null;
  readonly everyMinutes: number;
  /** UTC moment, null before the first reading. */
  readonly lastReadAt: string | null;
  readonly problem: string | null;
}

export type FeedAdded =
  | { readonly status: "added"; readonly feed: FeedLine; readonly articles: number }
  | { readonly status: "too-many"; readonly most: number };

/** The feeds of one tenant, and how many are read for everybody. */
export interface FeedDesk {
  list(): Promise<{ readonly own: readonly FeedLine[]; readonly common: number }>;
  /** Throws a `UserError` (bad-option) for an address that is none. */
  add(url: string, publisher: string | undefined): Promise<FeedAdded>;
  /** false when the tenant has none at the address. */
  remove(url: string): Promise<boolean>;
  /** How the feeds are whose articles this tenant sees: its own by name, the others in number. */
  health(): Promise<{ readonly feeds: number; readonly failing: number; readonly own: readonly FeedLine[] }>;
}

/** What a tenant can set. */
export interface TenantSettings {
  readonly language: "auto" | "en" | "fr";
  readonly window: "1d" | "3d" | "7d" | "30d";
  /** Between two alerts of one watch. */
  readonly cooldown: "15m" | "1h" | "3h" | "12h";
  /** Alerts that a channel gets in an hour, and watches that it can have. */
  readonly alerts: "2" | "6" | "20";
  readonly watches: "5" | "10" | "25";
  /** Whom alerts mention, by the platform's id; "" is nobody. */
  readonly role: string;
  /** "22:00-06:30 Africa/Lubumbashi"; "" is never. */
  readonly quiet: string;
  /** Subscriptions that a channel may have. */
  readonly digests: "1" | "3" | "5" | "10" | "20" | "50";
}

export interface SettingsDesk {
  read(): Promise<TenantSettings>;
  /** Throws a `UserError` (bad-option) for quiet hours or a role that are none. */
  set(change: Partial<TenantSettings>): Promise<void>;
}

/** One subscription as its tenant sees it. Moments are ISO, UTC; null is never. */
export interface SubscriptionLine {
  readonly id: string;
  readonly channel: string;
  readonly topic: string;
  /** In the asker's words: "daily at 07:00 (Africa/Lubumbashi)". */
  readonly cadence: string;
  readonly lastDueAt: string | null;
  readonly deliveredAt: string | null;
  readonly nextAt: string | null;
  readonly paused: boolean;
  readonly problem: string | null;
}

export type Subscribed =
  | { readonly status: "saved"; readonly line: SubscriptionLine; readonly next: readonly string[] }
  /** Permissions as the platform calls them. */
  | { readonly status: "no-access"; readonly missing: readonly string[] }
  | { readonly status: "no-channel" }
  /** The platform did not answer just now. */
  | { readonly status: "unreachable" }
  | { readonly status: "too-many"; readonly most: number }
  | { readonly status: "unknown" };

/** The digests that come by themselves to one tenant. Throws `UserError`s (bad-option) for times that are none. */
export interface SubscriptionDesk {
  /** `when` may be left out where the topic ends with it: "goma daily 07:00 Africa/Lubumbashi". */
  subscribe(topic: string, when: string | undefined, layout: "thread" | "single"): Promise<Subscribed>;
  list(): Promise<readonly SubscriptionLine[]>;
  /** As they are set. */
  quietHours(): Promise<string>;
  /** To another time, another channel (a mention of it, or "here"), or both. */
  move(
    id: string,
    to: { readonly when?: string | undefined; readonly channel?: string | undefined },
  ): Promise<Subscribed>;
  /** false: there is none of that id. */
  pause(id: string): Promise<boolean>;
  resume(id: string): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  /** Puts one on its way at once; the schedule stays as it is. */
  sendNow(id: string): Promise<boolean>;
  /** What the next one would say now. */
  preview(id: string): Promise<Document | null>;
  waiting(): Promise<{ readonly waiting: number; readonly failed: number }>;
}

/** What somebody wants to be told of, as typed; without a condition it is whatever is material. */
export interface GivenWatch {
  readonly topic: string;
  readonly metric?: string | undefined;
  /** ">100", "+25%", "-25%", "25%"; the topic may end with it. */
  readonly number?: string | undefined;
  /** How the number is counted: in people and cumulative, unless said. */
  readonly count?: "daily" | "households" | undefined;
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  readonly about?: "disagreement" | "new_place" | "new_actor" | undefined;
}

/** One watch as its tenant sees it. Moments are ISO, UTC; null is never. */
export interface WatchLine {
  readonly id: string;
  readonly channel: string;
  readonly topic: string;
  readonly condition: Condition;
  readonly alertedAt: string | null;
  readonly paused: boolean;
  readonly problem: string | null;
}

export type WatchMade =
  /** `nothingYet`: no article is on the topic so far. `understoodAs` as with a digest. */
  | {
      readonly status: "saved";
      readonly line: WatchLine;
      readonly nothingYet: boolean;
      readonly understoodAs: string | null;
    }
  | {
      readonly status: "unclear";
      readonly result: Extract<BriefResult, { readonly status: "unknown-topic" | "several" }>;
    }
  | { readonly status: "no-access"; readonly missing: readonly string[] }
  | { readonly status: "no-channel" }
  | { readonly status: "unreachable" }
  | { readonly status: "too-many"; readonly most: number };

/** What an article changed, with the digest that has it. */
export interface FoundAlerts {
  readonly alerts: readonly Alert[];
  readonly result: Extract<BriefResult, { readonly status: "ok" }>;
}

/** What a watch would have told; a look a day. */
export interface WatchTest {
  readonly line: WatchLine;
  /** ISO moment. */
  readonly since: string;
  readonly days: readonly FoundAlerts[];
}

/** What one tenant is told of without asking. Throws `UserError`s (bad-option) for conditions that are none. */
export interface WatchDesk {
  watch(given: GivenWatch): Promise<WatchMade>;
  list(): Promise<readonly WatchLine[]>;
  /** false: there is none of that id. */
  pause(id: string): Promise<boolean>;
  resume(id: string): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  /** What it would have told in the last seven days; null: there is none of that id. */
  test(id: string): Promise<WatchTest | null>;
}
