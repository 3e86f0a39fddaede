import type { Language } from "../chat/language.ts";
import type { Weekday } from "./cadence.ts";

/** How often, as typed. `times` is how many times of day the words themselves promise. */
export type Frequency =
  | { readonly kind: "daily"; readonly times: number | null }
  | { readonly kind: "weekdays" | "weekly" | "hourly" };

/** Phrases of one or more words, without accents; the longest that fits is taken. */
export const FREQUENCIES: ReadonlyMap<string, Frequency> = new Map([
  ...sameFrequency({ kind: "daily", times: null }, [
    "daily",
    "everyday",
    "every day",
    "each day",
    "tous les jours",
    "chaque jour",
    "quotidien",
    "quotidienne",
    "quotidiennement",
  ]),
  ...sameFrequency({ kind: "daily", times: 2 }, [
    "twice daily",
    "twice a day",
    "2 times a day",
    "deux fois par jour",
    "2 fois par jour",
  ]),
  ...sameFrequency({ kind: "daily", times: 3 }, [
    "three times daily",
    "three times a day",
    "3 times a day",
    "trois fois par jour",
    "3 fois par jour",
  ]),
  ...sameFrequency({ kind: "weekdays" }, [
    "weekday",
    "weekdays",
    "every weekday",
    "workdays",
    "en semaine",
    "jours ouvrables",
    "jours ouvres",
    "les jours ouvrables",
    "les jours ouvres",
  ]),
  ...sameFrequency({ kind: "weekly" }, [
    "weekly",
    "every week",
    "each week",
    "hebdomadaire",
    "chaque semaine",
    "toutes les semaines",
  ]),
  ...sameFrequency({ kind: "hourly" }, [
    "hourly",
    "every hour",
    "each hour",
    "toutes les heures",
    "chaque heure",
  ]),
]);

function sameFrequency(frequency: Frequency, phrases: readonly string[]): [string, Frequency][] {
  return phrases.map((phrase) => [phrase, frequency]);
}

/** Day names of each language, Monday first, as they are printed. */
export const DAY_NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  fr: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
};

/** Short forms that people type, besides the names themselves and their plurals. */
export const SHORT_DAYS: Readonly<Record<string, readonly Weekday[]>> = {
  mo: ["mon"],
  mon: ["mon"],
  lun: ["mon"],
  tu: ["tue"],
  tue: ["tue"],
  tues: ["tue"],
  mar: ["tue"],
  we: ["wed"],
  wed: ["wed"],
  mer: ["wed"],
  th: ["thu"],
  thu: ["thu"],
  thur: ["thu"],
  thurs: ["thu"],
  jeu: ["thu"],
  fr: ["fri"],
  fri: ["fri"],
  ven: ["fri"],
  sa: ["sat"],
  sat: ["sat"],
  sam: ["sat"],
  su: ["sun"],
  sun: ["sun"],
  dim: ["sun"],
  weekend: ["sat", "sun"],
  weekends: ["sat", "sun"],
  "week-end": ["sat", "sun"],
  "week-ends": ["sat", "sun"],
};

/** Times of day that have a name, in minutes. */
export const NAMED_TIMES: Readonly<Record<string, number>> = {
  noon: 720,
  midday: 720,
  midi: 720,
  midnight: 0,
  minuit: 0,
};

/** Words that join and say nothing by themselves. */
export const JOINING_WORDS = [
  "at",
  "on",
  "and",
  "every",
  "each",
  "the",
  "a",
  "le",
  "les",
  "et",
  "chaque",
  "tous",
  "by",
  "selon",
];

export const describing = {
  en: {
    daily: "daily",
    weekdays: "on weekdays",
    weekly: (days: string) => `every ${days}`,
    hourly: "every hour",
    cron: (pattern: string) => `by cron ${pattern}`,
    at: (times: string) => `at ${times}`,
    join: "and",
  },
  fr: {
    daily: "tous les jours",
    weekdays: "en semaine",
    weekly: (days: string) => `chaque ${days}`,
    hourly: "toutes les heures",
    cron: (pattern: string) => `selon cron ${pattern}`,
    at: (times: string) => `à ${times}`,
    join: "et",
  },
} as const satisfies Record<Language, unknown>;
