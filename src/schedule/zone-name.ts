import { nearest } from "../chat/nearest.ts";
import { sayable } from "../chat/say-error.ts";
import type { UserError, ZoneTrouble } from "../errors.ts";

/** What a person may have meant as a time zone. */
export type FoundZone =
  | { readonly status: "found"; readonly zone: string }
  | { readonly status: "several"; readonly zones: readonly string[] }
  | { readonly status: "offset"; readonly fixed: string | null }
  | { readonly status: "abbreviation" }
  | { readonly status: "unknown"; readonly near: string | null };

/**
 * Zones that Node lists under the name they had before tzdata renamed them (file `backward`); it takes both. The
 * new name is the one that is stored, whatever was typed.
 */
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

const OFFSET = /^(?:utc|gmt)?_?([+\-−])_?(\d{1,2})(?::?([0-5]\d))?$/;
// EAT, CAT, WAT, CEST and the like; also the few that Intl takes, because "EST" there is Panama all year.
const ABBREVIATION = /^[a-z]{1,3}t$|^(?:prc|roc|rok|utc|uct)$/;

let names: { readonly byName: ReadonlyMap<string, string>; readonly byCity: ReadonlyMap<string, string[]> };

function knownNames(): typeof names {
  if (names !== undefined) return names;
  const zones = Intl.supportedValuesOf("timeZone").map((zone) => RENAMED[zone] ?? zone);
  const byName = new Map(
    [...zones.map((zone) => [zone, zone]), ["UTC", "UTC"], ...Object.entries(RENAMED)].map(
      ([name = "", zone = ""]) => [plain(name), zone],
    ),
  );
  const byCity = new Map<string, string[]>();
  for (const [name, zone] of byName) {
    const city = name.slice(name.lastIndexOf("/") + 1);
    byCity.set(city, [...new Set([...(byCity.get(city) ?? []), zone])]);
  }
  names = { byName, byCity };
  return names;
}

/**
 * The IANA time zone of a name in any case ("africa/lubumbashi", "US/Eastern"), of a city when only one zone is
 * named after it ("new york"), or UTC; what else it may have been is in the status.
 */
export function findZone(text: string): FoundZone {
  const name = plain(text);
  const { byName, byCity } = knownNames();
  const zone = byName.get(name);
  if (zone !== undefined) return { status: "found", zone };
  if (/^(?:utc|gmt|z|zulu|greenwich|etc\/(?:utc|gmt))$/.test(name)) return { status: "found", zone: "UTC" };
  const offset = OFFSET.exec(name);
  if (offset !== null) return { status: "offset", fixed: fixedZone(offset[1]!, offset[2]!, offset[3]) };
  if (ABBREVIATION.test(name)) return { status: "abbreviation" };
  const inCity = byCity.get(name) ?? [];
  if (inCity.length === 1) return { status: "found", zone: inCity[0]! };
  if (inCity.length > 1) return { status: "several", zones: inCity };
  const link = /^[a-z_-]{4,}$|^[a-z_]{2,}(?:\/[a-z0-9_+-]+)+$/.test(name) ? linkedZone(name) : null;
  if (link !== null) return { status: "found", zone: link };
  return { status: "unknown", near: nearestZone(name) };
}

/** As `findZone`, for what must be a time zone; throws a `UserError` (bad-option) that says what to write. */
export function readZone(text: string): string {
  const found = findZone(text);
  if (found.status === "found") return found.zone;
  throw zoneError(text, found);
}

/** What to tell the person who typed it. */
export function zoneError(
  text: string,
  { status, ...more }: Exclude<FoundZone, { status: "found" }>,
): UserError {
  const why = { kind: status, ...more } as ZoneTrouble;
  return sayable("bad-option", { key: "bad-zone", filled: { given: text.trim().slice(0, 60), why } });
}

/** Whether a stored name is a zone that this Node knows. */
export function isZone(name: string): boolean {
  return knownNames().byName.has(plain(name)) || linkedZone(name) !== null;
}

/** tzdata's name for a whole hour off UTC, where `Etc/GMT-3` is three hours ahead. */
function fixedZone(sign: string, hours: string, minutes = "00"): string | null {
  if (minutes !== "00" || Number(hours) > 12 || Number(hours) === 0) return null;
  return `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`;
}

/** The zone behind another name for it, such as "us/eastern" or "Singapore". */
function linkedZone(name: string): string | null {
  try {
    const { timeZone } = new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions();
    return RENAMED[timeZone] ?? timeZone;
  } catch {
    return null;
  }
}

function nearestZone(name: string): string | null {
  const { byName, byCity } = knownNames();
  const city = name.slice(name.lastIndexOf("/") + 1);
  const sameCity = byCity.get(city);
  if (sameCity !== undefined) return sameCity[0]!;
  const found = name.includes("/") ? nearest(name, ofLikeLength(name, byName)) : null;
  if (found !== null) return byName.get(found) ?? null;
  return byCity.get(nearest(city, ofLikeLength(city, byCity)) ?? "")?.[0] ?? null;
}

/** Others are further away than `nearest` accepts; leaving them out makes it several times as fast. */
function ofLikeLength(name: string, candidates: ReadonlyMap<string, unknown>): string[] {
  return [...candidates.keys()].filter(
    (candidate) => Math.abs(candidate.length - name.length) <= Math.max(1, candidate.length / 3),
  );
}

/** Without case and accents, with underscores for blanks. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "_");
}
