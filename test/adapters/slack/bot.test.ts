import { describe, expect, it } from "vitest";
import {
  aSlackSitrep,
  buttonOf,
  idsIn,
  type Mode,
  slackEnvironment,
  textOf,
} from "../../support/a-slack-sitrep.ts";
import type { FakeSlackOptions } from "../../support/fake-slack/fake-slack.ts";
import { aFakeSlack } from "./a-bolt-app.ts";

const GOMA = "goma since:2025-01-26 until:2025-02-07";
const PERIOD = "since:2025-01-26 until:2025-02-07";
const REPORT =
  "TARSK, March 4 (Kelmar Wire) - At least 41 people were killed when shells hit the market in Tarsk on Tuesday, " +
  'Mayor Lina Okoro said. "We buried whole families," she told reporters. The Kelmar Relief Network said 300 ' +
  "families had fled the town since Sunday, and that the road to Orvel was still closed.";
const PEOPLE: FakeSlackOptions["workspaces"] = [
  {
    id: "T1",
    members: [{ id: "U1" }, { id: "UFR", locale: "fr-FR" }, { id: "UADMIN", isAdmin: true }],
  },
];

describe.each<Mode>(["socket", "http"])("Sitrep on Slack in %s mode", (mode) => {
  const start = async () => {
    const fake = await aFakeSlack({ mode, workspaces: PEOPLE ?? [] });
    const bot = await aSlackSitrep(fake, slackEnvironment(fake, mode));
    return { fake, bot };
  };

  it("answers a briefing to the asker alone, in pages, with the evidence behind every line", async () => {
    const { fake } = await start();

    const asked = await fake.slash({ command: "/briefing", text: GOMA });
    const { message, to } = await asked.next("ephemeral");

    expect(asked.ack).toMatchObject({ outcome: "acked", body: {} });
    expect(to).toBe("U1");
    expect(message.text).toContain("Goma");
    const first = textOf(message);
    expect(first).toMatch(/^Goma\n/);
    expect(first).toContain("sources disagree");
    expect(first).toContain("page 1 of ");
    expect(message.blocks.some(({ type }) => type === "table")).toBe(true);

    const turned = await fake.press(message, buttonOf(message, "More"));
    const second = (await turned.next("update")).message;
    expect(textOf(second)).toContain("page 2 of ");
    const back = await fake.press(second, buttonOf(second, "Back"));
    expect(textOf((await back.next("update")).message)).toBe(first);

    const [id = ""] = idsIn(message);
    const why = await fake.select(message, "sitrep:why", id);
    expect(textOf((await why.next("ephemeral")).message)).toContain(id.slice(0, 7));

    const figures = await fake.press(message, buttonOf(message, "Figures"));
    expect(textOf((await figures.next("ephemeral")).message)).toContain("Killed");
    expect(fake.messages("C1").filter(({ onlyFor }) => onlyFor === null)).toEqual([]);
  });

  it("shows the channel what the asker shares, once, and without a button to share it again", async () => {
    const { fake } = await start();
    const { message } = await (await fake.slash({ command: "/briefing", text: GOMA })).next("ephemeral");

    const shared = await fake.press(message, buttonOf(message, "Share to channel"));

    const everybody = (await shared.next("message")).message;
    expect(everybody.onlyFor).toBeNull();
    expect(textOf(everybody)).toBe(textOf(message));
    expect(() => buttonOf(everybody, "Share to channel")).toThrow("no button");
    const turned = await fake.press(everybody, buttonOf(everybody, "More"));
    const second = (await turned.next("update")).message;
    expect(textOf(second)).toContain("page 2 of ");
    expect(() => buttonOf(second, "Share to channel")).toThrow("no button");
  });

  it("answers every command and subcommand, and wrong words with what to do", async () => {
    const { fake } = await start();
    const ask = async (command: string, text: string) =>
      textOf((await (await fake.slash({ command, text })).next("ephemeral")).message);

    expect(await ask("/said", `kagame about:ceasefire ${PERIOD}`)).toContain("Kagame");
    expect(await ask("/figures", `goma killed ${PERIOD}`)).toContain("Killed");
    for (const name of ["briefing", "said", "figures", "timeline", "actors", "sources"])
      expect(await ask("/sitrep", `${name} ${GOMA}`)).toContain("Goma");
    expect(await ask("/sitrep", `"goma" ${PERIOD}`)).toMatch(/^Goma\n/);
    expect(await ask("/sitrep", "help")).toContain("typed behind /sitrep");
    expect(await ask("/sitrep", "")).toContain("/briefing");
    expect(await ask("/sitrep", "why fzzzzzz")).toContain("fzzzzzz");
    expect(await ask("/sitrep", `read ${REPORT}`)).toContain("At least 41");
    expect(await ask("/briefing", "gooma")).toContain("“gooma” understood as Goma");
    const wrong = await ask("/briefing", "goma since:yesteryear");
    expect(wrong).toContain("yesteryear");
    expect(wrong).toContain("Usage: /briefing <topic>");
    expect(await ask("/sitrep", "/breifing goma")).toContain("Did you mean /briefing?");
  });

  it("asks for what is missing in a dialogue that suggests topics while somebody types", async () => {
    const { fake } = await start();

    const asked = await fake.slash({ command: "/briefing" });
    const { view } = await asked.next("view");
    const { options } = await fake.suggest(view, "sitrep:suggest:topic", "gom");
    expect(options[0]).toMatchObject({ value: "Goma" });
    expect(options.length).toBeLessThanOrEqual(100);
    await fake.submitView(view, {
      "sitrep:suggest:topic": "Goma",
      "sitrep:in:since": "2025-01-26",
      "sitrep:in:until": "2025-02-07",
    });

    expect(textOf((await asked.next("ephemeral")).message)).toMatch(/^Goma\n/);
  });

  it("speaks French to a French reader, with the same facts", async () => {
    const { fake } = await start();

    const asked = await fake.slash({
      command: "/sitrep",
      text: "point goma depuis:2025-01-26 jusque:2025-02-07",
      user: "UFR",
    });
    const english = await fake.slash({ command: "/briefing", text: GOMA });

    const french = (await asked.next("ephemeral")).message;
    expect(textOf(french)).toContain("les sources divergent");
    const ids = idsIn((await english.next("ephemeral")).message);
    // French takes more room: its first page holds a little less.
    expect(idsIn(french)).toEqual(ids.slice(0, idsIn(french).length));
  });

  it("hands over a briefing as a file in direct messages, to the byte", async () => {
    const { fake } = await start();

    const asked = await fake.slash({ command: "/sitrep", text: `file ${GOMA}` });

    expect(textOf((await asked.next("ephemeral")).message)).toContain("in your direct messages");
    const [upload] = [...fake.uploads.values()];
    expect(upload?.name).toMatch(/^goma-\d{4}-\d\d-\d\d\.md$/);
    expect(upload?.channel).toBe("DU1");
    expect(Buffer.from(upload?.bytes ?? []).toString()).toContain("# **Goma**");
  });

  it("reads the report in a message for the one who asks", async () => {
    const { fake } = await start();
    const message = { ...sayInChannel(REPORT.replaceAll('"', "&quot;")), team: "T1" };

    const asked = await fake.shortcut("sitrep_brief", message);

    const answer = textOf((await asked.next("ephemeral")).message);
    expect(answer).toContain("At least 41");
    expect(answer).toContain("nothing was stored");
  });

  it("has a page of its own with topics and the health of the feeds, whose buttons answer in a dialogue", async () => {
    const { fake } = await start();

    const opened = await fake.openHome();
    const { view } = await opened.next("home");
    expect(textOf(view)).toContain("Topics");
    expect(textOf(view)).toContain("Feeds");
    const topic = buttonOf(view, /./);
    const pressed = await fake.press(view, topic);
    const loading = (await pressed.next("view")).view;
    const answered = (await pressed.next("view")).view;

    expect(textOf(loading)).toContain("One moment");
    expect(answered.id).toBe(loading.id);
    expect(textOf(answered)).not.toContain("One moment");
  });

  it("answers a forged or forgotten button politely, and to the presser alone", async () => {
    const { fake } = await start();
    const { message } = await (await fake.slash({ command: "/briefing", text: GOMA })).next("ephemeral");
    const forged = {
      ...message,
      blocks: [
        {
          type: "actions",
          block_id: "b",
          elements: [
            {
              type: "button",
              action_id: `sitrep:act:${"A".repeat(22)}`,
              text: { type: "plain_text", text: "x" },
            },
          ],
        },
      ],
    };

    const pressed = await fake.press(forged, `sitrep:act:${"A".repeat(22)}`);

    expect(textOf((await pressed.next("ephemeral")).message)).toContain("too old, or not from here");
  });

  it("runs once what is told twice", async () => {
    const { fake, bot } = await start();

    const asked = await fake.slash(
      { command: "/briefing", text: GOMA },
      mode === "socket" ? { twice: true } : {},
    );
    await asked.next("ephemeral");
    if (mode === "socket") await bot.wrote('"outcome":"told twice"');

    expect(asked.seen.filter(({ kind }) => kind === "ephemeral")).toHaveLength(1);
  });
});

function sayInChannel(text: string) {
  return {
    ts: "1700000000.000001",
    channel: "C1",
    text,
    blocks: [],
    threadTs: null,
    onlyFor: null,
    metadata: null,
    files: [],
    edited: false,
  };
}
