import { postMark } from "../../adapters/discord/post-mark.ts";
import { markOf } from "../../adapters/slack/post.ts";
import { startFakeDiscord } from "../support/fake-discord/index.ts";
import { movableClock } from "../support/fake-discord/movable-clock.ts";
import { startFakeSlack } from "../support/fake-slack/fake-slack.ts";
import { BOT_SCOPES } from "../support/fake-slack/world.ts";

/** A platform's stand-in as the month sees it: it lives in the campaign's process and survives every kill. */
export interface MonthPlatform {
  readonly name: "discord" | "slack";
  /** "discord:123" */
  readonly tenant: string;
  readonly channels: readonly [string, string, string];
  /** What the bot's process needs to know of it. */
  readonly env: Readonly<Record<string, string>>;
  /** By how much its clock is ahead of the machine's, milliseconds. */
  readonly ahead: () => number;
  readonly advance: (ms: number) => void;
  /** How often the post of this name stands in a channel or below a message there. */
  readonly standing: (channel: string, key: string) => number;
  /** All posts of the bot. */
  readonly total: () => number;
  /** Meets the next post: cuts the connection before or after it is stored, and calls `strike` at that moment. */
  readonly meetPost: (when: "before" | "after", strike: () => void) => void;
  /** What the stand-in saw that the platform would not have taken. */
  readonly violations: () => readonly string[];
  readonly stop: () => Promise<void>;
}

const POSTS = "POST /channels/:channel/messages";

export async function discordForMonth(start: Date): Promise<MonthPlatform> {
  const clock = movableClock(start.getTime());
  const fake = await startFakeDiscord({ clock });
  const { guild } = fake.home;
  const rooms = ["first", "second", "third"].map((name) => fake.addChannel(guild, name).id);
  const marks = () =>
    fake
      .channelsOf(guild)
      .flatMap((channel) => fake.messagesIn(channel))
      .map(({ components }) => (components[0] as { readonly id?: number } | undefined)?.id);
  return {
    name: "discord",
    tenant: `discord:${guild.id}`,
    channels: rooms as [string, string, string],
    env: { DISCORD_TOKEN: fake.token, DISCORD_API_BASE: fake.api },
    ahead: () => clock.now() - Date.now(),
    advance: fake.advance,
    standing: (_, key) => marks().filter((mark) => mark === postMark(key)).length,
    total: () => marks().length,
    meetPost(when, strike) {
      fake.clearFaults();
      fake.fault(POSTS, { drop: when, struck: strike });
    },
    violations: () => fake.violations.map(({ rule, where, detail }) => `${where}: ${rule}: ${detail}`),
    stop: fake.stop,
  };
}

/** With `looks` the operator granted channels:history, so that the bot can look whether a post arrived. */
export async function slackForMonth(start: Date, looks: boolean): Promise<MonthPlatform> {
  const clock = movableClock(start.getTime());
  const fake = await startFakeSlack({
    clock: { now: () => new Date(clock.now()) },
    workspaces: [
      {
        id: "T1",
        channels: [{ id: "C1" }, { id: "C2" }, { id: "C3" }],
        scopes: looks ? [...BOT_SCOPES, "channels:history"] : BOT_SCOPES,
      },
    ],
  });
  const channels = ["C1", "C2", "C3"] as const;
  const onceOf = (metadata: unknown) =>
    (metadata as { readonly event_payload?: { readonly once?: string } } | null)?.event_payload?.once;
  let waiting: { strike: () => void } | null = null;
  return {
    name: "slack",
    tenant: "slack:T1",
    channels,
    env: { SLACK_API_BASE: fake.apiUrl, SLACK_BOT_TOKEN: fake.token(), SLACK_APP_TOKEN: fake.appToken },
    ahead: () => clock.now() - Date.now(),
    advance: clock.advance,
    standing: (channel, key) =>
      fake.messages(channel).filter(({ metadata }) => onceOf(metadata) === markOf(channel, key)).length,
    total: () => channels.flatMap((channel) => fake.messages(channel)).length,
    meetPost(when, strike) {
      // One that met no post yet stays as it was, but for whom it strikes.
      if (waiting !== null) {
        waiting.strike = strike;
        return;
      }
      const armed = { strike };
      waiting = armed;
      const struck = () => {
        waiting = null;
        armed.strike();
      };
      fake.fail({ method: "chat.postMessage", drop: when, struck });
    },
    violations: () => fake.journal.violations,
    stop: fake.close,
  };
}
