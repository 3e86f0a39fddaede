import { describe, expect, it } from "vitest";
import { forgetGone } from "../../src/desk/forget-gone.ts";
import { openDepartures } from "../../src/stores/departures.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { aTickingClock } from "../support/a-ticking-clock.ts";

const DAY = 24 * 3_600_000;
const silent = { info: () => {}, error: () => {} };

function aList() {
  const clock = aTickingClock("2025-03-01T12:00:00Z");
  return { clock, departures: openDepartures(openMemoryStore(), clock) };
}

describe("tenants that removed the bot", () => {
  it("are kept for seven days, to the millisecond", async () => {
    const { clock, departures } = aList();
    await departures.markGone("discord:1");

    clock.tick(7 * DAY - 1);
    expect(await departures.overdue()).toEqual([]);
    clock.tick(1);
    expect(await departures.overdue()).toEqual(["discord:1"]);
  });

  it("are not put off by being told twice, and not counted once they are back", async () => {
    const { clock, departures } = aList();
    await departures.markGone("discord:2");
    await departures.markGone("discord:1");
    await departures.markGone("discord:3");
    clock.tick(6 * DAY);
    await departures.markGone("discord:1");
    await departures.markPresent("discord:3");
    clock.tick(DAY);

    expect(await departures.overdue()).toEqual(["discord:1", "discord:2"]);
  });

  it("begin a new grace when they leave, come back and leave again", async () => {
    const { clock, departures } = aList();
    await departures.markGone("discord:1");
    clock.tick(6 * DAY);
    await departures.markPresent("discord:1");
    await departures.markGone("discord:1");
    clock.tick(6 * DAY);

    expect(await departures.overdue()).toEqual([]);
  });

  it("are forgotten once, and again only after they left again", async () => {
    const { clock, departures } = aList();
    const forgotten: string[] = [];
    const tenants = { forget: async (tenant: string) => void forgotten.push(tenant) };
    await departures.markGone("discord:1");
    await departures.markGone("discord:2");
    await departures.markPresent("discord:2");

    const buttons: string[] = [];
    const memoryOf = (platform: string) => ({
      forget: async (id: string) => {
        buttons.push(`${platform} ${id}`);
      },
    });
    await forgetGone(departures, tenants, memoryOf, silent);
    clock.tick(7 * DAY);
    await forgetGone(departures, tenants, memoryOf, silent);
    await forgetGone(departures, tenants, memoryOf, silent);

    expect(forgotten).toEqual(["discord:1"]);
    expect(buttons).toEqual(["discord 1"]);
  });

  it("stay on the list when deleting them fails", async () => {
    const { clock, departures } = aList();
    await departures.markGone("discord:1");
    clock.tick(7 * DAY);
    const memoryOf = () => ({ forget: async () => {} });
    const failing = { forget: async () => Promise.reject(new Error("disk full")) };

    await expect(forgetGone(departures, failing, memoryOf, silent)).rejects.toThrow("disk full");

    expect(await departures.overdue()).toEqual(["discord:1"]);
  });
});
