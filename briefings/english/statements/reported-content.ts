import { looksFinite } from "../grammar.ts";
import { hasQuote, type Lead, wordsIn } from "./contents.ts";
import type { Cue } from "./cues.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";

/** Whether what follows the verb is something that was said, as its frame asks: a clause, a number, an object. */
export function rightContentFits(scene: Scene, cue: Cue, from: number, to: number, lead: Lead): boolean {
  const frame = cue.verb!.frame;
  const words = wordsIn(scene, from, to);
  const first = lowerAt(scene, from);
  if (/^(?:and|but|or|then)$/.test(first) && scene.quoteOf[from]! < 0) return false;
  if (frame === "quote") {
    return (
      hasQuote(scene, from, to) ||
      names(scene, cue, from, to) ||
      (cue.verb!.lemma === "speak of" && holdsNumber(scene, from, Math.min(to, from + 6)))
    );
  }
  if (frame === "put") return putsNumber(scene, from, to);
  if (cue.verb!.lemma === "threaten" && !/^(?:to|that|with)$/.test(first) && !lead.complementiser)
    return false;
  if (cue.verb!.lemma.startsWith("ask") && /^(?:about|not)$/.test(first)) return false;
  if (/^(?:ask|question)/.test(cue.verb!.lemma) && QUESTION.test(first)) return words >= 2;
  // "Police questioned residents" asks them; nothing is said of what.
  if (cue.verb!.lemma.startsWith("question") && !hasQuote(scene, from, to)) return false;
  if (frame === "object" || frame === "request") {
    return words >= 1 && !/^(?:in|on|at|by|from|during|and|or)$/.test(first);
  }
  if (lead.complementiser || hasQuote(scene, from, to)) return words >= 1;
  // "said nothing new", "said little of the talks": what was not said.
  if (/^(?:nothing|little)$/.test(first) && !clauseLike(scene, from + 1, to, false)) return false;
  if (cue.verb!.lemma === "claim" && takesLives(scene, from, to)) return false;
  // "The army says five", "admit to 215", "estimates returns at 600": a number is what was said.
  if (
    (saysPlainly(cue) || /^(?:admit|acknowledge|concede|report)$/.test(cue.verb!.lemma)) &&
    bareNumber(scene, from, to)
  )
    return true;
  if (cue.verb!.lemma === "estimate" && putsNumber(scene, from, to)) return true;
  // "admitted losing one fighter", "pledged to leave": a verb phrase is content as well.
  if (/ing$/.test(first) || (first === "to" && /(?:ing)$/.test(lowerAt(scene, from + 1)))) return words >= 2;
  // "predicted a famine", "acknowledged the losses": what was granted or foreseen may be a noun.
  if (GRANTING.test(cue.verb!.lemma) && words >= 3 && scene.grammar.determiners.has(first)) return true;
  // A clause has a verb somewhere; "announced a day of mourning" is a deed, not something said.
  const plain = saysPlainly(cue);
  // "adding morgues to the bodies", "adds 900 in morgues": a sum, not a statement.
  if (cue.verb!.lemma === "add" && (!clauseLike(scene, from, to, false) || isSum(scene, from, to)))
    return false;
  if (plain && words >= 4 && !opensAdverbial(scene, from)) return true;
  return (
    clauseLike(scene, from, to, plain) ||
    (cue.verb!.lemma === "claim" && token(scene, from)?.kind === "number")
  );
}

/** "morgues to bodies collected or buried": one thing to another, and no verb that could be said of it. */
function isSum(scene: Scene, from: number, to: number): boolean {
  let joined = false;
  for (let i = from; i < Math.min(to, from + 20); i++) {
    const lower = lowerAt(scene, i);
    if (scene.quoteOf[i]! >= 0 || scene.grammar.auxiliaries.has(lower)) return false;
    if (lower === "to" && i > from && scene.page.tokens[i + 1]?.kind === "word") joined = true;
  }
  return joined;
}

/** "called the attack a crime", "described the talks as slow": a name given without quotation marks. */
function names(scene: Scene, cue: Cue, from: number, to: number): boolean {
  const { lemma } = cue.verb!;
  if (!/^(?:call|describe|label|brand|characterise|portray)$/.test(lemma)) return false;
  const pronoun = /^(?:him|her|it|them|himself|herself|itself|themselves|this|that)$/.test(
    lowerAt(scene, from),
  );
  if (!pronoun && !mentionAt(scene, from) && !scene.grammar.determiners.has(lowerAt(scene, from)))
    return false;
  for (let i = from + 1; i < Math.min(to - 1, from + 12); i++) {
    const lower = lowerAt(scene, i);
    if (mentionAt(scene, i)) continue;
    if (token(scene, i)!.kind !== "word" || looksFinite(token(scene, i)!, scene.grammar)) return false;
    if (lemma !== "call" && lower === "as") return true;
    if (lemma !== "call") continue;
    if (/^(?:to|for|on|in|at|after|before|when)$/.test(lower)) return false;
    if (/^(?:a|an)$/.test(lower))
      return !/^(?:second|third|few|day|week|month|year|while|halt|truce|meeting|press|news|time)$/.test(
        lowerAt(scene, i + 1),
      );
  }
  return false;
}

function saysPlainly(cue: Cue): boolean {
  return SAYING.test(cue.verb!.lemma) || cue.verb!.frame === "tell";
}

/** "five", "to 215", "about 70": nothing but a count. */
function bareNumber(scene: Scene, from: number, to: number): boolean {
  return to - from <= 5 && holdsNumber(scene, from, to);
}

const QUESTION = /^(?:whether|if|why|what|how|when|where|who)$/;

const GRANTING =
  /^(?:predict|forecast|acknowledge|admit|concede|confirm|promise|pledge|vow|allege|lament|recall|dispute|suggest|propose|reveal|disclose|mention|stress|emphasise|underline|highlight|signal|explain|note|reiterate)$/;

const SAYING = /^(?:say|tell|add)$/;

/** "The conflict has claimed some 16,000 lives". */
function takesLives(scene: Scene, from: number, to: number): boolean {
  for (let i = from; i < Math.min(to, from + 7); i++) if (lowerAt(scene, i) === "lives") return true;
  return false;
}

function clauseLike(scene: Scene, from: number, to: number, plain: boolean): boolean {
  if (lowerAt(scene, from) === "to") return true;
  for (let i = from; i < Math.min(to, from + 60); i++) {
    if (scene.quoteOf[i]! >= 0 || mentionAt(scene, i)) continue;
    const current = token(scene, i)!;
    if (current.kind !== "word") continue;
    if (/^(?:who|which|whose)$/.test(current.lower)) return false;
    if (scene.grammar.auxiliaries.has(current.lower) || scene.grammar.pastVerbs.has(current.lower))
      return true;
    // An "-ed" behind an article is an adjective; the plural "s" counts only for plain verbs of saying.
    if (/[^e]ed$/.test(current.lower) && i > from + 1) return true;
    if (plain && /[^s]s$/.test(current.lower) && i > from && !scene.grammar.determiners.has(current.lower))
      return true;
  }
  return false;
}

/** Whether a range of tokens has a number in digits or words. */
export function holdsNumber(scene: Scene, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isNumber(scene, i)) return true;
  return false;
}

function isNumber(scene: Scene, i: number): boolean {
  return token(scene, i)?.kind === "number" || NUMBER_WORDS.test(lowerAt(scene, i));
}

const NUMBER_WORDS =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens|scores|hundreds|thousands)$/;

/** "in its first toll", "at a meeting", "for a second day": how or when it was said. */
export function opensAdverbial(scene: Scene, i: number): boolean {
  return scene.grammar.prepositions.has(lowerAt(scene, i)) && token(scene, i + 1)?.kind !== "number";
}

function putsNumber(scene: Scene, from: number, to: number): boolean {
  for (let i = from; i < Math.min(to, from + 14); i++) {
    if (lowerAt(scene, i) !== "at" && lowerAt(scene, i) !== "to") continue;
    for (let j = i + 1; j <= i + 4 && j < to; j++)
      if (
        token(scene, j)!.kind === "number" ||
        /^(?:dozens|scores|hundreds|thousands|two|three|four|five|six|seven|eight|nine|ten)$/.test(
          lowerAt(scene, j),
        )
      )
        return true;
  }
  return false;
}
