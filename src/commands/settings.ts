import { defineCommand, optionalChoice } from "../chat/command.ts";
import type { SettingsDesk } from "../desk/desk.ts";
import { settingsReply } from "../replies/settings.ts";

export interface SettingsNeeds {
  readonly settings: SettingsDesk;
}

export const settings = defineCommand({
  name: "settings",
  about: "Language and usual period of this server",
  who: "managers",
  options: {
    language: optionalChoice("Language of the bot's own words", ["auto", "en", "fr"]),
    window: optionalChoice("Period looked at when none is asked for", ["1d", "3d", "7d", "30d"]),
  },
  examples: ["settings", "settings language:fr window:3d"],
  inOther: {
    fr: {
      name: "réglages",
      about: "Langue et période habituelle de ce serveur",
      options: {
        language: {
          name: "langue",
          about: "Langue des mots du bot",
          choices: { auto: ["auto"], en: ["anglais", "en"], fr: ["français", "fr"] },
        },
        window: {
          name: "période",
          about: "Période regardée quand aucune n'est demandée",
          choices: { "1d": ["1j"], "3d": ["3j"], "7d": ["7j"], "30d": ["30j"] },
        },
      },
      examples: ["réglages", "réglages langue:fr période:3j"],
    },
  },
  run: async ({ language, window }, { settings: desk }: SettingsNeeds, words) => {
    const change = {
      ...(language === undefined ? {} : { language }),
      ...(window === undefined ? {} : { window }),
    };
    const changed = Object.keys(change).length > 0;
    if (changed) await desk.set(change);
    return settingsReply(await desk.read(), changed, words);
  },
});
