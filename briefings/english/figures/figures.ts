import { type Evidence, evidenceFor, type Span } from "../../evidence.ts";
import { factId } from "../../fact-id.ts";
import type { Dropped, Figure, Statement } from "../../facts.ts";
import type { DatePrecision } from "../../moment.ts";
import { dayOf } from "../../moment.ts";
import { type Page, tokenAt } from "../../text/page.ts";
import { type NumberMention, type NumberRules, readNumbers } from "../numbers/numbers.ts";
import type { DateMention, Mention, World } from "../world.ts";
import { isAtFacility } from "./bystanders.ts";
import { type Claim, claimOf, indexStatements, ownVoice, speakerSpans, statementOver } from "./claimant.ts";
import { CLAUSE_REACH, pick, type Scene } from "./clause.ts";
import { isAsideOf, isPluperfect } from "./constructions.ts";
import { asOfOf, dateOf, givenOn } from "./date.ts";
import { setEntriesApart, setOvertakenApart } from "./entries.ts";
import { setEpisodesApart } from "./episodes.ts";
import { giverOf } from "./giver.ts";
import { readMetric } from "./metric.ts";
import { type Draft, markParts } from "./parts.ts";
import { type CountPhrase, phraseOf, singleAt } from "./phrase.ts";
import { indexPlaces, type PartialPlaces, placeOf } from "./place.ts";
import type { Reading } from "./reading.ts";
import { samePeriod } from "./same-period.ts";
import { readMeasure, readScope } from "./scope.ts";
import { isAdded, isAside, readStatus, runsOn } from "./status.ts";
import { termOf } from "./term.ts";
import { isMultitude } from "./turns.ts";
import { type FigureRules, tagsAt } from "./words.ts";

/** What `readFigures` needs: the article read so far, and the compiled word lists. */
export interface FigureInput {
  readonly page: Page;
  readonly article: {
    readonly id: string;
    readonly text: string;
    readonly publishedAt: string;
    readonly publishedPrecision: DatePrecision;
    readonly publisher: string;
  };
  readonly world: World;
  readonly statements: readonly Statement[];
  readonly dates: readonly DateMention[];
  readonly words: FigureRules;
  readonly numbers: NumberRules;
}

/** How many paragraphs further a place named with one count is taken for the next. */
const PARAGRAPHS_NEAR = 2;

/**
 * Counts of people affected, and of facilities attacked, with metric, bounds, place, date, claimant and status.
 * Everything that looked like a count and was left out comes back in `dropped` with the reason.
 * Linear in the length of the text: every look-around is bounded.
 */
export function readFigures(input: FigureInput): {
  figures: Figure[];
  dropped: Dropped[];
} {
  const { page, article, world, words } = input;
  const dropped: Dropped[] = [];
  const drop = (span: Span, rule: string, reason: string): void => {
    dropped.push({
      start: span.start,
      end: span.end,
      rule: `figures/${rule}`,
      reason,
    });
  };
  const named = markNames(page, world, input.dates);
  const phrases = collectPhrases(input, named, drop);
  const scene: Scene = {
    page,
    rules: words,
    phrases,
    phraseOfToken: indexPhrases(page, phrases),
    named,
  };
  const statements = indexStatements(input.statements);
  const isSpeaker = speakerSpans(input.statements);
  const places = indexPlaces(scene, world);
  const firstDate = firstDates(page, input.dates);
  const published = /^\d{4}-\d{2}-\d{2}/.test(article.publishedAt) ? dayOf(article.publishedAt) : null;
  const pageAsOf =
    input.dates.find((date) => /^as of\b/i.test(date.when.words ?? "") && isHeading(page, date)) ?? null;

  const readings = new Map<number, Reading>();
  const drafts: Draft[] = [];
  const claims = new Map<number, Claim>();
  const voice = ownVoice(page, world, article.publisher);
  const heads = new Set<string>();
  // The place last named with a count, while the text is still near it.
  const partial: PartialPlaces = { mentions: new Set(), places: new Set() };
  let recent: Mention | null = null;
  let block = -1;
  for (const [index, phrase] of phrases.entries()) {
    const here = page.sentences[phrase.sentence]!.block;
    if (here - block > PARAGRAPHS_NEAR || isNewSection(page, block, here)) recent = null;
    const head = phrase.head >= 0 ? page.tokens[phrase.head]!.lower : "";
    if (phrase.number === null && phrase.definite && heads.has(head)) continue;
    if (isSpeaker(phrase) && !isAsideOf(scene, phrase)) {
      if (phrase.number) drop(phrase, "source", "counts sources");
      continue;
    }
    const reading = readMetric(scene, index, readings);
    if ("refused" in reading) {
      if (phrase.number) drop(phrase, "metric", reading.refused);
      continue;
    }
    const part = phrases[index - 1]?.part === "number" ? readings.get(index - 1) : undefined;
    if (
      part?.finding &&
      reading.finding &&
      Math.abs(part.finding.at - reading.finding.at) <= 1 &&
      phrase.from - phrases[index - 1]!.to <= 3
    ) {
      drop(phrase, "metric", "the whole of which a part is counted");
      continue;
    }
    if (isMultitude(scene, reading)) {
      drop(phrase, "metric", "a multitude, not a count");
      continue;
    }
    const over = statementOver(statements, phrase);
    const aside =
      (over?.polarity === "negative" && isAside(scene, phrase)) ||
      (over?.mode === "indirect" && isAdded(scene, phrase));
    const statement = aside ? null : over;
    const days = dateOf(
      scene,
      phrase,
      input.dates,
      firstDate.get(phrase.sentence) ?? input.dates.length,
      over,
    );
    const status = readStatus(scene, reading, { statement, date: days.date ?? days.label, published });
    if ("refused" in status) {
      drop(phrase, "status", status.refused);
      continue;
    }
    readings.set(index, reading);
    heads.add(head);
    const sentence = sentenceOf(page, phrase);
    const scope = readScope(scene, reading);
    const term = termOf(scene, reading);
    const where = placeOf(scene, reading, places, world, recent, partial, over?.speaker.span ?? null);
    if (where.mention && phrase.part === "pronoun" && recent?.place !== where.mention.place) {
      partial.mentions.add(where.mention);
      if (where.mention.place !== null) partial.places.add(where.mention.place);
    } else if (where.mention && !(where.mention.place !== null && places.talks.has(where.mention.place))) {
      recent = where.mention;
      block = here;
    }
    const own = claimOf(scene, world, statement, phrase, statements);
    // "put the dead at 2,000, with 787 more in hospitals": one voice for what is joined.
    const joined = reading.rule === "joined" && drafts.at(-1)?.figure.sentence.start === sentence.start;
    // "71 wounded, of whom five later died": a part has the voice of its whole.
    const whole = reading.parent ? claims.get(reading.parent.index) : undefined;
    const giver = giverOf({ scene, world, spoken: statements.spoken }, own.claimant, phrase.sentence);
    const first = giver === null ? own : { ...own, claimant: giver, relay: [own.claimant!, ...own.relay] };
    const claim = first.claimant !== null ? first : joined ? drafts.at(-1)!.figure : (whole ?? first);
    claims.set(index, claim);
    const claimant = claim.claimant ?? (statement === null ? voice : null);
    const given = givenOn(scene, phrase, { ...days, claimant, finding: own.finding });
    // Written out: a spread at the head of so large a literal makes each field after it slow.
    const { low, high, quantifier, quantifierWords } = boundsOf(phrase.number);
    const figure: Figure = {
      low,
      high,
      quantifier,
      quantifierWords,
      id: factId("f", article.id, phrase.start, phrase.end),
      articleId: article.id,
      metric: reading.metric,
      unit: unitOf(phrase, reading),
      counted: countedOf(scene, phrase, reading),
      term,
      measure: readMeasure(scene, reading, term, scope === "daily"),
      scope,
      place: where.place,
      when: given.when?.when ?? samePeriod(scene, phrase, drafts.at(-1)?.figure.when ?? null),
      asOf: asOfOf(days.date, given.spoken, pageAsOf, article),
      claimant,
      relay: [...claim.relay],
      status: status.status,
      text: article.text.slice(phrase.start, phrase.end),
      evidence: evidenceOf(article, phrase, reading),
      sentence,
    };
    drafts.push({
      figure,
      bullet: page.blocks[here]!.kind === "bullet",
      facility: isAtFacility(scene, phrase),
      clause: clauseOf(scene, phrase),
      had: isPluperfect(scene, phrase),
      runsOn: days.date !== null && runsOn(scene, reading, days.date),
    });
  }
  const lasting = drafts.map(({ runsOn }) => runsOn);
  const apart = setEpisodesApart(markParts(drafts), lasting, published);
  const had = drafts.map((draft) => draft.had);
  return { figures: setEntriesApart(page, setOvertakenApart(apart, had)), dropped };
}

/** Whether a heading stands between two blocks: what was said of one town ends there. */
function isNewSection({ blocks }: Page, from: number, to: number): boolean {
  // The bullets of a report go on from heading to heading.
  if (blocks[to]!.kind === "bullet") return false;
  for (let block = from + 1; block <= to && block - from <= PARAGRAPHS_NEAR; block++)
    if (from >= 0 && blocks[block]!.kind === "heading") return true;
  return false;
}

/** The clause of its sentence a phrase stands in: counts of one clause may be parts of one total, of two hardly. */
function clauseOf(scene: Scene, phrase: CountPhrase): number {
  const { tokens, sentences } = scene.page;
  let clause = 0;
  for (
    let k = phrase.from - 1;
    k >= sentences[phrase.sentence]!.from && k > phrase.from - CLAUSE_REACH;
    k--
  ) {
    if (tokens[k]!.text === ";" || scene.rules.speech.has(tokens[k]!.lower)) {
      clause = tokens[k]!.start;
      break;
    }
  }
  return clause;
}

function evidenceOf(article: FigureInput["article"], phrase: CountPhrase, reading: Reading): Evidence {
  return evidenceFor(article, phrase, `figures/${reading.rule}`);
}

function sentenceOf(page: Page, phrase: CountPhrase): Span {
  const { start, end } = page.sentences[phrase.sentence]!;
  return { start, end };
}

/** Numbers that count, with their nouns, and single people; in order, never overlapping. */
function collectPhrases(
  input: FigureInput,
  named: Uint8Array,
  drop: (span: Span, rule: string, reason: string) => void,
): CountPhrase[] {
  const { page, words } = input;
  const { tokens } = page;
  const phrases: CountPhrase[] = [];
  const counted = new Uint8Array(tokens.length);
  const telling = tellingSentences(page, words);
  for (const number of readNumbers(page, input.numbers)) {
    if (named[number.core] === 1) continue;
    const reason = notCount(number);
    if (reason) {
      drop(number, "number", reason);
      continue;
    }
    const phrase = phraseOf(page, number, words, named);
    phrases.push(phrase);
    counted.fill(1, phrase.from, phrase.to);
  }
  for (let i = 0; i < tokens.length; i++) {
    if (counted[i] === 1 || named[i] === 2 || telling[tokens[i]!.sentence] !== 1) continue;
    const single = singleAt(page, i, words, named);
    if (!single || counted[single.to - 1] === 1 || named[single.head] === 2) continue;
    phrases.push(single);
    i = single.to - 1;
  }
  return phrases.sort((a, b) => a.from - b.from);
}

const REASONS: Partial<Record<NumberMention["kind"], string>> = {
  percentage: "a share, not a count",
  fraction: "a share, not a count",
  money: "money",
  measure: "a measure, not a count",
  time: "a time of day",
  age: "an age",
  ordinal: "an ordinal",
  reference: "a reference number",
};

function notCount(number: NumberMention): string | null {
  if (number.low === 0 && number.high === 0 && number.kind === "count") return "none";
  return REASONS[number.kind] ?? null;
}

/** Sentences in which something befalls people: only there can a single person be a figure. */
function tellingSentences(page: Page, rules: FigureRules): Uint8Array {
  const telling = new Uint8Array(page.sentences.length);
  for (let i = 0; i < page.tokens.length; i++) {
    const tag = pick(tagsAt(page.tokens, i, rules));
    const { lower } = page.tokens[i]!;
    const harm = rules.suffers.has(lower) || rules.loses.has(lower);
    if (harm || (tag && (tag.metric !== "other" || tag.length > 1))) telling[page.tokens[i]!.sentence] = 1;
  }
  return telling;
}

function markNames(page: Page, world: World, dates: readonly DateMention[]): Uint8Array {
  const named = new Uint8Array(page.tokens.length);
  for (const mention of world.mentions)
    named.fill(mention.type === "demonym" ? 3 : 2, mention.from, mention.to);
  for (const date of dates) named.fill(1, date.from, date.to);
  return named;
}

function indexPhrases(page: Page, phrases: readonly CountPhrase[]): Int32Array {
  const index = new Int32Array(page.tokens.length).fill(-1);
  for (const [i, phrase] of phrases.entries()) index.fill(i, phrase.from, phrase.to);
  return index;
}

/** For each sentence the index of its first date. */
function firstDates(page: Page, dates: readonly DateMention[]): Map<number, number> {
  const first = new Map<number, number>();
  for (const [i, date] of dates.entries()) {
    const sentence = page.tokens[date.from]!.sentence;
    if (!first.has(sentence)) first.set(sentence, i);
  }
  return first;
}

function isHeading(page: Page, date: DateMention): boolean {
  const token = page.tokens[tokenAt(page, date.start)];
  return token !== undefined && page.blocks[token.block]?.kind === "heading";
}

function boundsOf(
  number: NumberMention | null,
): Pick<Figure, "low" | "high" | "quantifier" | "quantifierWords"> {
  if (!number) return { low: 1, high: 1, quantifier: "exactly", quantifierWords: null };
  return {
    low: number.low,
    high: number.high,
    quantifier: number.quantifier,
    quantifierWords: number.hedge,
  };
}

function unitOf(phrase: CountPhrase, reading: Reading): Figure["unit"] {
  if (phrase.noun?.kind === "household") return "household";
  if (reading.metric === "attacked_facilities") return "facility";
  const caseNoun = phrase.inner.some(
    (tag) => tag.role === "noun" && (tag.metric === "sexual_violence" || tag.metric === "other"),
  );
  return caseNoun ? "case" : "person";
}

/** Who is counted, in the words of the text: the phrase's own noun, what it is said to be, or the group it is part of. */
function countedOf(scene: Scene, phrase: CountPhrase, reading: Reading): string | null {
  const { text } = scene.page;
  const said = saidToBe(scene, phrase);
  if (said) return text.slice(said.start, said.end);
  if (phrase.counted) return text.slice(phrase.counted.start, phrase.counted.end);
  const group = reading.parent ?? null;
  const parent = group ? scene.phrases[group.index]! : null;
  if (parent?.counted) return text.slice(parent.counted.start, parent.counted.end);
  if (reading.rule === "joined") {
    const before = scene.phrases[reading.index - 1];
    if (before?.counted && before.sentence === phrase.sentence)
      return text.slice(before.counted.start, before.counted.end);
  }
  return null;
}

/** "seven were children", "41 of them minors": the noun that says who they are. */
function saidToBe(scene: Scene, phrase: CountPhrase): Span | null {
  if (phrase.part === null && phrase.head >= 0) return null;
  const { tokens } = scene.page;
  let at = phrase.to;
  if (/^(?:were|was|are|is)$/.test(tokens[at]?.lower ?? "")) at++;
  const end = Math.min(at + 4, scene.page.sentences[phrase.sentence]!.to);
  for (let k = at; k < end; k++) {
    const token = tokens[k]!;
    if (token.kind !== "word" || scene.rules.functional.has(token.lower)) return null;
    const noun = scene.rules.nouns.byFirst.get(token.lower);
    const match = noun?.find(
      ({ words, value }) =>
        value.kind === "person" && words.every((word, w) => tokens[k + w]?.lower === word),
    );
    if (match)
      return {
        start: tokens[at]!.start,
        end: tokens[k + match.words.length - 1]!.end,
      };
    if (pick(tagsAt(tokens, k, scene.rules))) return null;
  }
  return null;
}
