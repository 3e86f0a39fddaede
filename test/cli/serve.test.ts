import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFeedBook } from "../../src/stores/keyed-feed-book.ts";
import { openStore } from "../../src/stores/open-store.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { longText, rss } from "../support/made-up-feeds.ts";
import { type NewsServer, newsServer } from "../support/news-server.ts";
import { tempDir } from "../support/temp-dir.ts";
import { runCli, SITREP } from "./run-cli.ts";

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

interface LogLine {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** Serves until a line of its log satisfies `enough`, then tells it to end; gives its log and exit code. */
async function serveUntil(enough: (line: LogLine) => boolean, ...args: string[]) {
  const child = spawn(process.execPath, [SITREP, "serve", ...args], {
    env: { HOME: "/nonexistent", ...OPEN },
  });
  const log: LogLine[] = [];
  const closed = once(child, "close");
  for await (const line of createInterface(child.stderr)) {
    if (!line.startsWith("{")) continue;
    const read = JSON.parse(line) as LogLine;
    log.push(read);
    if (enough(read)) child.kill("SIGTERM");
  }
  const [code] = await closed;
  return { code: code as number | null, log };
}

describe("sitrep serve", () => {
  it("reads what is due by itself, says so, and ends cleanly when told", async () => {
    const data = tempDir();
    server.answers.set("/due", { body: rss([entry(1), entry(2)]) });
    const store = await openStore({ dataDir: data, databaseUrl: null });
    await openFeedBook(store, fixedClock("2025-03-05T12:00:00Z")).save({
      url: `${server.base}/due`,
      everyMinutes: 15,
      addedAt: "2025-03-05T12:00:00Z",
      failures: 0,
    });
    await store.close();

    const { code, log } = await serveUntil((line) => line.event === "feed", "--data", data);
    const listed = await runCli(["feeds", "--data", data]);

    expect(code).toBe(0);
    expect(log.map(({ event }) => event)).toEqual(["serving", "feed", "stopping"]);
    expect(log[0]).toMatchObject({ roles: "bot,scheduler,worker", store: "file" });
    expect(log[1]).toMatchObject({ url: `${server.base}/due`, status: "read", new: 2, problem: null });
    expect(listed.stdout).toContain("(Kelmar Post)");
  });

  it("refuses to split roles over processes that share nothing", async () => {
    const ran = await runCli(["serve", "--role", "worker", "--data", tempDir()]);
    const worker = await runCli(["worker"]);

    for (const { code, stderr } of [ran, worker]) {
      expect(code).toBe(2);
      expect(stderr).toContain("set DATABASE_URL, or run sitrep serve without --role");
    }
  });

  it("refuses a role that is none, and words", async () => {
    expect((await runCli(["serve", "--role", "robot"])).stderr).toContain(
      "--role takes bot, scheduler, worker",
    );
    expect((await runCli(["serve", "now"])).stderr).toContain("serve takes no words");
  });
});
