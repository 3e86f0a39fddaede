import { describe, expect, it } from "vitest";
import { markdown } from "../../../adapters/discord/markdown.ts";
import type { MarkdownNode } from "../../../adapters/discord/read-markdown.ts";
import { type DiscordPage, renderDiscord } from "../../../adapters/discord/render.ts";
import { linesOf } from "../../../adapters/shared/document-lines.ts";
import { cleanText } from "../../../src/chat/clean-text.ts";
import type { Block, Document, Inline, Inlines } from "../../../src/chat/document.ts";
import { payloadProblems, shownLines, shownNodes, shownText } from "../../support/discord-payload.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { fc } from "../../support/properties.ts";

function render(document: Document, characters?: number): readonly DiscordPage[] {
  let pressed = 0;
  const customIdOf = () => `press-${pressed++}`;
  return renderDiscord(document, {
    customIdOf,
    ...(characters === undefined ? {} : { characters }),
  });
}

/** An article's words in every place a reply puts them. */
interface HostileArticle {
  readonly title: string;
  readonly sentence: string;
  readonly name: string;
  readonly url: string;
}

const article: fc.Arbitrary<HostileArticle> = fc.record({
  title: fc.oneof(hostileText(300), hostileText(10_000)),
  sentence: hostileText(1500),
  name: hostileText(120),
  url: fc.oneof(
    hostileText(80),
    hostileText(60).map((path) => `https://wire.example/${path}`),
    fc.constantFrom(
      "https://bank@evil.example/",
      "javascript:alert(1)",
      "https://аррӏе.com/",
      "https://wire.example/a)b|c>",
    ),
  ),
});

function documentOf(articles: readonly HostileArticle[]): Document {
  const blocks = articles.flatMap(({ title, sentence, name, url }, index): Block[] => {
    const text = (words: string): Inlines => [{ kind: "text", text: words }];
    const id = { kind: "fact", id: `f${index}aaaaaaa`, text: `f${index}aaaaa` } as const;
    const day: Inline = { kind: "moment", text: "6 May", from: "2031-05-06", to: null, precision: "day" };
    const row = {
      lead: [{ kind: "strong", text: name } as const],
      body: text(sentence),
      when: [day],
      id,
      notes: [],
    };
    return [
      { kind: "heading", level: index === 0 ? 1 : 2, text: text(title), aside: text(name) },
      { kind: "paragraph", text: text(sentence) },
      { kind: "list", items: [[...text(title), { kind: "quiet", text: ` — ${name}` }], text(sentence)] },
      { kind: "quote", text: [...text(name), { kind: "marked", text: sentence }] },
      { kind: "fields", fields: [{ name, value: [{ kind: "link", text: title, url }] }] },
      { kind: "rows", shape: "numbers", title: text(name), aside: [], rows: [row, row] },
      { kind: "rows", shape: "words", title: text(name), aside: [], rows: [{ ...row, lead: text(name) }] },
      {
        kind: "small",
        text: [
          { kind: "struck", text: name },
          { kind: "flag", flag: "disagree", text: sentence },
        ],
      },
      { kind: "actions", actions: [{ label: name, command: "said", options: { who: title.slice(0, 200) } }] },
    ];
  });
  return { summary: "", tone: "found", blocks };
}

const bare = (text: string) => text.replace(/[\s\u00a0]|\[…\]/gu, "").replaceAll("＠", "@");

/** The text of the pages without what paging adds: titles said again, page numbers. */
function textOfPages(pages: readonly DiscordPage[]): string {
  return pages
    .map((page, index) => {
      const lines = shownText(page);
      const own = pages.length > 1 ? lines.slice(0, -1) : lines;
      const repeated =
        index === 0 ? -1 : own.slice(0, 2).findLastIndex((line) => line.endsWith("(continued)"));
      return own.slice(repeated + 1).join("");
    })
    .join("");
}

const aParagraph = (text: string): Document => ({
  summary: "",
  tone: "found",
  blocks: [{ kind: "paragraph", text: [{ kind: "text", text }] }],
});

const textSize = ({ components: [box] }: DiscordPage): number =>
  (box?.components ?? []).reduce((sum, one) => sum + ("content" in one ? one.content.length : 0), 0);

/** Apart from page numbers and the marks of a cut, nothing but the cluster. */
const hasOnlyWhole = (cluster: string) => (line: string) =>
  line
    .replace(/^page \d+ of \d+$|\[…\]/g, "")
    .replaceAll(cluster.trim(), "")
    .trim() === "";

const wordsOf = (inline: Inline): string => {
  const marks: Partial<Record<Inline["kind"], string>> = { flag: "⚠ " };
  return "text" in inline ? `${marks[inline.kind] ?? ""}${cleanText(inline.text)}` : "";
};

it("are judged by a check that finds what is wrong", () => {
  const [page] = render(aParagraph("Words."));
  const withText = (content: string) =>
    ({ ...page, components: [{ type: 17, components: [{ type: 10, content }] }] }) as DiscordPage;

  expect(payloadProblems(page!)).toEqual([]);
  for (const bad of [withText("x".repeat(4001)), withText(""), { ...page!, allowed_mentions: {} }])
    expect(payloadProblems(bad)).not.toEqual([]);
});

describe("articles that mean harm", () => {
  it("make no message that Discord refuses", () => {
    fc.assert(
      fc.property(fc.array(article, { minLength: 1, maxLength: 3 }), (articles) => {
        const pages = render(documentOf(articles));

        expect(pages.flatMap(payloadProblems)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it("ping nobody, lead nowhere else, run nothing and hide nothing", () => {
    const allowed: readonly MarkdownNode["kind"][] = ["text", "bold", "struck", "code", "link"];
    fc.assert(
      fc.property(article, (one) => {
        for (const page of render(documentOf([one]))) {
          expect(JSON.stringify(page)).not.toMatch(/@(everyone|here)/i);
          expect(JSON.stringify(page)).not.toMatch(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/);
          for (const node of shownNodes(page)) {
            expect(allowed).toContain(node.kind);
            if (node.kind !== "link") continue;
            expect(node.url).toMatch(/^https?:\/\/[^\s<>|)]+$/);
            expect(new URL(node.url).username).toBe("");
            expect(node.children).toEqual([
              { kind: "text", text: expect.stringMatching(/^[\p{L}\p{M}\p{N}.:[\]-]+$/u) },
            ]);
          }
          for (const { look } of shownLines(page))
            expect(["text", "h2", "small", "quote", "item"]).toContain(look);
        }
      }),
      { numRuns: 250 },
    );
  });

  it("are shown whole and in order over all pages", () => {
    fc.assert(
      fc.property(
        fc.array(article, { minLength: 1, maxLength: 1 }),
        fc.constantFrom(700, 4000),
        (articles, most) => {
          const document = documentOf(articles.map((one) => ({ ...one, url: "no address" })));
          const expected = linesOf(document)
            .flatMap(({ text }) => text.map(wordsOf))
            .join("")
            .replace(/@(?=everyone|here)/gi, "＠");

          const shown = textOfPages(render(document, most));

          expect(bare(shown)).toContain(bare(expected).slice(0, 50));
          expect(bare(shown).replaceAll("noaddress", "")).toBe(bare(expected).replaceAll("noaddress", ""));
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each(["a", "é", "e\u0301", "市", "😀", "👩‍👩‍👧", "🏳️‍🌈", "क\u094d\u200dष", "<", "*"])(
    "fill a page to the last character with %j, and not one more",
    (cluster) => {
      const most = 700;
      // What a page has beside its foot and the end of its line.
      const room = most - 161;
      const filled = Math.floor(room / markdown([{ kind: "text", text: cluster }]).length);
      for (const times of [filled - 1, filled, filled + 1, 2 * filled]) {
        const text = cluster.repeat(times);
        const pages = render(aParagraph(text), most);

        expect(pages.flatMap(payloadProblems)).toEqual([]);
        for (const page of pages) expect(textSize(page)).toBeLessThanOrEqual(most);
        expect(pages.length).toBe(times <= filled ? 1 : times === 2 * filled ? 3 : 2);
        expect(bare(textOfPages(pages))).toBe(bare(text));
        for (const line of pages.flatMap(shownText)) expect(line).toSatisfy(hasOnlyWhole(cluster));
      }
    },
  );
});
