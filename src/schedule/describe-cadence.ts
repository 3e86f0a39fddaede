import type { Language } from "../chat/language.ts";
import { type Cadence, WEEKDAYS } from "./cadence.ts";
import { DAY_NAMES, describing } from "./cadence-words.ts";

/**
 * A cadence in words: "daily at 07:00 (Africa/Lubumbashi)", "tous les jours à 07:00 (…)". `readCadence` reads
 * every such text back to the same cadence.
 */
export function describeCadence(cadence: Cadence, language: Language): string {
  return `${withoutZone(cadence, language)} (${cadence.zone})`;
}

function withoutZone(cadence: Cadence, language: Language): string {
  const words = describing[language];
  const list = (items: readonly string[]) =>
    items.length === 1 ? items[0]! : `${items.slice(0, -1).join(", ")} ${words.join} ${items.at(-1)}`;
  switch (cadence.kind) {
    case "daily":
    case "weekdays":
      return `${words[cadence.kind]} ${words.at(list(cadence.at))}`;
    case "weekly": {
      const days = cadence.days.map((day) => DAY_NAMES[language][WEEKDAYS.indexOf(day)]!);
      return `${words.weekly(list(days))} ${words.at(list(cadence.at))}`;
    }
    case "hourly":
      return words.hourly;
    case "cron":
      return words.cron(cadence.pattern);
    default:
      return cadence satisfies never;
  }
}
