import { describe, expect, it } from "vitest";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { withdrawnBlocks } from "../../src/replies/source-list.ts";
import { whyReply } from "../../src/replies/why.ts";
import { aFullDigest, aWhyItem } from "../support/a-digest.ts";
import { linesOf } from "../support/lines-of.ts";

const EN = wordsIn("en");
const DATING = { words: EN, quietYear: "2031" };
const mark = { articleId: "a9", at: "2031-05-07T10:00:00Z" } as const;

describe("withdrawn reports", () => {
  it("stand by themselves, each with the day, by whom and why", () => {
    const line = {
      publisher: "Northern Wire",
      title: "Guns fall silent in Marenta",
      publishedAt: "2031-05-06",
      url: "https://wire.example/marenta",
    };
    const digest = {
      ...aFullDigest(),
      withdrawn: [
        { ...mark, by: "publisher", reason: "KILL: Guns fall silent", ...line },
        { ...mark, by: "gone", reason: null, ...line, url: null },
      ] as const,
    };

    const text = linesOf(withdrawnBlocks({ ...digest, withdrawn: [...digest.withdrawn] }, DATING), 100).join(
      "\n",
    );

    expect(text).toContain("WITHDRAWN");
    expect(text).toMatch(/6 May +Guns fall silent in Marenta — Northern Wire/);
    expect(text).toContain("by its publisher, 7 May: “KILL: Guns fall silent”");
    expect(text).toContain("its page is gone for good (410), 7 May");
    expect(withdrawnBlocks(aFullDigest(), DATING)).toEqual([]);
  });

  it("are said to be withdrawn before their words", () => {
    const item = aWhyItem({ withdrawal: { ...mark, by: "operator", reason: null } });

    const lines = linesOf(whyReply({ status: "found", items: [item] }, "f2", EN).blocks, 100);

    expect(lines[1]).toBe("Withdrawn: by whoever runs this library, 7 May 2031");
  });
});
