import type { Gazetteer } from "../../gazetteer.ts";
import type { Page } from "../../text/page.ts";
import type { World } from "../world.ts";
import type { CountryHint } from "./resolve-places.ts";

/** How often an article names each country: by name, demonym or capital, and inside the names of bodies. */
export function countryHints(page: Page, world: World, gazetteer: Gazetteer): CountryHint[] {
  const weights = new Map<string, number>();
  const known = new Map<string, string | null>();
  const add = (code: string) => weights.set(code, (weights.get(code) ?? 0) + 1);
  for (const token of page.tokens) {
    if (!token.cap) continue;
    let code = known.get(token.text);
    if (code === undefined) {
      code = gazetteer.countryOf(token.text)?.code ?? null;
      known.set(token.text, code);
    }
    if (code) add(code);
  }
  for (const place of world.places) {
    if (place.country === null || !place.name.includes(" ")) continue;
    for (const _ of place.mentions) add(place.country);
  }
  return [...weights]
    .map(([code, weight]) => ({ code, weight }))
    .sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1));
}
