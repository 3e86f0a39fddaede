import type { Metric } from "../../facts.ts";
import { type Finding, pick, type Scene } from "./clause.ts";
import { amongFirst, becameOf, isStrength, labelBefore } from "./constructions.ts";
import { type Governor, governorOf } from "./governor.ts";
import {
  carriedFrom,
  inheritedTotal,
  isMarkedPart,
  labelOf,
  metricOfNames,
  parentOf,
  partnerTotal,
  runningTotal,
} from "./group.ts";
import type { CountPhrase } from "./phrase.ts";
import { type Predicate, predicateOf } from "./predicate.ts";
import type { MetricRule, Reading, Refusal } from "./reading.ts";
import { isBase, totalOf } from "./total.ts";
import { forcedAway, holdsIn, isAge, isSaved, killedAndWounded, settle } from "./turns.ts";

/** A finding that names a metric of its own. */
function strong(finding: Finding | null): Finding | null {
  return finding && finding.metric !== "other" ? finding : null;
}

/**
 * The metric of a phrase. The clause decides, strongest first: what is said of it (was killed), the verb it is
 * the object of (killing), its own noun (deaths) or participle (injured), its event (the deaths of), the total
 * it states, the group it is part of, what it is joined to, and last the state its noun names (refugees).
 * `before` are the readings of earlier phrases by index.
 */
export function readMetric(
  scene: Scene,
  index: number,
  before: ReadonlyMap<number, Reading>,
): Reading | Refusal {
  const phrase = scene.phrases[index]!;
  const kind = phrase.noun?.kind ?? null;
  const names = kind === "thing" || kind === null ? metricOfNames(scene, index) : null;
  if (kind === "thing" && names === null) return { refused: "counts things, not people" };
  const marked = isMarkedPart(scene, index);
  const predicate = outsidePhrase(scene, phrase)
    ? afterPreposition(predicateOf(scene, phrase, true))
    : predicateOf(scene, phrase, marked);
  const governor = governorOf(scene, index);
  const parent = parentOf(scene, index, marked, before);
  const make: Make = (metric, rule, finding, base = false) => ({
    index,
    metric: settle(scene, phrase, metric, finding, before),
    rule,
    finding,
    predicate,
    governor,
    // "six were missing, including two toddlers, and 61 were hurt": another thing befell these, so they are no part.
    parent:
      rule === "predicate" && !marked && phrase.part === null && parent?.metric !== metric ? null : parent,
    base,
  });
  if (names !== null) return make(names, "noun", null);
  if (phrase.number === null) return readSingle(scene, phrase, make, predicate, governor, parent, before);
  if (phrase.head < 0 && isAge(scene, phrase)) return { refused: "an age" };
  if (phrase.head < 0 && phrase.part === null && isYear(scene, phrase)) return { refused: "a year" };
  if (phrase.part === "number" && !isOfPeople(scene, index)) return { refused: "counts things, not people" };
  if (phrase.head < 0 && isBase(scene, index)) {
    const near = scene.phrases[index - 1]?.sentence === phrase.sentence;
    const metric = (near ? before.get(index - 1)?.metric : null) ?? partnerTotal(scene, index);
    return metric
      ? { ...make(metric, "base", null, true), parent: null }
      : { refused: "only compared with another number" };
  }
  if (kind === null && phrase.head >= 0 && !personal(scene, phrase, predicate, governor, before))
    return { refused: "not known to be people" };
  return readClause(scene, phrase, make, { predicate, governor, parent, before, index });
}

type Make = (metric: Metric, rule: MetricRule, finding: Finding | null, base?: boolean) => Reading;

interface Around {
  readonly predicate: Predicate;
  readonly governor: Governor;
  readonly parent: Reading | null;
  readonly before: ReadonlyMap<number, Reading>;
  readonly index: number;
}

function readClause(scene: Scene, phrase: CountPhrase, make: Make, around: Around): Reading | Refusal {
  const { predicate, governor, before } = around;
  const kind = phrase.noun?.kind ?? null;
  const noun = phrase.inner.find((tag) => tag.role === "noun");
  const one = phrase.number?.low === 1 && phrase.number.high === 1;
  if (noun?.metric === "other" && phrase.noun?.number === "many") {
    // "in one case" is an example, not a count.
    return one ? { refused: "an example" } : make("other", "noun", null);
  }
  const forced = forcedAway(scene, phrase) ?? becameOf(scene, phrase);
  if (forced) return make(forced.metric, "object", forced);
  if (isStrength(scene, phrase)) return make("other", "noun", null);
  const among = amongFirst(scene, phrase);
  if (among) return make(among.metric, "object", among);
  const object = governor.kind === "event" ? null : strong(governor.finding);
  const holder = phrase.inner.find((tag) => tag.role === "holder");
  if (object && holder && yields(object.metric, holder.metric))
    return make(holder.metric, "state-of-people", object);
  // "assist the 300 people displaced by the storm": what befell them, before what is done for them.
  const befell = strong(predicate.post);
  if (object?.metric === "people_in_need" && befell && befell.at === phrase.to)
    return make(befell.metric, "participle", befell);
  if (object && holdsIn(scene, phrase, object)) return { refused: "held in a place, not in custody" };
  if (object)
    return killedAndWounded(scene, phrase)
      ? make("other", "object", object)
      : make(object.metric, "object", object);
  const main = strong(predicate.main);
  if (main) return make(main.metric, "predicate", main);
  const total = phrase.head < 0 && phrase.part === null ? totalOf(scene, phrase) : null;
  if (total && total.metric !== "other") return make(total.metric, "total", null);
  if (!noun) {
    if (predicate.role === "speaker") return { refused: "counts sources" };
    const joined = governor.kind === "joined" && before.has(governor.joined);
    if (governor.kind === "by" || (predicate.role === "agent" && !joined))
      return { refused: "counts those who act" };
  }
  if (one && phrase.part === "group" && !predicate.main)
    return { refused: "one of a group that is counted elsewhere" };
  if (noun && noun.metric !== "other") {
    return isSaved(scene, phrase) ? { refused: "lives that were saved" } : make(noun.metric, "noun", null);
  }
  const acted = governor.kind === "event" ? null : governor.finding;
  const gone = [predicate.main, acted].find((finding) => finding && ends(scene, finding));
  if (gone && (kind === "person" || phrase.part !== null || phrase.head < 0))
    return make("other", "predicate", gone);
  const event = strong(governor.finding);
  if (event) return make(event.metric, "event", event);
  const post = strong(predicate.post);
  if (post) return make(post.metric, "participle", post);
  const modifier = pick(phrase.inner);
  if (modifier && modifier.metric !== "other" && modifier.metric !== "attacked_facilities")
    return make(modifier.metric, "participle", null);
  return readConnection(scene, phrase, make, around, total?.metric ?? null);
}

/** What is not said in the phrase's own clause: its event, its list, its group, the number before it, a label, its noun. */
function readConnection(
  scene: Scene,
  phrase: CountPhrase,
  make: Make,
  around: Around,
  total: Metric | null,
): Reading | Refusal {
  const { predicate, governor, parent, before, index } = around;
  const kind = phrase.noun?.kind ?? null;
  const joined = governor.kind === "joined" ? before.get(governor.joined) : undefined;
  if (joined && (joined.rule === "object" || joined.rule === "event") && joined.metric !== "other")
    return make(joined.metric, joined.rule, joined.finding);
  // "Killed: 134 (41 women, 22 children)": the brackets break the number down.
  const broken = joined && isBrokenDown(scene, phrase, joined);
  if (broken) return { ...make(joined.metric, "part-of", null), parent: joined.parent ?? joined };
  // "60,000 households, or up to 400,000 people": the same ones, counted twice.
  if (joined && kind === "person" && scene.phrases[joined.index]!.noun?.kind === "household")
    return make(joined.metric, joined.rule, joined.finding);
  if (parent && predicate.main === null) return make(parent.metric, "part-of", null);
  const still = /^(?:are|is|remain|remained|were)$/.test(scene.page.tokens[phrase.to]?.lower ?? "");
  if (still && phrase.head < 0 && predicate.main === null && joinedFacility(before, index))
    return { refused: "facilities of which something else is said" };
  if (phrase.head < 0 && phrase.part === null) {
    if (total) return make(total, "total", null);
    const inherited = inheritedTotal(scene, index, before);
    if (inherited) return make(inherited, "total", null);
    const running = runningTotal(scene, index, before);
    if (running) return make(running.metric, "total", null);
    const carried = carriedFrom(scene, index, before);
    if (carried && predicate.main === null) return make(carried.metric, "joined", carried.finding);
  }
  const label = labelOf(scene, phrase) ?? labelBefore(scene, phrase)?.metric ?? null;
  if (label) return make(label, "label", null);
  const holder = phrase.inner.find((tag) => tag.role === "holder" && tag.metric !== "other");
  const one = phrase.number?.low === 1 && phrase.number.high === 1;
  if (holder && kind === "person" && !one) return make(holder.metric, "state-of-people", predicate.main);
  if (kind === "facility" || kind === "household")
    return { refused: "nothing is said to have happened to them" };
  if (phrase.head >= 0 && scene.rules.officials.has(scene.page.tokens[phrase.head]!.lower)) {
    return { refused: "office holders, not people affected" };
  }
  const other = predicate.main ?? governor.finding ?? predicate.post;
  if (other && (kind === "person" || phrase.part !== null || parent || predicate.main)) {
    return make("other", predicate.main ? "predicate" : governor.finding ? "object" : "participle", other);
  }
  return {
    refused: kind === "person" ? "nothing is said to have happened to them" : "a number of something else",
  };
}

/** The count before is one of facilities. */
function joinedFacility(before: ReadonlyMap<number, Reading>, index: number): boolean {
  return before.get(index - 1)?.metric === "attacked_facilities";
}

/** A smaller number of people in the brackets behind a number of the same people. */
function isBrokenDown(scene: Scene, phrase: CountPhrase, joined: Reading): boolean {
  const whole = scene.phrases[joined.index]!;
  if (phrase.noun?.kind !== "person" || scene.page.tokens[phrase.from - 1]?.text !== "(") return false;
  const size = whole.number?.low ?? whole.number?.high ?? 0;
  return whole.noun?.kind !== "household" && (phrase.number?.low ?? 0) < size;
}

/** "of one aid group", "by two gunmen": inside another phrase, not the subject of the verb that follows. */
function outsidePhrase(scene: Scene, phrase: CountPhrase): boolean {
  const before = scene.page.tokens[phrase.from - 1];
  if (
    !before ||
    before.sentence !== phrase.sentence ||
    !scene.rules.grammar.objectPrepositions.has(before.lower)
  )
    return false;
  // "a total of 26,438 people were evacuated"
  return !(before.lower === "of" && MEASURES.test(scene.page.tokens[phrase.from - 2]?.lower ?? ""));
}

const MEASURES = /^(?:total|number|group|estimate|maximum|minimum|sum|crowd|team|family|convoy)$/;

/** Only what stands right behind such a phrase is said of it ("with 12 people killed"). */
function afterPreposition(predicate: Predicate): Predicate {
  return { ...predicate, main: null, role: "affected" };
}

/** "housing 4,000 refugees", "treating 86 patients": the noun says more exactly what the verb does. */
function yields(verb: Metric, noun: Metric): boolean {
  if (verb === "injured") return noun === "hospitalised";
  return verb === "displaced" && (noun === "refugees" || noun === "returnees");
}

/** "2011" alone: four digits without a hedge or a noun. */
function isYear(scene: Scene, phrase: CountPhrase): boolean {
  return phrase.number?.hedge === null && /^(?:19|20)\d\d$/.test(scene.page.tokens[phrase.number.core]!.text);
}

/** "four of the 11 people", not "three of the four black boxes": what the larger number counts. */
function isOfPeople(scene: Scene, index: number): boolean {
  const whole = scene.phrases[index + 1];
  if (!whole || whole.from - scene.phrases[index]!.to > 3) return true;
  return whole.head < 0 || (whole.noun !== null && whole.noun.kind !== "thing");
}

/** Release and rescue end a state: "22 hostages were freed" are hostages no longer. */
function ends(scene: Scene, finding: Finding): boolean {
  return finding.metric === "other" && scene.rules.leaves.has(scene.page.tokens[finding.at]!.lower);
}

/** One person without a number counts only where something clear befell him or her. */
function readSingle(
  scene: Scene,
  phrase: CountPhrase,
  make: Make,
  predicate: Predicate,
  governor: Governor,
  parent: Reading | null,
  before: ReadonlyMap<number, Reading>,
): Reading | Refusal {
  const main = predicate.main;
  const governing = governor.finding;
  if (governing && holdsIn(scene, phrase, governing)) return { refused: "held, but not in custody" };
  if (governing && governor.kind === "verb" && BEFALLS.has(governing.metric))
    return make(governing.metric, "object", governing);
  if (main && BEFALLS.has(main.metric)) return make(main.metric, "predicate", main);
  const post = phrase.definite ? null : predicate.post;
  if (post && BEFALLS.has(post.metric) && predicate.role === "affected")
    return make(post.metric, "participle", post);
  if (governing && BEFALLS.has(governing.metric))
    return make(governing.metric, governor.kind === "event" ? "event" : "object", governing);
  if (predicate.role !== "affected" || governor.kind === "by")
    return { refused: "nothing is said to have happened to this person" };
  const joined = governor.kind === "joined" ? before.get(governor.joined) : undefined;
  if (joined?.finding && joined.rule === "object") return make(joined.metric, "object", joined.finding);
  // "among them the wanted bandit Ilo Marn": somebody named, not a count.
  if (phrase.definite && scene.named[phrase.to] === 2) return { refused: "somebody who is named" };
  if (parent && !main) return make(parent.metric, "part-of", null);
  if (
    main?.metric === "other" &&
    main.tag.role === "act" &&
    main.tag.form === "past" &&
    governor.kind === "joined"
  )
    return make("other", "predicate", main);
  if (main?.metric === "other" && main.tag.length > 1) return make("other", "predicate", main);
  return { refused: "nothing is said to have happened to this person" };
}

const BEFALLS: ReadonlySet<Metric> = new Set([
  "killed",
  "injured",
  "abducted",
  "detained",
  "missing",
  "hospitalised",
]);

const ONLY_PERSONAL: ReadonlySet<Metric> = new Set([
  "killed",
  "injured",
  "detained",
  "abducted",
  "surrendered",
  "hospitalised",
]);
const PERSONAL: ReadonlySet<Metric> = new Set([
  ...ONLY_PERSONAL,
  "missing",
  "displaced",
  "refugees",
  "returnees",
]);
const TAKES = /^(?:seiz|tak|took|held|hold|captur|carried|snatch)/;

/** "surveyors", "machinists", "lorrymen": words in these endings name people by what they do; things so named are listed. */
function isOccupation(scene: Scene, phrase: CountPhrase): boolean {
  return (
    phrase.noun === null &&
    /(?:ers|ors|ists|men|women|ees|guards)$/.test(scene.page.tokens[phrase.head]!.lower)
  );
}

/** Whether the clause can only be about people though the noun is not known: somebody was killed, arrested, wounded. */
function personal(
  scene: Scene,
  phrase: CountPhrase,
  predicate: Predicate,
  governor: Governor,
  before: ReadonlyMap<number, Reading>,
): boolean {
  if (scene.named[phrase.head] === 3 || becameOf(scene, phrase)) return true;
  const capital = scene.page.tokens[phrase.head]!.cap;
  // Things go missing and ships are seized, but only people are wounded or arrested.
  const metrics = capital ? PERSONAL : ONLY_PERSONAL;

  if (governor.kind === "joined" && metrics.has(before.get(governor.joined)?.metric ?? "other")) return true;
  const told = [predicate.main, governor.finding, predicate.post].some((finding) => {
    if (finding === null || !metrics.has(finding.metric)) return false;
    return capital || isOccupation(scene, phrase) || !TAKES.test(scene.page.tokens[finding.at]!.lower);
  });
  return told || phrase.inner.some((tag) => metrics.has(tag.metric));
}
