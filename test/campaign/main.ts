import { parseArgs } from "node:util";
import { killOnEachStore } from "./kill.ts";

const USAGE = `npm run campaign -- kill [--kills N] [--seed N] [--store file|postgres]
  kills writers (kill -9) at N random instants (200) on each store and checks what is left`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    store: { type: "string" },
  },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
const only = ([null, "file", "postgres"] as const).find((store) => store === (values.store ?? null));
const numbers = Number.isInteger(kills) && kills > 0 && Number.isInteger(seed);
if (positionals.join(" ") === "kill" && numbers && only !== undefined) {
  process.exitCode = (await killOnEachStore({ kills, seed, only })) ? 0 : 1;
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
