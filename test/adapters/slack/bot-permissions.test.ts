import { describe, expect, it } from "vitest";
import { aSlackSitrep, buttonOf, slackEnvironment, textOf } from "../../support/a-slack-sitrep.ts";
import { aFakeSlack } from "./a-bolt-app.ts";

const WORKSPACE = {
  id: "T1",
  members: [{ id: "UMEMBER" }, { id: "UADMIN", isAdmin: true }, { id: "UOWNER", isOwner: true }],
};

describe("who may manage what a workspace sees", () => {
  it.each(["UADMIN", "UOWNER"])(
    "%s may, by command, button and dialogue alike, and a member may not",
    async (manager) => {
      const fake = await aFakeSlack({ workspaces: [WORKSPACE] });
      await aSlackSitrep(fake, slackEnvironment(fake, "socket"));
      const ask = async (text: string, user: string) =>
        (await (await fake.slash({ command: "/sitrep", text, user })).next("ephemeral")).message;

      expect(textOf(await ask("settings language:fr", "UMEMBER"))).toContain("who may manage");
      const settings = await ask("settings window:30d", manager);
      expect(textOf(settings)).toContain("30 days");
      const shared = { ...settings, onlyFor: "UMEMBER" };
      const pressed = await fake.press(shared, buttonOf(settings, "French"));
      expect(textOf((await pressed.next("ephemeral")).message)).toContain("who may manage");

      const feeds = await ask("feeds", manager);
      const dialogue = (await (await fake.press(feeds, buttonOf(feeds, "Add a feed"))).next("view")).view;
      // A dialogue that somebody else sends is none of theirs.
      const stolen = await fake.submitView(
        { ...dialogue, user: "UMEMBER" },
        { "sitrep:in:address": "https://example.org/rss.xml" },
      );
      const update = (await stolen.next("view")).view;
      expect(textOf(update)).toContain("too old, or not from here");
      // One that a member opened by a button a manager showed him says so when it is sent.
      const opened = await fake.press({ ...feeds, onlyFor: "UMEMBER" }, buttonOf(feeds, "Add a feed"));
      const own = (await opened.next("view")).view;
      await fake.submitView(own, { "sitrep:in:address": "https://example.org/rss.xml" });
      expect(textOf((await opened.next("ephemeral")).message)).toContain("who may manage");

      const member = (await (await fake.openHome({ user: "UMEMBER" })).next("home")).view;
      expect(() => buttonOf(member, "Settings of this server")).toThrow("no button");
      const home = (await (await fake.openHome({ user: manager })).next("home")).view;
      const opens = await fake.press(home, buttonOf(home, "Settings of this server"));
      await opens.next("view");
      const inside = (await opens.next("view")).view;
      expect(textOf(inside)).toContain("30 days");
      // A view that Slack would never show a member, pressed by one all the same.
      await fake.press({ ...inside, user: "UMEMBER" }, buttonOf(inside, "3 days"));
      const now = await ask("settings", manager);
      expect(textOf(now)).toContain("30 days");
    },
  );

  it("an admin finds in the app's page what comes by itself, and a member does not", async () => {
    const fake = await aFakeSlack({ workspaces: [WORKSPACE] });
    await aSlackSitrep(fake, slackEnvironment(fake, "socket"));
    const ask = async (text: string, user: string) =>
      textOf((await (await fake.slash({ command: "/sitrep", text, user })).next("ephemeral")).message);
    const home = async (user: string) => (await (await fake.openHome({ user })).next("home")).view;

    expect(textOf(await home("UADMIN"))).toContain("There are none yet");
    expect(await ask('subscribe goma when:"daily 07:00"', "UMEMBER")).toContain("who may manage");
    expect(await ask('subscribe goma when:"daily 07:00"', "UADMIN")).toContain("Saved");
    const view = await home("UADMIN");
    expect(textOf(view)).toMatch(/goma · .*07:00/);
    expect(textOf(await home("UMEMBER"))).not.toContain("07:00");
    const pressed = await fake.press(view, buttonOf(view, "Digests that come by themselves"));
    await pressed.next("view");
    expect(textOf((await pressed.next("view")).view)).toContain("07:00");
  });

  it("an admin of another workspace is nobody here", async () => {
    const fake = await aFakeSlack({
      workspaces: [WORKSPACE, { id: "T2", members: [{ id: "UOTHER", isAdmin: true }] }],
    });
    const bot = await aSlackSitrep(fake, slackEnvironment(fake, "socket"));

    const asked = await fake.slash({ command: "/sitrep", text: "settings window:3d", team: "T2" });
    const inside = await fake.slash({ command: "/sitrep", text: "settings window:3d", user: "UMEMBER" });

    expect(textOf((await inside.next("ephemeral")).message)).toContain("who may manage");
    expect(asked.seen.filter(({ kind }) => kind === "ephemeral")).toEqual([]);
    expect(bot.stdout() + bot.stderr()).not.toContain("slack:T2");
  });
});
