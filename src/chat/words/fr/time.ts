import type { time as english } from "../en/time.ts";
import type { TimePrecision } from "../time.ts";
import { groupDigits, isPlural } from "./numbers.ts";

export const time: typeof english = {
  months: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
  dayNumber: (day) => (day === 1 ? "1er" : String(day)),
  atTime: (day, clock) => `${day} à ${clock} UTC`,
  weekOf: (day) => `semaine du ${day}`,
  dateUnknown: "date inconnue",
  since: (when, precision) => `depuis ${isDay(precision) ? "le " : ""}${when}`,
  until: (when, precision) => {
    if (precision === "year") return `jusqu'en ${when}`;
    return isDay(precision) ? `jusqu'au ${when}` : `jusqu'à ${when}`;
  },
  asOf: (moment) => `au ${moment}`,
  lastHours: (n) =>
    isPlural(n) ? `au cours des ${groupDigits(n)} dernières heures` : "au cours de la dernière heure",
  lastDays: (n) =>
    isPlural(n) ? `au cours des ${groupDigits(n)} derniers jours` : "au cours du dernier jour",
  inPeriod: (period) => `sur la période ${period}`,
  lengthUnits: { j: "d", sem: "w" },
};

function isDay(precision: TimePrecision): boolean {
  return precision === "day" || precision === "minute";
}
