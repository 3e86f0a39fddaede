import { type Document, heading, inlines, paragraph } from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { TenantSettings } from "../desk/desk.ts";

const LANGUAGES = ["auto", "en", "fr"] as const;
const WINDOWS = ["1d", "3d", "7d", "30d"] as const;
const COOLDOWNS = ["15m", "1h", "3h", "12h"] as const;

/** The settings as they are, and a button for each other value. */
export function settingsReply(now: TenantSettings, saved: boolean, words: Words): Document {
  const { settings } = words;
  return {
    summary: saved ? settings.saved : settings.heading,
    tone: "found",
    blocks: [
      heading(1, settings.heading),
      ...(saved ? [paragraph(settings.saved)] : []),
      {
        kind: "fields",
        fields: [
          { name: settings.language, value: inlines(settings.languages[now.language]) },
          { name: settings.window, value: inlines(settings.windows[now.window]) },
          { name: settings.cooldown, value: inlines(settings.cooldowns[now.cooldown]) },
          { name: settings.alerts, value: inlines(settings.limits(now.alerts, now.watches)) },
          { name: settings.role, value: inlines(now.role === "" ? settings.nobody : now.role) },
          { name: settings.quiet, value: inlines(now.quiet === "" ? settings.never : now.quiet) },
          { name: settings.digests, value: inlines(now.digests) },
        ],
      },
      {
        kind: "actions",
        actions: [
          ...LANGUAGES.filter((language) => language !== now.language).map((language) => ({
            label: settings.languages[language],
            command: "settings",
            options: { language },
          })),
          ...WINDOWS.filter((window) => window !== now.window).map((window) => ({
            label: settings.windows[window],
            command: "settings",
            options: { window },
          })),
          ...COOLDOWNS.filter((cooldown) => cooldown !== now.cooldown).map((cooldown) => ({
            label: settings.cooldownOf(settings.cooldowns[cooldown]),
            command: "settings",
            options: { cooldown },
          })),
          {
            label: settings.quiet,
            command: "settings",
            options: {},
            asks: [
              {
                option: "quiet",
                label: settings.quiet,
                required: true,
                example: "22:00-06:30 Africa/Lubumbashi",
              },
            ],
          },
        ],
      },
    ],
  };
}
