import type { Clock } from "../../src/clock.ts";
import { ROLES } from "../../src/desk/roles.ts";
import { serve } from "../../src/main.ts";
import type { Tick } from "../../src/schedule/tick.ts";

/**
 * Sitrep's own service, whole, in a process that its parent may kill at any moment. Only two things are not those of
 * an operator's process: the clock is ahead of the machine's by what the parent says, and the work that recurs is done
 * when the parent says (`{ ahead }`, milliseconds), once each, answered with `{ done }`.
 */

let ahead = Number(process.env.MONTH_AHEAD);
const clock: Clock = { now: () => new Date(Date.now() + ahead) };
const works: (() => Promise<void>)[] = [];

const tick: Tick = (name, _pattern, log, work) => {
  const round = () => work().catch((error: unknown) => log.error("tick", { name, outcome: "failed" }, error));
  works.push(round);
  return {
    async stop() {
      works.splice(works.indexOf(round), 1);
    },
  };
};

process.on("message", async (told: { readonly ahead: number }) => {
  ahead = told.ahead;
  for (const work of [...works]) await work();
  process.send?.({ done: ahead });
});
process.on("disconnect", () => process.exit(1));

await serve({
  roles: new Set(ROLES),
  shards: { all: null, one: null },
  data: undefined,
  userAgent: "sitrep/0",
  write: (line) => process.stderr.write(line),
  clock,
  tick,
});
process.exit(0);
