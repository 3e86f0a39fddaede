import { describe, expect, it } from "vitest";
import type { Invocation } from "../../src/chat/adapter.ts";
import { platformDispatch } from "../../src/desk/platform-dispatch.ts";
import type { Tenants } from "../../src/desk/tenants.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const away = () => {
  throw new Error("connection refused");
};

const QUESTION: Invocation = {
  command: "briefing",
  options: { topic: "goma" },
  platform: "discord",
  tenant: "1",
  channel: null,
  language: "fr",
  user: "u1",
  mayManage: false,
};

describe("a platform's dispatch whose database is away", () => {
  it("still leaves the member with a sentence, and the log with the cause", async () => {
    const lines: { readonly event: string; readonly error?: unknown }[] = [];
    const note = (event: string, _fields: object, error?: unknown) => lines.push({ event, error });
    const dispatch = platformDispatch(
      { of: away, settings: async () => away() } as unknown as Tenants,
      { info: note, error: note },
      fixedClock("2031-05-08T06:00:00Z"),
      away,
      away,
    );

    const document = await dispatch(QUESTION);

    expect(document.tone).toBe("trouble");
    expect(document.summary).toContain("notre côté");
    expect(lines).toEqual([
      { event: "settings", error: new Error("connection refused") },
      { event: "command", error: new Error("connection refused") },
    ]);
  });
});
