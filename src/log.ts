export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Where the shell says what happened: one event name and flat fields, never free text of users. */
export interface Log {
  info(event: string, fields: LogFields): void;
  error(event: string, fields: LogFields, cause?: unknown): void;
}
