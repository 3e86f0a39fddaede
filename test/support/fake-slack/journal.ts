import { appendFileSync } from "node:fs";
import type { Clock } from "../../../src/clock.ts";
import type { Fields } from "./fields.ts";

export interface Entry {
  readonly n: number;
  /** ISO moment by the clock of the fake. */
  readonly at: string;
  /** "api", "answer", "socket", "http", "response_url", "upload", "oauth", "shown", "fault" or "violation". */
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Everything that went over the wire, in order, and every rule that was broken. */
export interface Journal {
  readonly entries: readonly Entry[];
  /** One sentence for each broken rule; a clean run has none. */
  readonly violations: readonly string[];
  note(kind: string, fields: Fields): void;
  violate(sentence: string): void;
  /** The calls of one Web API method with their arguments, in order. */
  calls(method: string): readonly Entry[];
  /** All entries, one JSON object a line. */
  lines(): string;
  /** Hands over the violations and forgets them, for tests that provoke some. */
  takeViolations(): readonly string[];
  /** Throws when a rule was broken. */
  assertClean(): void;
}

/** Keeps the entries in memory and, with a file, on disk while the run goes on. */
export function openJournal(clock: Clock, file: string | null): Journal {
  const entries: Entry[] = [];
  let violations: string[] = [];
  const note = (kind: string, fields: Fields): void => {
    const entry: Entry = { n: entries.length, at: clock.now().toISOString(), kind, ...fields };
    entries.push(entry);
    if (file !== null) appendFileSync(file, `${JSON.stringify(entry)}\n`);
  };
  return {
    entries,
    get violations() {
      return violations;
    },
    note,
    violate(sentence) {
      violations.push(sentence);
      note("violation", { sentence });
    },
    calls: (method) => entries.filter((entry) => entry.kind === "api" && entry.method === method),
    lines: () => entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""),
    takeViolations() {
      const taken = violations;
      violations = [];
      return taken;
    },
    assertClean() {
      if (violations.length === 0) return;
      throw new Error(`the fake Slack saw ${violations.length} broken rules:\n- ${violations.join("\n- ")}`);
    },
  };
}
