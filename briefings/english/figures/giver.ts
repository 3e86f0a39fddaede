import type { Source } from "../../facts.ts";
import { type Cast, lastMention, sourceOf } from "./owner.ts";

/** A family of bodies, each of which counts for itself. */
const FAMILY = /^(?:the )?(?:united nations|u\.?n\.?)$/i;
const GAVE = /^(?:announced|gave|issued|presented|provided|published|released)$/;
/** How many sentences further the one may be named who gave a number. */
const SENTENCES_ON = 2;
/** How far into a sentence its verb is looked for. */
const REACH = 24;

/**
 * "About 2,900 died by the United Nations' reckoning … The deputy head of its mission gave the total": the body that
 * gave the number, where the text first names only the family. A "new figure" goes on from the family's older one and
 * stays with it. Null when nobody else is named.
 */
export function giverOf(cast: Cast, claimant: Source | null, sentence: number): Source | null {
  if (claimant === null || !claimant.named || !FAMILY.test(claimant.name)) return null;
  const { page } = cast.scene;
  for (const { from, to } of page.sentences.slice(sentence + 1, sentence + 1 + SENTENCES_ON)) {
    for (let k = from + 1; k < Math.min(to, from + REACH); k++) {
      if (!GAVE.test(page.tokens[k]!.lower) || !isTheNumber(cast, k + 1)) continue;
      return subjectOf(cast, from, k, claimant);
    }
  }
  return null;
}

/** "the total", "that figure", not "the new figure". */
function isTheNumber({ scene }: Cast, at: number): boolean {
  const { tokens } = scene.page;
  return (
    /^(?:that|the|this)$/.test(tokens[at]?.lower ?? "") && scene.rules.owned.has(tokens[at + 1]?.lower ?? "")
  );
}

/** Whoever the sentence begins with, if nothing but an apposition stands before the verb; else the name before it. */
function subjectOf({ scene, world }: Cast, from: number, verb: number, family: Source): Source | null {
  const { tokens } = scene.page;
  const first = world.mentions[lastMention(world, tokens[from]!.start) + 1];
  const described = tokens[verb - 1]!.text === "," && first !== undefined && tokens[first.to]?.text === ",";
  const last = world.mentions[lastMention(world, tokens[verb - 1]!.end)];
  const subject = described ? first : last?.to === verb ? last : undefined;
  if (subject === undefined || subject.actor === null || subject.from < from) return null;
  const source = sourceOf(world, subject, "stated");
  return source.actorId === family.actorId ? null : source;
}
