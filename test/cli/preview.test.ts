import { describe, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

describe("sitrep preview", () => {
  it.each([
    ["discord", "<strong>2,000 people</strong>"],
    ["slack", "<b>2,000 people</b>"],
  ])("writes one page of HTML for %s that needs no network and runs nothing", async (platform, words) => {
    const { code, stdout } = await runCli(["preview", platform, "why f6c287c", "--as-of", "2025-02-07"]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).toContain(words);
    expect(stdout).not.toMatch(/<script|<link|<img|url\(|@import/);
  });

  it.each([
    [["preview"], "preview needs a platform and a command"],
    [["preview", "irc", "help"], "preview needs a platform and a command"],
  ])("says what it needs for %j", async (args, message) => {
    const { code, stderr } = await runCli(args);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
