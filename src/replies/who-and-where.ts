import type { ActorLine, Digest, PlaceLine } from "../../briefings/index.ts";
import {
  type Block,
  command,
  heading,
  type Inlines,
  inlines,
  joined,
  quiet,
  type Row,
  strong,
} from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import { type Question, sameQuestion } from "./question.ts";

/** Places, actors and what was not found, in a line each: names only, the rest is a command away. */
export function namesBlocks(
  digest: Digest,
  question: Question,
  words: Words,
  limit: number,
): readonly Block[] {
  const missing = digest.coverage.notFound.map((item) => missingWords(item, words));
  const fields = [
    {
      name: words.headings.places,
      value: namesLine(
        digest.places.map(({ name }) => name),
        question,
        words,
        limit,
      ),
    },
    {
      name: words.headings.actors,
      value: namesLine(digest.actors.map(nameWithRole), question, words, limit),
    },
    { name: words.headings.notFound, value: inlines(missing.join(words.semicolon)) },
  ].filter(({ value }) => value.length > 0);
  return fields.length === 0 ? [] : [{ kind: "divider" }, { kind: "fields", fields }];
}

/** Every actor by kind with roles and other names, then every place with what is known of where it is. */
export function whoAndWhereBlocks(digest: Digest, words: Words): readonly Block[] {
  const kinds = [...new Set(digest.actors.map(({ kind }) => kind))];
  return [
    ...(digest.actors.length > 0 ? [heading(2, words.headings.actors)] : []),
    ...kinds.map((kind) =>
      rowsBlock(
        words.actorKinds[kind],
        digest.actors.filter((actor) => actor.kind === kind).map((actor) => actorRow(actor, words)),
      ),
    ),
    ...(digest.places.length > 0
      ? [
          heading(2, words.headings.places),
          rowsBlock(
            null,
            digest.places.map((place) => placeRow(place, words)),
          ),
        ]
      : []),
  ];
}

const REPLY_OF = "reply of ";

/** A metric that no article gives, or whose reply is missing. */
function missingWords(item: string, words: Words): string {
  const metrics: Readonly<Record<string, string>> = words.metrics;
  if (item.startsWith(REPLY_OF)) return words.replyOf(item.slice(REPLY_OF.length));
  return metrics[item]?.toLowerCase() ?? item;
}

function namesLine(names: readonly string[], question: Question, words: Words, limit: number): Inlines {
  const hidden = names.length - limit;
  const more =
    hidden > 0 ? [quiet(` · ${words.more(hidden)}`), command("actors", sameQuestion(question))] : [];
  return inlines(names.slice(0, limit).join(" · "), more);
}

function nameWithRole({ name, roles }: ActorLine): string {
  return roles[0] === undefined ? name : `${name} (${roles[0]})`;
}

function rowsBlock(title: string | null, rows: readonly Row[]): Block {
  return {
    kind: "rows",
    shape: "words",
    title: title === null ? [] : [strong(title)],
    aside: [],
    rows,
  };
}

function actorRow({ name, roles, aliases, articles, mentions }: ActorLine, words: Words): Row {
  const known = joined(words.semicolon, [
    roles.length > 0 ? inlines(roles.join(", ")) : [],
    aliases.length > 0 ? inlines(words.alsoCalled(aliases.join(", "))) : [],
  ]);
  return nameRow(name, known, words.mentionsIn(mentions, articles));
}

function placeRow({ name, admin1, country, precision, articles, mentions }: PlaceLine, words: Words): Row {
  const where = [precision === "unknown" ? null : words.placePrecision[precision], admin1, country];
  const known = precision === "unknown" ? words.notOnMap : where.filter((part) => part !== null).join(", ");
  return nameRow(name, inlines(known), words.mentionsIn(mentions, articles));
}

function nameRow(name: string, known: Inlines, counted: string): Row {
  return {
    lead: [strong(name)],
    body: joined(" · ", [known, [quiet(counted)]]),
    when: [],
    id: null,
    notes: [],
  };
}
