import type { Span } from "../../evidence.ts";
import type { Dropped, Mode, Source, Statement } from "../../facts.ts";
import type { Discourse } from "./anaphora.ts";
import type { Cue } from "./cues.ts";
import { type Scene, token } from "./scene.ts";
import type { Subject } from "./subjects.ts";

/** A statement while its quotations are still being collected. */
export interface Draft {
  speaker: Source;
  addressee: Source | null;
  /** Who passed it on, when the verb is theirs and the words are somebody else's. */
  relay?: Source[];
  cue: Cue;
  verb: string;
  act: Statement["act"];
  polarity: Statement["polarity"];
  mode: Mode;
  spans: Span[];
  channel: Span | null;
  date: number | null;
  rule: string;
  /** Token range that the evidence must cover. */
  from: number;
  to: number;
  block: number;
}

export type Base = Omit<Draft, "mode" | "spans" | "rule">;

export interface Reader {
  readonly scene: Scene;
  readonly discourse: Discourse;
  readonly drafts: Draft[];
  readonly dropped: Dropped[];
  readonly usedQuotes: Set<number>;
}

export interface Clause {
  readonly cue: Cue;
  readonly subject: Subject | null;
  /** First token of the clause, with the conjunction or comma before it. */
  readonly start: number;
}

export function markQuotes(reader: Reader, from: number, to: number): void {
  for (let i = from; i < to; i++)
    if (reader.scene.quoteOf[i]! >= 0) reader.usedQuotes.add(reader.scene.quoteOf[i]!);
}

/** A verb such as "asked" or "called" reads differently beside a quotation. */
export function actFor(
  cue: Cue,
  quoted: boolean,
): { act: Statement["act"]; polarity: Statement["polarity"] } {
  const reading = quoted ? (cue.readings.find((verb) => verb.frame === "quote") ?? cue.verb!) : cue.verb!;
  return { act: reading.act, polarity: reading.polarity };
}

export function drop(reader: Reader, cue: Cue, reason: string): null {
  const at = token(reader.scene, cue.at)!;
  reader.dropped.push({
    start: at.start,
    end: token(reader.scene, cue.to - 1)!.end,
    rule: "statements",
    reason,
  });
  return null;
}
