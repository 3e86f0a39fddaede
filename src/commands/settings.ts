import { defineCommand, optionalChoice, optionalText } from "../chat/command.ts";
import type { SettingsDesk } from "../desk/desk.ts";
import { settingsReply } from "../replies/settings.ts";

export interface SettingsNeeds {
  readonly settings: SettingsDesk;
}

export const settings = defineCommand({
  name: "settings",
  about: "Language, usual period, quiet hours and alerts of this server",
  who: "managers",
  options: {
    language: optionalChoice("Language of the bot's own words", ["auto", "en", "fr"]),
    window: optionalChoice("Period looked at when none is asked for", ["1d", "3d", "7d", "30d"]),
    cooldown: optionalChoice("Least time between two alerts of one watch", ["15m", "1h", "3h", "12h"]),
    alerts: optionalChoice("Most alerts an hour in one channel", ["2", "6", "20"]),
    watches: optionalChoice("Most watches of one channel", ["5", "10", "25"]),
    role: optionalText("Whom alerts ping: a role, on Slack the id of a user group; off is nobody"),
    quiet: optionalText("When nothing comes by itself: 22:00-06:00 Africa/Lubumbashi, or off"),
    digests: optionalChoice("Digests by themselves that a channel may have", [
      "1",
      "3",
      "5",
      "10",
      "20",
      "50",
    ]),
  },
  examples: ["settings", "settings language:fr window:3d", 'settings quiet:"22:00-06:00 Africa/Lubumbashi"'],
  inOther: {
    fr: {
      name: "réglages",
      about: "Langue, période habituelle, heures calmes et alertes de ce serveur",
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
        cooldown: {
          name: "pause",
          about: "Temps minimal entre deux alertes d'une veille",
          choices: { "15m": ["15m"], "1h": ["1h"], "3h": ["3h"], "12h": ["12h"] },
        },
        alerts: {
          name: "alertes",
          about: "Nombre maximal d'alertes par heure dans un canal",
          choices: { "2": ["2"], "6": ["6"], "20": ["20"] },
        },
        watches: {
          name: "veilles",
          about: "Nombre maximal de veilles d'un canal",
          choices: { "5": ["5"], "10": ["10"], "25": ["25"] },
        },
        role: {
          name: "rôle",
          about:
            "Qui les alertes préviennent\u00a0: un rôle, sur Slack l'id d'un groupe\u202f; non, personne",
        },
        quiet: {
          name: "calme",
          about: "Quand rien n'arrive de soi-même\u00a0: 22:00-06:00 Africa/Lubumbashi, ou aucune",
        },
        digests: {
          name: "points",
          about: "Points automatiques qu'un canal peut avoir",
          choices: { "1": ["1"], "3": ["3"], "5": ["5"], "10": ["10"], "20": ["20"], "50": ["50"] },
        },
      },
      examples: [
        "réglages",
        "réglages langue:fr période:3j",
        'réglages calme:"22:00-06:00 Africa/Lubumbashi"',
      ],
    },
  },
  run: async (given, { settings: desk }: SettingsNeeds, words) => {
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const changed = Object.keys(change).length > 0;
    if (changed) await desk.set(change);
    return settingsReply(await desk.read(), changed, words);
  },
});
