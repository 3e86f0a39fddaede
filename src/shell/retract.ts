import type { Clock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { retract } from "../desk/retract-verb.ts";
import { UserError } from "../errors.ts";
import { openApp } from "./open-app.ts";
import { type ExitCode, type Request, show, textOf } from "./screen.ts";

/** Withdraws one report, or takes that back. */
export async function retractNamed({ words, flags }: Request, clock: Clock): Promise<ExitCode> {
  const [named, ...more] = words;
  if (named === undefined || more.length > 0)
    throw new UserError("bad-option", "retract needs the id or the address of one report");
  const config = readConfig(textOf(flags.data));
  const { store } = await openApp({ ...config, dataDirNamed: true }, undefined, clock);
  try {
    const asked = { named, reason: textOf(flags.reason), undo: flags.undo === true };
    return await show(await retract(asked, store, clock));
  } finally {
    await store.close();
  }
}
