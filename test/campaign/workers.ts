import { startPostgres } from "../support/postgres-server.ts";
import { twoWorkers } from "./two-workers.ts";

/** Two workers, one killed half way, and prints what was found. Gives whether all went well. */
export async function runTwoWorkers(items: number): Promise<boolean> {
  const server = await startPostgres();
  try {
    let lastLine = 0;
    const report = await twoWorkers({
      databaseUrl: server.url,
      items,
      kill: true,
      onProgress: (articles) => {
        if (articles - lastLine < 500) return;
        lastLine = articles;
        console.error(`${articles} articles`);
      },
    });
    console.log(
      `${report.items} items, ${report.distinct} distinct, ${report.stored} stored after one of two workers was killed; ` +
        `${report.problems.length} problems`,
    );
    for (const problem of report.problems) console.log(`  ${problem}`);
    return report.problems.length === 0 && report.stored === report.distinct;
  } finally {
    await server.stop();
  }
}
