import type { Article, Digest, Evidence, Facts } from "../../briefings/index.ts";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Everything in the facts of an article that does not stand in its text as claimed; [] when all does. */
export function untrueFacts({ id, text }: Article, facts: Facts): string[] {
  const problems: string[] = [];
  const claim = (holds: boolean, what: string): void => {
    if (!holds) problems.push(what);
  };
  const inside = ({ start, end }: Stretch, what: string): void =>
    claim(start >= 0 && start < end && end <= text.length, `${what}: ${start}..${end} is outside the text`);
  const stands = (words: string | null | undefined, what: string): void =>
    claim(
      words === null || words === undefined || standsIn(text, words),
      `${what}: "${words}" is not in the text`,
    );
  const proven = (evidence: Evidence, what: string): void => {
    inside(evidence, what);
    claim(evidence.articleId === id, `${what}: evidence of ${evidence.articleId}`);
    claim(
      evidence.excerpt === text.slice(evidence.start, evidence.end),
      `${what}: excerpt differs from the text`,
    );
  };

  for (const actor of facts.actors) {
    for (const name of [actor.name, ...actor.aliases]) stands(name, `actor ${actor.name}`);
    for (const mention of actor.mentions) inside(mention, `actor ${actor.name}`);
    for (const role of actor.roles) stands(role, `role of ${actor.name}`);
  }
  for (const place of facts.places) {
    for (const name of [place.name, ...place.aliases]) stands(name, `place ${place.name}`);
    for (const mention of place.mentions) inside(mention, `place ${place.name}`);
  }
  for (const statement of facts.statements) {
    const what = `statement ${statement.id}`;
    proven(statement.evidence, what);
    for (const span of statement.spans) inside(span, what);
    for (const part of statement.text.split(" … "))
      claim(text.includes(part), `${what}: "${part}" is not in the text`);
    for (const source of [statement.speaker, statement.addressee, ...statement.relay]) {
      stands(source?.name, `${what}, source`);
      stands(source?.role, `${what}, role`);
    }
    stands(statement.verb, `${what}, verb`);
    stands(statement.channel, `${what}, channel`);
    stands(statement.when?.words, `${what}, date`);
    if (statement.speaker.span !== null) inside(statement.speaker.span, `${what}, speaker`);
  }
  for (const figure of facts.figures) {
    const what = `figure ${figure.id}`;
    proven(figure.evidence, what);
    inside(figure.sentence, what);
    claim(figure.text === figure.evidence.excerpt, `${what}: "${figure.text}" is not its excerpt`);
    for (const source of [figure.claimant, ...figure.relay]) stands(source?.name, `${what}, source`);
    stands(figure.place?.name, `${what}, place`);
    stands(figure.quantifierWords, `${what}, quantifier`);
    stands(figure.counted, `${what}, counted`);
    stands(figure.when?.words, `${what}, date`);
  }
  for (const sentence of facts.keySentences) proven(sentence.evidence, `key sentence ${sentence.id}`);
  for (const drop of facts.dropped) inside(drop, `dropped by ${drop.rule}`);
  return problems;
}

/** Every printed word and number of a digest that stands in none of the articles it names; [] when all do. */
export function untrueLines(digest: Digest, articles: ReadonlyMap<string, Article>): string[] {
  const problems: string[] = [];
  const textOf = (evidence: Evidence): string => articles.get(evidence.articleId)?.text ?? "";
  const claim = (holds: boolean, what: string): void => {
    if (!holds) problems.push(what);
  };
  const proven = (evidence: Evidence, words: string): void => {
    const text = textOf(evidence);
    claim(
      evidence.excerpt === text.slice(evidence.start, evidence.end),
      `"${evidence.excerpt}": excerpt differs`,
    );
    for (const part of words.split(" … "))
      claim(text.includes(part), `"${part}" is not in ${evidence.articleId}`);
  };

  for (const point of digest.keyPoints) proven(point.evidence, point.text);
  for (const entry of digest.timeline) proven(entry.evidence, entry.text);
  const lines = [
    ...digest.speakers.flatMap((group) => group.lines),
    ...digest.exchanges.flatMap((exchange) => [exchange.accusation, ...exchange.answers]),
  ];
  for (const line of lines) proven(line.evidence, line.statement.text);
  for (const ladder of digest.ladders) {
    for (const rung of ladder.rungs) proven(rung.evidence, rung.words);
    // A bound that no rung gives would be a number of our own making: a sum, a mean, a guess.
    const given = new Set(ladder.rungs.flatMap((rung) => [rung.low, rung.high]));
    // As in UCDP, the range of a claim that is wholly denied starts at 0 and has no best estimate.
    if (ladder.conflict && ladder.best === null) given.add(0);
    for (const bound of [ladder.low, ladder.best, ladder.high]) {
      claim(bound === null || given.has(bound), `ladder ${ladder.id}: no rung gives ${bound}`);
    }
  }
  const printed = [
    ...digest.ladders.flatMap((ladder) => ladder.revisions.map((revision) => revision.words)),
    ...digest.disagreements.flatMap((disagreement) => disagreement.sides.map((side) => side.words)),
  ];
  const known = new Set([...articles.values()].flatMap(({ text }) => digitsIn(text)));
  for (const words of printed) {
    for (const digits of digitsIn(words)) claim(known.has(digits), `"${words}": ${digits} is in no article`);
  }
  return problems;
}

/** Numbers written in digits, without grouping: "1,200" and "1200" are one. */
function digitsIn(words: string): string[] {
  return (words.match(/\d+(?:[.,\u00a0 ]\d+)*/g) ?? []).map((digits) => digits.replace(/\D/g, ""));
}

/** Line breaks and capitals at the start of a sentence do not make other words of it. */
function standsIn(text: string, words: string): boolean {
  const bare = (value: string): string => value.replace(/\s+/g, " ").trim().toLowerCase();
  return bare(text).includes(bare(words));
}
