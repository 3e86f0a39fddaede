/** What a person can put right, by code. The table is the whole list; the meaning is for operators' docs. */
const errorCodes = {
  "bad-option": "an option of a command has a value it does not take",
  "bad-file": "a file could not be read as an article",
  "bad-date": "a day or a length of time could not be read",
  "store-unavailable": "the folder of the store cannot be used",
  "newer-store": "the store was written by a newer version",
  "not-allowed": "the person asking may not use this command",
  "not-found": "what was named does not exist",
  "bad-setting": "a setting is missing or wrong",
} as const satisfies Readonly<Record<string, string>>;
export type ErrorCode = keyof typeof errorCodes;

/**
 * Sentences that can reach a chat, with what is filled in: the catalogue (src/chat/words) says each of them in every
 * language. Trouble that only operators meet keeps its one English sentence.
 */
export interface Sentences {
  /** Two days, YYYY-MM-DD. */
  readonly "since-after-until": { readonly since: string; readonly until: string };
  readonly "bad-time": { readonly option: "since" | "until" | "as-of"; readonly given: string };
  /** A subscription without a time. */
  readonly "say-when": Readonly<Record<string, never>>;
  readonly "quiet-hours": { readonly given: string };
}

/** One of the sentences, with its values. */
export type Said = {
  readonly [K in keyof Sentences]: { readonly key: K; readonly filled: Sentences[K] };
}[keyof Sentences];

/**
 * Trouble that the person asking can fix. `message` is one sentence that says what to do and is safe to show
 * in any channel; everything else that is thrown is a bug and gets a reference instead.
 *
 * @example throw new UserError("bad-option", "“since” must be a day like 2025-01-27 or a length like 7d.");
 */
export class UserError extends Error {
  readonly code: ErrorCode;
  /** How the catalogue says it; null where there is only the English `message`. */
  readonly said: Said | null;

  constructor(
    code: ErrorCode,
    sentence: string,
    options: { readonly cause?: unknown; readonly said?: Said } = {},
  ) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "UserError";
    this.code = code;
    this.said = options.said ?? null;
  }
}
