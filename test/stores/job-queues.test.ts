import type { Log } from "../../src/log.ts";
import { localJobQueue } from "../../src/stores/local-job-queue.ts";
import { openPostgresJobQueue } from "../../src/stores/postgres-job-queue.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { jobQueueContract } from "../support/contracts/job-queue-contract.ts";

const silent: Log = { info: () => {}, error: () => {} };

jobQueueContract("the queue of one process", async () =>
  localJobQueue({ log: silent, sleep: async () => {} }),
);

describeWithPostgres("on PostgreSQL", () => {
  jobQueueContract("the queue in a database", async () =>
    openPostgresJobQueue({ url: await aDatabase(), log: silent, retryDelay: 0 }),
  );
});
