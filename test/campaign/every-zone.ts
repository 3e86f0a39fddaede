import { setImmediate } from "node:timers/promises";
import { fc } from "../support/properties.ts";
import { checkZone } from "./zones.ts";

/** Every zone that Node knows, 2020 to 2035, at `times` random times of day each; prints what was found. */
export async function checkEveryZone({ times, seed }: { times: number; seed: number }): Promise<boolean> {
  const zones = Intl.supportedValuesOf("timeZone");
  const chosen = fc.sample(
    fc.array(fc.integer({ min: 0, max: 1439 }), { minLength: times, maxLength: times }),
    {
      seed,
      numRuns: zones.length,
    },
  );
  let [cases, searched] = [0, 0];
  const problems: string[] = [];
  for (const [i, zone] of zones.entries()) {
    // Leaves a moment in which Ctrl-C is heard.
    await setImmediate();
    const report = checkZone(zone, chosen[i]!, { from: 2020, to: 2035 });
    cases += report.cases;
    searched += report.searched;
    problems.push(...report.problems);
    if ((i + 1) % 50 === 0) console.error(`${i + 1} zones, ${cases} cases`);
  }
  console.log(
    `${zones.length} zones, ${times} random times of day each (seed ${seed}), every local day 2020–2035: ${cases} cases, ` +
      `${searched} of them around changes of the clock; ${problems.length} problems`,
  );
  for (const problem of problems.slice(0, 40)) console.log(`  ${problem}`);
  return problems.length === 0;
}
