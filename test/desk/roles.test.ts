import { describe, expect, it } from "vitest";
import { readRoles } from "../../src/desk/roles.ts";

describe("the roles of a process", () => {
  it.each([
    [undefined, ["bot", "scheduler", "worker"]],
    ["worker", ["worker"]],
    ["worker,bot", ["bot", "worker"]],
    [" scheduler , worker ", ["scheduler", "worker"]],
  ])("are read from %s", (given, roles) => {
    expect([...readRoles(given)]).toEqual(roles);
  });

  it.each(["", ",", "robot", "bot,robot"])("are refused in one sentence for %j", (given) => {
    expect(() => readRoles(given)).toThrow("--role takes bot, scheduler, worker");
  });
});
