import { expect } from "vitest";
import { compileGrammar } from "../../briefings/english/grammar.ts";
import { readStatements } from "../../briefings/english/statements/read-statements.ts";
import { compileReporting } from "../../briefings/english/statements/reporting-words.ts";
import type { Article } from "../../briefings/index.ts";
import { readPage } from "../../briefings/text/page.ts";
import { aWorld } from "./a-world.ts";
import { pageWords, wordList } from "./words.ts";

const grammar = compileGrammar(wordList("grammar"));
const reporting = compileReporting(wordList("reporting"));
const cast = [
  { name: "Ansa Veld", aliases: ["Veld", "Mrs Ansa Veld"], role: "Mayor" },
  { name: "Oru Pell", aliases: ["Pell"], role: "army spokesman" },
  { name: "Northern Front", kind: "armed_group", aliases: ["OVF"] },
  { name: "Orvany", kind: "state" },
  { name: "Lowland Wire", kind: "media" },
] as const;

/** What the statement reader finds in a text about the cast; each statement must be the text's own words. */
export function statementsOf(text: string) {
  const page = readPage(text, pageWords());
  const article = { id: "x", text, publisher: "Lowland Wire" } as Article;
  const { statements } = readStatements({
    page,
    article,
    world: aWorld(page, cast, ["Tolmera"]),
    dates: [],
    grammar,
    reporting,
  });
  for (const s of statements) {
    expect(s.text).toBe(s.spans.map((span) => text.slice(span.start, span.end)).join(" … "));
    expect(s.evidence.excerpt).toBe(text.slice(s.evidence.start, s.evidence.end));
  }
  return statements;
}

/** speaker | verb | mode | text */
export function statementLines(text: string): string[] {
  return statementsOf(text).map((s) => `${s.speaker.name} | ${s.verb} | ${s.mode} | ${s.text}`);
}
