const MINUTE_MS = 60_000;
/** A source that fails is tried at least this often. */
const LONGEST_MS = 24 * 60 * MINUTE_MS;
/** Sources that failed together should not come back together. */
const JITTER = 0.2;

export interface NextTry {
  readonly now: Date;
  readonly everyMinutes: number;
  /** Problems in a row; 0 after a good reading. */
  readonly failures: number;
  /** UTC moment the server asked to wait for. */
  readonly notBefore?: string | undefined;
  /** In [0, 1). */
  readonly random: () => number;
}

/** When a source is due again (UTC): on time after a good reading, else twice as late with each problem. */
export function nextTry({ now, everyMinutes, failures, notBefore, random }: NextTry): string {
  const every = everyMinutes * MINUTE_MS;
  // Powers are cut before they overflow.
  const doubled = every * 2 ** Math.min(failures, 20);
  const wait =
    failures === 0 ? every : Math.max(every, Math.min(doubled, LONGEST_MS)) * (1 + JITTER * random());
  const asked = notBefore === undefined ? 0 : Date.parse(notBefore);
  return new Date(Math.max(now.getTime() + wait, asked)).toISOString();
}
