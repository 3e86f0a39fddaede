import { createHash } from "node:crypto";
import { Article, type Evidence, Facts } from "../../briefings/index.ts";
import type { KeptTexts, Store } from "../stores/store.ts";
import { factsIn } from "./export-library.ts";

/** What is not as it was written. `article` is an id; null for the store as a whole. */
export interface Damage {
  readonly article: string | null;
  readonly reason: string;
}

export interface VerifyReport {
  readonly articles: number;
  readonly facts: number;
  readonly earlier: number;
  readonly damages: readonly Damage[];
}

/** Hashes every text again, cuts every excerpt again, and counts; changes nothing. One article in memory at a time. */
export async function verifyLibrary(store: Store): Promise<VerifyReport> {
  const seen = { articles: 0, facts: 0, earlier: 0 };
  const damages: Damage[] = [];
  for await (const kept of store.keptTexts()) {
    const { reasons, facts } = checkTexts(kept);
    damages.push(...reasons.map((reason) => ({ article: kept.id, reason })));
    seen[kept.earlier ? "earlier" : "articles"] += 1;
    if (!kept.earlier) seen.facts += facts;
  }
  // What cannot be read cannot be counted either.
  if (!damages.some(({ reason }) => reason.endsWith(UNREADABLE))) {
    const counted = await store.counts();
    for (const name of ["articles", "facts"] as const) {
      if (counted[name] === seen[name]) continue;
      const reason = `${seen[name]} ${name} are there and ${counted[name]} can be found`;
      damages.push({ article: null, reason });
    }
  }
  return { ...seen, damages };
}

const UNREADABLE = "cannot be read";

function checkTexts(kept: KeptTexts): { readonly reasons: readonly string[]; readonly facts: number } {
  const article = Article.safeParse(jsonOf(kept.article));
  if (!article.success) return { reasons: [`the article ${UNREADABLE}`], facts: 0 };
  const reasons = checkArticle(kept.id, article.data);
  // Facts of earlier versions are checked and not counted: they are told as history only.
  if (kept.facts === null) return { reasons, facts: 0 };
  const facts = Facts.safeParse(jsonOf(kept.facts));
  if (!facts.success) return { reasons: [...reasons, `its facts ${UNREADABLE}`], facts: 0 };
  return { reasons: [...reasons, ...checkFacts(article.data, facts.data)], facts: factsIn(facts.data) };
}

function checkArticle(id: string, article: Article): string[] {
  const hash = createHash("sha256").update(article.text, "utf8").digest("hex");
  return [
    ...(article.id === id ? [] : [`is kept as ${id} and calls itself ${article.id}`]),
    ...(article.sha256 === hash ? [] : ["the text is not the one its hash was made from"]),
  ];
}

function checkFacts({ id, text }: Article, facts: Facts): string[] {
  const all: readonly { readonly id: string; readonly evidence: Evidence }[] = [
    ...facts.figures,
    ...facts.statements,
    ...facts.keySentences,
    ...(facts.events ?? []),
  ];
  const strangers = facts.articleId === id ? [] : [`has the facts of article ${facts.articleId}`];
  const moved = all
    .filter(
      ({ evidence: { start, end, excerpt, articleId } }) =>
        articleId !== id || text.slice(start, end) !== excerpt,
    )
    .map((fact) => `the excerpt of fact ${fact.id} does not stand where it says`);
  const reworded = [
    ...facts.figures.filter((figure) => figure.text !== figure.evidence.excerpt),
    ...facts.statements.filter(
      (statement) =>
        statement.text !== statement.spans.map(({ start, end }) => text.slice(start, end)).join(" … "),
    ),
  ].map((fact) => `the words of fact ${fact.id} are not those of the text`);
  return [...strangers, ...moved, ...reworded];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
