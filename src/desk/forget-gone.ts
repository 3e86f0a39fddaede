import type { ChatMemory } from "../chat/memory.ts";
import type { Log } from "../log.ts";
import type { Departures } from "../stores/departures.ts";
import type { Tenants } from "./tenants.ts";

/** What a tenant that removed the bot left is deleted when its grace is over. */
export async function forgetGone(
  departures: Departures,
  tenants: Pick<Tenants, "forget">,
  memoryOf: (platform: string) => Pick<ChatMemory, "forget">,
  log: Log,
): Promise<void> {
  for (const tenant of await departures.overdue()) {
    await tenants.forget(tenant);
    const [platform = "", id = ""] = tenant.split(/:(.*)/s);
    await memoryOf(platform).forget(id);
    await departures.markPresent(tenant);
    log.info("tenant", { outcome: "deleted", tenant });
  }
}
