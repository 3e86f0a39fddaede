import { expect, it, vi } from "vitest";
import { aSlackSitrep, slackEnvironment, textOf } from "../../support/a-slack-sitrep.ts";
import { aFakeSlack } from "./a-bolt-app.ts";

const WORKSPACE = { id: "T1", members: [{ id: "UADMIN", isAdmin: true }] };

it("sends a digest into its channel when it is asked to, once", async () => {
  const fake = await aFakeSlack({ workspaces: [WORKSPACE] });
  await aSlackSitrep(fake, slackEnvironment(fake, "socket"));
  const ask = async (text: string) => {
    const called = await fake.slash({ command: "/sitrep", text, user: "UADMIN" });
    return textOf((await called.next("ephemeral")).message);
  };
  const [channel = ""] = [...fake.workspace("T1").channels.keys()];

  expect(await ask("subscribe goma when:7d")).not.toContain("Saved");
  const saved = await ask('subscribe goma when:"daily 07:00 Africa/Lubumbashi"');
  expect(saved).toContain("Next three");
  const [, id = ""] = /\b([0-9a-f]{8})\b/.exec(await ask("subscriptions")) ?? [];
  expect(await ask(`subscriptions now id:${id}`)).toContain("on its way");

  const digests = () => fake.messages(channel, "T1").filter((one) => textOf(one).includes("First digest"));
  await vi.waitFor(() => expect(digests().length).toBeGreaterThan(0), { timeout: 20_000, interval: 100 });
  expect(digests()).toHaveLength(1);
});
