import { parseArgs } from "node:util";
import { killOnEachStore } from "./kill.ts";

const USAGE = `npm run campaign -- kill [--kills N] [--seed N]
  kills writers (kill -9) at N random instants (200) on each store and checks what is left`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
if (positionals.join(" ") === "kill" && kills > 0 && Number.isInteger(kills) && Number.isInteger(seed)) {
  process.exitCode = (await killOnEachStore({ kills, seed })) ? 0 : 1;
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
