import { Keyv } from "keyv";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { plainJson } from "./plain-json.ts";
import type { Store } from "./store.ts";

export const COOLDOWNS = ["15m", "1h", "3h", "12h"] as const;
export const ALERTS = ["2", "6", "20"] as const;
export const WATCHES = ["5", "10", "25"] as const;
const DIGESTS = ["1", "3", "5", "10", "20", "50"] as const;

/** What a workspace can set. Each field has a default for what is missing or cannot be read any more. */
export const Settings = z.object({
  /** Lines typed in the chat, oldest first. */
  history: z.array(z.string()).catch([]),
  /** Of the bot's own words; "auto" is each reader's own. */
  language: z.enum(["auto", "en", "fr"]).catch("auto"),
  /** Looked at when no period is asked for. */
  window: z.enum(["1d", "3d", "7d", "30d"]).catch("7d"),
  /** Between two alerts of one watch. */
  cooldown: z.enum(COOLDOWNS).catch("1h"),
  /** Alerts that a channel gets in an hour, and watches that it can have. */
  alerts: z.enum(ALERTS).catch("6"),
  watches: z.enum(WATCHES).catch("10"),
  /** Whom alerts mention, by the platform's id; "" is nobody. */
  role: z.string().catch(""),
  /** "22:00-06:30 Africa/Lubumbashi": what comes by itself waits for its end; "" is never. */
  quiet: z.string().catch(""),
  /** Subscriptions that a channel may have. */
  digests: z.enum(DIGESTS).catch("10"),
});
export type Settings = z.infer<typeof Settings>;

export interface WorkspaceSettings {
  /** All settings, each parsed on its own: a broken one is its default and harms no other. */
  read(): Promise<Settings>;
  /** Each setting is an entry of its own, so that two processes change two settings without harm. */
  set<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<void>;
  /** Back to the defaults. */
  clear(): Promise<void>;
}

const names = Object.keys(Settings.shape);

/**
 * The settings of one workspace, kept in the store's database. `namespace` is the platform and the
 * workspace's id there. Both methods throw what the store throws, for example when it is closed.
 *
 * @example const { history } = await openSettings(store, "terminal:local", clock).read();
 */
export function openSettings(store: Store, namespace: string, clock: Clock): WorkspaceSettings {
  const keyv = new Keyv({ store: store.keyed(clock), namespace, serialization: plainJson });
  return {
    async read() {
      const values = await keyv.getMany(names);
      return Settings.parse(Object.fromEntries(names.map((name, index) => [name, values[index]])));
    },
    async set(name, value) {
      await keyv.set(name, value);
    },
    async clear() {
      await keyv.clear();
    },
  };
}
