import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findOpenApiDocument, openApiCheck } from "../../support/fake-discord/openapi.ts";
import { PLAIN, type RawBot, type Surface, startRawBot } from "../../support/fake-discord/raw-bot.ts";

const quiet = { allowed_mentions: { parse: [] } };
const text = (length: number) => "x".repeat(length);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

const embed = (parts: object) => ({ ...quiet, embeds: [parts] });
const field = (parts: object) => embed({ fields: [{ name: "n", value: "v", ...parts }] });
const button = (parts: object = {}) => ({ type: 2, style: 1, label: "Next", custom_id: "next", ...parts });
const row = (...components: object[]) => ({ ...PLAIN, components: [{ type: 1, components }] });
const select = (count: number) =>
  row({
    type: 3,
    custom_id: "s",
    options: many(count, (at) => ({ label: `${at}`, value: `${at}` })),
  });
const v2 = (components: object[]) => ({ ...quiet, flags: 1 << 15, components });
const choices = (count: number, name = "c") => many(count, (at) => ({ name, value: `${at}` }));
const modal = (title: string) => ({
  custom_id: "m",
  title,
  components: [{ type: 1, components: [{ type: 4, style: 1, custom_id: "f", label: "Field" }] }],
});
const command = (parts: object) => [{ name: "c", description: "d", ...parts }];
const option = (parts: object) => ({ type: 3, name: "o", description: "d", ...parts });

/** What the official document refuses, and beside each the most it lets pass. */
const CASES: readonly (readonly [what: string, surface: Surface, wrong: unknown, right: unknown])[] = [
  ["a reply of 2001", "reply", { ...quiet, content: text(2001) }, { ...quiet, content: text(2000) }],
  ["an edit of 2001", "edit", { ...quiet, content: text(2001) }, { ...quiet, content: text(2000) }],
  ["a follow-up of 2001", "follow-up", { ...quiet, content: text(2001) }, { ...quiet, content: text(2000) }],
  ["content of 4001", "channel", { ...quiet, content: text(4001) }, { ...quiet, content: text(2000) }],
  [
    "11 embeds",
    "channel",
    { ...quiet, embeds: many(11, () => ({ title: "t" })) },
    { ...quiet, embeds: many(10, () => ({ title: "t" })) },
  ],
  ["a title of 257", "channel", embed({ title: text(257) }), embed({ title: text(256) })],
  [
    "a description of 4097",
    "channel",
    embed({ description: text(4097) }),
    embed({ description: text(4096) }),
  ],
  ["a field name of 257", "channel", field({ name: text(257) }), field({ name: text(256) })],
  ["a field value of 1025", "channel", field({ value: text(1025) }), field({ value: text(1024) })],
  [
    "a footer of 2049",
    "channel",
    embed({ footer: { text: text(2049) } }),
    embed({ footer: { text: text(2048) } }),
  ],
  [
    "26 fields",
    "channel",
    embed({ fields: many(26, () => ({ name: "n", value: "v" })) }),
    embed({ fields: many(25, () => ({ name: "n", value: "v" })) }),
  ],
  [
    "6 buttons in a row",
    "channel",
    row(...many(6, (at) => button({ custom_id: `${at}` }))),
    row(...many(5, (at) => button({ custom_id: `${at}` }))),
  ],
  [
    "a custom_id of 101",
    "channel",
    row(button({ custom_id: text(101) })),
    row(button({ custom_id: text(100) })),
  ],
  ["a label of 81", "channel", row(button({ label: text(81) })), row(button({ label: text(80) }))],
  ["26 options to select", "channel", select(26), select(25)],
  ["41 components", "channel", v2(many(41, () => ({ type: 14 }))), v2(many(40, () => ({ type: 14 })))],
  [
    "a text display of 4001",
    "channel",
    v2([{ type: 10, content: text(4001) }]),
    v2([{ type: 10, content: text(4000) }]),
  ],
  ["an unknown mention to parse", "channel", { ...PLAIN, allowed_mentions: { parse: ["all"] } }, PLAIN],
  ["26 autocomplete choices", "autocomplete", choices(26), choices(25)],
  ["a choice name of 101", "autocomplete", choices(1, text(101)), choices(1, text(100))],
  ["a modal title of 46", "modal", modal(text(46)), modal(text(45))],
  ["a command name of 33", "commands", command({ name: text(33) }), command({ name: text(32) })],
  [
    "a command description of 101",
    "commands",
    command({ description: text(101) }),
    command({ description: text(100) }),
  ],
  [
    "26 options of a command",
    "commands",
    command({ options: many(26, (at) => option({ name: `o${at}` })) }),
    command({ options: many(25, (at) => option({ name: `o${at}` })) }),
  ],
  [
    "26 choices of an option",
    "commands",
    command({ options: [option({ choices: choices(26) })] }),
    command({ options: [option({ choices: choices(25) })] }),
  ],
  ["an unknown context", "commands", command({ contexts: [3] }), command({ contexts: [0, 1, 2] })],
  ["a nonce of 26", "channel", { ...PLAIN, nonce: text(26) }, { ...PLAIN, nonce: text(25) }],
  [
    "content of 1001 pictographs, which are 2002 UTF-16 units",
    "reply",
    { ...quiet, content: "🌍".repeat(1001) },
    { ...quiet, content: "🌍".repeat(1000) },
  ],
];

describe.skipIf(openApiCheck() === null)(
  "bodies against the official OpenAPI document (skipped where shared/specs is not beside the checkout)",
  () => {
    let bot: RawBot;
    beforeAll(async () => {
      bot = await startRawBot();
    });
    afterAll(() => bot?.stop());

    it.each(CASES)("refuse %s", async (_what, surface, wrong, right) => {
      const refused = await bot.send(surface, wrong);
      const passed = await bot.send(surface, right);

      expect(refused.status).toBe(400);
      expect(refused.rules).toEqual(["schema"]);
      expect(passed.rules).toEqual([]);
      expect(passed.status).toBeLessThan(300);
    });

    it("refuse an unknown kind of callback", async () => {
      const refused = await bot.send("callback", { type: 99, data: PLAIN });
      const schema = openApiCheck()?.requestProblem(
        "POST",
        "/interactions/1/x/callback",
        "application/json",
        { type: 99, data: PLAIN },
      );

      expect(refused.rules).toEqual(["callback-type"]);
      expect(schema?.at).toBe("/type");
    });

    it("name the deepest place that is wrong", async () => {
      const { details } = await bot.send("channel", field({ value: text(1025) }));

      expect(details).toEqual(["/embeds/0/fields/0/value must NOT have more than 1024 characters"]);
    });

    it("take default_member_permissions as the string that the documentation says", async () => {
      const outcome = await bot.send("commands", command({ default_member_permissions: "32" }));

      expect(outcome).toMatchObject({ status: 200, rules: [] });
    });
  },
);

describe("the official document", () => {
  it("is looked for upwards from the checkout, and its absence is no error", () => {
    expect(findOpenApiDocument(tmpdir())).toBeNull();
  });
});
