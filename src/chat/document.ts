/**
 * The platform-neutral shape of a reply: what is said, never how it looks. Adapters switch on `kind` and escape
 * at the point of writing; every text in here may be a stranger's words.
 */

import type { Language } from "./language.ts";

/** A state worth a mark beside its words; the words always stand there, for readers without colour or pictures. */
export type Flag = "disagree" | "denied" | "superseded" | "retold";

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  /** Said quietly: origins, carried-by, remarks. */
  | { readonly kind: "quiet"; readonly text: string }
  /** A value that no longer holds; words beside it say so. */
  | { readonly kind: "struck"; readonly text: string }
  /** The stretch pointed at inside its context. */
  | { readonly kind: "marked"; readonly text: string }
  | { readonly kind: "flag"; readonly flag: Flag; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string }
  /** A date ready to print as `text`; never broken over lines. `from` and `to` are ISO days or UTC moments. */
  | {
      readonly kind: "moment";
      readonly text: string;
      readonly from: string | null;
      readonly to: string | null;
      readonly precision: MomentPrecision;
    }
  /** A fact id; `text` is the part that is printed, any prefix of `id` answers to /why. */
  | { readonly kind: "fact"; readonly id: string; readonly text: string }
  /** A command a reader may run next, named inside a sentence. */
  | {
      readonly kind: "command";
      readonly command: string;
      readonly options: ActionOptions;
      readonly typed?: TypedCommand;
    };

export type Inlines = readonly Inline[];
type MomentPrecision = "minute" | "day" | "week" | "month" | "year" | "unknown";
export type ActionOptions = Readonly<Record<string, string>>;

/**
 * A command with its options as the reader's language types it, to be printed; `command` and `options` beside it are
 * what dispatch takes. Absent in English, where both are the same. Dispatch adds it to every answer.
 */
export interface TypedCommand {
  readonly command: string;
  readonly options: ActionOptions;
}

/** A press of a button is another dispatch: the command and its options by name. */
export interface Action {
  readonly label: string;
  readonly command: string;
  readonly options: ActionOptions;
  readonly typed?: TypedCommand;
  /** Asked before it runs; the answers join `options`. */
  readonly asks?: readonly AskedField[];
}

/** One fact a line: what the eye looks for first, the words, the date, the id, and what has to be added. */
export interface Row {
  readonly lead: Inlines;
  readonly body: Inlines;
  readonly when: Inlines;
  readonly id: Extract<Inline, { kind: "fact" }> | null;
  readonly notes: readonly Inlines[];
}

/** Something to be filled in before an action runs: a dialogue where the platform has them. */
export interface AskedField {
  /** The option of the command that takes it. */
  readonly option: string;
  readonly label: string;
  readonly required: boolean;
  readonly example: string;
}

/** A file that goes with an answer. `about` describes it for those who do not see it. */
export interface Attachment {
  readonly name: string;
  readonly type: "text/markdown" | "application/json" | "image/png";
  readonly content: string | Uint8Array;
  readonly about: string;
}

export type Block =
  /** Level 1 opens a document, level 2 a section. `aside` belongs on the same line where there is room. */
  | {
      readonly kind: "heading";
      readonly level: 1 | 2;
      readonly text: Inlines;
      readonly aside: Inlines;
    }
  | { readonly kind: "paragraph"; readonly text: Inlines }
  | { readonly kind: "list"; readonly items: readonly Inlines[] }
  /** Words of an article in their context. */
  | { readonly kind: "quote"; readonly text: Inlines }
  | {
      readonly kind: "fields";
      readonly fields: readonly {
        readonly name: string;
        readonly value: Inlines;
      }[];
    }
  /**
   * A head and its rows. `numbers` is a claims ladder: short columns with the number first; `words` is prose
   * behind a short lead (a date, a verb).
   */
  | {
      readonly kind: "rows";
      readonly shape: "numbers" | "words";
      readonly title: Inlines;
      readonly aside: Inlines;
      readonly rows: readonly Row[];
    }
  | { readonly kind: "divider" }
  | { readonly kind: "small"; readonly text: Inlines }
  | { readonly kind: "actions"; readonly actions: readonly Action[] };

export interface Document {
  /** One plain line for notifications and lock screens. */
  readonly summary: string;
  /** found: an answer; nothing: searched and found nothing; trouble: the question could not be answered. */
  readonly tone: "found" | "nothing" | "trouble";
  /** Of its fixed words, and of the few that renderers add; English where it is not said. */
  readonly language?: Language;
  readonly blocks: readonly Block[];
  /** Whom it pings, by the platform's id of a role or a group of users; nobody unless an administrator named one. */
  readonly mention?: string;
  readonly files?: readonly Attachment[];
}

export function strong(text: string): Inline {
  return { kind: "strong", text };
}

export function quiet(text: string): Inline {
  return { kind: "quiet", text };
}

export function flag(name: Flag, text: string): Inline {
  return { kind: "flag", flag: name, text };
}

export function command(name: string, options: ActionOptions): Inline {
  return { kind: "command", command: name, options };
}

/** Inlines from parts in order: strings become text, empty strings and null are left out. */
export function inlines(...parts: readonly (string | Inline | null | Inlines)[]): Inlines {
  const out: Inline[] = [];
  for (const part of parts) {
    if (part === null || part === "") continue;
    if (typeof part === "string") out.push({ kind: "text", text: part });
    else if ("kind" in part) out.push(part);
    else out.push(...part);
  }
  return out;
}

/** The non-empty parts with `separator` between them. */
export function joined(separator: string, parts: readonly Inlines[]): Inlines {
  const out: Inline[] = [];
  for (const part of parts) {
    if (part.length === 0) continue;
    if (out.length > 0) out.push({ kind: "text", text: separator });
    out.push(...part);
  }
  return out;
}

export function heading(level: 1 | 2, text: Inlines | string, aside: Inlines = []): Block {
  return {
    kind: "heading",
    level,
    text: typeof text === "string" ? inlines(text) : text,
    aside,
  };
}

export function paragraph(...parts: readonly (string | Inline | null | Inlines)[]): Block {
  return { kind: "paragraph", text: inlines(...parts) };
}

export function small(...parts: readonly (string | Inline | null | Inlines)[]): Block {
  return { kind: "small", text: inlines(...parts) };
}
