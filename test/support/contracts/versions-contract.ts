import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../../src/stores/store.ts";
import { aFigure, anArticle, someFacts } from "../articles.ts";
import { collect } from "../collect.ts";

/** What every store must know of earlier versions and of withdrawals. `open` gives a new, empty store. */
export function versionsContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the contract of versions`, () => {
    let store: Store;

    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    const put = (id: string, text: string, fact: string, reader = "v1") =>
      store.put({
        article: anArticle({ id, text }),
        facts: someFacts(id, { figures: [aFigure(id, fact)] }),
        reader,
        bundled: false,
      });

    it("keeps a replaced text with the facts that were read from it, each version once", async () => {
      for (const [text, fact] of [
        ["First.", "f1"],
        ["Second.", "f2"],
        ["First.", "f1"],
        ["Second.", "f2"],
        ["Third.", "f3"],
      ] as const)
        await put("a", text, fact);
      await put("b", "Another.", "f9");

      const versions = await store.versions.of("a");

      expect(
        versions.map(({ article, facts, reader }) => [article.text, facts?.figures[0]?.id, reader]),
      ).toEqual([
        ["First.", "f1", "v1"],
        ["Second.", "f2", "v1"],
      ]);
      expect(await collect(store.versions.all())).toEqual(versions);
      expect(await store.versions.of("b")).toEqual([]);
    });

    it("finds a fact that only stood in an earlier version, and which version that was", async () => {
      await put("a", "First.", "fold1");
      await put("a", "Second.", "fold2");
      await put("a", "Third.", "fnew");

      const found = await store.versions.factsById("fold", 5);

      expect(found.map(({ id, kind, version, article }) => [id, kind, version, article.text])).toEqual([
        ["fold1", "figure", 1, "First."],
        ["fold2", "figure", 2, "Second."],
      ]);
      expect(await store.factsById("fold", 5)).toEqual([]);
      expect(await store.versions.factsById("fold", 1)).toHaveLength(1);
      expect(await store.versions.factsById("fnew", 5)).toEqual([]);
      expect(await store.versions.factsById("", 5)).toEqual([]);
    });

    it("adds facts to a version that was kept without", async () => {
      const article = anArticle({ id: "a", text: "First." });
      await store.versions.keep({ article, facts: null, reader: null });
      expect(await store.versions.unread(5)).toEqual([{ article, facts: null, reader: null }]);
      const facts = someFacts("a", { figures: [aFigure("a", "f1")] });

      await store.versions.keep({ article, facts, reader: "v2" });
      await store.versions.keep({ article, facts: null, reader: null });

      expect(await store.versions.unread(5)).toEqual([]);
      expect(await store.versions.of("a")).toEqual([{ article, facts, reader: "v2" }]);
      expect((await store.versions.factsById("f1", 5))[0]?.facts).toEqual(facts);
    });

    it("leaves an article that is withdrawn where it is, until the mark is lifted", async () => {
      await put("a", "First.", "f1");
      const mark = { articleId: "a", at: "2025-03-05T00:00:00Z", by: "publisher", reason: "KILL" } as const;
      const before = await store.revision();

      expect(await store.withdrawals.add(mark)).toBe(true);
      expect(await store.withdrawals.add({ ...mark, by: "operator", reason: null })).toBe(false);

      expect(await store.withdrawals.of("a")).toEqual(mark);
      expect(await store.withdrawals.all()).toEqual([mark]);
      expect(await store.revision()).toBe(before + 1);
      expect((await store.factsById("f1", 1))[0]?.article.id).toBe("a");
      expect(await store.withdrawals.lift("a", "operator")).toBe(false);
      expect(await store.withdrawals.lift("a")).toBe(true);
      expect(await store.withdrawals.lift("a")).toBe(false);
      expect(await store.withdrawals.of("a")).toBeNull();
    });
  });
}
