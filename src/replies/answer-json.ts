import type { Digest } from "../../briefings/index.ts";
import type { Document } from "../chat/document.ts";
import { printedIds } from "./disagreements.ts";

/**
 * The part of a digest that a command answers with, as data: the same facts as its document prints, whole and
 * with their evidence. `briefing` is the digest itself.
 */
export function answerJson(command: string, digest: Digest, document: Document): unknown {
  const { id, engine, topic, window, asOf, coverage } = digest;
  const head = { id, engine, topic, window, asOf, coverage };
  const printed = printedIds(document.blocks);
  const isPrinted = (line: { readonly id: string }) => printed.has(line.id);
  switch (command) {
    case "said": {
      const speakers = digest.speakers
        .map((group) => ({ ...group, lines: group.lines.filter(isPrinted) }))
        .filter(({ lines }) => lines.length > 0);
      return {
        ...head,
        speakers,
        exchanges: digest.exchanges.filter(({ accusation }) => isPrinted(accusation)),
      };
    }
    case "figures": {
      const ladders = digest.ladders.filter(({ rungs }) => rungs.some(isPrinted));
      const ids = new Set(ladders.flatMap(({ rungs }) => rungs.map((rung) => rung.id)));
      const disagreements = digest.disagreements.filter(({ sides }) =>
        sides.some((side) => ids.has(side.id)),
      );
      return { ...head, ladders, disagreements };
    }
    case "timeline":
      return { ...head, timeline: digest.timeline };
    case "actors":
      return { ...head, actors: digest.actors, places: digest.places };
    case "sources":
      return { ...head, sources: digest.sources, withdrawn: digest.withdrawn };
    default:
      return digest;
  }
}
