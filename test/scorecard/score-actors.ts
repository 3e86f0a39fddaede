import { assign } from "./assign.ts";
import { type Counts, countShare, noCounts, noShare, type Share, type Slip } from "./counts.ts";
import type { GoldActor } from "./gold.ts";
import { formsOf, nameLikeness, personKey, SAME_NAME, sharedSurnames } from "./match-names.ts";
import type { PredictedActor } from "./prediction.ts";

export interface ActorScore {
  readonly counts: Counts;
  /** Of those found, how many have the annotated kind. */
  readonly kind: Share;
  readonly slips: Slip[];
}

/** One gold actor, one prediction, by name or alias; a second prediction for the same actor is a false find. */
export function scoreActors(
  text: string,
  gold: readonly GoldActor[],
  predicted: readonly PredictedActor[],
): ActorScore {
  const ambiguous = sharedSurnames(gold);
  const likeness = (g: GoldActor, p: PredictedActor): number => {
    const forms = formsOf(p);
    const like = nameLikeness(formsOf(g), forms);
    const onlySurname = g.kind === "person" && like < SAME_NAME;
    return onlySurname && forms.every((form) => ambiguous.has(personKey(form))) ? 0 : like;
  };
  const pairs = assign(gold, predicted, likeness);
  const counts = noCounts();
  const kind = noShare();
  const slips: Slip[] = [];
  for (const [index, actor] of gold.entries()) {
    const found = predicted[pairs.ofGold.get(index) ?? -1];
    if (found === undefined) {
      counts.fn++;
      slips.push({
        sign: "-",
        what: `${actor.name} [${actor.kind}]`,
        at: firstMention(text, actor.name),
      });
      continue;
    }
    counts.tp++;
    countShare(kind, found.kind === actor.kind);
    if (found.kind !== actor.kind) {
      const what = `${actor.name}: kind ${found.kind}, should be ${actor.kind}`;
      slips.push({ sign: "~", what, at: found.mentions[0] ?? null });
    }
  }
  for (const [index, actor] of predicted.entries()) {
    if (pairs.ofPrediction.has(index)) continue;
    counts.fp++;
    const again = gold.some((g) => likeness(g, actor) > 0) ? ", again" : "";
    slips.push({
      sign: "+",
      what: `${actor.name} [${actor.kind}${again}]`,
      at: actor.mentions[0] ?? null,
    });
  }
  return { counts, kind, slips };
}

/** Where a name stands first; null when the text writes it in another form only. */
export function firstMention(text: string, name: string): { start: number; end: number } | null {
  const start = text.indexOf(name);
  return start < 0 ? null : { start, end: start + name.length };
}
