import { expect, it } from "vitest";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { twoWorkers } from "./two-workers.ts";

// With a worker that is killed half way: npm run campaign -- workers.
describeWithPostgres("two workers on one database", () => {
  it("take every report in once, from feeds and files, however often it came", async () => {
    const report = await twoWorkers({ databaseUrl: await aDatabase(), items: 100, kill: false });

    expect(report).toEqual({ items: 100, distinct: 80, stored: 80, problems: [] });
  });
});
