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
