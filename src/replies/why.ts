import type { Figure, RetoldFrom, Statement, When } from "../../briefings/index.ts";
import {
  type Block,
  type Document,
  heading,
  type Inlines,
  inlines,
  paragraph,
  quiet,
  strong,
} from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { WhyItem, WhyResult } from "../desk/desk.ts";
import { dateWords, moment, periodWords, precisionOf } from "./dates.ts";
import { cutText, fact, spokenWords } from "./excerpts.ts";
import { withdrawalWords } from "./source-list.ts";
import { type Dating, foreignTo } from "./telling.ts";

type Field = readonly [name: string, value: string | Inlines | null];

/** As many facts as one answer shows when an id prefix fits several. */
const MAX_ITEMS = 3;
const MAX_EXCERPT = 4000;

/** The evidence of a fact: the excerpt marked in its context, the article, and the fact field by field. */
export function whyReply(result: WhyResult, asked: string, words: Words): Document {
  if (result.status === "unknown-id") {
    const sentence = words.why.unknownId(result.id);
    return {
      summary: sentence,
      tone: "trouble",
      blocks: [paragraph(sentence), paragraph(quiet(words.why.unknownHint))],
    };
  }
  const { items } = result;
  const [first] = items;
  const several = items.length > 1 ? [paragraph(words.why.several(asked, items.length))] : [];
  const shown = items.slice(0, MAX_ITEMS).flatMap((item) => itemBlocks(item, words));
  return {
    summary:
      first === undefined
        ? words.why.unknownId(asked)
        : `${first.article.publisher}${words.colon}${first.article.title}`,
    tone: first === undefined ? "trouble" : "found",
    blocks: [...several, ...shown],
  };
}

function itemBlocks(item: WhyItem, words: Words): readonly Block[] {
  const { id, kind, article, evidence, before, after } = item;
  const context = inlines(
    before.length < evidence.start ? `…${before}` : before,
    { kind: "marked", text: cutText(evidence.excerpt, MAX_EXCERPT) },
    evidence.end + after.length < article.text.length ? `${after}…` : after,
  );
  return [
    heading(1, inlines(fact(id), ` · ${words.why.kinds[kind]}`), inlines(article.publisher)),
    ...standing(item, words).map((sentence) => paragraph(strong(sentence))),
    { kind: "quote", text: context },
    heading(2, words.why.foundWhere),
    fields(articleFields(item, words), words),
    ...factBlocks(item, words),
  ];
}

/** Dates stand alone here, so each has its year. */
function datingIn(words: Words): Dating {
  return { words, quietYear: null };
}

/** What a reader must know before the words: that the report was withdrawn, or no longer has them. */
function standing({ withdrawal, version }: WhyItem, words: Words): string[] {
  const dating = datingIn(words);
  const replaced = version !== null && !version.current ? version.replacedAt : null;
  return [
    ...(withdrawal === null
      ? []
      : [`${words.withdrawn.heading}${words.colon}${withdrawalWords(withdrawal, dating)}`]),
    ...(version === null || replaced === null
      ? []
      : [words.why.noLonger(version.number, dateWords(replaced, "day", dating))]),
  ];
}

/** The version by number and day, and each other one with what it said instead. */
function versionFields(version: WhyItem["version"], words: Words): readonly Field[] {
  if (version === null) return [];
  const w = words.why;
  const dayOf = (moment: string) => dateWords(moment, "day", datingIn(words));
  const day = dayOf(version.retrievedAt);
  const own =
    version.number === 1 ? w.firstVersion(version.of, day) : w.versionOf(version.number, version.of, day);
  return [
    [w.version, own],
    ...version.others.map(({ number, retrievedAt, said }): Field => {
      const read = w.readOn(dayOf(retrievedAt));
      const instead = said === null ? "" : w.saidInstead(said.words, cutText(said.sentence, MAX_EXCERPT));
      return [w.otherVersion(number), `${read}${instead}`];
    }),
  ];
}

function articleFields(
  { article, evidence, engine, verified, version }: WhyItem,
  words: Words,
): readonly Field[] {
  const w = words.why;
  const dating = datingIn(words);
  const foreign = foreignTo(words, article.language);
  return [
    [w.article, cutText(article.title, MAX_EXCERPT)],
    ...(foreign === null ? [] : [[w.language, foreign] satisfies Field]),
    [w.publisher, article.publisher],
    [w.origin, article.origin],
    [w.address, article.url === undefined ? w.nothing : [{ kind: "link", text: "", url: article.url }]],
    [w.published, [moment(article.publishedAt, article.publishedPrecision, dating)]],
    ...(article.retoldFrom ?? []).map((report): Field => [w.retoldFrom, retoldWords(report, words)]),
    [w.characters, w.span(evidence.start, evidence.end)],
    [w.rule, evidence.rule],
    [w.basis, w.bases[evidence.basis]],
    [w.engine, engine],
    [w.verified, verified ? w.yes : inlines(strong(w.no))],
    [w.sha256, article.sha256],
    [w.retrieved, [moment(article.retrievedAt, precisionOf(article.retrievedAt), dating)]],
    ...versionFields(version, words),
  ];
}

function retoldWords({ publisher, date, url }: RetoldFrom, words: Words): Inlines {
  const address = url === undefined ? [] : inlines(words.colon, { kind: "link", text: "", url });
  return inlines(
    `${publisher}, `,
    moment(date, precisionOf(date), datingIn(words)),
    `, ${words.why.inOurWords}`,
    address,
  );
}

function factBlocks({ fact: read }: WhyItem, words: Words): readonly Block[] {
  if ("metric" in read) return [heading(2, words.why.theFact), fields(figureFields(read, words), words)];
  if ("verb" in read) return [heading(2, words.why.theFact), fields(statementFields(read, words), words)];
  return [];
}

function figureFields(figure: Figure, words: Words): readonly Field[] {
  const w = words.why;
  const bound = (n: number | null) => (n === null ? w.open : words.groupDigits(n));
  const quantifier = w.quantifiers[figure.quantifier];
  return [
    [w.metric, words.metrics[figure.metric]],
    [w.words, figure.text],
    [w.bounds, `${bound(figure.low)} – ${bound(figure.high)}`],
    [
      w.quantifier,
      figure.quantifierWords === null ? quantifier : `${quantifier}, ${words.quoted(figure.quantifierWords)}`,
    ],
    [w.unit, w.units[figure.unit]],
    [w.counted, figure.counted],
    [w.measure, w.measures[figure.measure]],
    [w.scope, w.scopes[figure.scope]],
    [w.place, figure.place === null ? null : `${figure.place.name} (${w.bases[figure.place.basis]})`],
    [w.when, whenWords(figure.when, words)],
    [w.asOf, whenWords(figure.asOf, words)],
    [w.claimant, figure.claimant === null ? w.ownVoice : sourceWords(figure.claimant, words)],
    [w.relay, relayWords(figure.relay, words)],
    [w.status, w.statuses[figure.status]],
  ];
}

function statementFields(statement: Statement, words: Words): readonly Field[] {
  const w = words.why;
  return [
    [w.speaker, sourceWords(statement.speaker, words)],
    [w.verb, statement.verb],
    [w.content, spokenWords(statement, MAX_EXCERPT, words)],
    [w.act, w.acts[statement.act]],
    [w.mode, w.modes[statement.mode]],
    [w.polarity, w.polarities[statement.polarity]],
    [w.addressee, statement.addressee === null ? null : sourceWords(statement.addressee, words)],
    [w.channel, statement.channel],
    [w.when, whenWords(statement.when, words)],
    [w.relay, relayWords(statement.relay, words)],
  ];
}

function sourceWords({ name, role, basis }: Statement["speaker"], words: Words): string {
  return `${role === null ? name : `${name}, ${role}`} (${words.why.bases[basis]})`;
}

function relayWords(relay: Statement["relay"], words: Words): string | null {
  return relay.length === 0 ? null : relay.map((source) => sourceWords(source, words)).join(", ");
}

function whenWords(when: When | null, words: Words): string | null {
  if (when === null) return null;
  const { from, to, precision, words: said, basis } = when;
  return `${periodWords(from, to, precision, datingIn(words))} (${words.why.fromWords(words.why.bases[basis], said)})`;
}

/** Absent values are named as absent, so that nobody wonders whether they were forgotten. */
function fields(list: readonly Field[], words: Words): Block {
  return {
    kind: "fields",
    fields: list.map(([name, value]) => ({
      name,
      value: value === null ? [quiet(words.why.nothing)] : typeof value === "string" ? inlines(value) : value,
    })),
  };
}
