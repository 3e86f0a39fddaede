/** What a bot did that Discord would refuse, or that this project promises never to do. */
export interface Violation {
  /** Short name of the rule: "unknown-route", "schema", "allowed-mentions", "second-acknowledgement", … */
  readonly rule: string;
  /** Where it happened: "POST /channels/1/messages", "gateway". */
  readonly where: string;
  /** What was wrong, in one sentence. */
  readonly detail: string;
}

export interface Violations {
  readonly list: readonly Violation[];
  add(violation: Violation): void;
  /** The list so far, emptied: for tests that break a rule on purpose. */
  take(): Violation[];
  /** Throws with every violation when there is one. For `afterEach`. */
  expectNone(): void;
}

export function createViolations(): Violations {
  const list: Violation[] = [];
  return {
    list,
    add: (violation) => list.push(violation),
    take: () => list.splice(0),
    expectNone() {
      const found = list.splice(0);
      if (found.length === 0) return;
      const lines = found.map(({ rule, where, detail }) => `  ${rule} at ${where}: ${detail}`);
      throw new Error(`the bot broke ${found.length} rule(s) of Discord:\n${lines.join("\n")}`);
    },
  };
}
