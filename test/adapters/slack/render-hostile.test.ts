import { beforeAll, describe, expect, it } from "vitest";
import { renderSlack, type SlackPage } from "../../../adapters/slack/render.ts";
import { answerView, homeView } from "../../../adapters/slack/views.ts";
import { cleanText } from "../../../src/chat/clean-text.ts";
import type { Block, Document, Inline } from "../../../src/chat/document.ts";
import { wordsIn } from "../../../src/chat/words/catalogue.ts";
import { openBlockSchema } from "../../support/fake-slack/block-schema.ts";
import { type Check, openCheck } from "../../support/fake-slack/check.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { fc } from "../../support/properties.ts";

let check: Check;
beforeAll(async () => {
  check = openCheck(await openBlockSchema());
});

/** Under so many pages of one document no id comes twice on one. */
function drawn(document: Document, tables: boolean, characters?: number): readonly SlackPage[] {
  let ids = 0;
  return renderSlack(document, {
    customIdOf: () => `id-${ids++}`,
    tables,
    shareable: true,
    ...(characters !== undefined && { characters }),
  });
}

const inlineOf = (text: string): fc.Arbitrary<Inline> =>
  fc.constantFrom<Inline>(
    { kind: "text", text },
    { kind: "strong", text },
    { kind: "quiet", text },
    { kind: "struck", text },
    { kind: "marked", text },
    { kind: "flag", flag: "denied", text },
    {
      kind: "link",
      text,
      url: `https://example.org/${encodeURIComponent(text.slice(0, 40).toWellFormed())}|x>`,
    },
    { kind: "link", text, url: text },
    { kind: "command", command: "said", options: { who: text } },
    { kind: "fact", id: text, text },
    { kind: "moment", text, from: null, to: null, precision: "day" },
  );
const inlines = (longest: number) => fc.array(hostileText(longest).chain(inlineOf), { maxLength: 4 });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant("heading" as const),
    level: fc.constantFrom(1 as const, 2 as const),
    text: inlines(300),
    aside: inlines(300),
  }),
  fc.record({ kind: fc.constant("paragraph" as const), text: inlines(6000) }),
  fc.record({ kind: fc.constant("quote" as const), text: inlines(6000) }),
  fc.record({ kind: fc.constant("small" as const), text: inlines(4000) }),
  fc.record({ kind: fc.constant("list" as const), items: fc.array(inlines(500), { maxLength: 6 }) }),
  fc.record({
    kind: fc.constant("rows" as const),
    shape: fc.constantFrom("numbers" as const, "words" as const),
    title: inlines(200),
    aside: inlines(100),
    rows: fc.array(
      fc.record({
        lead: inlines(60),
        body: inlines(3000),
        when: inlines(30),
        id: fc.constant(null),
        notes: fc.array(inlines(80), { maxLength: 2 }),
      }),
      { maxLength: 8 },
    ),
  }),
  fc.record({ kind: fc.constant("divider" as const) }),
  fc.record({
    kind: fc.constant("actions" as const),
    actions: fc.array(
      fc.record({
        label: hostileText(200),
        command: fc.constant("briefing"),
        options: fc.dictionary(fc.constant("topic"), hostileText(60)),
      }),
      { maxLength: 30 },
    ),
  }),
);
const document: fc.Arbitrary<Document> = fc.record({
  summary: hostileText(500),
  tone: fc.constant("found" as const),
  blocks: fc.array(block, { minLength: 1, maxLength: 12 }),
});

describe("whatever a feed puts into its words", () => {
  it("makes messages, dialogues and pages that Slack takes, and that ping, link and unfold nothing", () => {
    fc.assert(
      fc.property(document, fc.boolean(), (one, tables) => {
        for (const page of drawn(one, tables)) {
          const body = { ...page, unfurl_links: false, unfurl_media: false };
          expect(check.message(body as never, "post")).toEqual([]);
          if (tables) continue;
          expect(check.view(answerView(page, wordsIn("en")) as never)).toEqual([]);
          expect(check.view(homeView(page) as never)).toEqual([]);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("loses no word of it over however many pages", () => {
    fc.assert(
      fc.property(hostileText(8000), fc.boolean(), (text, tables) => {
        const one: Document = {
          summary: "x",
          tone: "found",
          blocks: [{ kind: "paragraph", text: [{ kind: "text", text }] }],
        };
        const shown = drawn(one, tables, 4000)
          .flatMap(({ blocks }) => blocks.filter(({ type }) => type === "rich_text"))
          .map(textIn)
          .join("")
          .replaceAll("[…]", "");

        expect(shown.replace(/\s+/g, "")).toBe(cleanText(text).replaceAll("[…]", "").replace(/\s+/g, ""));
      }),
      { numRuns: 60 },
    );
  });
});

function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).join("");
  if (typeof value !== "object" || value === null) return "";
  const { text } = value as { readonly text?: unknown };
  if (typeof text === "string") return text;
  return Object.values(value).map(textIn).join("");
}
