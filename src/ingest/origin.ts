import { z } from "zod";

/** Agencies whose copy other outlets carry, with the names they go by (`seeds/words/<language>/agencies.json`). */
export const Agencies = z.array(z.object({ name: z.string(), aliases: z.array(z.string()) }));
export type Agencies = z.infer<typeof Agencies>;

/** "GOMA, Congo, Jan 28 (Reuters) - ": a place in capitals, perhaps a date, the agency, a dash. */
const DATELINE = /^\s*(\p{Lu}{2}[^()\n]{0,98})\(([^()\n]{2,40})\)\s*[-–—]{1,2}\s/u;

/**
 * Who the text really comes from: what the file says, else the agency of the dateline, else an agency named
 * in the byline, else the publisher. The known names of one agency become one.
 */
export function settleOrigin(
  given: {
    readonly origin?: string | undefined;
    readonly byline?: string | undefined;
    readonly publisher: string;
  },
  text: string,
  agencies: Agencies,
): string {
  if (given.origin !== undefined) return oneName(given.origin, agencies);
  const dateline = DATELINE.exec(text)?.[2]?.trim();
  if (dateline !== undefined) return oneName(dateline, agencies);
  const inByline = given.byline === undefined ? null : agencyIn(given.byline, agencies);
  return inByline ?? oneName(given.publisher, agencies);
}

/** The dateline's place and date in the words of the text ("GOMA, Congo, Jan 28"), or undefined. */
export function datelineOf(text: string): string | undefined {
  return DATELINE.exec(text)?.[1]?.trim();
}

function oneName(name: string, agencies: Agencies): string {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  return agencies.find((agency) => same(agency.name) || agency.aliases.some(same))?.name ?? name;
}

function agencyIn(byline: string, agencies: Agencies): string | null {
  // Capitals count: "AP" is an agency, "ap" a syllable of a name.
  const words = ` ${byline.replace(/[^\p{L}\p{N}-]+/gu, " ")} `;
  const found = agencies.find(({ name, aliases }) =>
    [name, ...aliases].some((form) => words.includes(` ${form} `)),
  );
  return found?.name ?? null;
}
