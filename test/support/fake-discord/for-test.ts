import { onTestFinished } from "vitest";
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from "./index.ts";

/** A stand-in for one test: stopped at its end, and the test fails when the bot broke a rule. */
export async function fakeDiscordForTest(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const fake = await startFakeDiscord(options);
  onTestFinished(async () => {
    await fake.stop();
    fake.expectNoViolations();
  });
  return fake;
}
