import type { Installation } from "@slack/bolt";
import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/log.ts";
import { refusalOf } from "./client.ts";
import type { SecretShelf } from "./installations.ts";

/** Seconds before its end from which a token is exchanged (as @slack/oauth does), and from which it is waited for. */
const EARLY = 7200;
const LATE = 120;
/** After an exchange that failed, so that a Slack in trouble is not asked at every word. */
const PAUSE_MS = 30_000;

export interface Exchanged {
  readonly token: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface RenewalNeeds {
  readonly shelf: SecretShelf;
  /** Runs the work while nobody else, in any process that shares the store, does work of that name. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  readonly exchange: (refreshToken: string) => Promise<Exchanged>;
  readonly clock: Clock;
  readonly log: Log;
}

/** An installation with a token that is good; the one given where nothing has to be done or could be. */
export type Renewed = (id: string, installation: Installation) => Promise<Installation>;

/**
 * Exchanges tokens that end soon (token rotation). The library does it while Slack waits for an acknowledgement, says
 * nothing when it fails, and loses a token when two processes do it at once: a refresh token is good for one exchange.
 */
export function openRenewal({ shelf, alone, exchange, clock, log }: RenewalNeeds): Renewed {
  const underway = new Map<string, Promise<Installation>>();
  const pausedUntil = new Map<string, number>();
  /** Exchanged and not written: the store was away. Their refresh token is the only one that is still good. */
  const unwritten = new Map<string, Installation>();
  const secondsLeft = ({ bot }: Installation): number =>
    bot?.refreshToken === undefined || bot.expiresAt === undefined
      ? Number.POSITIVE_INFINITY
      : bot.expiresAt - clock.now().getTime() / 1000;

  async function keep(id: string, installation: Installation): Promise<void> {
    unwritten.set(id, installation);
    try {
      await shelf.write(id, installation);
      unwritten.delete(id);
    } catch (error) {
      log.error("slack", { outcome: "renewed token not stored", workspace: id }, error);
    }
  }

  async function renew(id: string, given: Installation): Promise<Installation> {
    // Another process may have been first.
    const kept = unwritten.get(id) ?? ((await shelf.read(id)) as Installation | null) ?? given;
    if (unwritten.has(id)) await keep(id, kept);
    const { bot } = kept;
    if (bot?.refreshToken === undefined || secondsLeft(kept) > EARLY) return kept;
    try {
      const { token, refreshToken, expiresIn } = await exchange(bot.refreshToken);
      const expiresAt = Math.floor(clock.now().getTime() / 1000) + expiresIn;
      const renewed = { ...kept, bot: { ...bot, token, refreshToken, expiresAt } };
      await keep(id, renewed);
      log.info("slack", { outcome: "token renewed", workspace: id });
      return renewed;
    } catch (error) {
      pausedUntil.set(id, clock.now().getTime() + PAUSE_MS);
      log.info("slack", {
        outcome: "token not renewed",
        workspace: id,
        reason: refusalOf(error) ?? "Slack could not be reached",
        minutesLeft: Math.max(0, Math.floor(secondsLeft(kept) / 60)),
      });
      return kept;
    }
  }

  return async (id, given) => {
    const installation = unwritten.get(id) ?? given;
    const left = secondsLeft(installation);
    const isPaused = clock.now().getTime() < (pausedUntil.get(id) ?? 0);
    if ((left > EARLY || isPaused) && !unwritten.has(id)) return installation;
    const work =
      underway.get(id) ??
      alone(`slack token ${id}`, () => renew(id, installation)).finally(() => underway.delete(id));
    underway.set(id, work);
    if (left <= LATE) return work;
    // Good for a while yet: nobody is kept waiting.
    work.catch((error: unknown) =>
      log.error("slack", { outcome: "token not renewed", workspace: id }, error),
    );
    return installation;
  };
}
