import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Document } from "../../src/chat/document.ts";
import { deliverPosts } from "../../src/schedule/deliver-posts.ts";
import { makeDueRuns } from "../../src/schedule/make-runs.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aPlatform } from "./posts.ts";

const DUE = "2025-03-30T05:00:00.000Z";
/** Guilds of very different size: the first has a third of all subscriptions. */
const TENANTS = 500;

/**
 * Many subscriptions due at the same minute, on a file: how long the making and the handing over take, whether all
 * arrived once, and how far down the order the smallest guild had to wait. The platform answers at once, so this is
 * the time of Sitrep alone; against Discord's 50 requests a second is reckoned and said.
 */
export async function rush(subscriptions: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-rush-"));
  const store = openSqliteStore(folder);
  const document: Document = { summary: "a digest", tone: "found", blocks: [] };
  const words = { owner: "u", language: "en", query: { topic: "mbelo" }, layout: "single" } as const;
  for (let i = 0; i < subscriptions; i++) {
    const tenant = i % 3 === 0 ? "discord:0" : `discord:${1 + (i % (TENANTS - 1))}`;
    const cadence = { kind: "daily" as const, at: ["07:00"], zone: "Africa/Lubumbashi" };
    const place = { id: `s${i}`, tenant, channel: `c${i}` };
    await store.subscriptions.add(
      { ...words, ...place, cadence, createdAt: "2025-03-01T00:00:00Z", nextAt: DUE },
      9,
    );
  }
  let now = Date.parse(DUE);
  const common = {
    store,
    clock: { now: () => new Date(now++) },
    holder: "one",
    log: { info: () => {}, error: () => {} },
  };
  const began = performance.now();
  let made = 0;
  for (let more = 1; more > 0; made += more)
    more = await makeDueRuns({
      ...common,
      makeDigest: async ({ subscription }) => ({
        summary: { ...document, summary: subscription.tenant },
        details: null,
        snapshot: null,
      }),
    });
  const making = performance.now() - began;
  const platform = aPlatform({ now: () => 0, random: () => 0.5, drops: 0, looks: true });
  let longest = 0;
  for (let tried = 1; tried > 0; ) {
    const start = performance.now();
    tried = await deliverPosts({ ...common, adapter: platform, random: () => 0.5 });
    longest = Math.max(longest, performance.now() - start);
  }
  const handing = performance.now() - began - making;
  const arrived = platform.arrived();
  const firstTurn = new Set(arrived.slice(0, TENANTS)).size;
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  console.log(
    `${made} runs made in ${seconds(making)} s, ${arrived.length} posts handed over in ${seconds(handing)} s ` +
      `(longest round ${Math.round(longest)} ms); among the first ${TENANTS}: ${firstTurn} guilds; ` +
      `at 15 posts a second Discord has them after ${Math.ceil(arrived.length / 15 / 60)} minutes`,
  );
  return made === subscriptions && arrived.length === subscriptions && firstTurn === TENANTS;
}
