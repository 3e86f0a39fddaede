import { factId } from "../../fact-id.ts";
import type { Place } from "../../facts.ts";
import type { CuedSpan } from "../names/name-cues.ts";
import type { NameType } from "../names/name-types.ts";

/** A distinct place of an article, before it is found on the map. */
export interface PlaceDraft {
  readonly name: string;
  readonly aliases: readonly string[];
  /** ISO 3166-1 alpha-2 when the name is a country's, else null. */
  readonly country: string | null;
  /** Names that stood behind it as in "Ivalo, Finland". */
  readonly qualifiers: readonly string[];
  readonly spans: readonly number[];
}

/** Brings together spans that name one place: equal names, and the names of one country. */
export function clusterPlaces(
  spans: readonly CuedSpan[],
  types: ReadonlyMap<string, NameType>,
): { readonly drafts: PlaceDraft[]; readonly ofSpan: Int32Array } {
  const drafts: {
    name: string;
    aliases: string[];
    country: string | null;
    qualifiers: string[];
    spans: number[];
  }[] = [];
  const byKey = new Map<string, number>();
  const ofSpan = new Int32Array(spans.length).fill(-1);
  for (const [i, span] of spans.entries()) {
    const type = types.get(span.key);
    if (type?.type !== "place") continue;
    const key = type.country ? `country ${type.country}` : span.key;
    let index = byKey.get(key);
    if (index === undefined) {
      index = drafts.length;
      byKey.set(key, index);
      drafts.push({
        name: span.text,
        aliases: [],
        country: type.country,
        qualifiers: [],
        spans: [],
      });
    }
    const draft = drafts[index]!;
    ofSpan[i] = index;
    draft.spans.push(i);
    addForm(draft, span.text);
    const behind = span.within >= 0 ? spans[span.within] : undefined;
    if (
      behind &&
      types.get(behind.key)?.type === "place" &&
      draft.qualifiers.length < 12 &&
      !draft.qualifiers.includes(behind.text)
    )
      draft.qualifiers.push(behind.text);
  }
  return { drafts, ofSpan };
}

function addForm(draft: { name: string; aliases: string[] }, text: string): void {
  if (text === draft.name || draft.aliases.includes(text)) return;
  if (isShout(draft.name) && !isShout(text) && text.toLowerCase() === draft.name.toLowerCase())
    draft.name = text;
  else if (text.length > draft.name.length && text.toLowerCase() !== draft.name.toLowerCase()) {
    draft.aliases.push(draft.name);
    draft.name = text;
  } else if (text.toLowerCase() !== draft.name.toLowerCase()) draft.aliases.push(text);
}

function isShout(text: string): boolean {
  return text.length > 3 && text === text.toUpperCase();
}

/** "PORT ANSEL" as a reader would write it: "Port Ansel". Names in mixed case stay as they are. */
export function readableName(name: string): string {
  if (!isShout(name) || /\./.test(name)) return name;
  return name
    .toLowerCase()
    .replace(
      /(^|[\s\-'’/])(\p{L})/gu,
      (_all, before: string, letter: string) => before + letter.toUpperCase(),
    );
}

/** A place with its name and mentions and nothing that only a map can tell. */
export function unresolvedPlace(articleId: string, draft: PlaceDraft, spans: readonly CuedSpan[]): Place {
  const name = readableName(draft.name);
  return {
    id: factId("p", articleId, name.toLowerCase()),
    name,
    aliases: draft.aliases.map(readableName),
    country: draft.country,
    admin1: null,
    lat: null,
    lon: null,
    precision: draft.country ? "country" : "unknown",
    mentions: draft.spans.map((i) => ({
      start: spans[i]!.start,
      end: spans[i]!.end,
    })),
  };
}
