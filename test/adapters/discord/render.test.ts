import { describe, expect, it } from "vitest";
import { type DiscordOptions, renderDiscord } from "../../../adapters/discord/render.ts";
import type { Press } from "../../../adapters/shared/presses.ts";
import {
  type Block,
  type Document,
  flag,
  heading,
  inlines,
  paragraph,
  small,
  strong,
} from "../../../src/chat/document.ts";
import { briefingReply } from "../../../src/replies/briefing.ts";
import { actorsReply, figuresReply, sourcesReply } from "../../../src/replies/parts.ts";
import { whyReply } from "../../../src/replies/why.ts";
import { aDigest, aFullDigest, aWhyItem } from "../../support/a-digest.ts";
import { english, inEnglish } from "../../support/a-telling.ts";
import { payloadProblems, shownText } from "../../support/discord-payload.ts";

const customIdOf = (press: Press) => JSON.stringify(press).slice(0, 100);
const aDocument = (...blocks: readonly Block[]): Document => ({ summary: "", tone: "found", blocks });
const render = (document: Document, options: Partial<DiscordOptions> = {}) =>
  renderDiscord(document, { customIdOf, ...options });
const question = { topic: "marenta", since: undefined, until: undefined };
const answer = { digest: aFullDigest(), understoodAs: null, question, ...inEnglish };
const moment = (text: string) =>
  ({ kind: "moment", text, from: "2031-05-06", to: "2031-05-06", precision: "day" }) as const;
const fact = (id: string) => ({ kind: "fact", id: `${id}0000`, text: id }) as const;

/** The components inside of the box of the only page, texts as they are, the rest by its name. */
const inside = (document: Document, options: Partial<DiscordOptions> = {}) => {
  const [page, ...more] = render(document, options);
  expect(more).toEqual([]);
  return page?.components[0]?.components.map((one) => ("content" in one ? one.content : one));
};
const separator = { type: 14 };

describe("a message", () => {
  it("is a box of texts with the state as its colour, and pings nobody", () => {
    expect(render(aDocument(paragraph("Nothing new.")))).toEqual([
      {
        flags: 32768,
        allowed_mentions: { parse: [] },
        components: [
          { type: 17, accent_color: 0x5b8def, components: [{ type: 10, content: "Nothing new." }] },
        ],
      },
    ]);
  });

  it.each([
    [{ tone: "found" } as const, {}, 0x5b8def],
    [{ tone: "nothing" } as const, {}, 0xc9b458],
    [{ tone: "trouble" } as const, {}, 0xd9822b],
    [{ tone: "found" } as const, { unchanged: true }, 0x80848e],
  ])("says its state by colour: %j %j", (tone, options, colour) => {
    const [page] = render({ ...aDocument(paragraph("Words.")), ...tone }, options);

    expect(page?.components[0]?.accent_color).toBe(colour);
  });
});

describe("blocks", () => {
  it("begin with the name, and where, when and how much in small print", () => {
    const document = aDocument(
      heading(1, inlines(strong("Marenta"), " · Kandoria"), inlines(moment("1–7 May"), " · as of 7 May")),
      paragraph("3 reports, 2 origins"),
      small("Every report here is a retelling."),
    );

    expect(inside(document)).toEqual([
      "## **Marenta**\n-# Kandoria\n-# 1–7\u00a0May · as of 7 May\n-# 3 reports, 2 origins\n-# Every report here is a retelling.",
    ]);
  });

  it("put the number first, then who and when, and the rest in small print", () => {
    const document = aDocument(heading(2, "Figures"), {
      kind: "rows",
      shape: "numbers",
      title: [strong("Killed · Marenta")],
      aside: inlines(strong("40 – 120"), "  ", flag("disagree", "sources disagree")),
      rows: [
        {
          lead: [strong("at least 120")],
          body: inlines(
            "Ilan Torvek, health minister",
            { kind: "quiet", text: ", via Northern Wire" },
            " · bodies",
          ),
          when: [moment("6 May")],
          id: fact("f1aaaaa"),
          notes: [
            inlines("was ", { kind: "struck", text: "90" }, " (", moment("5 May"), ") ", fact("f2bbbbb")),
          ],
        },
        {
          lead: [strong("40")],
          body: inlines("Free Ridge Front"),
          when: [moment("(7 May)")],
          id: fact("f3ccccc"),
          notes: [[flag("denied", "denied")]],
        },
      ],
    });

    const [label, ladder, , why] = inside(document) ?? [];
    expect([label, ladder]).toEqual([
      "-# **Figures**",
      [
        "**Killed · Marenta**: **40\u00a0– 120** ⚠ sources disagree",
        "**at least 120** Ilan Torvek, health minister · 6\u00a0May",
        "-# via Northern Wire · bodies · f1aaaaa · was ~~90~~ (5\u00a0May) f2bbbbb",
        "**40** Free Ridge Front (7\u00a0May) · ⊘ denied",
        "-# f3ccccc",
      ].join("\n"),
    ]);
    expect(why).toEqual({
      type: 1,
      components: [
        {
          type: 3,
          custom_id: '{"kind":"why"}',
          placeholder: "Why… choose a line",
          options: [
            { label: "f1aaaaa · at least 120 Ilan Torvek, health minister · 6 May", value: "f1aaaaa0000" },
            { label: "f2bbbbb · was 90 (5 May)", value: "f2bbbbb0000" },
            { label: "f3ccccc · 40 Free Ridge Front (7 May) · denied", value: "f3ccccc0000" },
          ],
        },
      ],
    });
  });

  it("quote what was said below who said it", () => {
    const rows = ["We stay.", "We go."].map((words, index) => ({
      lead: inlines("said on air, ", moment(`${index + 6} May`)),
      body: inlines(`“${words}”`, " — ", { kind: "quiet", text: "Radio Lakeside" }),
      when: [],
      id: fact(`s${index}`),
      notes: [],
    }));
    const document = aDocument({
      kind: "rows",
      shape: "words",
      title: inlines(strong("Ann Velde"), ", governor"),
      aside: [],
      rows,
    });

    expect(inside(document)?.[0]).toBe(
      [
        "**Ann Velde**, governor, said on air, 6\u00a0May",
        "> “We stay.”",
        "-# Radio Lakeside · s0",
        "said on air, 7\u00a0May",
        "> “We go.”",
        "-# Radio Lakeside · s1",
      ].join("\n"),
    );
  });

  it("set what is not known off from the name", () => {
    const document = aDocument({
      kind: "rows",
      shape: "words",
      title: [],
      aside: [],
      rows: [
        {
          lead: inlines("Ridge army"),
          body: [{ kind: "quiet", text: "No reply found." }],
          when: [],
          id: null,
          notes: [],
        },
      ],
    });

    expect(inside(document)).toEqual(["**Ridge army**: No reply found."]);
  });

  it("give a sentence its source in small print, and anything else a bullet", () => {
    const document = aDocument(
      {
        kind: "list",
        items: [
          inlines(
            "The bridge — the only one — fell.",
            { kind: "quiet", text: " — Wire, " },
            moment("6 May"),
            "  ",
            fact("k1"),
          ),
          inlines(strong("Marenta"), { kind: "quiet", text: " · town" }),
        ],
      },
      { kind: "quote", text: inlines("… of ", { kind: "marked", text: "12 people" }, " …") },
      { kind: "fields", fields: [{ name: "Rule", value: inlines("figures/event") }] },
    );

    expect(inside(document)?.slice(0, 3)).toEqual([
      "The bridge — the only one — fell.\n-# Wire, 6\u00a0May · k1\n- **Marenta** · town",
      "> … of **12 people** …",
      "**Rule** figures/event",
    ]);
  });

  it("stand in sections, with a line between", () => {
    const document = aDocument(
      heading(2, "Figures"),
      paragraph("None."),
      { kind: "divider" },
      { kind: "fields", fields: [{ name: "Not found", value: inlines("missing") }] },
    );

    expect(inside(document)).toEqual(["-# **Figures**", "None.", separator, "**Not found** missing"]);
  });
});

describe("buttons", () => {
  const actions = (n: number): Block => ({
    kind: "actions",
    actions: Array.from({ length: n }, (_, index) => ({
      label: `Topic ${index}`,
      command: "briefing",
      options: { topic: `t${index}` },
    })),
  });
  const rowsOf = (document: Document) =>
    (inside(document) ?? []).flatMap((one) =>
      typeof one === "object" && "components" in one ? [one.components.length] : [],
    );

  it("run a command again, five in a row", () => {
    expect(inside(aDocument(paragraph("Which one?"), actions(1)))?.at(-1)).toEqual({
      type: 1,
      components: [
        {
          type: 2,
          style: 2,
          label: "Topic 0",
          custom_id:
            '{"kind":"action","action":{"label":"Topic 0","command":"briefing","options":{"topic":"t0"}}}',
        },
      ],
    });
    expect(rowsOf(aDocument(paragraph("Which one?"), actions(7)))).toEqual([5, 2]);
  });

  it("are at most fifteen; the others are named in the text, and the same one stands once", () => {
    const document = aDocument(paragraph("Which one?"), actions(17), actions(17));

    expect(rowsOf(document)).toEqual([5, 5, 5]);
    expect(render(document).flatMap(shownText)).toEqual([
      "Which one?",
      "/briefing topic:t15",
      "/briefing topic:t16",
    ]);
  });

  it("have a label that fits, cut between words", () => {
    const label = `${"Marenta ".repeat(15)}end`;
    const document = aDocument(
      { kind: "actions", actions: [{ label, command: "help", options: {} }] },
      paragraph("x"),
    );
    const row = inside(document)?.at(-1);

    expect(JSON.stringify(row)).toContain(`"label":"${"Marenta ".repeat(9)}Marenta…"`.slice(0, 40));
    expect(render(document).flatMap(payloadProblems)).toEqual([]);
  });

  it("turn pages, and never twice with the same id", () => {
    const document = aDocument(
      ...Array.from({ length: 9 }, (_, index) => paragraph(`${index} ${"word ".repeat(60)}`)),
      actions(2),
    );
    const pages = render(document, { characters: 1200 });
    const labels = pages.map((page) =>
      JSON.stringify(page)
        .match(/"label":"[^"]+"/g)
        ?.map((label) => label.slice(9, -1)),
    );

    expect(labels).toEqual([
      ["More", "Topic 0", "Topic 1"],
      ["Back", "More", "Topic 0", "Topic 1"],
      ["Back", "Topic 0", "Topic 1"],
    ]);
    expect(pages.map((page) => shownText(page).at(-1))).toEqual([
      "page 1 of 3",
      "page 2 of 3",
      "page 3 of 3",
    ]);
    expect(
      render({ ...document, language: "fr" }, { characters: 1200 }).map((page) => shownText(page).at(-1)),
    ).toContain("page 2 sur 3");
    expect(
      render(document, { characters: 1200, maxPages: 2 }).map((page) => shownText(page).slice(-2))[1],
    ).toEqual(["1 more page does not fit here: ask for a shorter period.", "page 2 of 2"]);
  });

  it.each([() => "", () => "x".repeat(101), () => "same"])(
    "refuse ids that Discord would refuse: %s",
    (badIdOf) => {
      expect(() => render(aDocument(paragraph("x"), actions(2)), { customIdOf: badIdOf })).toThrow(
        RangeError,
      );
    },
  );
});

describe("real answers", () => {
  it.each([
    ["a briefing", briefingReply(answer)],
    ["figures", figuresReply(answer, undefined)],
    ["actors", actorsReply(answer)],
    ["sources", sourcesReply(answer)],
    ["evidence", whyReply({ status: "found", items: [aWhyItem()] }, "f2", english)],
    ["nothing", briefingReply({ ...answer, digest: aDigest() })],
  ])("%s is a valid message, the same every time", (_name, document) => {
    const pages = render(document);

    expect(pages.flatMap(payloadProblems)).toEqual([]);
    expect(pages.length).toBeGreaterThan(0);
    expect(render(document)).toEqual(pages);
  });

  it("say a ladder's title again where its rungs go on", () => {
    const row = (n: number) => ({
      lead: [strong(`${n}`)],
      body: inlines("Free Ridge Front, spokesperson of the northern command"),
      when: [moment("6 May")],
      id: fact(`f${n}aaaa`),
      notes: [],
    });
    const document = aDocument(heading(2, "Figures"), {
      kind: "rows",
      shape: "numbers",
      title: [strong("Killed · Marenta")],
      aside: [],
      rows: Array.from({ length: 60 }, (_, index) => row(index + 100)),
    });

    const pages = render(document).map(shownText);

    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages.slice(1))
      expect(page.slice(0, 2)).toEqual(["Figures", "Killed · Marenta (continued)"]);
  });
});
