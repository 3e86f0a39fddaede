import { describe, expect, it } from "vitest";
import { hostGate } from "../../src/ingest/host-gate.ts";

/** A gate whose sleep moves the clock, and a journal of what began when. */
function aGate(perHost: number, delayMs: number) {
  let time = 0;
  const begun: string[] = [];
  const gate = hostGate({
    perHost,
    delayMs,
    now: () => time,
    sleep: async (ms) => {
      time += ms;
    },
  });
  return {
    begun,
    pass: (host: string, work = async () => {}) =>
      gate.pass(host, () => {
        begun.push(`${host}@${time}`);
        return work();
      }),
  };
}

describe("the gate of a host", () => {
  it("keeps a delay between requests to one host and none between hosts", async () => {
    const { pass, begun } = aGate(1, 100);

    await pass("a");
    await pass("b");
    await pass("a");
    await pass("a");

    expect(begun).toEqual(["a@0", "b@0", "a@100", "a@200"]);
  });

  it("lets no more in at once than it may, in order", async () => {
    const { pass, begun } = aGate(2, 0);
    const releases: (() => void)[] = [];
    const held = () => new Promise<void>((resolve) => releases.push(resolve));
    const all = ["a", "a", "a"].map((host) => pass(host, held));
    await Promise.resolve();
    await Promise.resolve();
    expect(begun).toHaveLength(2);

    releases[0]?.();
    await all[0];
    for (let i = 0; i < 5; i++) await Promise.resolve();

    expect(begun).toHaveLength(3);
    for (const release of releases) release();
    await Promise.all(all);
  });

  it("gives the place on when the work fails", async () => {
    const { pass } = aGate(1, 0);

    await expect(pass("a", async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(pass("a")).resolves.toBeUndefined();
  });
});
