import { isDash, looksFinite } from "../grammar.ts";
import type { ReportingVerb } from "./reporting-words.ts";
import { lowerAt, mentionAt, type Scene } from "./scene.ts";
import { sourceEnd } from "./source-end.ts";

/** A reporting verb (or "according to") that reports something, with the token range of its verb group. */
export interface Cue {
  readonly verb: ReportingVerb | null;
  /** Token of the verb itself; of "according" for `according`. */
  readonly at: number;
  /** First token of the group: auxiliaries and adverbs before the verb. */
  readonly from: number;
  /** End of the group, particle included. */
  readonly to: number;
  readonly kind: "finite" | "gerund" | "according";
  /** Ways in which the same word may be read, best first. */
  readonly readings: readonly ReportingVerb[];
}

/** Every reporting cue of a sentence outside quotation marks, in order. */
export function readCues(scene: Scene, from: number, to: number): Cue[] {
  const cues: Cue[] = [];
  for (let i = from; i < to; i++) {
    if (scene.quoteOf[i]! >= 0) continue;
    const lower = lowerAt(scene, i);
    if (lower === "according" && lowerAt(scene, i + 1) === "to") {
      cues.push({
        verb: null,
        at: i,
        from: i,
        to: i + 2,
        kind: "according",
        readings: [],
      });
      // "according to a Reuters report": nothing in the name of the source is a verb.
      i = Math.max(i, Math.min(to, sourceEnd(scene, i + 2, to)) - 1);
      continue;
    }
    const cue = verbCue(scene, i, from, to);
    if (cue) cues.push(cue);
  }
  return cues;
}

function verbCue(scene: Scene, i: number, from: number, to: number): Cue | null {
  const entries = scene.reporting.verbs.get(lowerAt(scene, i));
  if (!entries || mentionAt(scene, i)) return null;
  if (scene.page.tokens[i]!.cap) return i === from ? openingCue(scene, entries, i, to) : null;
  const next = lowerAt(scene, i + 1);
  const fitting = entries.filter((entry) => entry.particle === null || entry.particle === next);
  const best = fitting[0];
  if (!best) return null;
  // "said to have been buried", "declared themselves": a passive, or a deed done to oneself.
  if (/^(?:themselves|himself|herself|itself)$/.test(next)) return null;
  const passive = /^(?:say|report|believe|estimate|allege|announce)$/.test(best.verb.lemma);
  if (next === "to" && passive && best.verb.form === "past" && !saidToSomebody(scene, i)) return null;
  // "staff reported killed", "the number reported missing": the noun was reported, it reports nothing.
  if (best.verb.lemma === "report" && /^(?:dead|missing|\p{Ll}+ed)$/u.test(next)) return null;
  const end = best.particle === null ? i + 1 : i + 2;
  if (end > to) return null;
  const readings = fitting
    .filter((entry) => (entry.particle === null) === (best.particle === null))
    .map((e) => e.verb);
  const group = groupStart(scene, i, from);
  if (group === null) return null;
  // "is accusing": a progressive is a finite verb, a bare "accusing" hangs on another clause.
  const kind =
    best.verb.form === "gerund" && !/^(?:is|are|was|were|has|have)$/.test(lowerAt(scene, group))
      ? "gerund"
      : "finite";
  if (kind === "finite" && !isVerbHere(scene, i, group, from, best.particle !== null)) return null;
  if (kind === "gerund" && !gerundReports(scene, group, from)) return null;
  return { verb: best.verb, at: i, from: group, to: end, kind, readings };
}

/** "Said the mayor: “…”": an inverted verb that opens its sentence, with a quotation behind its subject. */
function openingCue(
  scene: Scene,
  entries: NonNullable<ReturnType<Scene["reporting"]["verbs"]["get"]>>,
  i: number,
  to: number,
): Cue | null {
  const verb = entries.find(({ particle }) => particle === null)?.verb;
  if (!verb || !/^(?:say|write|state|add|continue|recall|tweet)$/.test(verb.lemma)) return null;
  if (verb.form !== "past" && verb.form !== "present") return null;
  const mention = mentionAt(scene, i + 1);
  if (!mention && !scene.grammar.determiners.has(lowerAt(scene, i + 1)) && !scene.page.tokens[i + 1]?.cap)
    return null;
  for (let j = i + 2; j <= Math.min(to, i + 30); j++) {
    if (/^[,:]$/.test(scene.page.tokens[j - 1]!.text) && (scene.quoteOf[j] ?? -1) >= 0)
      return {
        verb,
        at: i,
        from: i,
        to: i + 1,
        kind: "finite",
        readings: entries.map((entry) => entry.verb),
      };
  }
  return null;
}

/** "she said to cheers", "said to the crowd": behind a quotation, or before who listens; "said to have fled" is a passive. */
function saidToSomebody(scene: Scene, i: number): boolean {
  if (opensAddressee(scene, i + 2)) return true;
  if (
    scene.grammar.auxiliaries.has(lowerAt(scene, i - 1)) ||
    scene.grammar.auxiliaries.has(lowerAt(scene, i + 2))
  )
    return false;
  for (let j = i - 1; j >= Math.max(0, i - 4); j--) if (scene.quoteOf[j]! >= 0) return true;
  return false;
}

/** "said to the crowd", "said to Meridian Wire": a listener, where "said to have fled" is a passive. */
function opensAddressee(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  return (
    mentionAt(scene, i) !== null ||
    scene.grammar.determiners.has(lower) ||
    scene.reporting.audience.has(lower) ||
    (scene.page.tokens[i]?.cap ?? false)
  );
}

/** Start of "has repeatedly said"; null when a modal, a negation, "to" or a passive makes it no report. */
function groupStart(scene: Scene, at: number, from: number): number | null {
  const { grammar, reporting } = scene;
  const gerund = reporting.verbs.get(lowerAt(scene, at))?.[0]?.verb.form === "gerund";
  let i = at;
  let perfect = false;
  while (i > from && scene.quoteOf[i - 1]! < 0) {
    const before = lowerAt(scene, i - 1);
    if (grammar.negations.has(before) || grammar.modals.has(before)) return null;
    if (before === "to" || before === "being" || before === "be") return null;
    if (before === "been") return null;
    // "laughed when told of this": a passive without its subject.
    if (i === at && !gerund && /^(?:when|if|once|though|although|unless|until)$/.test(before)) return null;
    if (/^(?:is|are|was|were)$/.test(before)) {
      if (!gerund) return null;
      i--;
      continue;
    }
    if (/^(?:has|have|had|having|did|do|does|'ve|'d)$/.test(before)) {
      perfect = true;
      i--;
      continue;
    }
    if (before === "'s" && perfect) break;
    if (reporting.adverbs.has(before) || /[^e]ly$/.test(before)) {
      // "the daily said": an adverb behind a determiner is a noun here.
      if (grammar.determiners.has(lowerAt(scene, i - 2))) break;
      i--;
      continue;
    }
    break;
  }
  return i;
}

/** Forms that are also nouns or participles need a subject before them and something said behind them. */
function isVerbHere(scene: Scene, at: number, group: number, from: number, particle: boolean): boolean {
  const { grammar, reporting } = scene;
  const word = lowerAt(scene, at);
  const verb = reporting.verbs.get(word)![0]!.verb;
  if (!reporting.ambiguous.has(word) && verb.form !== "base" && !particle) return true;
  if (group < at && grammar.auxiliaries.has(lowerAt(scene, group))) return true;
  if (group === from) return false;
  const before = scene.page.tokens[group - 1]!;
  const after = lowerAt(scene, particle ? at + 2 : at + 1);
  if (scene.quoteOf[group - 1]! >= 0) return true;
  const next = scene.page.tokens[particle ? at + 2 : at + 1];
  // "agency reports put its population", "it reported alleged rapes": the noun, or the adjective.
  if (next && verb.form === "present" && (looksFinite(next, grammar) || reporting.verbs.has(next.lower)))
    return false;
  if (
    !mentionAt(scene, group - 1) &&
    reporting.verbs.has(before.lower) &&
    !reporting.ambiguous.has(before.lower)
  )
    return false;
  if (verb.form === "present" && isNounPhrase(scene, group, from)) return false;
  if (before.kind === "mark" && before.text !== "%")
    return before.text === "," || before.text === ")" || isDash(before);
  if (before.lower === "who" || before.lower === "and" || before.lower === "but") return true;
  if (grammar.determiners.has(before.lower) && !grammar.pronouns.has(before.lower)) return false;
  if (grammar.prepositions.has(before.lower) || grammar.subordinators.has(before.lower)) return false;
  // "61 percent say", "those over 60 say": behind anything but an article this is the verb.
  if (word === "say") return before.kind === "word" || before.kind === "number";
  // A base form agrees with a plural or a pronoun; a noun reading ("rebel claims") is left when "that" follows.
  if (verb.form === "base") {
    // "executions in Khartoum state."
    if (word === "state" && after !== "that") return false;
    // "six in ten say they", "majorities in both regions say the": what follows is a clause, so this is its verb.
    if (/^(?:say|tell)$/.test(word) && /^(?:they|that|he|she|it|we|there|the)$/.test(after)) return true;
    if (
      !/s$|^(?:they|them|we|i|people|police|who|men|women)$/.test(before.lower) &&
      !mentionAt(scene, group - 1)
    )
      return false;
  }
  return after !== "" && after !== "of" && after !== "by" && (after !== "for" || particle);
}

/** "denies US claims that", "scorn on intelligence claims": the phrase hangs on a verb or preposition, so it is a noun. */
function isNounPhrase(scene: Scene, end: number, from: number): boolean {
  let i = end - 1;
  for (let steps = 0; i >= from && steps < 5; steps++, i--) {
    if (scene.quoteOf[i]! >= 0) return false;
    const mention = mentionAt(scene, i);
    if (mention) {
      i = Math.min(i, mention.from);
      continue;
    }
    const lower = lowerAt(scene, i);
    if (/^(?:on|about|over|to|with|by|after|despite|amid|against|into|following)$/.test(lower)) return true;
    const verb = scene.reporting.verbs.get(lower)?.[0]?.verb;
    if (verb && verb.form !== "base" && !(scene.reporting.ambiguous.has(lower) && steps === 0)) return true;
    if (scene.page.tokens[i]!.kind !== "word" || scene.grammar.determiners.has(lower)) return false;
    if (scene.grammar.prepositions.has(lower) || scene.grammar.auxiliaries.has(lower)) return false;
  }
  return false;
}

/** ", adding that …" and "told lawmakers, saying": a comma, a quotation or a plain verb phrase stands before. */
function gerundReports(scene: Scene, at: number, from: number): boolean {
  if (at === from) return true;
  if (absoluteFrom(scene, at, from) !== null) return true;
  const before = scene.page.tokens[at - 1]!;
  if (scene.quoteOf[at - 1]! >= 0 || before.text === "," || isDash(before)) return true;
  if (before.kind !== "word") return false;
  const lower = before.lower;
  if (scene.grammar.determiners.has(lower)) return false;
  // "drew anger by saying", "left after warning": the subject of the clause speaks.
  if (/^(?:as|by|while|after|before|when)$/.test(lower)) return true;
  return scene.reporting.channelNouns.has(lower) || before.cap || /day$/.test(lower) || lower === "and";
}

/** First token of the speaker in "with the mayor saying that …", or null where no such phrase ends at `at`. */
export function absoluteFrom(scene: Scene, at: number, from: number): number | null {
  let commas = false;
  for (let i = at - 1; i >= Math.max(from, at - 10); i--) {
    if (scene.quoteOf[i]! >= 0) return null;
    const mention = mentionAt(scene, i);
    if (mention && mention.from < i && mention.from >= from) {
      i = mention.from;
      continue;
    }
    const current = scene.page.tokens[i]!;
    // "met with the mayor, saying": without a comma of its own the phrase belongs to the verb before it.
    if (current.lower === "with")
      return i + 1 < at && (!commas || lowerAt(scene, i - 1) === ",") ? i + 1 : null;
    if (mention) continue;
    if (current.text === ",") {
      commas = true;
      continue;
    }
    if (current.kind === "mark" || scene.grammar.subordinators.has(current.lower)) return null;
    if (looksFinite(current, scene.grammar)) return null;
  }
  return null;
}
