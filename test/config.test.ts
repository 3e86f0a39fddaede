import { describe, expect, it } from "vitest";
import { readConfig, readLocale } from "../src/config.ts";

const linux = (env: Record<string, string>) => ({ env, platform: "linux", home: "/home/ada" });

describe("the data folder", () => {
  it("is --data before SITREP_DATA before XDG_DATA_HOME before the home folder", () => {
    const env = { SITREP_DATA: "/b", XDG_DATA_HOME: "/c" };

    expect(readConfig("/a", linux(env)).dataDir).toBe("/a");
    expect(readConfig(undefined, linux(env)).dataDir).toBe("/b");
    expect(readConfig(undefined, linux({ XDG_DATA_HOME: "/c" })).dataDir).toBe("/c/sitrep");
    expect(readConfig(undefined, linux({})).dataDir).toBe("/home/ada/.local/share/sitrep");
  });

  it("ignores a relative XDG_DATA_HOME, as its specification asks", () => {
    expect(readConfig(undefined, linux({ XDG_DATA_HOME: "data" })).dataDir).toBe(
      "/home/ada/.local/share/sitrep",
    );
  });

  it("follows the customs of macOS and Windows", () => {
    const mac = { env: {}, platform: "darwin", home: "/Users/ada" };
    const windows = {
      env: { LOCALAPPDATA: "C:\\Users\\ada\\Local" },
      platform: "win32",
      home: "C:\\Users\\ada",
    };

    expect(readConfig(undefined, mac).dataDir).toBe("/Users/ada/Library/Application Support/sitrep");
    expect(readConfig(undefined, windows).dataDir).toBe("C:\\Users\\ada\\Local\\sitrep");
  });
});

describe("the database", () => {
  const url = "postgres://ada:secret@db.example:5432/news";

  it("is none unless DATABASE_URL is set to something", () => {
    expect(readConfig(undefined, linux({})).databaseUrl).toBeNull();
    expect(readConfig(undefined, linux({ DATABASE_URL: "" })).databaseUrl).toBeNull();
  });

  it.each([url, "postgresql:///news?host=/run/postgresql"])("is taken from DATABASE_URL: %s", (given) => {
    expect(readConfig(undefined, linux({ DATABASE_URL: given })).databaseUrl).toBe(given);
  });

  it("is not used where --data names a folder, and is where only SITREP_DATA does", () => {
    expect(readConfig("/a", linux({ DATABASE_URL: url })).databaseUrl).toBeNull();
    expect(readConfig(undefined, linux({ DATABASE_URL: url, SITREP_DATA: "/b" })).databaseUrl).toBe(url);
  });

  it.each([
    "mysql://ada:secret@host/news",
    "ada:secret@host/news",
    "postgres://ada:secret@host:99999999/news",
  ])("has to be an address of PostgreSQL, and is not repeated: %s", (given) => {
    const reading = () => readConfig(undefined, linux({ DATABASE_URL: given }));

    expect(reading).toThrow(expect.objectContaining({ code: "bad-setting" }));
    expect(reading).toThrow(/^DATABASE_URL is not an address(?!.*secret)/);
  });
});

describe("settings", () => {
  it("lists every problem at once", () => {
    expect(() => readConfig("", linux({ SITREP_DATA: "" }))).toThrow(/--data is empty.*SITREP_DATA is empty/);
  });

  it("turns colour off for NO_COLOR and for a dumb terminal, not for an empty NO_COLOR", () => {
    expect(readConfig("/a", linux({ NO_COLOR: "1" })).color).toBe(false);
    expect(readConfig("/a", linux({ TERM: "dumb" })).color).toBe(false);
    expect(readConfig("/a", linux({ NO_COLOR: "" })).color).toBe(true);
  });
});

describe("the locale", () => {
  it.each([
    [{ LC_ALL: "fr_FR.UTF-8", LC_MESSAGES: "de_DE", LANG: "en_US" }, "fr_FR.UTF-8"],
    [{ LC_ALL: "", LC_MESSAGES: "fr_CD", LANG: "en_US" }, "fr_CD"],
    [{ LANG: "C.UTF-8" }, "C.UTF-8"],
    [{}, ""],
  ])("of %j is %j: the first that is set", (env, expected) => {
    expect(readLocale({ env })).toBe(expected);
  });
});

describe("Slack", () => {
  const KEY = Buffer.alloc(32, 7).toString("base64");
  const slackOf = (env: Record<string, string>) => readConfig(undefined, linux(env)).slack;
  const tokens = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
  const oauth = { SLACK_SIGNING_SECRET: "s", SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "c" };

  it("is off unless something is set, and on by Socket Mode, HTTP, or OAuth", () => {
    expect(slackOf({})).toBeNull();
    expect(slackOf(tokens)).toMatchObject({ botToken: "xoxb-1", appToken: "xapp-1", http: null });
    const http = slackOf({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" })?.http;
    expect(http).toMatchObject({ host: "127.0.0.1", port: 3000, oauth: null });
    expect(slackOf({ ...oauth, SITREP_SECRET_KEY: KEY })?.http?.oauth).toMatchObject({ clientId: "1.2" });
  });

  it.each([
    [{ SLACK_BOT_TOKEN: "xoxb-1" }, "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)"],
    [{ SLACK_APP_TOKEN: "xapp-1" }, "needs SLACK_BOT_TOKEN"],
    [{ ...tokens, SLACK_SIGNING_SECRET: "s" }, "unset one of them"],
    [{ SLACK_SIGNING_SECRET: "s" }, "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET"],
    [oauth, "openssl rand -base64 32"],
    [{ ...oauth, SITREP_SECRET_KEY: "short" }, "keys of 32 bytes"],
    [{ ...tokens, SLACK_PORT: "many" }, "SLACK_PORT is not a port"],
  ])("says what is missing beside %j, and no secret", (env, message) => {
    expect(() => slackOf(env)).toThrow(message);
    expect(() => slackOf(env)).not.toThrow("xoxb-1");
  });

  it.each([
    "http://slack.example/api/",
    "http://127.0.0.1.example/api/",
    "ftp://127.0.0.1/",
    "https://a:b@slack.example/",
  ])("takes no token to %s", (SLACK_API_BASE) => {
    expect(() => slackOf({ ...tokens, SLACK_API_BASE })).toThrow("SLACK_API_BASE is not an https address");
  });

  it("takes several keys, the newest first, in base64 or hex", () => {
    const keys = slackOf({ ...oauth, SITREP_SECRET_KEY: `${KEY}, ${"ab".repeat(32)}` })?.secretKeys;

    expect(keys?.map((key) => key[0])).toEqual([7, 0xab]);
  });
});
