import { sayable } from "../chat/say-error.ts";
import type { CadenceTrouble, UserError } from "../errors.ts";
import { Cadence, MOST_TIMES, WEEKDAYS, type Weekday } from "./cadence.ts";
import {
  DAY_NAMES,
  FREQUENCIES,
  type Frequency,
  JOINING_WORDS,
  NAMED_TIMES,
  SHORT_DAYS,
} from "./cadence-words.ts";
import { readCron } from "./cron-fields.ts";
import { findZone, readZone, zoneError } from "./zone-name.ts";

/** What has been understood so far, and the words (as typed) that were not. */
interface Heard {
  readonly frequencies: readonly Frequency[];
  readonly days: readonly Weekday[];
  readonly minutes: readonly number[];
  readonly rest: string;
}

const DAYS_BY_NAME = new Map<string, readonly Weekday[]>([
  ...Object.entries(SHORT_DAYS),
  ...Object.values(DAY_NAMES).flatMap((names) =>
    names.flatMap((name, i): [string, readonly Weekday[]][] => {
      const day = [WEEKDAYS[i]!];
      return [
        [name.toLowerCase(), day],
        [`${name.toLowerCase()}s`, day],
      ];
    }),
  ),
]);
const LONGEST_PHRASE = 4;
const LONGEST_TEXT = 200;

/**
 * A cadence from what people type, in English or French: "daily 07:00 Africa/Lubumbashi", "7am", "mon,thu 18:00",
 * "twice daily 07:00 19:00", "hourly", "cron 0 6 * * 1-5 Europe/Paris", "tous les jours à 7h". The zone comes
 * last; without one, `defaultZone` holds. Throws a `UserError` (bad-option) that names what was not understood.
 */
export function readCadence(text: string, defaultZone: string): Cadence {
  if (text.length > LONGEST_TEXT) throw trouble(text, { kind: "too-long", most: LONGEST_TEXT });
  const given = text.replace(/[()“”"]/g, " ").trim();
  const zone = readZone(defaultZone);
  const cron =
    /^(?:(?:by|selon)\s+)?cron(?=\s|$)(.*)$/is.exec(given)?.[1] ??
    (/^[\d,/*-]+\s.*\*/.test(given) ? given : null);
  return Cadence.parse(cron === null ? readWords(given, zone) : readCronWords(cron, zone));
}

function readCronWords(text: string, defaultZone: string): Cadence {
  const words = text.trim().split(/\s+/);
  const pattern = words.slice(0, 5).join(" ");
  readCron(pattern);
  const rest = words.slice(5).join(" ");
  return { kind: "cron", pattern, zone: rest === "" ? defaultZone : readZone(rest) };
}

function readWords(text: string, defaultZone: string): Cadence {
  const { frequencies, days, minutes, rest } = hear(text);
  const nothing = frequencies.length + days.length + minutes.length === 0;
  const zone = rest === "" ? defaultZone : zoneOrTrouble(text, rest, nothing);
  if (frequencies.length > 1) throw trouble(text, { kind: "frequency-twice" });
  const frequency = frequencies[0] ?? null;
  if (frequency?.kind === "hourly") {
    if (days.length + minutes.length > 0) throw trouble(text, { kind: "hourly-with-more" });
    return { kind: "hourly", zone };
  }
  if (minutes.length === 0) throw trouble(text, { kind: "no-time" });
  const at = [...new Set(minutes.map(timeText))];
  if (at.length > MOST_TIMES) throw trouble(text, { kind: "too-many-times", most: MOST_TIMES });
  if (frequency?.kind === "daily") {
    if (days.length > 0) throw trouble(text, { kind: "daily-with-days" });
    if (frequency.times !== null && frequency.times !== at.length) {
      throw trouble(text, { kind: "other-count", expected: frequency.times, given: at.length });
    }
    return { kind: "daily", at, zone };
  }
  if (frequency?.kind === "weekdays") {
    if (days.length > 0) throw trouble(text, { kind: "weekdays-with-days" });
    return { kind: "weekdays", at, zone };
  }
  if (days.length > 0) return { kind: "weekly", days: [...days], at, zone };
  if (frequency?.kind === "weekly") throw trouble(text, { kind: "no-day" });
  return { kind: "daily", at, zone };
}

/** Takes words from the left as long as they are understood; what is left must be a zone. */
function hear(text: string): Heard {
  const words = text.split(/[\s,;&]+/).filter((word) => word !== "");
  const plainWords = words.map(plain);
  const frequencies: Frequency[] = [];
  const days: Weekday[] = [];
  const minutes: number[] = [];
  let i = 0;
  while (i < words.length) {
    const [phrase, frequency] = longestPhrase(plainWords, i);
    if (frequency !== null) {
      frequencies.push(frequency);
      i += phrase;
      continue;
    }
    const word = plainWords[i]!;
    const before = plainWords[i - 1];
    const inWord = daysOf(word);
    const [taken, time] = timeAt(plainWords, i, before === "at" || before === "a");
    if (inWord !== null) days.push(...inWord);
    else if (time !== null) minutes.push(time);
    else if (!JOINING_WORDS.includes(word)) break;
    i += inWord === null ? taken : 1;
  }
  return { frequencies, days, minutes, rest: words.slice(i).join(" ") };
}

function longestPhrase(words: readonly string[], from: number): [number, Frequency | null] {
  for (let length = LONGEST_PHRASE; length > 0; length--) {
    const frequency = FREQUENCIES.get(words.slice(from, from + length).join(" "));
    if (frequency !== undefined) return [length, frequency];
  }
  return [0, null];
}

/** "mon", "mondays", "lundi", "mon-fri", "lundi-vendredi"; null for any other word. */
function daysOf(word: string): readonly Weekday[] | null {
  const known = DAYS_BY_NAME.get(word);
  if (known !== undefined) return known;
  const [from, to, ...more] = word.split(/[-–]/).map((part) => DAYS_BY_NAME.get(part)?.[0]);
  if (from === undefined || to === undefined || more.length > 0) return null;
  const start = WEEKDAYS.indexOf(from);
  const length = (WEEKDAYS.indexOf(to) - start + 7) % 7;
  return Array.from({ length: length + 1 }, (_, i) => WEEKDAYS[(start + i) % 7]!);
}

/** A time of day in minutes, of one word ("07:00", "7am", "6h30", "noon") or two ("7 am", "7 h"); [1, null] for none. */
function timeAt(words: readonly string[], from: number, isExpected: boolean): [number, number | null] {
  const word = words[from]!;
  const next = words[from + 1] ?? "";
  if (Object.hasOwn(NAMED_TIMES, word)) return [1, NAMED_TIMES[word]!];
  if (/^\d{1,2}(?:[:.]\d\d)?$/.test(word) && /^(?:[ap]\.?m\.?|h|heures?)$/.test(next)) {
    return [2, timeOf(`${word}${next}`)];
  }
  // A bare "7" is an hour only after "at": elsewhere it may be anything.
  if (isExpected && /^\d{1,2}$/.test(word)) return [1, timeOf(`${word}h`)];
  return [1, timeOf(word)];
}

function timeOf(word: string): number | null {
  const clock = /^(\d{1,2})(?:[:.](\d\d))?(?:([ap])\.?m\.?)?$/.exec(word);
  const french = /^(\d{1,2})(?:h|heures?|:\d\dh)(\d\d)?$/.exec(word);
  const [, hours, minutes = "00", half] = clock ?? french ?? [];
  if (hours === undefined || (clock !== null && half === undefined && clock[2] === undefined)) return null;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  }
  return hour > 23 || Number(minutes) > 59 ? null : hour * 60 + Number(minutes);
}

function timeText(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The zone at the end; a name that is nothing like one is told as words that were not understood. */
function zoneOrTrouble(text: string, rest: string, nothing: boolean): string {
  const found = findZone(rest);
  if (found.status === "found") return found.zone;
  const isLikeAZone = found.status !== "unknown" || found.near !== null || rest.includes("/");
  if (isLikeAZone && !nothing) throw zoneError(rest, found);
  throw trouble(text, { kind: "unknown-words", words: rest.slice(0, 60) });
}

function trouble(text: string, why: CadenceTrouble): UserError {
  return sayable("bad-option", { key: "bad-cadence", filled: { given: text.slice(0, 60), why } });
}

/** Without case and accents. */
function plain(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
