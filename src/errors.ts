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
 * Trouble that the person asking can fix. `message` is one sentence that says what to do and is safe to show
 * in any channel; everything else that is thrown is a bug and gets a reference instead.
 *
 * @example throw new UserError("bad-option", "“since” must be a day like 2025-01-27 or a length like 7d.");
 */
export class UserError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, sentence: string, options?: { readonly cause?: unknown }) {
    super(sentence, options);
    this.name = "UserError";
    this.code = code;
  }
}
