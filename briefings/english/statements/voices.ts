import type { Source } from "../../facts.ts";
import { tokenAt } from "../../text/page.ts";
import type { Sentence } from "../../text/sentences.ts";
import { notePronoun } from "./anaphora.ts";
import { coordinated } from "./coordination.ts";
import type { Cue } from "./cues.ts";
import type { Draft, Reader } from "./draft.ts";
import { lowerAt, mentionAt, type Scene } from "./scene.ts";
import { sourceEnd } from "./source-end.ts";
import { resolveSource } from "./sources.ts";
import type { Subject } from "./subjects.ts";

/** "Congo and the head of UN peacekeeping have said": the same words are a statement of each. */
export function otherSpeakers(reader: Reader, subject: Subject): Source[] {
  const speakers: Source[] = [];
  for (const part of coordinated(reader.scene, subject).slice(1)) {
    const speaker = resolveSource(reader.scene, part, reader.discourse);
    if (speaker) speakers.push(speaker);
  }
  return speakers;
}

/** "X said he agreed that …": the inner verb reports nothing that the outer statement does not hold. */
export function repeatsItself(reader: Reader, draft: Draft): boolean {
  const outer = reader.drafts.at(-1);
  if (!outer || outer.speaker.name !== draft.speaker.name || draft.speaker.basis === "stated") return false;
  return outer.spans.some((span) =>
    draft.spans.every((inner) => inner.start > span.start && inner.end <= span.end),
  );
}

/** "Marko said he had been turned back": what follows the verb shows the pronoun of the speaker. */
export function learnPronoun(reader: Reader, draft: Draft): void {
  const { scene, discourse } = reader;
  const key = draft.speaker.actorId ?? draft.speaker.name;
  const first = draft.mode === "direct" ? "" : lowerAt(scene, tokenAt(scene.page, draft.spans[0]!.start));
  const person =
    draft.speaker.actorId === null || scene.actorById.get(draft.speaker.actorId)?.kind === "person";
  if (person && (first === "he" || first === "she")) notePronoun(discourse, key, first);
}

/** "found" and "showed" report only what a document says: a patrol that found a body says nothing. */
export function isFinding(cue: Cue): boolean {
  return /^(?:find|show)$/.test(cue.verb!.lemma);
}

/** A document with its author in its own phrase, or one nobody is named for; not "the report" of an earlier speaker. */
export function isFindingOf(scene: Scene, subject: Subject, speaker: Source): boolean {
  let document = false;
  let named = false;
  for (let i = subject.from; i < subject.to; i++) {
    document ||= scene.reporting.documents.has(lowerAt(scene, i));
    named ||= mentionAt(scene, i) !== null;
  }
  return document && (named || speaker.basis === "stated");
}

/** "the truce agreed in May": a noun that names nobody needs a verb that can only be speech. */
export function canSpeak(scene: Scene, speaker: Source, cue: Cue): boolean {
  const known = speaker.named || speaker.actorId !== null || /^\p{Lu}/u.test(speaker.name);
  if (known || /^(?:say|tell|add|write)$/.test(cue.verb!.lemma)) return true;
  return speaker.name.split(/[^\p{L}-]+/u).some((word) => {
    const lower = word.toLowerCase();
    return (
      scene.reporting.personRoles.has(lower) ||
      scene.reporting.pluralSources.has(lower) ||
      scene.reporting.groupRoles.has(lower) ||
      scene.reporting.documents.has(lower) ||
      scene.reporting.audience.has(lower)
    );
  });
}

/** "Reuters reported, citing an official": the official speaks, Reuters passed it on. */
export function citeSource(reader: Reader, draft: Draft, sentence: Sentence): void {
  const { scene } = reader;
  // "A colonel told …, citing officers" still speaks himself; an outlet that cites somebody only carries it.
  const kind = draft.speaker.actorId === null ? null : scene.actorById.get(draft.speaker.actorId)?.kind;
  if (kind !== "media" && draft.act !== "reported") return;
  for (let i = draft.cue.to; i < Math.min(sentence.to, Math.max(draft.to, draft.cue.to) + 4); i++) {
    if (scene.quoteOf[i]! >= 0 || lowerAt(scene, i) !== "citing") continue;
    const source = resolveSource(
      scene,
      { from: i + 1, to: sourceEnd(scene, i + 1, sentence.to), shape: "after" },
      reader.discourse,
    );
    if (!source || !(source.named || isKindOfSource(scene, source.name))) return;
    draft.relay = [draft.speaker];
    draft.speaker = source;
    return;
  }
}

/** "local authorities", "two officials" speak; "new sanctions" do not. */
function isKindOfSource(scene: Scene, name: string): boolean {
  return name
    .split(" ")
    .some((word) => scene.reporting.pluralSources.has(word) || scene.reporting.personRoles.has(word));
}
