import type { Window } from "../digest.ts";
import { foldName } from "../gazetteer.ts";
import { actorTerm, officeTerm } from "../topic-terms.ts";
import { byDayThenId, compare, type LibraryEntry, publishedWithin, type Selected } from "./entry.ts";
import { type Accused, pairExchanges } from "./exchanges.ts";
import { type Identities, type Identity, mergeActors } from "./identities.ts";
import type { Origins } from "./origins.ts";
import { collectSaid } from "./said.ts";
import { distinct } from "./union.ts";
import { makeVoices } from "./voices.ts";
import { type DigestWords, hasPhrase } from "./words.ts";

/** Answers of one accused are looked for in at most this many further articles, the newest first. */
const MOST_ARTICLES = 60;

/** The accused who have not answered. */
function silentIn(pairs: readonly Accused[], identities: Identities): readonly Identity[] {
  const silent = new Set(
    pairs.filter(({ answers }) => answers.length === 0).map(({ exchange }) => exchange.accused),
  );
  return identities.all.filter(({ name }) => silent.has(name));
}

/** Terms (see `termsOfFacts`) of articles in which they, or somebody in an office of theirs, may answer. */
export function answerTerms(pairs: readonly Accused[], identities: Identities): readonly string[] {
  const terms = silentIn(pairs, identities).flatMap(({ forms }) => [
    ...forms.map(actorTerm),
    ...forms.filter((form) => !form.includes(" ")).map(officeTerm),
  ]);
  return distinct(terms);
}

/**
 * Accusations with their answers. Where an accused has not answered in the articles on the topic, the other articles
 * of the window are searched, too: "no reply found" must hold for all that was searched.
 */
export function answersElsewhere(input: {
  /** Accusations with the answers found in the articles on the topic. */
  readonly pairs: Accused[];
  readonly identities: Identities;
  readonly origins: Origins;
  readonly selected: readonly Selected[];
  readonly library: readonly LibraryEntry[];
  readonly window: Window;
  readonly asOf: string;
  readonly words: DigestWords;
}): Accused[] {
  const { pairs, identities, origins, selected, library, window, asOf, words } = input;
  const forms = silentIn(pairs, identities).flatMap((identity) => identity.forms);
  if (forms.length === 0) return pairs;
  const known = new Set(selected.map(({ article }) => article.id));
  const around = library
    .filter(({ article }) => !known.has(article.id) && publishedWithin(article, window, asOf))
    .filter((entry) => mayAnswer(entry, forms, words))
    .toSorted(
      (a, b) => compare(b.article.publishedAt, a.article.publishedAt) || compare(a.article.id, b.article.id),
    )
    .slice(0, MOST_ARTICLES)
    .map(
      ({ article, facts }): Selected => ({
        article,
        facts,
        day: article.publishedAt.slice(0, 10),
        central: true,
        score: 0,
        names: [],
      }),
    );
  if (around.length === 0) return pairs;
  const wide = [...selected, ...around].toSorted(byDayThenId);
  const everybody = mergeActors(wide);
  const originOf = originsWith(origins, around);
  const heard = collectSaid(wide, makeVoices(everybody, words), originOf);
  const onTopic = new Set(selected.map(({ article }) => article.id));
  const accusations = new Set(
    heard.filter(({ entries }) => entries.some(({ article }) => onTopic.has(article.id))),
  );
  return pairExchanges(heard, everybody, words, accusations);
}

/** Articles that only answer are not compared for copies, which would cost more than the answers: their own word stands. */
function originsWith(origins: Origins, around: readonly Selected[]): Pick<Origins, "originOf"> {
  const own = new Map(around.map(({ article }) => [article.id, article.origin]));
  return { originOf: (id) => own.get(id) ?? origins.originOf(id) };
}

/** Whether an article names one of the accused, or an office of theirs, and holds words that may answer. */
function mayAnswer({ facts }: LibraryEntry, forms: readonly string[], words: DigestWords): boolean {
  const answers = facts.statements.some(
    ({ act, polarity, text }) =>
      act === "denied" || polarity === "negative" || hasPhrase(text, words.answerPhrases),
  );
  if (!answers) return false;
  return facts.actors.some(({ name, aliases, roles }) => {
    const named = ` ${foldName([name, ...aliases, ...roles].join(" · "))}`;
    return forms.some((form) => named.includes(` ${form}`));
  });
}
