import type { DatePrecision } from "../../moment.ts";
import type { Token } from "../../text/tokens.ts";
import type { DateRules } from "./date-words.ts";

/** A date without its preposition. `from`/`to` null with precision unknown: the words are a date that cannot be placed. */
export interface Day {
  readonly end: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly precision: DatePrecision;
}

/** A page under reading for dates. */
export class DateScan {
  readonly tokens: readonly Token[];
  /** The day of publication; null when it is not known, and then only full dates can be placed. */
  readonly base: string | null;
  readonly words: DateRules;

  constructor(tokens: readonly Token[], base: string | null, words: DateRules) {
    this.tokens = tokens;
    this.base = base;
    this.words = words;
  }

  /** Whether the clause so far speaks of what is to come; looks back a few words only. */
  looksAhead(at: number): boolean {
    const sentence = this.token(at)!.sentence;
    for (let k = at - 1; k >= 0 && k >= at - 10; k--) {
      const token = this.tokens[k]!;
      if (token.sentence !== sentence || token.text === ";") return false;
      if (this.words.future.has(token.lower)) return true;
    }
    return false;
  }

  /** "2000 people", "March 12 soldiers": what follows shows that the number counts something. */
  counts(i: number): boolean {
    return this.words.counted.has(this.low(i));
  }

  monthAt(i: number): number {
    const token = this.token(i);
    if (!token?.cap) return 0;
    return this.words.months.get(token.lower.replace(/\.$/, "")) ?? 0;
  }

  token(i: number): Token | undefined {
    return this.tokens[i];
  }

  low(i: number): string {
    return this.tokens[i]?.lower ?? "";
  }
}

/** The day of a month in "14", "3rd"; 0 when it is none. */
export function dayNumber(token: Token | undefined): number {
  if (token?.kind !== "number") return 0;
  const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token.lower);
  const day = match ? Number(match[1]) : 0;
  return day >= 1 && day <= 31 ? day : 0;
}

/** A year from 1900 to 2099 in four digits; 0 when it is none. */
export function yearNumber(token: Token | undefined): number {
  return token?.kind === "number" && /^(?:19|20)\d\d$/.test(token.text) ? Number(token.text) : 0;
}
