import type { ActorLine } from "../digest.ts";
import { compare } from "./entry.ts";
import type { Identities } from "./identities.ts";

/** The actors of a digest, those in most articles first. */
export function actorLines(identities: Identities): ActorLine[] {
  return identities.all
    .map(({ name, kind, roles, aliases, articles, mentions }) => ({
      name,
      kind,
      roles: [...roles],
      aliases: [...aliases],
      articles,
      mentions,
    }))
    .toSorted(
      (a, b) =>
        b.articles - a.articles ||
        b.mentions - a.mentions ||
        compare(a.name, b.name) ||
        compare(a.kind, b.kind),
    );
}
