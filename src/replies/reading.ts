import type { Facts, Figure, Statement } from "../../briefings/index.ts";
import {
  type Action,
  type Block,
  type Document,
  heading,
  type Inlines,
  inlines,
  paragraph,
  quiet,
  type Row,
  small,
  strong,
} from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { ReadingResult } from "../desk/desk.ts";
import { publicationDay, whenMoment } from "./dates.ts";
import { deed, fact, spokenWords } from "./excerpts.ts";
import { foreignTo, type Telling } from "./telling.ts";

const MOST_FIGURES = 12;
const MOST_STATEMENTS = 8;
const MOST_WORDS = 220;
const MOST_PLACES = 12;

type Read = Extract<ReadingResult, { readonly status: "read" }>;

export interface HandedIn {
  /** As it was handed in, for keeping it later. */
  readonly text: string;
  readonly mayKeep: boolean;
}

/** What one report says, fact by fact in the order of the text; nothing is compared, and nothing added up. */
export function readingReply(result: ReadingResult, handed: HandedIn, words: Words): Document {
  switch (result.status) {
    case "too-short":
      return trouble(words.reading.tooShort);
    case "unreadable":
      return trouble(words.reading.unreadable(result.address, result.reason));
    case "read":
      return readReply(result, handed, words);
    default:
      return result satisfies never;
  }
}

function readReply({ article, facts, kept }: Read, { text, mayKeep }: HandedIn, words: Words): Document {
  const { reading } = words;
  const telling: Telling = {
    words,
    quietYear: null,
    foreign: () => foreignTo(words, article.language),
  };
  const published =
    article.publishedPrecision === "unknown"
      ? inlines(quiet(reading.undated))
      : inlines(publicationDay(article.publishedAt, telling));
  const found = [
    ...figureBlocks(facts.figures, facts, telling, kept !== "no"),
    ...statementBlocks(facts.statements, telling, kept !== "no"),
    ...placeBlocks(facts, words),
  ];
  const keep: Action = { label: reading.keep, command: "read", options: { text, keep: "yes" } };
  const stored = { no: reading.notKept, now: reading.kept, before: reading.alreadyKept }[kept];
  const nothing = facts.read ? reading.none : reading.notRead(article.language);
  return {
    summary: article.title,
    tone: found.length > 0 ? "found" : "nothing",
    blocks: [
      heading(1, article.title),
      paragraph(
        quiet(`${article.publisher === "" ? reading.pasted : article.publisher} · `),
        published,
        article.url === undefined
          ? null
          : inlines(" · ", { kind: "link", text: article.url, url: article.url }),
      ),
      ...(found.length > 0 ? found : [paragraph(nothing)]),
      small(stored),
      ...(kept === "no" && mayKeep ? [{ kind: "actions", actions: [keep] } as const] : []),
    ],
  };
}

/** An id answers to /why only where the report is in the library. */
function figureBlocks(figures: readonly Figure[], facts: Facts, telling: Telling, known: boolean): Block[] {
  const { words } = telling;
  const shown = figures.filter(({ metric }) => metric !== "other").slice(0, MOST_FIGURES);
  if (shown.length === 0) return [];
  const rows = shown.map((figure): Row => {
    const place = facts.places.find(({ id }) => id === figure.place?.placeId)?.name ?? figure.place?.name;
    const status = figure.status === "reported" ? null : ` (${words.why.statuses[figure.status]})`;
    const claimant = figure.claimant?.name ?? null;
    return {
      lead: inlines(strong(figure.text)),
      body: inlines(
        words.metrics[figure.metric].toLowerCase(),
        place === undefined ? null : ` · ${place}`,
        status,
        claimant === null ? null : quiet(` · ${words.reading.accordingTo(claimant)}`),
      ),
      when: figure.when === null ? [] : inlines(whenMoment(figure.when, telling)),
      id: known ? fact(figure.id) : null,
      notes: [],
    };
  });
  return [heading(2, words.headings.figures), { kind: "rows", shape: "numbers", title: [], aside: [], rows }];
}

function statementBlocks(statements: readonly Statement[], telling: Telling, known: boolean): Block[] {
  const { words } = telling;
  if (statements.length === 0) return [];
  const rows = statements.slice(0, MOST_STATEMENTS).map(
    (statement): Row => ({
      lead: inlines(strong(statement.speaker.name), quiet(` ${deed(statement, telling)}`)),
      body: inlines(spokenWords(statement, MOST_WORDS, words)),
      when: statement.when === null ? [] : inlines(whenMoment(statement.when, telling)),
      id: known ? fact(statement.id) : null,
      notes: [],
    }),
  );
  return [heading(2, words.reading.statements), { kind: "rows", shape: "words", title: [], aside: [], rows }];
}

function placeBlocks(facts: Facts, words: Words): Block[] {
  const names = [...new Set(facts.places.map(({ name }) => name))].slice(0, MOST_PLACES);
  if (names.length === 0) return [];
  const line: Inlines = inlines(names.join(" · "));
  return [heading(2, words.reading.places), { kind: "paragraph", text: line }];
}

function trouble(sentence: string): Document {
  return { summary: sentence, tone: "trouble", blocks: [paragraph(sentence)] };
}
