import { describe, expect, it } from "vitest";
import { loadPageLines } from "../../src/desk/load-page-lines.ts";
import { readPage } from "../../src/ingest/read-page.ts";
import { longText, page } from "../support/made-up-feeds.ts";

const lines = loadPageLines();
const now = new Date("2025-03-05T12:00:00Z");
const read = (html: string) => readPage(html, lines, now);

describe("a web page", () => {
  it("gives its report without navigation, captions, advertisements and boxes", () => {
    const html = page("Market closed", [
      longText("a"),
      "Doctors said twelve people were brought in.",
      longText("b"),
    ]);

    const result = read(html);

    expect(result).toMatchObject({ ok: true, page: { title: "Market closed", language: "en" } });
    expect(result.ok && result.page.text.split("\n\n")).toEqual([
      longText("a"),
      "Doctors said twelve people were brought in.",
      longText("b"),
    ]);
  });

  it("says who wrote it, when and where", () => {
    const head = `<meta property="og:site_name" content="Kelmar Post"><meta name="author" content="By Ada Nor">
      <meta property="article:published_time" content="2025-03-04T06:30:00+02:00">`;

    expect(read(page("T", [longText("a")], head))).toMatchObject({
      page: {
        siteName: "Kelmar Post",
        byline: "Ada Nor",
        publishedAt: "2025-03-04T04:30Z",
        publishedPrecision: "minute",
      },
    });
  });

  it("may be a fragment without html and body", () => {
    expect(read(`<p>${longText("a")}</p><p>${longText("b")}</p>`)).toMatchObject({
      ok: true,
      page: { text: `${longText("a")}\n\n${longText("b")}`, publishedPrecision: "unknown" },
    });
  });

  it("keeps sentences that only begin like an advertisement or a hint", () => {
    const sentence = `Advertisement boards in Tarsk carried the names of the missing. ${longText("a")}`;

    expect(read(page("T", [sentence]))).toMatchObject({ page: { text: sentence } });
  });

  it.each([
    ["nothing", ""],
    ["a login", "<html><body><h1>Log in</h1><form><input></form></body></html>"],
    ["scripts only", "<html><body><script>render()</script></body></html>"],
  ])("without a report is refused: %s", (_, html) => {
    expect(read(html)).toEqual({ ok: false, reason: "has no report that can be read: check the address" });
  });

  it.each([
    ["deep", "<div>".repeat(50_000)],
    ["deep behind a script in capitals", `<SCRIPT>x</script>${"<b>".repeat(50_000)}`],
    ["wide", "<a href=x>y</a>".repeat(50_000)],
    ["large", "words, ".repeat(300_000)],
  ])("that is too %s is refused before it is built", (_, html) => {
    expect(read(html)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^(?:has too many|is too large)/),
    });
  });

  it("with drawings and scripts full of tags is no deep page", () => {
    const noise = `<svg>${'<path d="M0"/>'.repeat(500)}</svg><script>${'"<div>"'.repeat(500)}</script>`;

    expect(read(page("T", [longText("a")]).replace("<footer>", `${noise}<footer>`)).ok).toBe(true);
  });
});
