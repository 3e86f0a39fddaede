import { describe, expect, it } from "vitest";
import { openBlockSchema } from "../../support/fake-slack/block-schema.ts";
import { openCheck } from "../../support/fake-slack/check.ts";
import type { Fields } from "../../support/fake-slack/fields.ts";

const check = openCheck(await openBlockSchema());
const QUIET = { unfurl_links: false, unfurl_media: false };

const plain = (text: string) => ({ type: "plain_text", text });
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const post = (body: Fields) => check.message({ ...QUIET, ...body }, "post");
const rulesOf = (body: Fields) => post({ text: "hello", ...body }).map(({ rule }) => rule);
const rich = (...elements: Fields[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});

describe("the shape of blocks", () => {
  it.each<[string, Fields]>([
    ["a block nobody knows", { type: "carpet" }],
    ["a header in mrkdwn", { type: "header", text: { type: "mrkdwn", text: "a" } }],
    [
      "a button in mrkdwn",
      {
        type: "actions",
        elements: [{ type: "button", text: { type: "mrkdwn", text: "a" }, action_id: "a" }],
      },
    ],
    [
      "an accessory of the wrong kind",
      { ...section("a"), accessory: { type: "plain_text_input", action_id: "a" } },
    ],
    [
      "a style that does not exist",
      { type: "actions", elements: [{ type: "button", text: plain("a"), style: "green", action_id: "a" }] },
    ],
    ["a property nobody knows", { ...section("a"), colour: "red" }],
    ["an input without label", { type: "input", element: { type: "plain_text_input", action_id: "a" } }],
    ["a bad icon of an alert", { type: "alert", text: plain("a"), level: "purple" }],
  ])("refuses %s", (_, block) => {
    expect(rulesOf({ blocks: [block] })).toContain("schema");
    expect(post({ text: "hello", blocks: [block] }).some(({ refused }) => refused)).toBe(true);
  });

  it("names the place of the trouble, not every member of the union", () => {
    const problems = post({
      text: "hello",
      blocks: [
        section("a"),
        { type: "actions", elements: [{ type: "button", text: plain("a"), style: "green", action_id: "a" }] },
      ],
    });

    expect(problems).toHaveLength(1);
    expect(problems[0]?.sentence).toContain("blocks.1/elements/0/style");
  });

  it.each<[string, Fields]>([
    ["a section with neither text nor fields", { type: "section" }],
    ["an empty text", section("")],
    ["actions without elements", { type: "actions", elements: [] }],
    ["a context without elements", { type: "context", elements: [] }],
    [
      "a select with nothing to select",
      { type: "actions", elements: [{ type: "static_select", action_id: "a", options: [] }] },
    ],
    [
      "two buttons of one action id",
      { type: "actions", elements: [1, 2].map(() => ({ type: "button", text: plain("a"), action_id: "a" })) },
    ],
    [
      "a data table of one row",
      { type: "data_table", caption: "a", rows: [[{ type: "raw_text", text: "a" }]] },
    ],
    [
      "a data table of uneven rows",
      {
        type: "data_table",
        caption: "a",
        rows: [1, 2].map((n) => Array.from({ length: n }, () => ({ type: "raw_text", text: "a" }))),
      },
    ],
  ])("refuses %s, which the types let pass", (_, block) => {
    expect(rulesOf({ blocks: [block] })).toContain("shape");
  });

  it("refuses two blocks of one id, and lets two ids be", () => {
    const twice = (second: string) => [
      { ...section("a"), block_id: "one" },
      { ...section("b"), block_id: second },
    ];

    expect(rulesOf({ blocks: twice("one") })).toEqual(["shape"]);
    expect(rulesOf({ blocks: twice("two") })).toEqual([]);
  });

  it("wants a title, and a submit button beside inputs, of a modal", () => {
    const blocks = [
      { type: "input", label: plain("a"), element: { type: "plain_text_input", action_id: "a" } },
    ];
    const rules = (view: Fields) => check.view({ type: "modal", blocks, ...view }).map(({ rule }) => rule);

    expect(rules({ submit: plain("Go") })).toEqual(["schema"]);
    expect(rules({ title: plain("a") })).toEqual(["shape"]);
    expect(rules({ title: plain("a"), submit: plain("Go") })).toEqual([]);
  });

  it("knows metadata", () => {
    expect(rulesOf({ metadata: { event_type: "briefing", event_payload: { id: "1" } } })).toEqual([]);
    expect(rulesOf({ metadata: { event_payload: {} } })).toEqual(["schema"]);
  });

  it("lets the blocks we use pass", () => {
    const cells = [
      { type: "raw_text", text: "Goma" },
      { type: "raw_number", value: 12, text: "12" },
    ];
    const blocks = [
      { type: "header", text: plain("Goma & around <here>") },
      section("*12* &lt;dead&gt; <https://news.example/a?b=1&amp;c=2|Radio A>"),
      { type: "markdown", text: "**bold**" },
      { type: "table", rows: [cells, cells] },
      rich({ type: "text", text: "a" }, { type: "link", url: "https://news.example", text: "b" }),
      { type: "context", elements: [{ type: "mrkdwn", text: "<!date^1735689600^{date_short}|1 Jan>" }] },
      { type: "actions", elements: [{ type: "external_select", action_id: "place", min_query_length: 1 }] },
    ];

    expect(post({ text: "Goma", blocks })).toEqual([]);
  });
});

describe("the house rules", () => {
  it.each([
    ["<!channel>", "pings"],
    ["<!here>", "pings"],
    ["<!everyone>", "pings"],
    ["<@U123>", "pings"],
    ["<@W123|name>", "pings"],
    ["<!subteam^S1>", "pings"],
    ["a < b", "unescaped"],
    ["<b>bold</b>", "unescaped"],
    ["<#C123>", "unescaped"],
    ["<mailto:a@b.example|mail>", "unescaped"],
    ["<javascript:alert(1)|x>", "unescaped"],
    ["<https://bank.example@evil.example|bank>", "unescaped"],
    ["<https://a.example|two\nlines>", "unescaped"],
    ["<https://a.example|<!channel>>", "unescaped"],
    ["<!date^now^{date}|x>", "unescaped"],
    ["cut <https://a.example/lo", "unescaped"],
  ])("hear %j, in the text and in blocks", (text, word) => {
    const found = [
      post({ text }),
      post({ text: "hello", blocks: [section(text)] }),
      post({ text: "hello", blocks: [{ type: "markdown", text }] }),
    ];

    for (const problems of found) {
      expect(problems.length).toBeGreaterThan(0);
      expect(problems[0]?.rule).toBe("security");
      expect(problems[0]?.refused).toBe(false);
      expect(problems.map(({ sentence }) => sentence).join()).toContain(word);
    }
  });

  it.each([
    "a &lt; b, R&amp;D, x > y",
    "@everyone @channel",
    "<https://a.example>",
    "<http://a.example/p?q=1#r|A label | no>".replace(" | ", " "),
    "<!date^1735689600^{date_long} at {time}^https://a.example|1 January>",
  ])("do not mind %j", (text) => {
    expect(post({ text })).toEqual([]);
  });

  it("do not read plain text as markup", () => {
    expect(rulesOf({ blocks: [{ type: "header", text: plain("<!channel> a < b") }] })).toEqual([]);
  });

  it.each(["broadcast", "user", "usergroup"])("hear a %s element in rich text", (type) => {
    const ids = { broadcast: { range: "here" }, user: { user_id: "U1" }, usergroup: { usergroup_id: "S1" } }[
      type
    ];

    expect(rulesOf({ blocks: [rich({ type, ...ids })] })).toEqual(["security"]);
  });

  it("hear a link element or button that leads off the web", () => {
    const go = (url: string) => ({
      type: "actions",
      elements: [{ type: "button", text: plain("a"), action_id: "a", url }],
    });

    expect(rulesOf({ blocks: [rich({ type: "link", url: "javascript:alert(1)" })] })).toEqual(["security"]);
    expect(rulesOf({ blocks: [go("ftp://a.example")] })).toEqual(["security"]);
    expect(rulesOf({ blocks: [go("https://a.example")] })).toEqual([]);
  });

  it("hear link_names and parse: full", () => {
    expect(rulesOf({ link_names: "true" })).toEqual(["security"]);
    expect(rulesOf({ parse: "full" })).toEqual(["security"]);
    expect(rulesOf({ link_names: "false", parse: "none" })).toEqual([]);
  });

  it("want both unfurl switches off on a post, and only there", () => {
    expect(check.message({ text: "a" }, "post").map(({ rule }) => rule)).toEqual(["unfurl", "unfurl"]);
    expect(check.message({ text: "a", ...QUIET, unfurl_media: true }, "post")).toHaveLength(1);
    expect(check.message({ text: "a", unfurl_links: "false", unfurl_media: "false" }, "post")).toEqual([]);
    expect(check.message({ text: "a" }, "response")).toEqual([]);
  });

  it("want text beside blocks everywhere", () => {
    for (const exit of ["post", "web-api", "response", "ack"] as const) {
      expect(check.message({ ...QUIET, blocks: [section("a")] }, exit).map(({ rule }) => rule)).toEqual([
        "text-beside-blocks",
      ]);
    }
  });

  it("hold in modals and on the App Home", () => {
    const blocks = [section("<!here>")];

    expect(check.view({ type: "home", blocks }).map(({ rule }) => rule)).toEqual(["security"]);
    expect(check.view({ type: "modal", title: plain("a"), blocks }).map(({ rule }) => rule)).toEqual([
      "security",
    ]);
  });
});
