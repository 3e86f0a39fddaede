/** Where the lines of earlier sessions are, oldest first. Neither method rejects. */
export interface TerminalHistory {
  load(): Promise<readonly string[]>;
  save(lines: readonly string[]): Promise<void>;
}

export const MOST_LINES = 200;

/** Nobody types a longer one: it was pasted. */
const LONGEST_LINE = 1000;

/** Printed back at the prompt, they would steer the terminal. */
const CONTROL = /\p{Cc}/u;

/** The last lines worth having under the arrow keys: no repeats in a row, and no farewell before the next question. */
export function worthKeeping(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const line of lines.map((one) => one.trim())) {
    if (line === "" || line.length > LONGEST_LINE || CONTROL.test(line) || isQuit(line)) continue;
    if (line !== kept.at(-1)) kept.push(line);
  }
  return kept.slice(-MOST_LINES);
}

export function isQuit(line: string): boolean {
  return /^\s*\/?(?:quit|exit)\s*$/i.test(line);
}
