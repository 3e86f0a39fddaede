import { describe, expect, it } from "vitest";
import {
  aSlackSitrep,
  buttonOf,
  idsIn,
  type Mode,
  slackEnvironment,
  textOf,
} from "../../support/a-slack-sitrep.ts";
import type { FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import type { Fields } from "../../support/fake-slack/fields.ts";
import type { FileSketch } from "../../support/fake-slack/shared-files.ts";
import type { WorkspaceSketch } from "../../support/fake-slack/world.ts";
import { aFakeSlack } from "./a-bolt-app.ts";

const REPORT =
  "TARSK, March 4 (Kelmar Wire) - At least 41 people were killed when shells hit the market in Tarsk on Tuesday, " +
  'Mayor Lina Okoro said. "We buried whole families," she told reporters. The Kelmar Relief Network said 300 ' +
  "families had fled the town since Sunday, and that the road to Orvel was still closed.";
const OTHER =
  "ORVEL, March 5 (Kelmar Wire) - The number of people displaced around Orvel has risen to 12,400, the Kelmar " +
  "Relief Network said on Wednesday. Governor Sela Marin said two bridges had been destroyed overnight.";
const PAGE = `<!DOCTYPE html><html lang="en"><head><title>Market shelled in Tarsk</title>
<meta property="article:published_time" content="2026-03-04T09:00:00Z"></head><body><nav>Home Subscribe</nav>
<article><h1>Market shelled in Tarsk</h1><p>${REPORT}</p><p>${OTHER}</p></article></body></html>`;
const WORKSPACE: WorkspaceSketch = {
  id: "T1",
  members: [{ id: "U1" }, { id: "UFR", locale: "fr-FR" }, { id: "UADMIN", isAdmin: true }],
};
/** The stand-in's files lie on this machine, which the guard opens to nobody otherwise. */
const NEAR = { SITREP_ALLOW_ADDRESSES: "127.0.0.1" };

/** What is the matter with a file, and what is said of it. */
const UNREAD: readonly [string, Partial<FileSketch>, string][] = [
  [
    "lies elsewhere",
    { more: { mode: "external", is_external: true, url_private: "https://drive.example/x" } },
    "does not lie in Slack",
  ],
  [
    "claims to lie in Slack",
    { more: { url_private: "https://evil.example/x", url_private_download: "https://evil.example/x" } },
    "does not lie in Slack",
  ],
  [
    "wears Slack's name as a user's",
    { more: { url_private_download: "https://files.slack.com@evil.example/x" } },
    "does not lie in Slack",
  ],
  ["belongs to another organisation", { userTeam: "TOTHER" }, "Slack Connect"],
  ["waits for a question", { more: { file_access: "check_file_info" } }, "Slack Connect"],
  ["was deleted", { more: { mode: "tombstone" } }, "was deleted"],
  ["stands in a channel without the bot", { seen: false }, "/invite @Sitrep"],
  ["is a PDF", { mimetype: "application/pdf" }, "only text, Markdown and HTML"],
  ["is a PDF that is called text", { content: "%PDF-1.7\n1 0 obj" }, "only text, Markdown and HTML"],
  ["has bytes of no text", { content: Buffer.from([65, 0, 1, 2, 3]) }, "only text, Markdown and HTML"],
  ["is larger than it may be", { content: "x".repeat(1_100_000) }, "larger than 1 MB"],
  ["is larger than it says", { content: "x ".repeat(600_000), more: { size: 10 } }, "larger than 1 MB"],
  ["has too many words", { content: "word ".repeat(90_000) }, "400,000 characters"],
];

async function start(mode: Mode = "socket", workspaces: readonly WorkspaceSketch[] = [WORKSPACE]) {
  const fake = await aFakeSlack({ mode, workspaces });
  const bot = await aSlackSitrep(fake, { ...slackEnvironment(fake, mode), ...NEAR });
  return { fake, bot };
}

function messageWith(text: string, files: readonly Fields[]) {
  return {
    team: "T1",
    ts: "1700000000.000001",
    channel: "C1",
    text,
    blocks: [],
    threadTs: null,
    onlyFor: null,
    metadata: null,
    files,
    edited: false,
  };
}

/** The answers to “Brief this message”, as many as are expected, in order. */
async function briefed(
  fake: FakeSlack,
  text: string,
  files: readonly FileSketch[],
  { user = "U1", answers = 1 } = {},
): Promise<readonly string[]> {
  const message = messageWith(
    text,
    files.map((file) => fake.sharedFiles.put(file)),
  );
  const asked = await fake.shortcut("sitrep_brief", message, { user });
  const texts: string[] = [];
  for (let i = 0; i < answers; i += 1) texts.push(textOf((await asked.next("ephemeral")).message));
  expect(asked.seen.filter(({ kind }) => kind === "ephemeral")).toHaveLength(answers);
  return texts;
}

describe.each<Mode>(["socket", "http"])("files on a message, in %s mode", (mode) => {
  it("are read one by one beside the words of the message, and nothing of them is kept", async () => {
    const { fake } = await start(mode);

    const [own, text, page] = await briefed(
      fake,
      OTHER,
      [
        { name: "report.txt", content: REPORT },
        { name: "page.html", content: PAGE, mimetype: "text/html" },
      ],
      { answers: 3 },
    );

    expect(own).toContain("12,400");
    expect(own).not.toContain("From the file");
    expect(text).toContain("From the file report.txt");
    expect(text).toContain("At least 41");
    expect(text).toContain("nothing was stored");
    expect(page).toContain("Market shelled in Tarsk");
    expect(page).toContain("4 Mar 2026");
    expect(page).not.toContain("Subscribe");
    const later = await fake.slash({ command: "/briefing", text: "tarsk" });
    expect(textOf((await later.next("ephemeral")).message)).toContain("Nothing in the library is about");
  });

  it("are fetched with the workspace's own token, and words like “see below” are no answer of their own", async () => {
    const { fake } = await start(mode);

    const [answer] = await briefed(fake, "see below", [{ name: "report.txt", content: REPORT }]);

    expect(answer).toContain("At least 41");
    const downloads = fake.journal.entries.filter(({ kind }) => kind === "download");
    expect(downloads).toMatchObject([{ token: fake.token() }]);
  });
});

describe("who may keep what came as a file", () => {
  it("is a manager, for her own workspace alone", async () => {
    const { fake } = await start("socket");
    const message = messageWith("", [fake.sharedFiles.put({ name: "report.txt", content: REPORT })]);
    const ask = async (user: string) =>
      (await (await fake.shortcut("sitrep_brief", message, { user })).next("ephemeral")).message;
    const find = async (user: string) => {
      const asked = await fake.slash({ command: "/sitrep", text: "briefing tarsk since:30d", user });
      return textOf((await asked.next("ephemeral")).message);
    };

    const shown = await ask("U1");
    expect(() => buttonOf(shown, "Keep this report")).toThrow("no button");
    expect(idsIn(shown)).toEqual([]);
    const managers = await ask("UADMIN");
    // A button that a member was never shown does for him what reading does.
    const pressed = await fake.press({ ...managers, onlyFor: "U1" }, buttonOf(managers, "Keep this report"));
    expect(textOf((await pressed.next("ephemeral")).message)).toContain("nothing was stored");
    expect(await find("U1")).toContain("Nothing in the library is about");

    const kept = await fake.press(managers, buttonOf(managers, "Keep this report"));
    expect(textOf((await kept.next("ephemeral")).message)).toContain("Kept in the library");
    expect(await find("U1")).not.toContain("Nothing in the library is about");
  });
});

describe("files that are not read", () => {
  it("say so each, and what to do", async () => {
    const { fake } = await start();
    const name = "report.txt";

    for (const [what, sketch, sentence] of UNREAD) {
      const [answer = ""] = await briefed(fake, "see below", [{ name, content: REPORT, ...sketch }]);
      expect([what, answer]).toEqual([what, expect.stringMatching(/^report\.txt was not read: /)]);
      expect([what, answer]).toEqual([what, expect.stringContaining(sentence)]);
    }
  });

  it.each<[string, Parameters<FakeSlack["fail"]>[0], string]>([
    ["cut in the middle", { method: "download", drop: "after" }, "broke off on the way"],
    ["cut at once", { method: "download", drop: "before" }, "Try again"],
    [
      "sent elsewhere",
      { method: "download", status: 302, headers: { location: "https://evil.example/" } },
      "Slack does not show it to Sitrep",
    ],
    ["forbidden", { method: "download", status: 403 }, "Slack does not show it to Sitrep"],
    ["unknown to a busy Slack", { method: "files.info", status: 503, times: 9 }, "could not be reached"],
  ])("a download that is %s says so, and the next one works", async (_name, fault, sentence) => {
    const { fake, bot } = await start();
    fake.fail(fault);

    const [answer] = await briefed(fake, "see below", [{ name: "report.txt", content: REPORT }]);

    expect(answer).toContain(sentence);
    expect(bot.stdout() + bot.stderr()).not.toContain("answer failed");
    if (fault.times !== undefined) return;
    const [again] = await briefed(fake, "see below", [{ name: "report.txt", content: REPORT }]);
    expect(again).toContain("At least 41");
  });

  it("an app that was installed before it could read files says which scope it lacks, in the reader's language", async () => {
    const scopes = ["commands", "chat:write", "files:write", "users:read"];
    const { fake } = await start("socket", [{ ...WORKSPACE, scopes }]);

    const [english] = await briefed(fake, "see below", [{ name: "report.txt", content: REPORT }]);
    const [french] = await briefed(fake, "voir", [{ name: "report.txt", content: REPORT }], { user: "UFR" });

    expect(english).toContain("adds the scope files:read");
    expect(french).toContain("le scope files:read");
    expect(fake.journal.entries.filter(({ kind }) => kind === "download")).toEqual([]);
  });

  it("the guard opens no address of this machine unless the operator says so", async () => {
    const fake = await aFakeSlack({ workspaces: [WORKSPACE] });
    await aSlackSitrep(fake, slackEnvironment(fake, "socket"));

    const [answer] = await briefed(fake, "see below", [{ name: "report.txt", content: REPORT }]);

    expect(answer).toContain("could not be reached");
    expect(fake.journal.entries.filter(({ kind }) => kind === "download")).toEqual([]);
  });

  it("names of strangers ping nobody and lead nowhere, and more than three files are too many", async () => {
    const { fake } = await start();
    const names = [
      "<!channel> <@U1>.txt",
      "<https://evil.example|report>.txt",
      "\u202etxt.exe\u0000\n```*_~../../etc/passwd",
      "four.txt",
      "five.txt",
    ];

    const texts = await briefed(
      fake,
      "see below",
      names.map((name, i) => ({ name, content: i === 0 ? REPORT : "%PDF-" })),
      { answers: 2 },
    );

    // The stand-in refuses every payload that pings or carries a link the bot did not build.
    expect(texts[0]).toContain("At least 41");
    expect(texts[1]).toContain("3 of 5 files were read");
    expect(texts.join()).not.toContain("\u202e");
    expect(texts.join()).not.toContain("four.txt");
  });
});
