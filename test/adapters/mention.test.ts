import { describe, expect, it } from "vitest";
import { renderDiscord } from "../../adapters/discord/render.ts";
import { renderSlack } from "../../adapters/slack/render.ts";
import { type Document, paragraph } from "../../src/chat/document.ts";
import { payloadProblems } from "../support/discord-payload.ts";

const ROLE = "123456789012345678";
const customIdOf = (press: object) => JSON.stringify(press).slice(0, 100);
const saying = (text: string, mention?: string): Document => ({
  summary: "",
  tone: "found",
  blocks: [paragraph(text)],
  ...(mention === undefined ? {} : { mention }),
});

describe("a document that names whom it pings", () => {
  it("pings that role and nobody else on Discord, on its first page only", () => {
    const long = saying(`@everyone <@&999999999999999999> ${"words ".repeat(900)}`, ROLE);

    const [first, ...others] = renderDiscord(long, { customIdOf, characters: 1500 });

    expect(first?.allowed_mentions).toEqual({ parse: [], roles: [ROLE] });
    expect(JSON.stringify(first)).toContain(`"<@&${ROLE}>"`);
    expect(JSON.stringify(first)).not.toContain('"<@&9');
    expect(others.length).toBeGreaterThan(0);
    for (const page of others) expect(page.allowed_mentions).toEqual({ parse: [] });
    // The rules that Discord checks are kept; the last one is our own, for everything that names no role.
    expect(payloadProblems(first!)).toEqual([expect.stringContaining("names somebody to ping")]);
  });

  it("pings that group and nobody else on Slack", () => {
    const [page] = renderSlack(saying("<!channel> <!subteam^S999999>", "S0123ABCD"), { customIdOf });

    const marks = JSON.stringify(page).match(/"text":"<[^"]*"/g);

    expect(page?.blocks[0]).toMatchObject({ text: { type: "mrkdwn", text: "<!subteam^S0123ABCD>" } });
    expect(marks?.filter((mark) => !mark.includes("S0123ABCD"))).toEqual([
      '"text":"<!channel> <!subteam^S999999>"',
    ]);
    // Words of articles stand where Slack reads no marks.
    expect(page?.blocks[1]?.type).toBe("rich_text");
  });

  it.each([undefined, "everyone", "@here", "S1> <!channel", "12> @everyone"])(
    "pings nobody by what is no id: %s",
    (mention) => {
      const plain = saying("words");

      expect(renderDiscord(saying("words", mention), { customIdOf })).toEqual(
        renderDiscord(plain, { customIdOf }),
      );
      expect(renderSlack(saying("words", mention), { customIdOf })).toEqual(
        renderSlack(plain, { customIdOf }),
      );
    },
  );
});
