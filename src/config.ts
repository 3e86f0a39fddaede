import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { z } from "zod";
import { UserError } from "./errors.ts";

/** One address, or a network by its first address and length; whoever connects reads it exactly. */
const isAddressRange = (entry: string) =>
  z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(entry).success;

const path = z
  .string()
  .min(1, "is empty: give a folder or unset it")
  .refine((value) => !value.includes("\u0000"), "contains a NUL character");

/** Never repeated in a message: it has a password in it. */
const postgresAddress = z
  .string()
  .refine(
    (value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value),
    "is not an address: it looks like postgres://name:password@host:5432/database, " +
      "with signs in the password written as %40 for @",
  );

/** Never repeated in a message. */
const token = z
  .string()
  .refine((value) => /^[\x21-\x7e]+$/.test(value), "is empty or has blanks in it: paste the token alone");

/** null for what is neither hex nor base64. */
function keyBytes(key: string): Uint8Array | null {
  if (/^[0-9a-f]{64}$/i.test(key)) return Buffer.from(key, "hex");
  return /^[\w+/-]{43}=?$/.test(key) ? Buffer.from(key, "base64") : null;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
const apiBase = z
  .string()
  .refine(
    (value) => URL.canParse(value) && isSafeBase(new URL(value)),
    "is not an https address (http only on 127.0.0.1)",
  );

function isSafeBase({ protocol, hostname, username, password }: URL): boolean {
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
}

/** Every setting Sitrep reads, with what it is for. Nothing else in the project looks at the environment. */
const Settings = z.object({
  /** Folder of the store; `--data` goes before it. */
  SITREP_DATA: path.optional(),
  /** A PostgreSQL database to keep everything in instead of a folder; `--data` goes before it, empty is unset. */
  DATABASE_URL: z.literal("").or(postgresAddress).optional(),
  /** Addresses that are not public and may be read all the same: "10.2.0.0/16, 127.0.0.1". */
  SITREP_ALLOW_ADDRESSES: z
    .string()
    .default("")
    .transform((list) => list.split(/[\s,]+/).filter((entry) => entry !== ""))
    .refine((list) => list.every(isAddressRange), 'has an entry that is no address: write "10.2.0.0/16"'),
  /** The user's own appname at ReliefWeb; its API answers nobody without one. */
  SITREP_RELIEFWEB_APPNAME: z.string().min(1, "is empty: give your appname or unset it").optional(),
  /** The bot's token, from the Bot page of its application; setting it is all it takes to be on Discord. */
  DISCORD_TOKEN: token.optional(),
  /** Another API than Discord's own, for tests: the token travels there, so plain http is for this machine only. */
  DISCORD_API_BASE: apiBase.optional(),
  /** The bot token of one workspace, from the page OAuth & Permissions of the app ("xoxb-…"). */
  SLACK_BOT_TOKEN: token.optional(),
  /** The app-level token for Socket Mode, from Basic Information ("xapp-…"). */
  SLACK_APP_TOKEN: token.optional(),
  /** For HTTP instead of Socket Mode, from Basic Information. */
  SLACK_SIGNING_SECRET: token.optional(),
  /** For an app that workspaces install by themselves, from Basic Information; it needs SITREP_SECRET_KEY. */
  SLACK_CLIENT_ID: token.optional(),
  SLACK_CLIENT_SECRET: token.optional(),
  /** Where Slack sends people back after they installed it: "https://bot.example.org/slack/oauth_redirect". */
  SLACK_REDIRECT_URI: apiBase.optional(),
  /** Where Slack's requests are taken; a proxy with https stands before it. */
  SLACK_HOST: z.string().min(1, "is empty: give an address or unset it").default("127.0.0.1"),
  SLACK_PORT: z.coerce.number("is not a port").int("is not a port").min(0).max(65_535).default(3000),
  /** Another Web API than Slack's own, for tests: the token travels there, so plain http is for this machine only. */
  SLACK_API_BASE: apiBase.optional(),
  /** Keys for what is kept encrypted, 32 bytes in base64 or hex each: the newest first, older ones behind commas. */
  SITREP_SECRET_KEY: z
    .string()
    .transform((list) => list.split(",").map((key) => keyBytes(key.trim())))
    .refine(
      (keys) => keys.every((key) => key?.length === 32),
      "is no list of keys of 32 bytes: make one with openssl rand -base64 32",
    )
    .optional(),
  /** The desktop convention; a relative value is ignored, as the XDG specification asks. */
  XDG_DATA_HOME: z.string().optional(),
  /** Windows only. */
  LOCALAPPDATA: z.string().optional(),
  /** Any value but the empty one: no colour (no-color.org). */
  NO_COLOR: z.string().optional(),
  TERM: z.string().optional(),
});

/** The first that is set and not empty says the language of the fixed words in the terminal; `--lang` goes before. */
const Locale = z.object({
  LC_ALL: z.string().optional(),
  LC_MESSAGES: z.string().optional(),
  LANG: z.string().optional(),
});

/** What the app needs to know about the machine it runs on. */
export interface Config {
  readonly dataDir: string;
  /** Whether somebody named the folder (`--data`, `SITREP_DATA`): then no other library may answer in its place. */
  readonly dataDirNamed: boolean;
  /** Where everything is kept instead of the folder; null for the folder. */
  readonly databaseUrl: string | null;
  /** false where the reader asked for none; whether the output is a terminal is decided where it is written. */
  readonly color: boolean;
  /** Ranges of addresses that are not public and may be read from all the same. */
  readonly allowedAddresses: readonly string[];
  readonly reliefWebAppname: string | undefined;
  /** null where no bot is set up. */
  readonly discord: { readonly token: string; readonly apiBase: string | null } | null;
  /** null where no bot is set up. */
  readonly slack: SlackConfig | null;
}

export interface SlackConfig {
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly http: {
    readonly signingSecret: string;
    readonly host: string;
    readonly port: number;
    readonly oauth: {
      readonly clientId: string;
      readonly clientSecret: string;
      readonly redirectUri: string | null;
    } | null;
  } | null;
  readonly apiBase: string | null;
  /** Newest first; [] where none is set. */
  readonly secretKeys: readonly Uint8Array[];
}

/** The locale for messages as POSIX finds it ("fr_FR.UTF-8", "C"); "" where none is set. */
export function readLocale({ env }: Pick<Machine, "env"> = thisMachine()): string {
  const { LC_ALL, LC_MESSAGES, LANG } = Locale.parse(env);
  return LC_ALL || LC_MESSAGES || LANG || "";
}

export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
}

/**
 * Reads the settings. `dataOption` is the value of `--data` and goes before the environment.
 * Throws one `UserError` (bad-setting) that lists every problem at once.
 */
export function readConfig(dataOption?: string, machine: Machine = thisMachine()): Config {
  const settings = Settings.safeParse(machine.env);
  const option = path.optional().safeParse(dataOption);
  const problems = [
    ...(option.error?.issues ?? []).map((issue) => `--data ${issue.message}`),
    ...(settings.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`),
    ...(settings.success ? slackProblems(settings.data) : []),
  ];
  if (!settings.success || problems.length > 0) throw new UserError("bad-setting", problems.join("; "));
  return {
    dataDir: dataOption ?? settings.data.SITREP_DATA ?? defaultDataDir(settings.data, machine),
    dataDirNamed: (dataOption ?? settings.data.SITREP_DATA) !== undefined,
    databaseUrl: dataOption === undefined ? settings.data.DATABASE_URL || null : null,
    color: (settings.data.NO_COLOR ?? "") === "" && settings.data.TERM !== "dumb",
    allowedAddresses: settings.data.SITREP_ALLOW_ADDRESSES,
    reliefWebAppname: settings.data.SITREP_RELIEFWEB_APPNAME,
    discord:
      settings.data.DISCORD_TOKEN === undefined
        ? null
        : { token: settings.data.DISCORD_TOKEN, apiBase: settings.data.DISCORD_API_BASE ?? null },
    slack: slackConfig(settings.data),
  };
}

/** What is missing beside what is set. */
function slackProblems(settings: z.infer<typeof Settings>): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = settings;
  const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret, SITREP_SECRET_KEY: keys } = settings;
  if ([bot, app, signing, id, secret].every((one) => one === undefined)) return [];
  if (app !== undefined && signing !== undefined)
    return ["SLACK_APP_TOKEN (Socket Mode) and SLACK_SIGNING_SECRET (HTTP) are both set: unset one of them"];
  if (app === undefined && signing === undefined)
    return ["Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) as well"];
  if (app !== undefined && bot === undefined) return ["SLACK_APP_TOKEN needs SLACK_BOT_TOKEN as well"];
  if (bot !== undefined) return [];
  if (id === undefined || secret === undefined)
    return [
      "SLACK_SIGNING_SECRET needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, as well",
    ];
  if (keys === undefined)
    return [
      "SLACK_CLIENT_ID needs SITREP_SECRET_KEY as well, which encrypts the tokens of workspaces: make one with openssl rand -base64 32",
    ];
  return [];
}

function slackConfig(settings: z.infer<typeof Settings>): SlackConfig | null {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = settings;
  const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret } = settings;
  if (app === undefined && signing === undefined) return null;
  const oauth =
    bot === undefined && id !== undefined && secret !== undefined
      ? { clientId: id, clientSecret: secret, redirectUri: settings.SLACK_REDIRECT_URI ?? null }
      : null;
  const http = { host: settings.SLACK_HOST, port: settings.SLACK_PORT, oauth };
  return {
    botToken: bot ?? null,
    appToken: app ?? null,
    http: signing === undefined ? null : { ...http, signingSecret: signing },
    apiBase: settings.SLACK_API_BASE ?? null,
    secretKeys: (settings.SITREP_SECRET_KEY ?? []).filter((key) => key !== null),
  };
}

function thisMachine(): Machine {
  return { env: process.env, platform: process.platform, home: homedir() };
}

function defaultDataDir(settings: z.infer<typeof Settings>, { platform, home }: Machine): string {
  if (platform === "win32") {
    return win32.join(settings.LOCALAPPDATA ?? win32.join(home, "AppData", "Local"), "sitrep");
  }
  const wished = settings.XDG_DATA_HOME;
  if (wished !== undefined && posix.isAbsolute(wished)) return posix.join(wished, "sitrep");
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "sitrep");
  return posix.join(home, ".local", "share", "sitrep");
}
