import { describe, expect, it } from "vitest";
import type { Role } from "../../src/desk/roles.ts";
import { planShards } from "../../src/shards/plan-shards.ts";
import { readShards } from "../../src/shards/read-shards.ts";

const needs = {
  roles: new Set<Role>(["bot", "scheduler", "worker"]),
  hasDiscord: true,
  hasDatabase: true,
  advise: async () => ({ shards: 3, atOnce: 1 }),
};
const plan = (all?: string, one?: string, more: Partial<typeof needs> = {}) =>
  planShards(readShards(all, one), { ...needs, ...more });

describe("the plan for shards", () => {
  it("asks Discord only where it is to say how many", async () => {
    const advise = () => Promise.reject(new Error("asked"));

    expect(await plan(undefined, undefined, { advise })).toEqual({ kind: "here", shards: null });
    expect(await plan(undefined, "1/4", { advise })).toEqual({
      kind: "here",
      shards: { ids: [1], count: 4 },
    });
    await expect(plan("auto", undefined, { advise })).rejects.toThrow("asked");
  });

  it("gives each a process where they share a database, and one process all of them on a file", async () => {
    expect(await plan("auto")).toEqual({ kind: "processes", count: 3, atOnce: 1 });
    expect(await plan("2")).toEqual({ kind: "processes", count: 2, atOnce: 1 });
    expect(await plan("auto", undefined, { hasDatabase: false })).toEqual({
      kind: "here",
      shards: { ids: [0, 1, 2], count: 3 },
    });
    expect(await plan("1")).toEqual({ kind: "here", shards: null });
  });

  it.each([
    ["without Discord", { hasDiscord: false }, "set DISCORD_TOKEN"],
    ["without the role", { roles: new Set<Role>(["worker"]) }, "the role bot"],
  ])("refuses shards %s", async (_, more, words) => {
    await expect(plan("auto", undefined, more)).rejects.toThrow(words);
    await expect(plan(undefined, "0/2", more)).rejects.toThrow(words);
  });

  it.each([
    ["0", undefined],
    ["1001", undefined],
    ["-1", undefined],
    ["two", undefined],
    [undefined, "2/2"],
    [undefined, "1"],
    [undefined, "a/b"],
    ["auto", "0/2"],
  ])("refuses --shards %s with --shard %s", (all, one) => {
    expect(() => readShards(all, one)).toThrow(/--shard/);
  });
});
