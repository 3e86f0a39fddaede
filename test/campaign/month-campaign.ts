import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aMonthOfKills, KILLINGS, type MonthReport, readLibrary } from "./month.ts";
import { seeded } from "./seeded.ts";

const DAYS = 30;
/** Some kills meet nothing: no post comes that they wait for. */
const SPARE = 1.15;

/**
 * The month on a platform, or on each: Discord, Slack as an operator usually sets it up, and Slack with
 * channels:history. Prints what came of it; gives whether nothing was missed and nothing doubled that the platform
 * would have let be known.
 */
export async function monthCampaign(wish: {
  readonly kills: number;
  readonly seed: number;
  readonly platform: "discord" | "slack" | null;
}): Promise<boolean> {
  let isGood = true;
  const library = readLibrary(mkdtempSync(join(tmpdir(), "sitrep-library-")));
  const ways = [
    { platform: "discord", looks: true, title: "Discord" },
    { platform: "slack", looks: false, title: "Slack" },
    { platform: "slack", looks: true, title: "Slack with channels:history" },
  ] as const;
  const random = () => seeded(wish.seed);
  const quiet = {
    platform: "discord",
    looks: true,
    library,
    days: DAYS,
    kills: 0,
    random: random(),
  } as const;
  const { told } = await aMonthOfKills(quiet);
  console.log(`Left alone: ${told.length} changes that the three watches told of`);
  for (const { title, ...way } of ways) {
    if (wish.platform !== null && way.platform !== wish.platform) continue;
    const report = await aMonthOfKills({
      ...way,
      library,
      days: DAYS,
      kills: Math.ceil(wish.kills * SPARE),
      random: random(),
    });
    const problems = [...problemsIn(report, way.looks), ...otherAlerts(told, report.told)];
    console.log(`${title}: ${said(report)}${problems.map((problem) => `\n  ${problem}`).join("")}`);
    if (killsIn(report) < wish.kills) console.log(`  only ${killsIn(report)} kills`);
    // Between "stored" and "confirmed" is where it matters.
    isGood &&= problems.length === 0 && killsIn(report) >= wish.kills && report.unconfirmed > 0;
  }
  rmSync(library, { recursive: true, force: true });
  return isGood;
}

/** What must not be; a post may stand twice only where a process died before it heard that it stood, unseen since. */
export function problemsIn(report: MonthReport, looks: boolean): string[] {
  const { missed, doubled, strange, unconfirmed, unclear, violations } = report;
  const forced = looks ? 0 : Math.min(unconfirmed, unclear);
  return [
    ...(missed.length === 0 ? [] : [`missed: ${missed.join(", ")}`]),
    ...(doubled.length <= forced ? [] : [`doubled: ${doubled.join(", ")}`]),
    ...(strange === 0 ? [] : [`${strange} messages nobody asked for`]),
    ...violations,
  ];
}

/** What watches told of when nobody was killed, and what else they told of. */
function otherAlerts(expected: readonly string[], told: readonly string[]): string[] {
  const lost = expected.filter((key) => !told.includes(key));
  const added = told.filter((key) => !expected.includes(key));
  return [
    ...(lost.length === 0 ? [] : [`not told of: ${lost.join(", ")}`]),
    ...(added.length === 0 ? [] : [`told of though nothing changed: ${added.join(", ")}`]),
  ];
}

export function killsIn({ kills }: MonthReport): number {
  return KILLINGS.reduce((sum, kind) => sum + kills[kind], 0);
}

function said(report: MonthReport): string {
  const { digests, told, alerts, posts, kills, unconfirmed, unclear, doubled, missed } = report;
  return (
    `${DAYS} days, ${digests} digests and ${alerts} alerts (${told.length} changes) in ${posts} messages, ${killsIn(report)} kills ` +
    `(${KILLINGS.map((kind) => `${kills[kind]} ${kind}`).join(", ")}), ${unconfirmed} times between "stored at the ` +
    `platform" and "confirmed": ${missed.length} missed, ${doubled.length} doubled; ${unclear} posts that it could not look for`
  );
}
