import type { Digest, StatementLine } from "../digest.ts";
import { factId } from "../fact-id.ts";
import { foldName } from "../gazetteer.ts";
import type { Alert, Mention } from "./alert.ts";

type Line = Pick<StatementLine, "id" | "evidence" | "publisher" | "publishedAt">;

/**
 * Names that were in nothing told before and that stand in a line of a fresh report, each with the first such line; a
 * name that no line bears out is left out.
 */
export function newcomers(
  of: "place" | "actor",
  names: readonly string[],
  { digest, isFresh }: { readonly digest: Digest; readonly isFresh: (line: Line) => boolean },
): readonly Alert[] {
  const lines = fullLines(digest)
    .filter(({ line }) => isFresh(line))
    .toSorted((a, b) => order(a.line, b.line));
  return names.flatMap((name): Alert[] => {
    const forms = formsOf(of, name, digest);
    const found = lines.find(({ text, names: alsoNamed }) =>
      forms.some((form) => ` ${foldName(text)} `.includes(` ${form} `) || alsoNamed.includes(form)),
    );
    if (found === undefined) return [];
    const { id, evidence, publisher, publishedAt } = found.line;
    const mention: Mention = { id, articleId: evidence.articleId, publisher, publishedAt, text: found.text };
    return [{ key: factId("w", "newcomer", of, foldName(name)), kind: "newcomer", of, name, mention }];
  });
}

/** Lines with their sentence, and who or what they name besides. */
function fullLines({ speakers, timeline, keyPoints, ladders }: Digest): readonly {
  readonly line: Line;
  readonly text: string;
  readonly names: readonly string[];
}[] {
  return [
    ...speakers.flatMap(({ speaker, lines }) =>
      lines.map((line) => ({ line, text: line.evidence.excerpt, names: [foldName(speaker)] })),
    ),
    ...[...timeline, ...keyPoints].map((line) => ({ line, text: line.text, names: [] })),
    ...ladders.flatMap(({ place, rungs }) =>
      rungs.map((line) => ({
        line,
        text: line.evidence.excerpt,
        names: [place, line.claimant].flatMap((name) => (name === null ? [] : [foldName(name)])),
      })),
    ),
  ];
}

function formsOf(of: "place" | "actor", name: string, { actors }: Digest): readonly string[] {
  const aliases = of === "place" ? [] : (actors.find((one) => one.name === name)?.aliases ?? []);
  return [name, ...aliases].map(foldName).filter((form) => form !== "");
}

function order(a: Line, b: Line): number {
  if (a.publishedAt !== b.publishedAt) return a.publishedAt < b.publishedAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
