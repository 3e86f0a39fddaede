import { describe, expect, it } from "vitest";
import { type ChatMemory, forgivingMemory } from "../../src/chat/memory.ts";

const AWAY: ChatMemory = {
  keyOf: () => "key",
  keep: () => Promise.reject(new Error("connection refused")),
  recall: () => Promise.reject(new Error("connection refused")),
  forget: () => Promise.reject(new Error("connection refused")),
};

function aLog() {
  const lines: unknown[] = [];
  const note = (event: string, fields: object) => lines.push({ event, ...fields });
  return { lines, log: { info: note, error: note } };
}

describe("a memory whose database is away", () => {
  it("lets the answer go out and says in the log what it could not keep", async () => {
    const { lines, log } = aLog();
    const memory = forgivingMemory(AWAY, log);

    await memory.keep("t1", [{ topic: "goma" }], 1000);

    expect(await memory.recall("t1", "key")).toBeNull();
    expect(lines).toEqual([
      { event: "memory", outcome: "not kept" },
      { event: "memory", outcome: "not recalled" },
    ]);
  });

  it("says so when it is to forget: what must be gone may not seem gone", async () => {
    await expect(forgivingMemory(AWAY, aLog().log).forget("t1")).rejects.toThrow("connection refused");
  });
});
