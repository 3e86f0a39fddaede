import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";

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
