import type { Metric } from "../../facts.ts";
import { phraseAt } from "../numbers/phrases.ts";
import { type Scene, startOf } from "./clause.ts";
import type { Reading } from "./reading.ts";

/** Metrics that are several quantities: who fled, who was evacuated and who has no home are not the same people. */
const MOVING: ReadonlySet<Metric> = new Set(["displaced", "refugees", "returnees"]);
/** How far behind the telling verb its complement may stand ("were living for weeks in displacement sites"). */
const COMPLEMENT = 7;

/**
 * The class of what the text says of people on the move ("evacuated", "homeless", "in_camp"), after the reporting
 * terms of the Internal Displacement Monitoring Centre; null for other metrics. The verb decides, then the words of
 * the phrase itself, then the noun that governs it.
 */
export function termOf(scene: Scene, reading: Reading): string | null {
  if (!MOVING.has(reading.metric)) return null;
  const { tokens } = scene.page;
  const { terms } = scene.rules;
  const phrase = scene.phrases[reading.index]!;
  const { finding } = reading;
  if (finding && finding.metric === reading.metric) {
    const told = phraseAt(tokens, finding.at, terms);
    if (told) return told.value;
    for (let k = finding.at + 1; k <= finding.at + COMPLEMENT && tokens[k]?.kind === "word"; k++) {
      const complement = scene.phraseOfToken[k]! < 0 ? phraseAt(tokens, k, terms) : null;
      if (complement) return complement.value;
    }
  }
  for (let k = phrase.to - 1; k >= phrase.from; k--) {
    const own = phraseAt(tokens, k, terms);
    if (own) return own.value;
  }
  if (reading.parent) return termOf(scene, reading.parent);
  for (let k = phrase.from - 1; k >= startOf(scene, phrase) && k > phrase.from - COMPLEMENT; k--) {
    const governing = phraseAt(tokens, k, terms);
    if (governing) return governing.value;
  }
  return reading.metric === "displaced" ? "displaced" : null;
}
