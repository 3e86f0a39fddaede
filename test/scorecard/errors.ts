import type { Facts } from "../../briefings/index.ts";
import type { Slip } from "./counts.ts";
import type { SlipKind } from "./score-set.ts";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The slips of one article for a person who looks for their cause: each with the sentence it stands in, the rule
 * that read what was found, and for a miss what the reader dropped there and why. "" when there is none.
 */
export function slipReport(kind: SlipKind, text: string, facts: Facts, slips: readonly Slip[]): string {
  return slips
    .flatMap((slip) => [
      `  ${slip.sign} ${slip.what}`,
      ...(slip.at === null ? [] : [`      in: ${contextOf(text, slip.at)}`, ...reasons(kind, facts, slip)]),
    ])
    .join("\n");
}

function reasons(kind: SlipKind, facts: Facts, { sign, at }: Slip): string[] {
  if (at === null) return [];
  if (sign !== "-") {
    const rules = evidenceOf(kind, facts).filter((evidence) => overlap(evidence, at));
    return [...new Set(rules.map((evidence) => `      rule: ${evidence.rule} (${evidence.basis})`))];
  }
  const dropped = facts.dropped.filter((drop) => overlap(drop, at));
  return dropped.map((drop) => `      dropped: ${drop.rule}: ${drop.reason}`);
}

function evidenceOf(kind: SlipKind, facts: Facts): Facts["statements"][number]["evidence"][] {
  if (kind === "statements") return facts.statements.map((statement) => statement.evidence);
  if (kind === "figures" || kind === "traps") return facts.figures.map((figure) => figure.evidence);
  if (kind === "keys") return facts.keySentences.map((sentence) => sentence.evidence);
  return [];
}

function overlap(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The sentence around a stretch, roughly cut, with the stretch marked »so«. */
function contextOf(text: string, { start, end }: Stretch): string {
  const before = text.slice(0, start);
  const from = Math.max(...[". ", "? ", "! ", "\n"].map((stop) => before.lastIndexOf(stop) + stop.length), 0);
  const stop = /[.?!](?=\s)|\n|$/g;
  stop.lastIndex = end;
  const to = (stop.exec(text)?.index ?? text.length) + 1;
  const marked = `${text.slice(from, start)}»${text.slice(start, end)}«${text.slice(end, to)}`;
  return marked.replace(/\s+/g, " ").trim();
}
