import type { Place } from "./facts.ts";
import { foldName } from "./gazetteer.ts";
import type { Topic } from "./topic.ts";

/**
 * Whether a place of an article, or a place line, belongs to the place a topic is about: it bears its name, or it
 * lies in the country or first-level region that the topic is. A town holds only itself: Goma is not Bukavu, and a
 * province is more than its capital.
 */
export function placeInTopic(
  topic: Topic,
  place: Pick<Place, "name" | "country" | "admin1"> & {
    readonly aliases?: readonly string[];
  },
): boolean {
  if (topic.kind !== "place") return false;
  if (topic.country !== null && place.country !== null && topic.country !== place.country) return false;
  const names = new Set(topic.names);
  if ([place.name, ...(place.aliases ?? [])].some((name) => names.has(foldName(name)))) return true;
  if (topic.country === null || place.country === null) return false;
  if (topic.level === "country") return true;
  // A region of ours ("Darfur") has the names of its divisions among its own.
  return topic.level === "admin1" && place.admin1 !== null && isRegion(topic, names, foldName(place.admin1));
}

function isRegion(topic: Topic, names: ReadonlySet<string>, admin1: string): boolean {
  return names.has(admin1) || (topic.admin1 !== null && foldName(topic.admin1) === admin1);
}
