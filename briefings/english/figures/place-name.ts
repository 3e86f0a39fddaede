import type { Mention } from "../world.ts";
import type { Scene } from "./clause.ts";

/** Where the name begins: "eastern Congo" is not the whole of it; "North and South Kivu" is not one of the two. */
export function spanOf(scene: Scene, mention: Mention): { readonly start: number; readonly joint: boolean } {
  const { tokens } = scene.page;
  const { compass } = scene.rules.areas;
  const own = { start: mention.start, joint: false };
  if (mention.place === null) return own;
  const before = tokens[mention.from - 1];
  const first = tokens[mention.from - 2];
  if (!before || before.sentence !== mention.sentence) return own;
  if (before.lower === "and" && first?.cap && scene.named[mention.from - 2] !== 2) {
    const twin = compass.has(first.lower) && compass.has(tokens[mention.from]!.lower);
    if (twin) return { start: first.start, joint: true };
  }
  if (compass.has(before.lower) && !before.cap) return { start: before.start, joint: false };
  return own;
}

/** "GOMA" of a dateline or heading by its name elsewhere; short capitals ("DRC") are a name. */
export function readable(text: string, name: string | null): string {
  // Most names show at their second letter that they are not capitals throughout.
  if (text.length < 5 || /^.[a-z]/.test(text) || text !== text.toUpperCase()) return text;
  return name !== null && name.toUpperCase() === text ? name : text;
}
