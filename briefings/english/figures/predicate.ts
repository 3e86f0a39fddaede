import { phraseAt } from "../numbers/phrases.ts";
import { BE, CLAUSE_REACH, endOf, type Finding, isObjectStart, pick, type Scene, suits } from "./clause.ts";
import { isBroughtToHospital, isDeparture } from "./constructions.ts";
import {
  agesEnd,
  beginsPredicate,
  continuesAfterAnd,
  isNearStart,
  isRelativePronoun,
  listGoesOn,
  secondVerb,
  verbBehindObject,
} from "./look-ahead.ts";
import type { CountPhrase } from "./phrase.ts";
import { isHeldUp, isWished } from "./turns.ts";
import { type Tag, tagsAt } from "./words.ts";

/** What the clause to the right says of a phrase. */
export interface Predicate {
  /** The main verb's word for the phrase, or null. */
  readonly main: Finding | null;
  /** A participle, state or relative clause right behind the phrase ("12 people killed"), or null. */
  readonly post: Finding | null;
  /** The phrase does it to others, or speaks: it is not counted. */
  readonly role: "affected" | "agent" | "speaker";
  readonly negated: boolean;
  readonly open: boolean;
}

/**
 * Follows the clause to the right of a phrase until its verb is found or another clause begins. With
 * `withinCommas` the walk ends at the next comma: "including two toddlers, and 61 were injured".
 */
export function predicateOf(scene: Scene, phrase: CountPhrase, withinCommas: boolean): Predicate {
  return new Walk(scene, phrase, withinCommas).run();
}

class Walk {
  private readonly scene: Scene;
  private readonly phrase: CountPhrase;
  private readonly withinCommas: boolean;
  private readonly limit: number;
  private main: Finding | null = null;
  private post: Finding | null = null;
  private role: Predicate["role"] = "affected";
  private be = false;
  private have = false;
  private modal = false;
  private open = false;
  private negated = false;
  /** "believed to be", "projected to be": what follows is held to be so. */
  private certain = false;
  private relative = false;
  /** A verb that says nothing of people was passed ("one man carried out the body"). */
  private verb = false;
  /** Commas and dashes passed: a clause of this kind has few. */
  private marks = 0;
  /** Behind another counted phrase, words without a new auxiliary belong to that phrase. */
  private shadowed = false;

  constructor(scene: Scene, phrase: CountPhrase, withinCommas: boolean) {
    this.scene = scene;
    this.phrase = phrase;
    this.withinCommas = withinCommas;
    this.limit = Math.min(endOf(scene, phrase), phrase.to + CLAUSE_REACH);
  }

  run(): Predicate {
    for (let j = this.phrase.to; j < this.limit; ) {
      const next = this.step(j);
      if (next < 0) break;
      j = next;
    }
    return {
      main: this.main,
      post: this.post,
      role: this.role,
      negated: this.negated,
      open: this.open || this.modal,
    };
  }

  /** Reads what stands at token `j`; the token to go on with, or -1 where the clause ends. */
  private step(j: number): number {
    const { scene, phrase } = this;
    const token = scene.page.tokens[j]!;
    if (token.lower === "aged") return agesEnd(this.scene, j + 1, this.limit);
    if (token.kind === "mark") return this.pastMark(j);
    const other = scene.phraseOfToken[j]!;
    if (other >= 0 && scene.phrases[other] !== phrase) return this.pastPhrase(j, scene.phrases[other]!);
    const tag = pick(tagsAt(scene.page.tokens, j, scene.rules).filter((t) => suits(t, phrase)));
    if (tag && !isNounUse(scene, j, tag)) {
      const next = this.telling(j, tag);
      if (next !== 0) return next;
    }
    return this.plain(j, token.lower);
  }

  /** A word that says something of people: 0 when it turns out not to be said of the phrase. */
  private telling(j: number, tag: Tag): number {
    if (this.shadowed || isHeldUp(this.scene, j)) return 0;
    const aux = this.be || this.have || this.modal;
    const finding: Finding = {
      metric: tag.metric,
      tag,
      at: j,
      negated: this.negated,
      open:
        this.open ||
        (this.modal && !this.have && tag.role !== "state") ||
        (!this.certain && isWished(this.scene, j, tag)),
    };
    const next = j + tag.length;
    if (tag.role === "state") return aux ? this.found(finding, next) : this.later(finding, next);
    if (tag.role === "move") {
      if (aux || tag.form === "past") return this.found(finding, next);
      if (tag.form === "base" && isNearStart(this.scene, this.phrase, j)) return this.found(finding, next);
      return tag.form === "ing" ? this.later(finding, next) : 0;
    }
    if (tag.form === "past") {
      if (this.be) return this.found(finding, next);
      // "taken from a bus": what follows the preposition is no object.
      const { lower } = this.scene.page.tokens[next - 1]!;
      // "forced to flee their homes": what they left is no victim of theirs.
      const left = tag.length > 1 && this.scene.page.tokens[next]?.lower === "their";
      const object =
        !left && !this.scene.rules.grammar.prepositions.has(lower) && isObjectStart(this.scene, next);
      if (!this.have && !object) return this.later(finding, next);
      if (tag.length > 1 && !object) return this.found(finding, next);
    } else if (!aux && tag.form !== "ing" && !isNearStart(this.scene, this.phrase, j)) return 0;
    // An active verb with the phrase as its subject.
    if (this.relative) return this.endRelative(next);
    if (!this.post && !this.main) this.role = "agent";
    return tag.form === "ing" && !aux ? verbBehindObject(this.scene, next, this.limit) : -1;
  }

  /** What a main verb says ends the walk; in a relative clause it only describes, and the main verb is still to come. */
  private found(finding: Finding, next: number): number {
    if (this.relative) {
      this.post ??= finding;
      return this.endRelative(next);
    }
    const settles = this.main?.metric === "other" ? finding.metric !== "other" : finding.metric === "killed";
    if (this.main === null || settles) this.main = finding;
    // "was beaten and later killed": what does not say how it ended may be followed by what does.
    const unsettled = finding.metric === "other" || UNSETTLED.test(this.scene.page.tokens[finding.at]!.lower);
    return unsettled ? secondVerb(this.scene, this.phrase, next, this.limit) : -1;
  }

  /** A participle or state describes the phrase when it stands close and no other verb came between. */
  private later(finding: Finding, next: number): number {
    const far = finding.at - this.phrase.to > 10 || (this.verb && finding.tag.role === "state");
    // "people live in areas held by rebels": what is held may be a place.
    // "pulled 10 people from under the rubble": no longer missing.
    const out = finding.metric === "missing" && this.scene.page.tokens[finding.at - 1]!.lower === "from";
    const held =
      this.scene.page.tokens[finding.at]!.lower === "held" &&
      !isNearStart(this.scene, this.phrase, finding.at);
    const better =
      this.post === null ||
      (this.post.metric === "other" && finding.metric !== "other") ||
      // "kidnapped and later found dead": how it ended.
      (finding.metric === "killed" && UNSETTLED.test(this.scene.page.tokens[this.post.at]!.lower));
    if (!far && !held && !out && better) this.post = finding;
    return next;
  }

  private endRelative(next: number): number {
    this.relative = false;
    this.be = false;
    this.have = false;
    this.modal = false;
    this.negated = false;
    return next;
  }

  private plain(j: number, low: string): number {
    const { rules } = this.scene;
    const { grammar } = rules;
    if (grammar.negations.has(low)) this.negated = true;
    if (grammar.auxiliaries.has(low)) {
      this.shadowed = false;
      if (BE.test(low)) this.be = true;
      else if (grammar.modals.has(low)) this.modal = true;
      else this.have = true;
      return j + 1;
    }
    const aux = this.be || this.have || this.modal;
    const relative = isRelativePronoun(this.scene, j);
    if (aux && rules.certain.has(low)) {
      this.certain = true;
      return j + 1;
    }
    // "had to be evacuated" is done, "has to be evacuated" is not.
    const had = low === "to" && this.scene.page.tokens[j - 1]?.lower === "had";
    if (aux && !had && !this.certain && phraseAt(this.scene.page.tokens, j, rules.prospects))
      this.open = true;
    if (rules.speech.has(low) && !this.be && this.scene.named[j] === 0) return this.speech(j);
    // "had joined by the time the march had reached the park": another clause.
    if (
      low === "by" &&
      this.scene.page.tokens[j + 1]?.lower === "the" &&
      this.scene.page.tokens[j + 2]?.lower === "time"
    )
      return -1;
    if (low === "among" && this.be && this.amongThose(j)) return -1;
    if (relative && (aux || j - this.phrase.to > 6)) return this.pastClause(j);
    if (low === "left" && !this.be && isDeparture(this.scene, this.phrase, j)) {
      const tag: Tag = { metric: "displaced", role: "move", form: "past", length: 1 };
      return this.found(
        {
          metric: "displaced",
          tag,
          at: j,
          negated: this.negated,
          open: this.open || (this.modal && !this.have),
        },
        j + 1,
      );
    }
    if (this.be && isBroughtToHospital(this.scene, j)) {
      const tag: Tag = { metric: "hospitalised", role: "act", form: "past", length: 1 };
      return this.found(
        { metric: "hospitalised", tag, at: j, negated: this.negated, open: this.open },
        j + 1,
      );
    }
    const harm =
      this.have && rules.harms.has(low) && j - this.phrase.to <= 4 ? this.harm(j, 1) : this.suffers(j, low);
    if (harm) return this.found(harm, j + 1);
    if (low === "and" || low === "or") return continuesAfterAnd(this.scene, j + 1) ? j + 1 : -1;
    if ((relative || low === "that") && j - this.phrase.to <= 6 && !aux) {
      this.relative = true;
      return j + 1;
    }
    if (/[^e]ed$/.test(low) && j > this.phrase.to) this.verb = true;
    // "who lived there before the war have left": inside the relative clause only a time.
    if (this.relative && /^(?:before|after|since)$/.test(low)) return j + 1;
    return grammar.breaks.has(low) || low === "whose" ? this.pastClause(j) : j + 1;
  }

  /** "sustained minor wounds to the neck": a verb of undergoing and a noun of harm close behind it. */
  private suffers(j: number, low: string): Finding | null {
    const { tokens } = this.scene.page;
    const { rules } = this.scene;
    if (!rules.suffers.has(low)) return null;
    for (let k = j + 1; k < this.limit && k <= j + 5 && tokens[k]!.kind === "word"; k++) {
      if (!rules.harms.has(tokens[k]!.lower)) continue;
      return this.harm(j, k + 1 - j);
    }
    return null;
  }

  private harm(at: number, length: number): Finding {
    const tag: Tag = { metric: "injured", role: "move", form: "past", length };
    const open = this.open || (this.modal && !this.have);
    return { metric: "injured", tag, at, negated: this.negated, open };
  }

  /** "were among those killed", "were among at least 22 people killed": what befell the many befell these. */
  private amongThose(j: number): boolean {
    const { tokens } = this.scene.page;
    for (let k = j + 1; k < this.limit && k <= j + 8 && tokens[k]!.kind !== "mark"; k++) {
      const tag = pick(tagsAt(tokens, k, this.scene.rules).filter((t) => suits(t, this.phrase)));
      if (!tag || tag.metric === "other" || tag.form === "base" || tag.form === "s") continue;
      this.main = { metric: tag.metric, tag, at: k, negated: this.negated, open: this.open || this.modal };
      return true;
    }
    return false;
  }

  /** "a driver travelling home after the attack, was killed": past a clause that a comma closes before an auxiliary. */
  private pastClause(j: number): number {
    const { tokens } = this.scene.page;
    if (this.withinCommas) return -1;
    for (let k = j + 1; k < this.limit && k < j + 20; k++) {
      if (tokens[k]!.text === ";") return -1;
      if (tokens[k]!.text !== ",") continue;
      return BE.test(tokens[k + 1]?.lower ?? "") ? k + 1 : -1;
    }
    return -1;
  }

  private speech(j: number): number {
    const before = this.scene.page.tokens[j - 1]?.lower ?? "";
    // "some 190 people all told"
    if (before === "all") return j + 1;
    // "prisoners who they say are held": an inserted clause.
    if (this.relative && /^(?:they|he|she|it|officials|authorities)$/.test(before)) return j + 1;
    if (this.relative) return this.endRelative(j + 1);
    if (
      this.post === null &&
      this.main === null &&
      (isNearStart(this.scene, this.phrase, j) || this.have || j - this.phrase.to <= 8)
    )
      this.role = "speaker";
    return -1;
  }

  private pastPhrase(j: number, next: CountPhrase): number {
    const aux = this.be || this.have || this.modal;
    const { tokens } = this.scene.page;
    const back = this.scene.rules.grammar.determiners.has(tokens[j - 1]?.lower ?? "") ? 2 : 1;
    const before = tokens[j - back]?.lower ?? "";
    // "with one million people sheltering": a clause of its own.
    if (before === "with") return -1;
    const joined = before === "and" || before === "or" || before === ",";
    if (next.from === j && !joined && !aux && !this.scene.rules.grammar.prepositions.has(before)) return -1;
    if (!joined && next.number) this.shadowed = true;
    return Math.max(j + 1, next.to);
  }

  /** Where to go on behind a mark: past an inserted phrase or in a list; -1 when the clause ends there. */
  private pastMark(j: number): number {
    const { tokens } = this.scene.page;
    const text = tokens[j]!.text;
    if (/^(?:["“”‘\]]|['’]s?)$/.test(text)) return j + 1;
    if (text === "(" || text === "[") {
      for (let k = j + 1; k < this.limit && k < j + 25; k++) {
        if (tokens[k]!.text === ")" || tokens[k]!.text === "]") return k + 1;
      }
      return -1;
    }
    const dash = /^[–—-]$/.test(text);
    if (dash && tokens[j - 1]!.end === tokens[j]!.start && tokens[j + 1]?.start === tokens[j]!.end)
      return j + 1;
    if ((text !== "," && !dash) || this.withinCommas || ++this.marks > 5) return -1;
    const first = tokens[j + 1]?.lower ?? "";
    if (this.scene.rules.speech.has(first)) {
      if (this.post === null && this.phrase.number === null) this.role = "speaker";
      return -1;
    }
    if (this.relative) {
      this.endRelative(j);
      if (beginsPredicate(this.scene, this.phrase, j + 1)) return j + 1;
    }
    if (this.scene.rules.grammar.auxiliaries.has(first) && this.main === null) return j + 1;
    for (let k = j + 2; k < this.limit && k < j + 24; k++) {
      const mark = tokens[k]!.text;
      if (mark === ";" || mark === ":") break;
      if ((dash ? mark === text : mark === ",") && beginsPredicate(this.scene, this.phrase, k + 1))
        return k + 1;
    }
    if (first === "and" && this.scene.phraseOfToken[j + 2]! >= 0) return j + 1;
    if (listGoesOn(this.scene, j + 1, this.limit)) return j + 1;
    if (isRelativePronoun(this.scene, j + 1)) {
      this.relative = true;
      return j + 2;
    }
    return -1;
  }
}

const UNSETTLED = /^(?:abducted|assaulted|beaten|injured|kidnapped|missing|stabbed|wounded)$/;

/** "the attack", "of attack", "the wounded": a word that could be a verb or a state stands as a noun. */
function isNounUse(scene: Scene, j: number, tag: Tag): boolean {
  const before = scene.page.tokens[j - 1]?.lower ?? "";
  if (tag.length === 1 && tag.form !== "ing" && /^(?:the|these|those|many|their)$/.test(before)) return true;
  if (tag.role !== "act" || (tag.form !== "base" && tag.form !== "s")) return false;
  return /^(?:a|an|this|that|its|his|her|of|in)$/.test(before);
}
