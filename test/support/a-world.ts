import type { Mention, World } from "../../briefings/english/world.ts";
import type { Actor, ActorKind, Place } from "../../briefings/index.ts";
import { type Page, tokenAt } from "../../briefings/text/page.ts";

interface Named {
  readonly name: string;
  readonly kind?: ActorKind;
  readonly aliases?: readonly string[];
  /** Rank or office as the text has it. */
  readonly role?: string;
}

/** A World with these actors and places wherever their names stand in the text: names without the name reader. */
export function aWorld(page: Page, actors: readonly Named[], places: readonly string[] = []): World {
  const found: {
    start: number;
    end: number;
    actor: number | null;
    place: number | null;
    role: string | null;
  }[] = [];
  const look = (name: string, actor: number | null, place: number | null, role: string | null) => {
    for (let at = page.text.indexOf(name); at >= 0; at = page.text.indexOf(name, at + 1)) {
      found.push({ start: at, end: at + name.length, actor, place, role });
    }
  };
  for (const [i, actor] of actors.entries()) {
    for (const name of [actor.name, ...(actor.aliases ?? [])]) look(name, i, null, actor.role ?? null);
  }
  for (const [i, name] of places.entries()) look(name, null, i, null);
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const mentions: Mention[] = [];
  for (const { start, end, actor, place, role } of found) {
    if (start < (mentions.at(-1)?.end ?? 0)) continue;
    const from = tokenAt(page, start);
    const to = tokenAt(page, end - 1) + 1;
    if (page.tokens[from]?.start !== start || page.tokens[to - 1]?.end !== end) continue;
    const kind = actor === null ? null : (actors[actor]?.kind ?? "person");
    const roleAt = role === null ? -1 : page.text.lastIndexOf(role, start);
    const beside = role !== null && roleAt >= 0 && start - roleAt - role.length <= 1;
    mentions.push({
      start,
      end,
      from,
      to,
      sentence: page.tokens[from]!.sentence,
      text: page.text.slice(start, end),
      type: kind === null ? "place" : kind === "person" ? "person" : "org",
      actor,
      place,
      role: beside ? { start: roleAt, end: roleAt + role.length } : null,
    });
  }
  return {
    mentions,
    actors: actors.map(
      (actor, i): Actor => ({
        id: `a${i}`,
        name: actor.name,
        kind: actor.kind ?? "person",
        roles: actor.role ? [actor.role] : [],
        aliases: [...(actor.aliases ?? [])],
        mentions: mentions.filter((m) => m.actor === i).map(({ start, end }) => ({ start, end })),
        country: null,
      }),
    ),
    places: places.map(
      (name, i): Place => ({
        id: `p${i}`,
        name,
        aliases: [],
        country: null,
        admin1: null,
        lat: null,
        lon: null,
        precision: "unknown",
        mentions: mentions.filter((m) => m.place === i).map(({ start, end }) => ({ start, end })),
      }),
    ),
  };
}
