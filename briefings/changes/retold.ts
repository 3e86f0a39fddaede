import type { Digest, StatementLine } from "../digest.ts";
import { foldName } from "../gazetteer.ts";
import { actorKey, type Snapshot } from "./snapshot.ts";

/** Of the shorter of two wordings so much has to stand in the other; a few common words say nothing. */
const SHARED = 0.75;
const LEAST_WORDS = 6;
/** A word more that turns the sense round, or a number more, makes it another statement. */
const TURNS = /^(?:not|no|never|neither|nor|none|without|nt|t|cannot|unless)$|\d/;

interface Told {
  readonly speaker: string;
  readonly origin: string;
  readonly words: ReadonlySet<string>;
}

/**
 * Tells of each new statement whether it was told before in other words: one text of one origin goes round in many
 * versions ("he and the secretary had spoken about …", "the two men had spoken about …"). What is asked about counts as
 * told from then on.
 */
export function retellings(last: Snapshot, digest: Digest): (line: StatementLine) => boolean {
  const origins = new Map(
    digest.sources.flatMap(({ origin, outlets }) =>
      outlets.map(({ articleId }) => [articleId, origin] as const),
    ),
  );
  const told: Told[] = last.statements.flatMap(({ articleId, speaker, words }) => {
    const origin = origins.get(articleId);
    return origin === undefined ? [] : [{ speaker, origin, words: new Set(words.split(" ")) }];
  });
  return ({ statement, origin }) => {
    const one: Told = {
      speaker: actorKey(statement.speaker.name, digest),
      origin,
      words: new Set(foldName(statement.text).split(" ")),
    };
    const isRetold = told.some((other) => isRetelling(one, other));
    told.push(one);
    return isRetold;
  };
}

function isRetelling(a: Told, b: Told): boolean {
  if (a.speaker !== b.speaker || a.origin !== b.origin) return false;
  const least = Math.min(a.words.size, b.words.size);
  if (least < LEAST_WORDS) return false;
  const shared = [...a.words].filter((word) => b.words.has(word)).length;
  if (shared < SHARED * least) return false;
  return ![...a.words, ...b.words].some(
    (word) => TURNS.test(word) && !(a.words.has(word) && b.words.has(word)),
  );
}
