import { type Document, heading, inlines, paragraph } from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { TenantSettings } from "../desk/desk.ts";

const LANGUAGES = ["auto", "en", "fr"] as const;
const WINDOWS = ["1d", "3d", "7d", "30d"] as const;

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
        ],
      },
    ],
  };
}
