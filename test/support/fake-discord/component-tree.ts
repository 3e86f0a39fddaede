import { type JsonObject, objectOf, objectsOf, textOf } from "./json.ts";

/** Discord's numbers for components. */
export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

/** Every component of a message or modal, the outer before the inner, in order of appearance. */
export function everyComponent(components: readonly JsonObject[]): JsonObject[] {
  return components.flatMap((component) => [
    component,
    ...everyComponent(objectsOf(component.components)),
    ...everyComponent([component.accessory, component.component].filter(Boolean).map(objectOf)),
  ]);
}

/** All `url`s that media, thumbnails, files and embeds of these components point to. */
export function mediaUrls(components: readonly JsonObject[]): string[] {
  return everyComponent(components).flatMap((component) => [
    textOf(objectOf(component.media).url),
    textOf(objectOf(component.file).url),
    ...objectsOf(component.items).map((item) => textOf(objectOf(item.media).url)),
  ]);
}
