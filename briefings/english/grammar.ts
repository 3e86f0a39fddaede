import { z } from "zod";
import type { Token } from "../text/tokens.ts";

/** seeds/words/en/grammar.json: closed word classes. */
const GrammarWords = z.object({
  determiners: z.array(z.string()),
  pronouns: z.array(z.string()),
  prepositions: z.array(z.string()),
  subordinators: z.array(z.string()),
  auxiliaries: z.array(z.string()),
  modals: z.array(z.string()),
  negations: z.array(z.string()),
  pastVerbs: z.array(z.string()),
});

/** Closed word classes as sets of lower-case words. */
export type Grammar = {
  readonly [K in keyof z.infer<typeof GrammarWords>]: ReadonlySet<string>;
};

export function compileGrammar(words: unknown): Grammar {
  const w = GrammarWords.parse(words);
  return {
    determiners: new Set(w.determiners),
    pronouns: new Set(w.pronouns),
    prepositions: new Set(w.prepositions),
    subordinators: new Set(w.subordinators),
    auxiliaries: new Set(w.auxiliaries),
    modals: new Set(w.modals),
    negations: new Set(w.negations),
    pastVerbs: new Set(w.pastVerbs),
  };
}

/** Whether a token can be a finite verb: an auxiliary, a known irregular past, or a lower-case "-ed" word. */
export function looksFinite(token: Token, grammar: Grammar): boolean {
  if (token.kind !== "word" || token.cap) return false;
  return (
    grammar.auxiliaries.has(token.lower) || grammar.pastVerbs.has(token.lower) || /[^e]ed$/.test(token.lower)
  );
}

export function isDash(token: Token): boolean {
  return token.text === "–" || token.text === "—" || token.text === "--" || token.text === "-";
}
