import type { Claim } from "./claims.ts";

export function push<K>(map: Map<K, Claim[]>, key: K, claim: Claim): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [claim]);
  else list.push(claim);
}

/** What must be the same for two claims to be about one count, but for place and time. */
export function baseKey({ figure, group, noun, value, sentence, entry }: Claim): string {
  const { metric, unit, measure, scope } = figure;
  const counted =
    group ??
    // Parts of a total must say of what, or stand alone; `other` holds unlike things, so only a noun joins them.
    (scope === "subset"
      ? (noun ?? `part ${value}`)
      : metric === "other"
        ? (noun ?? `${entry.article.id} ${sentence}`)
        : "");
  return [metric, unit, measure, scope, counted].join("|");
}
