import { foldName } from "../gazetteer.ts";
import type { Claim } from "./claims.ts";
import type { Said, SaidByArticle } from "./said.ts";
import { type DigestWords, hasPhrase, listsFrom } from "./words.ts";

/** How far behind a number its denial may stand, in characters: a paragraph or two of news. */
const REACH = 1_200;
/** White space between two sentences or paragraphs. */
const NEXT_SENTENCE = 4;
const REFERRING = ["the", "a", "this", "that", "those", "these"];

/**
 * Finds the statement by which somebody else denies that there is anything to count: "Not a single soldier had
 * surrendered", "dismissed the report as a fabrication". A denial of guilt ("denied any role") is not one.
 */
export function findDenial(claims: readonly Claim[], saidIn: SaidByArticle, words: DigestWords): Said | null {
  const voices = new Set(claims.map(({ voice }) => voice.key));
  for (const claim of claims) {
    for (const one of saidIn.get(claim.entry.article.id) ?? []) {
      if (!voices.has(one.voice.key) && denies(one, claim, words)) return one;
    }
  }
  return null;
}

const reportsOf = listsFrom(({ reportWords }) =>
  reportWords.flatMap((word) => REFERRING.map((referring) => `${referring} ${word}`)),
);

const othersOf = listsFrom(() => new Map<string | null, readonly string[]>());

/** The words for all groups but one. */
function othersThan(group: string | null, words: DigestWords): readonly string[] {
  const known = othersOf(words);
  const others =
    known.get(group) ??
    Object.entries(words.groups).flatMap(([name, forms]) => (name === group ? [] : forms));
  known.set(group, others);
  return others;
}

function denies(one: Said, claim: Claim, words: DigestWords): boolean {
  const { evidence, text } = one.statement;
  const distance = evidence.start - claim.figure.sentence.end;
  const sameSentence =
    evidence.start < claim.figure.sentence.end && claim.figure.sentence.start < evidence.end;
  if (!sameSentence && (distance < -1 || distance > REACH)) return false;
  if (saysNone(one, claim, words)) return true;
  const dismissed =
    one.statement.act === "denied" ||
    one.statement.polarity === "negative" ||
    hasPhrase(text, words.dismissals);
  // A report is dismissed as a whole; that is about this number only if it stands close or the place is named again.
  const close = sameSentence || distance < NEXT_SENTENCE;
  if (!dismissed || !(close || (claim.place !== null && hasPhrase(evidence.excerpt, claim.place.forms))))
    return false;
  // "The report that …" is about what follows "that", which need not be the number.
  const whole = ` ${foldName(sameSentence ? evidence.excerpt : text)} `;
  return reportsOf(words).some(
    (report) =>
      whole.includes(` ${report} `) &&
      !whole.includes(` ${report} that `) &&
      !whole.includes(` ${report} of `),
  );
}

/** "No", "not one" and the like with the words of the metric, in a sentence other than the count's own. */
function saysNone(one: Said, claim: Claim, words: DigestWords): boolean {
  const metric = words.metricWords[claim.figure.metric];
  if (metric === undefined || !hasPhrase(one.statement.text, words.negators)) return false;
  if (!hasPhrase(one.statement.evidence.excerpt, metric)) return false;
  // "No women died" denies a part only.
  const group = claim.group === null ? [] : (words.groups[claim.group] ?? []);
  return (
    hasPhrase(one.statement.text, group) || !hasPhrase(one.statement.text, othersThan(claim.group, words))
  );
}
