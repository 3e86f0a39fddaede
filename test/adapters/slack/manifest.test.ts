import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { SCOPES } from "../../../adapters/slack/installations.ts";
import { OWN_COMMANDS } from "../../../adapters/slack/rich-text.ts";

const Manifest = z.object({
  features: z.object({
    slash_commands: z.array(
      z.object({
        command: z.string().max(32),
        description: z.string().max(2000),
        usage_hint: z.string().max(1000),
      }),
    ),
    shortcuts: z.array(
      z.object({
        name: z.string().max(24),
        type: z.string(),
        callback_id: z.string(),
        description: z.string().max(150),
      }),
    ),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

const file = new URL("../../../adapters/slack/manifest.yaml", import.meta.url);
const manifest = Manifest.parse(parse(readFileSync(file, "utf8")));

describe("the manifest", () => {
  it("names the commands, the shortcut and the events that the bot hears", () => {
    const names = manifest.features.slash_commands.map(({ command }) => command);

    expect(names).toEqual(["/sitrep", ...OWN_COMMANDS.map((name) => `/${name}`)]);
    expect(manifest.features.shortcuts).toMatchObject([{ type: "message", callback_id: "sitrep_brief" }]);
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([
      "app_home_opened",
      "app_uninstalled",
      "tokens_revoked",
    ]);
  });

  it("asks for the same few scopes as the pages by which workspaces install it", () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(SCOPES);
  });
});
