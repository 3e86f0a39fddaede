import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/chat/language.ts";
import { errorWords } from "../../src/chat/say-error.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { UserError } from "../../src/errors.ts";
import { Cadence, WEEKDAYS } from "../../src/schedule/cadence.ts";
import { describeCadence } from "../../src/schedule/describe-cadence.ts";
import { readCadence } from "../../src/schedule/read-cadence.ts";
import { fc } from "../support/properties.ts";

const HERE = "Africa/Lubumbashi";
const daily = (...at: string[]) => ({ kind: "daily", at, zone: HERE });
const weekdays = (...at: string[]) => ({ kind: "weekdays", at, zone: HERE });
const weekly = (days: string[], ...at: string[]) => ({ kind: "weekly", days, at, zone: HERE });

describe("reading what people type", () => {
  it.each([
    ["daily 07:00 Europe/Paris", { ...daily("07:00"), zone: "Europe/Paris" }],
    ["07:00", daily("07:00")],
    ["7am", daily("07:00")],
    ["7 p.m.", daily("19:00")],
    ["12am", daily("00:00")],
    ["12:30 pm", daily("12:30")],
    ["every day at 7", daily("07:00")],
    ["daily at noon kinshasa", { ...daily("12:00"), zone: "Africa/Kinshasa" }],
    ["07:00 daily", daily("07:00")],
    ["daily 07:00 UTC", { ...daily("07:00"), zone: "UTC" }],
    ["7am new york", { ...daily("07:00"), zone: "America/New_York" }],
    ["twice daily 07:00 19:00", daily("07:00", "19:00")],
    ["daily 19:00, 07:00 and 07:00", daily("07:00", "19:00")],
    ["weekdays 06:30", weekdays("06:30")],
    ["every weekday at 6.30", weekdays("06:30")],
    ["mon,thu 18:00", weekly(["mon", "thu"], "18:00")],
    ["Thursdays and Mondays 18:00", weekly(["mon", "thu"], "18:00")],
    ["weekly monday 07:00", weekly(["mon"], "07:00")],
    ["fri-mon 07:00", weekly(["mon", "fri", "sat", "sun"], "07:00")],
    ["weekends 9am", weekly(["sat", "sun"], "09:00")],
    ["hourly", { kind: "hourly", zone: HERE }],
    ["every hour Europe/Paris", { kind: "hourly", zone: "Europe/Paris" }],
    ["cron 0 6 * * 1-5 Europe/Paris", { kind: "cron", pattern: "0 6 * * 1-5", zone: "Europe/Paris" }],
    ["*/30 8-18 * * MON-FRI", { kind: "cron", pattern: "*/30 8-18 * * MON-FRI", zone: HERE }],
    ["tous les jours à 7h", daily("07:00")],
    ["quotidien 07h00", daily("07:00")],
    ["chaque jour à midi", daily("12:00")],
    ["deux fois par jour 7h et 19h", daily("07:00", "19:00")],
    ["en semaine 6h30", weekdays("06:30")],
    ["lundi 7h", weekly(["mon"], "07:00")],
    ["tous les lundis et jeudis à 18 h", weekly(["mon", "thu"], "18:00")],
    ["toutes les heures", { kind: "hourly", zone: HERE }],
  ])("%s", (text, expected) => {
    expect(readCadence(text, HERE)).toEqual(expected);
  });

  it.each([
    ["", "Nothing was given"],
    ["hello", "“hello” is neither a day nor a time nor a time zone"],
    ["daily 07:00 sharp please", "“sharp please” is neither"],
    ["daily 25:00", "“25:00” is neither"],
    ["7:60", "“7:60” is neither"],
    ["13pm", "“13pm” is neither"],
    ["daily 7", "“7” is neither"],
    ["every 6 hours", "“6 hours” is neither"],
    ["constructor 07:00", "“constructor 07:00” is neither"],
    ["daily", "a time of day is missing"],
    ["monday", "a time of day is missing"],
    ["weekly 07:00", "the day of the week is missing"],
    ["twice daily 07:00", "2 times of day are expected, and there is one"],
    ["twice daily 07:00 07:00", "2 times of day are expected, and there is one"],
    ["hourly 07:00", "“hourly” goes with no day and no time"],
    ["daily weekdays 07:00", "it says twice how often"],
    ["daily monday 07:00", "it says both every day and some days"],
    [`07:00 ${"x".repeat(300)}`, "it is longer than 200 characters"],
    [Array.from({ length: 25 }, (_, i) => `7:${10 + i}`).join(" "), "it has more than 24 times of day"],
  ])("refuses “%s” with two examples: %s", (text, what) => {
    expect(() => readCadence(text, HERE)).toThrow(UserError);
    expect(() => readCadence(text, HERE)).toThrow(what);
    expect(() => readCadence(text, HERE)).toThrow("“daily 07:00 Africa/Lubumbashi” or “mon,thu 18:00”");
  });

  it.each([
    ["daily 07:00 Africa/Lubumbasi", "did you mean Africa/Lubumbashi?"],
    ["daily 07:00 GMT+3", "“GMT+3” is a distance from UTC"],
    ["daily 07:00 +03:00", "“+03:00” is a distance from UTC"],
    ["daily 07:00 CAT", "“CAT” is short for several time zones"],
    ["cron 0 25 * * *", "the hour “25” is not between 0 and 23"],
    ["cron 0 6 * * 1-5 Europe/Pari", "did you mean Europe/Paris?"],
    ["cron", "it has 0 fields instead of five"],
  ])("says of “%s” what is wrong with its zone or expression: %s", (text, what) => {
    expect(() => readCadence(text, HERE)).toThrow(UserError);
    expect(() => readCadence(text, HERE)).toThrow(what);
  });

  it.each([
    ["", "Rien n'a été donné"],
    ["hello", "n'est ni un jour, ni une heure, ni un fuseau horaire"],
    ["twice daily 07:00", "2 heures sont attendues, et il y en a une"],
    ["daily 07:00 Africa/Lubumbasi", "vouliez-vous dire Africa/Lubumbashi"],
    ["daily 07:00 GMT+3", "est un écart à UTC"],
    ["cron 0 25 * * *", "n'est pas entre 0 et 23 pour l'heure"],
    ["cron 0 0 30 2 *", "aucun des mois nommés n'a de jour 30"],
  ])("says of “%s” in French what is wrong: %s", (text, what) => {
    let said = "";
    try {
      readCadence(text, HERE);
    } catch (error) {
      said = error instanceof UserError ? errorWords(error, wordsIn("fr")) : "";
    }

    expect(said).toContain(what);
    expect(said).not.toMatch(/“|for example|write/);
  });

  it("reads any text at all or says what is wrong, and nothing else", () => {
    const words = fc.constantFrom(
      "daily",
      "7",
      "at",
      "07:00",
      "cron",
      "*",
      "mon",
      "-",
      "à",
      "h",
      "paris",
      "(",
      "GMT+",
      "/",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words, { maxLength: 8 }).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(Cadence.parse(readCadence(text, HERE))).toEqual(readCadence(text, HERE));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 250, seed: 20250330 },
    );
  });
});

const time = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
const times = fc.array(time, { minLength: 1, maxLength: 5 });
const zone = fc.constantFrom(
  "UTC",
  "Africa/Lubumbashi",
  "America/Port-au-Prince",
  "Asia/Kolkata",
  "Etc/GMT-3",
);
const cadence = fc
  .oneof(
    fc.record({ kind: fc.constant("daily"), at: times, zone }),
    fc.record({ kind: fc.constant("weekdays"), at: times, zone }),
    fc.record({
      kind: fc.constant("weekly"),
      days: fc.array(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
      at: times,
      zone,
    }),
    fc.record({ kind: fc.constant("hourly"), zone }),
    fc.record({
      kind: fc.constant("cron"),
      pattern: fc.constantFrom("0 6 * * 1-5", "*/15  8-18 1,15 * *"),
      zone,
    }),
  )
  .map((given) => Cadence.parse(given));

describe("a cadence in words", () => {
  it.each([
    [daily("07:00"), "daily at 07:00 (Africa/Lubumbashi)", "tous les jours à 07:00 (Africa/Lubumbashi)"],
    [
      daily("07:00", "12:00", "19:00"),
      "daily at 07:00, 12:00 and 19:00 (Africa/Lubumbashi)",
      "tous les jours à 07:00, 12:00 et 19:00 (Africa/Lubumbashi)",
    ],
    [weekdays("06:30"), "on weekdays at 06:30 (Africa/Lubumbashi)", "en semaine à 06:30 (Africa/Lubumbashi)"],
    [
      weekly(["mon", "thu"], "18:00"),
      "every Monday and Thursday at 18:00 (Africa/Lubumbashi)",
      "chaque lundi et jeudi à 18:00 (Africa/Lubumbashi)",
    ],
    [{ kind: "hourly", zone: "UTC" }, "every hour (UTC)", "toutes les heures (UTC)"],
    [
      { kind: "cron", pattern: "0 6 * * 1-5", zone: "Europe/Paris" },
      "by cron 0 6 * * 1-5 (Europe/Paris)",
      "selon cron 0 6 * * 1-5 (Europe/Paris)",
    ],
  ])("%j", (given, english, french) => {
    expect(describeCadence(Cadence.parse(given), "en")).toBe(english);
    expect(describeCadence(Cadence.parse(given), "fr")).toBe(french);
  });

  it("can be typed back, in every language", () => {
    fc.assert(
      fc.property(cadence, fc.constantFrom(...LANGUAGES), (given, language) => {
        expect(readCadence(describeCadence(given, language), "Europe/Paris")).toEqual(given);
      }),
      { numRuns: 300, seed: 20250330 },
    );
  });
});

describe("a stored cadence", () => {
  it("is the same bytes for the same times in any order", () => {
    const one = Cadence.parse(weekly(["thu", "mon", "thu"], "18:00", "07:00", "18:00"));
    const other = Cadence.parse(weekly(["mon", "thu"], "07:00", "18:00"));

    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(JSON.stringify(other)).toBe(
      '{"kind":"weekly","days":["mon","thu"],"at":["07:00","18:00"],"zone":"Africa/Lubumbashi"}',
    );
  });

  it("opens to itself", () => {
    fc.assert(
      fc.property(cadence, (given) => {
        expect(Cadence.parse(JSON.parse(JSON.stringify(given)))).toEqual(given);
      }),
      { numRuns: 100, seed: 20250330 },
    );
  });

  it.each([
    ["a time that is none", daily("7:00")],
    ["an hour that is none", daily("24:00")],
    ["no time", daily()],
    ["no day", weekly([], "07:00")],
    ["a zone that is none", { ...daily("07:00"), zone: "Africa/Goma" }],
    ["an expression that is none", { kind: "cron", pattern: "0 25 * * *", zone: HERE }],
    ["a kind that is none", { kind: "monthly", at: ["07:00"], zone: HERE }],
  ])("does not open with %s", (_, given) => {
    expect(Cadence.safeParse(given).success).toBe(false);
  });
});
