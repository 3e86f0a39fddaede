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
import type { WhyItem, WhyResult } from "../desk/desk.ts";
import { moment, periodWords, precisionOf } from "./dates.ts";
import { cutText, fact, spokenWords } from "./excerpts.ts";
import { groupDigits, words } from "./words.ts";

type Field = readonly [name: string, value: string | Inlines | null];

/** As many facts as one answer shows when an id prefix fits several. */
const MAX_ITEMS = 3;
const MAX_EXCERPT = 4000;

/** The evidence of a fact: the excerpt marked in its context, the article, and the fact field by field. */
export function whyReply(result: WhyResult, asked: string): Document {
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
  const shown = items.slice(0, MAX_ITEMS).flatMap((item) => itemBlocks(item));
  return {
    summary:
      first === undefined ? words.why.unknownId(asked) : `${first.article.publisher}: ${first.article.title}`,
    tone: first === undefined ? "trouble" : "found",
    blocks: [...several, ...shown],
  };
}

function itemBlocks(item: WhyItem): readonly Block[] {
  const { id, kind, article, evidence, before, after } = item;
  const context = inlines(
    before.length < evidence.start ? `…${before}` : before,
    { kind: "marked", text: cutText(evidence.excerpt, MAX_EXCERPT) },
    evidence.end + after.length < article.text.length ? `${after}…` : after,
  );
  return [
    heading(1, inlines(fact(id), ` · ${words.why.kinds[kind]}`), inlines(article.publisher)),
    { kind: "quote", text: context },
    heading(2, words.why.foundWhere),
    fields(articleFields(item)),
    ...factBlocks(item),
  ];
}

function articleFields({ article, evidence, engine, verified }: WhyItem): readonly Field[] {
  const w = words.why;
  return [
    [w.article, cutText(article.title, MAX_EXCERPT)],
    [w.publisher, article.publisher],
    [w.origin, article.origin],
    [w.address, article.url === undefined ? w.nothing : [{ kind: "link", text: "", url: article.url }]],
    [w.published, [moment(article.publishedAt, article.publishedPrecision)]],
    ...(article.retoldFrom ?? []).map((report): Field => [w.retoldFrom, retoldWords(report)]),
    [w.characters, w.span(evidence.start, evidence.end)],
    [w.rule, evidence.rule],
    [w.basis, evidence.basis],
    [w.engine, engine],
    [w.verified, verified ? w.yes : inlines(strong(w.no))],
    [w.sha256, article.sha256],
    [w.retrieved, [moment(article.retrievedAt, precisionOf(article.retrievedAt))]],
  ];
}

function retoldWords({ publisher, date, url }: RetoldFrom): Inlines {
  const address = url === undefined ? [] : inlines(": ", { kind: "link", text: "", url });
  return inlines(`${publisher}, `, moment(date, precisionOf(date)), `, ${words.why.inOurWords}`, address);
}

function factBlocks({ fact: read }: WhyItem): readonly Block[] {
  if ("metric" in read) return [heading(2, words.why.theFact), fields(figureFields(read))];
  if ("verb" in read) return [heading(2, words.why.theFact), fields(statementFields(read))];
  return [];
}

function figureFields(figure: Figure): readonly Field[] {
  const w = words.why;
  const bound = (n: number | null) => (n === null ? w.open : groupDigits(n));
  const quantifier = figure.quantifier.replaceAll("_", " ");
  return [
    [w.metric, words.metrics[figure.metric]],
    [w.words, figure.text],
    [w.bounds, `${bound(figure.low)} – ${bound(figure.high)}`],
    [
      w.quantifier,
      figure.quantifierWords === null ? quantifier : `${quantifier}, “${figure.quantifierWords}”`,
    ],
    [w.unit, figure.unit],
    [w.counted, figure.counted],
    [w.measure, figure.measure],
    [w.scope, figure.scope],
    [w.place, figure.place === null ? null : `${figure.place.name} (${figure.place.basis})`],
    [w.when, whenWords(figure.when)],
    [w.asOf, whenWords(figure.asOf)],
    [w.claimant, figure.claimant === null ? w.ownVoice : sourceWords(figure.claimant)],
    [w.relay, figure.relay.length === 0 ? null : figure.relay.map(sourceWords).join(", ")],
    [w.status, figure.status],
  ];
}

function statementFields(statement: Statement): readonly Field[] {
  const w = words.why;
  return [
    [w.speaker, sourceWords(statement.speaker)],
    [w.verb, statement.verb],
    [w.content, spokenWords(statement, MAX_EXCERPT)],
    [w.act, statement.act],
    [w.mode, statement.mode],
    [w.polarity, statement.polarity],
    [w.addressee, statement.addressee === null ? null : sourceWords(statement.addressee)],
    [w.channel, statement.channel],
    [w.when, whenWords(statement.when)],
    [w.relay, statement.relay.length === 0 ? null : statement.relay.map(sourceWords).join(", ")],
  ];
}

function sourceWords({ name, role, basis }: Statement["speaker"]): string {
  return `${role === null ? name : `${name}, ${role}`} (${basis})`;
}

function whenWords(when: When | null): string | null {
  if (when === null) return null;
  const { from, to, precision, words: said, basis } = when;
  return `${periodWords(from, to, precision)} (${words.why.fromWords(basis, said)})`;
}

/** Absent values are named as absent, so that nobody wonders whether they were forgotten. */
function fields(list: readonly Field[]): Block {
  return {
    kind: "fields",
    fields: list.map(([name, value]) => ({
      name,
      value: value === null ? [quiet(words.why.nothing)] : typeof value === "string" ? inlines(value) : value,
    })),
  };
}
