import type { Source } from "../../facts.ts";
import type { Mention } from "../world.ts";
import { type Scene, token } from "./scene.ts";

/** A bare mention as a source: addressees, accused, "citing Reuters". */
export function sourceOfMention(
  scene: Scene,
  mention: Mention,
  span: Source["span"],
  basis: Source["basis"],
): Source {
  const actor = mention.actor === null ? null : scene.world.actors[mention.actor]!;
  const place = mention.place === null ? null : scene.world.places[mention.place]!;
  return {
    name: actor?.name ?? place?.name ?? mention.text,
    actorId: actor?.id ?? null,
    named: true,
    role: mention.role
      ? scene.page.text.slice(mention.role.start, mention.role.end)
      : (actor?.roles[0] ?? null),
    span: span ?? { start: mention.start, end: mention.end },
    basis,
  };
}

export function spanOf(scene: Scene, range: { from: number; to: number }): { start: number; end: number } {
  return {
    start: token(scene, range.from)!.start,
    end: token(scene, range.to - 1)!.end,
  };
}
