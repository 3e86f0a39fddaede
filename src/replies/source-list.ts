import type { Digest, SourceLine, Withdrawal } from "../../briefings/index.ts";
import {
  type Block,
  command,
  flag,
  heading,
  type Inlines,
  inlines,
  quiet,
  type Row,
  small,
  strong,
} from "../chat/document.ts";
import { dateWords, moment, periodWords, precisionOf } from "./dates.ts";
import { cutText, languageMark } from "./excerpts.ts";
import { type Question, sameQuestion } from "./question.ts";
import type { Dating, Telling } from "./telling.ts";

/** UTF-16 units of a title: longer ones are whole articles by mistake. */
const TITLE = 240;

type Outlet = SourceLine["outlets"][number];

/** One line an origin: days, and how many outlets carry it. */
export function originBlocks(
  digest: Digest,
  question: Question,
  telling: Telling,
  limit: number,
): readonly Block[] {
  if (digest.sources.length === 0) return [];
  const { words } = telling;
  const shown = digest.sources.slice(0, limit);
  const hidden = digest.sources.length - shown.length;
  return [
    heading(2, words.headings.sources),
    {
      kind: "list",
      items: shown.map((source) => originLine(source, telling)),
    },
    ...(hidden > 0 ? [small(words.more(hidden), command("sources", sameQuestion(question)))] : []),
  ];
}

/** Every report under its origin, with address, retelling note and the mark of repeated text. */
export function sourceBlocks(digest: Digest, telling: Telling): readonly Block[] {
  if (digest.sources.length === 0) return [];
  const blocks = digest.sources.map(
    (source): Block => ({
      kind: "rows",
      shape: "words",
      title: inlines(strong(source.origin), outletsNote(source, telling)),
      aside: [],
      rows: source.outlets.map((outlet) => outletRow(outlet, source.origin, telling)),
    }),
  );
  return [heading(2, telling.words.headings.sources), ...blocks];
}

/** Reports that would stand among the sources and were withdrawn: nothing that is shown comes from them. */
export function withdrawnBlocks({ withdrawn = [] }: Digest, dating: Dating): readonly Block[] {
  if (withdrawn.length === 0) return [];
  const rows = withdrawn.map(
    ({ publisher, title, publishedAt, url, ...withdrawal }): Row => ({
      lead: [moment(publishedAt, precisionOf(publishedAt), dating)],
      body: inlines(cutText(title, TITLE), quiet(` — ${publisher}`)),
      when: [],
      id: null,
      notes: [
        [quiet(withdrawalWords(withdrawal, dating))],
        ...(url === null ? [] : [[{ kind: "link" as const, text: "", url }]]),
      ],
    }),
  );
  return [
    heading(2, dating.words.withdrawn.heading),
    { kind: "rows", shape: "words", title: [], aside: [], rows },
  ];
}

/** By whom, on which day and in which words. */
export function withdrawalWords({ at, by, reason }: Omit<Withdrawal, "articleId">, dating: Dating): string {
  const { withdrawn } = dating.words;
  const said = withdrawn[by](dateWords(at, "day", dating));
  return reason === null ? said : withdrawn.inWords(said, cutText(reason, TITLE));
}

function originLine(source: SourceLine, telling: Telling): Inlines {
  const { words } = telling;
  const days = source.outlets
    .map(({ publishedAt }) => publishedAt)
    .filter((day) => day !== "")
    .sort();
  const [first] = days;
  const last = days.at(-1);
  const span =
    first === undefined || last === undefined ? words.dateUnknown : periodWords(first, last, "day", telling);
  const reports = source.outlets.length > 1 ? `, ${words.reports(source.outlets.length)}` : "";
  return inlines(strong(source.origin), quiet(`, ${span}${reports}`), outletsNote(source, telling));
}

function outletsNote({ outlets }: SourceLine, { words }: Telling): Inlines {
  const publishers = new Set(outlets.map(({ publisher }) => publisher)).size;
  return publishers > 1 ? [quiet(` · ${words.carriedBy(publishers)}`)] : [];
}

function outletRow(outlet: Outlet, origin: string, telling: Telling): Row {
  const { words } = telling;
  const { articleId, publisher, title, publishedAt, url, retoldFrom, sameTextAs } = outlet;
  const retold = retoldFrom.map((from): Inlines => {
    const day = moment(from.date, precisionOf(from.date) === "unknown" ? "unknown" : "day", telling);
    const source = `${from.publisher}, ${day.kind === "moment" ? day.text : ""}`;
    const remark = flag("retold", words.retoldFrom(source));
    return from.url === undefined || from.url === url
      ? [remark]
      : inlines(remark, words.colon, { kind: "link", text: "", url: from.url });
  });
  return {
    lead: [moment(publishedAt, precisionOf(publishedAt), telling)],
    body: inlines(
      cutText(title, TITLE),
      languageMark(articleId, telling),
      publisher === origin ? null : quiet(` — ${publisher}`),
    ),
    when: [],
    id: null,
    notes: [
      ...(url === null ? [] : [[{ kind: "link" as const, text: "", url }]]),
      ...retold,
      ...(sameTextAs === null ? [] : [[quiet(words.sameText)]]),
    ],
  };
}
