import { expect, it, onTestFinished, vi } from "vitest";
import { aSlackSitrep, slackEnvironment, textOf } from "../../support/a-slack-sitrep.ts";
import { rss } from "../../support/made-up-feeds.ts";
import { newsServer } from "../../support/news-server.ts";
import { aFakeSlack } from "./a-bolt-app.ts";

const WORKSPACE = { id: "T1", members: [{ id: "UADMIN", isAdmin: true }] };

it("watches behind /sitrep, and tells its channel once when an article comes in", async () => {
  const news = await newsServer();
  onTestFinished(() => news.close());
  news.answers.set("/feed", (_request, response) => {
    const date = new Date(Date.now() + 1_000).toUTCString();
    const body =
      "TARSK - At least 41 people were killed in Tarsk on Tuesday, Mayor Lina Okoro said. <!channel> " +
      "The road to Orvel was closed, and bakers sold from their doors. ".repeat(8);
    response.writeHead(200, { "content-type": "application/xml" });
    response.end(rss([{ title: "Shelling of Tarsk", link: `${news.base}/1`, date, body }]));
  });
  const fake = await aFakeSlack({ workspaces: [WORKSPACE] });
  await aSlackSitrep(fake, { ...slackEnvironment(fake, "socket"), SITREP_ALLOW_ADDRESSES: "127.0.0.1" });
  const ask = async (text: string) => {
    const called = await fake.slash({ command: "/sitrep", text, user: "UADMIN" });
    return textOf((await called.next("ephemeral")).message);
  };
  const [channel = ""] = [...fake.workspace("T1").channels.keys()];

  expect(await ask("watch tarsk killed >40")).toContain("Killed: a number above 40");
  expect(await ask(`feeds add address:"${news.base}/feed"`)).toContain("Added");

  const alerts = () => fake.messages(channel, "T1").filter((one) => textOf(one).includes("ALERT"));
  await vi.waitFor(() => expect(alerts().length).toBeGreaterThan(0), { timeout: 20_000, interval: 100 });
  expect(textOf(alerts()[0]!)).toContain("Lina Okoro");
  expect(await ask("watches")).toContain("tarsk");
  expect(alerts()).toHaveLength(1);
});
