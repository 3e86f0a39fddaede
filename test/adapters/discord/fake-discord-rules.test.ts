import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PLAIN, type RawBot, type Surface, startRawBot } from "../../support/fake-discord/raw-bot.ts";
import { HAND_RULES } from "../../support/fake-discord/rules.ts";

const quiet = { allowed_mentions: { parse: [] } };
const text = (length: number) => "x".repeat(length);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

const V2 = 1 << 15;
const button = (parts: object = {}) => ({ type: 2, style: 1, label: "Next", custom_id: "next", ...parts });
const link = (parts: object) => ({ type: 2, style: 5, label: "Source", ...parts });
const rows = (...buttons: object[]) => ({
  ...PLAIN,
  components: buttons.map((each) => ({ type: 1, components: [each] })),
});
const field = (value: string) => ({ ...quiet, embeds: [{ fields: [{ name: "n", value }] }] });
const display = { type: 10, content: "Tessaut" };
const modal = (count: number) => ({
  custom_id: "m",
  title: "Feed",
  components: many(count, (at) => ({
    type: 1,
    components: [{ type: 4, style: 1, custom_id: `f${at}`, label: "Field" }],
  })),
});
const command = (parts: object = {}) => [{ name: "briefing", description: "d", ...parts }];
const option = (name: string, required: boolean) => ({ type: 3, name, description: "d", required });
const total = (length: number) => ({
  ...quiet,
  embeds: [{ description: text(4000) }, { title: text(200), description: text(length - 4200) }],
});

type Case = readonly [number: number, surface: Surface, wrong: unknown, right: unknown];

/** A wrong body for each rule, and beside it the most that is right. */
const CASES: readonly Case[] = [
  [1, "channel", { ...quiet, content: text(2001) }, { ...quiet, content: text(2000) }],
  [2, "channel", total(6001), total(6000)],
  [
    3,
    "channel",
    rows(...many(6, (at) => button({ custom_id: `${at}` }))),
    rows(...many(5, (at) => button({ custom_id: `${at}` }))),
  ],
  [4, "channel", rows(button(), button()), rows(button(), button({ custom_id: "Next" }))],
  [
    5,
    "channel",
    { ...quiet, content: " \n", embeds: [] },
    { ...quiet, content: "", embeds: [{ title: "t" }] },
  ],
  [6, "channel", field(" "), field("0")],
  [
    7,
    "reply",
    { ...PLAIN, flags: V2, components: [display] },
    { ...quiet, flags: V2, components: [display] },
  ],
  [
    8,
    "follow-up",
    { ...quiet, flags: V2, embeds: [{ title: "t" }], components: [display] },
    { ...quiet, flags: V2, embeds: [], components: [display] },
  ],
  [
    9,
    "channel",
    rows(link({ url: "https://example.org", custom_id: "x" })),
    rows(link({ url: "https://example.org" })),
  ],
  [10, "edit", rows(link({ url: "discord://example.org" })), rows(link({ url: "http://example.org" }))],
  [11, "modal", modal(6), modal(5)],
  [12, "commands", command({ name: "Briefing" }), command({ name: "bréfing-2" })],
  [13, "commands", [{ name: "briefing" }], [{ name: "briefing", description: "d" }]],
  [
    14,
    "commands",
    command({ options: [option("a", false), option("b", true)] }),
    command({ options: [option("a", true), option("b", false)] }),
  ],
  [
    15,
    "commands",
    command({ name_localizations: { "fr-FR": "point" } }),
    command({ name_localizations: { fr: "point" } }),
  ],
  [
    16,
    "commands",
    many(101, (at) => ({ name: `c${at}`, description: "d" })),
    many(100, (at) => ({ name: `c${at}`, description: "d" })),
  ],
];

const container = (count: number) => ({
  ...quiet,
  flags: V2,
  components: [{ type: 17, components: many(count, () => ({ type: 14 })) }],
});
const displays = (...lengths: number[]) => ({
  ...quiet,
  flags: V2,
  components: lengths.map((length) => ({ type: 10, content: text(length) })),
});
const image = (url: string) => ({ ...quiet, embeds: [{ image: { url } }] });
const long = (count: number) =>
  command({
    options: many(20, (at) => ({
      type: 3,
      name: `o${at}`,
      description: text(100),
      choices: many(count, (each) => ({ name: text(90), value: `${each}` })),
    })),
  });

type OtherCase = readonly [rule: string, surface: Surface, wrong: unknown, right: unknown];

const OTHER_CASES: readonly OtherCase[] = [
  [
    "attachment-ids",
    "channel",
    { ...PLAIN, attachments: [{ id: "0", filename: "a" }] },
    { ...PLAIN, attachments: [] },
  ],
  ["attachment-references", "channel", image("attachment://a.png"), image("https://example.org/a.png")],
  [
    "empty-field-name",
    "channel",
    { ...quiet, embeds: [{ fields: [{ name: " ", value: "v" }] }] },
    { ...quiet, embeds: [{ fields: [{ name: "n", value: "v" }] }] },
  ],
  [
    "v2-flag-missing",
    "channel",
    { ...quiet, components: [display] },
    { ...quiet, flags: V2, components: [display] },
  ],
  ["v2-total", "channel", container(40), container(39)],
  ["v2-text-total", "channel", displays(3000, 1001), displays(3000, 1000)],
  [
    "modal-custom-ids",
    "modal",
    { ...modal(1), components: [...modal(1).components, ...modal(1).components] },
    modal(2),
  ],
  ["command-length", "commands", long(4), long(2)],
  [
    "context-menu-count",
    "commands",
    many(16, (at) => ({ name: `Read ${at}`, type: 3 })),
    many(15, (at) => ({ name: `Read ${at}`, type: 3 })),
  ],
  ["guild-command-scope", "guild commands", command({ contexts: [0] }), command()],
  [
    "unique-command-name",
    "commands",
    [...command(), ...command()],
    [...command(), { name: "briefing", type: 3 }],
  ],
  ["empty-message", "edit", { ...quiet, content: "" }, { ...quiet, content: "", embeds: [{ title: "t" }] }],
  ["v2-with-content", "channel edit", { ...quiet, flags: V2, components: [display] }, PLAIN],
  ["unique-custom-id", "update", rows(button(), button()), rows(button())],
];

let bot: RawBot;
beforeAll(async () => {
  bot = await startRawBot();
});
afterAll(() => bot?.stop());

describe("the sixteen rules that the official document does not state", () => {
  it.each(CASES)("rule %i is kept", async (number, surface, wrong, right) => {
    const refused = await bot.send(surface, wrong);
    const passed = await bot.send(surface, right);

    expect(refused.status).toBe(400);
    expect(refused.rules).toEqual([HAND_RULES.find((rule) => rule.number === number)?.name]);
    expect(passed.rules).toEqual([]);
    expect(passed.status).toBeLessThan(300);
  });

  it("are sixteen, each with a case", () => {
    expect(HAND_RULES.map(({ number }) => number)).toEqual(many(16, (at) => at + 1));
    expect(CASES.map(([number]) => number)).toEqual(many(16, (at) => at + 1));
  });
});

describe("the rules beyond them", () => {
  it.each(OTHER_CASES)("%s", async (rule, surface, wrong, right) => {
    const refused = await bot.send(surface, wrong);
    const passed = await bot.send(surface, right);

    expect(refused.status).toBe(400);
    expect(refused.rules).toEqual([rule]);
    expect(passed.rules).toEqual([]);
    expect(passed.status).toBeLessThan(300);
  });

  it.each(["channel", "channel edit", "reply", "edit", "follow-up", "update"] as const)(
    "every body that can carry words pings nobody: %s",
    async (surface) => {
      const noted = await bot.send(surface, { content: "one" });
      const passed = await bot.send(surface, PLAIN);

      expect(noted.rules).toEqual(["allowed-mentions"]);
      expect(passed.rules).toEqual([]);
    },
  );

  it("counts the longer of code points and UTF-16 units", async () => {
    const refused = await bot.send("channel", { ...quiet, content: "🌍".repeat(1001) });
    const passed = await bot.send("channel", { ...quiet, content: "🌍".repeat(1000) });

    expect(refused.rules).toEqual(["channel-content-length"]);
    expect(passed.rules).toEqual([]);
  });
});
