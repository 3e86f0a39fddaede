import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longText, rss } from "../support/made-up-feeds.ts";
import { type NewsServer, newsServer } from "../support/news-server.ts";
import { tempDir } from "../support/temp-dir.ts";
import { runCli } from "./run-cli.ts";

let server: NewsServer;
beforeAll(async () => {
  server = await newsServer();
});
afterAll(() => server.close());

const OPEN = { SITREP_ALLOW_ADDRESSES: "127.0.0.1" };
const entry = (n: number) => ({
  title: `Report ${n}`,
  link: `https://news.example/${n}`,
  date: "Tue, 04 Mar 2025 06:30:00 GMT",
  body: longText(`event ${n}`),
});

describe("feeds in a shell", () => {
  it("are added, listed, run and removed", async () => {
    const data = tempDir();
    const feeds = (...args: string[]) => runCli(["feeds", ...args, "--data", data], "", OPEN);
    const url = `${server.base}/feed`;
    server.answers.set("/feed", { body: rss([entry(1)]) });

    const added = await feeds("add", url, "--every", "2h");
    server.answers.set("/feed", { body: rss([entry(1), entry(2)]) });
    const run = await feeds("run", "--once", "--all", "--json");
    const list = await feeds();
    const removed = await feeds("remove", url);
    const empty = await feeds("list", "--json");

    expect(added).toMatchObject({
      code: 0,
      stdout: `added ${url}: 1 new, 0 updated, 0 unchanged, 0 seen before\n`,
    });
    expect(JSON.parse(run.stdout)).toMatchObject({
      new: 1,
      seen: 1,
      feeds: [{ url, status: "read", problems: [] }],
    });
    expect(list.stdout).toMatch(
      /^1 feed\n {2}http:\/\/127.0.0.1:\d+\/feed \(Kelmar Post\)\n {4}every 2h, last read /,
    );
    expect(removed).toMatchObject({ code: 0, stdout: `removed ${url}; its articles stay\n` });
    expect(JSON.parse(empty.stdout)).toEqual([]);
  });

  it("with trouble are kept, told and end with 1", async () => {
    const data = tempDir();
    const feeds = (...args: string[]) => runCli(["feeds", ...args, "--data", data], "", OPEN);
    const url = `${server.base}/broken`;
    server.answers.set("/broken", { status: 500 });

    const added = await feeds("add", url);
    const list = await feeds("list");

    expect(added).toMatchObject({ code: 1 });
    expect(added.stdout).toContain(`${url} has trouble on its own side (500): it is tried again later`);
    expect(list.stdout).toMatch(/^1 feed, 1 with problems\n/);
    expect(list.stdout).toContain("    problem: has trouble on its own side (500)");
  });

  it("on addresses inside read like addresses that are not there", async () => {
    const data = tempDir();
    const feeds = (...args: string[]) => runCli(["feeds", ...args, "--data", data]);

    const inside = await feeds("add", `${server.base}/feed`);

    expect(inside).toMatchObject({ code: 2, stdout: "" });
    expect(inside.stderr).toContain(`sitrep: ${server.base}/feed cannot be reached: check the address\n`);
  });
});
