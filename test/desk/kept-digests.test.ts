import { describe, expect, it } from "vitest";
import { keptDesk } from "../support/a-kept-desk.ts";

const QUESTION = { topic: "Goma", since: "2026-06-01", until: "2026-06-20" };

describe("a digest that was made before", () => {
  it("is told again without being made, at a later minute too", async () => {
    const { ask, made } = await keptDesk();
    await ask({ ...QUESTION, asOf: "2026-06-20T08:00Z" });
    const from = made();

    const same = await ask({ ...QUESTION, asOf: "2026-06-20T08:00Z" });
    const later = await ask({ ...QUESTION, asOf: "2026-06-20T08:07Z" });

    expect(made()).toBe(from);
    expect(same.digest.asOf).toBe("2026-06-20T08:00Z");
    expect(later.digest.asOf).toBe("2026-06-20T08:07Z");
  });

  it("is to the byte what would be made at that minute", async () => {
    const { ask, askAfresh } = await keptDesk();
    await ask({ ...QUESTION, asOf: "2026-06-20T08:00Z" });

    const later = await ask({ ...QUESTION, asOf: "2026-06-20T08:07Z" });

    expect(JSON.stringify(later)).toBe(JSON.stringify(await askAfresh(later.digest.asOf, QUESTION)));
  });

  it.each([
    ["came in between", "2026-06-20T08:03Z"],
    ["came at the later moment", "2026-06-20T08:07Z"],
  ])("is made anew where a report %s", async (_, publishedAt) => {
    const { ask, askAfresh, put } = await keptDesk();
    await put({
      id: "between",
      publishedAt,
      text: "Ten people were killed in Goma, the ministry of health said.",
    });
    const before = await ask({ ...QUESTION, asOf: "2026-06-20T08:00Z" });

    const later = await ask({ ...QUESTION, asOf: "2026-06-20T08:07Z" });
    const earlier = await ask({ ...QUESTION, asOf: "2026-06-20T08:00Z" });

    expect(later.digest.coverage.found).toBe(before.digest.coverage.found + 1);
    expect(JSON.stringify(later)).toBe(JSON.stringify(await askAfresh("2026-06-20T08:07Z", QUESTION)));
    expect(JSON.stringify(earlier)).toBe(JSON.stringify(before));
  });

  it("is made anew where only a withdrawn report came in between", async () => {
    const { ask, askAfresh, put, store } = await keptDesk();
    const text = "Ten people were killed in Goma, the ministry of health said.";
    await put({ id: "between", publishedAt: "2026-06-20T08:03Z", text });
    await store.withdrawals.add({
      articleId: "between",
      at: "2026-06-20T09:00:00Z",
      by: "publisher",
      reason: null,
    });
    await ask({ ...QUESTION, asOf: "2026-06-20T08:00Z" });

    const later = await ask({ ...QUESTION, asOf: "2026-06-20T08:07Z" });

    expect(later.digest.withdrawn).toHaveLength(1);
    expect(JSON.stringify(later)).toBe(JSON.stringify(await askAfresh("2026-06-20T08:07Z", QUESTION)));
  });

  it.each([
    ["an article that is new", "put"],
    ["another text of an article", "change"],
    ["facts that were read anew", "replaceFacts"],
    ["a withdrawal", "withdraw"],
    ["a withdrawal taken back", "lift"],
    ["an article of the tenant's own library", "own"],
  ] as const)("never hides %s", async (_, what) => {
    const { ask, askAfresh, write } = await keptDesk();
    const asked = { ...QUESTION, asOf: "2026-06-20T08:00Z" };
    if (what === "lift") await write.withdraw();
    const before = await ask(asked);

    await write[what]();
    const after = await ask(asked);

    expect(JSON.stringify(after)).not.toBe(JSON.stringify(before));
    expect(JSON.stringify(after)).toBe(JSON.stringify(await askAfresh(asked.asOf, QUESTION)));
  });

  it("is not told to somebody who reads another library", async () => {
    const one = await keptDesk();
    const other = await keptDesk();
    const asked = { ...QUESTION, asOf: "2026-06-20T08:00Z" };
    await one.write.own();

    const told = await one.ask(asked);
    const toldOther = await other.ask(asked);
    const shared = await one.askShared(asked);

    expect(told.digest.coverage.found).toBe(toldOther.digest.coverage.found + 1);
    expect(JSON.stringify(shared)).toBe(JSON.stringify(toldOther));
  });

  it("is made again after it failed", async () => {
    const { ask, failNext } = await keptDesk();
    const asked = { ...QUESTION, asOf: "2026-06-20T08:00Z" };
    failNext();

    await expect(ask(asked)).rejects.toThrow("made to fail");

    expect((await ask(asked)).digest.coverage.found).toBe(2);
  });
});
