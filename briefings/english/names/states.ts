import type { CuedSpan } from "./name-cues.ts";
import type { NamesInput } from "./name-span.ts";
import type { NameType } from "./name-types.ts";

/**
 * Countries that act in the article, as index of span → key of the state. A country acts when it is the subject
 * of a verb of saying or doing, or is accused or addressed; a capital that speaks means its state.
 */
export function readStates(
  input: NamesInput,
  spans: readonly CuedSpan[],
  types: ReadonlyMap<string, NameType>,
): Map<number, string> {
  const capitals = readCapitals(input, spans, types);
  const acting = new Set<string>();
  const keyOf = new Map<number, string>();
  for (const [i, span] of spans.entries()) {
    const type = types.get(span.key);
    if (type?.type !== "place" || span.to <= span.from) continue;
    const known = input.lookups.countryOf(span.text);
    const isCountry = type.state || capitals.countries.has(span.key);
    if (isCountry) {
      const key = type.country ?? span.key;
      keyOf.set(i, key);
      if (span.speaks || span.acts || span.addressed) acting.add(key);
      continue;
    }
    const capitalOf = capitals.of.get(span.key) ?? (known?.as === "capital" ? known.code : null);
    if (capitalOf !== null && span.placeCue < 2 && (span.speaks || (span.acts && isReported(input, span)))) {
      keyOf.set(i, capitalOf);
      acting.add(capitalOf);
    }
  }
  const states = new Map<number, string>();
  for (const [i, key] of keyOf) {
    if (!isOfAuthorities(input, spans[i]!)) continue;
    acting.add(key);
    states.set(i, key);
  }
  // "in Kesharra" is a place even when Kesharra acts elsewhere in the text.
  for (const [i, key] of keyOf) if (acting.has(key) && spans[i]!.placeCue < 2) states.set(i, key);
  return states;
}

/** "The authorities of X admit": the country speaks. */
function isOfAuthorities(input: NamesInput, span: CuedSpan): boolean {
  const { tokens } = input.page;
  const next = tokens[span.to];
  return (
    tokens[span.from - 1]?.lower === "of" &&
    tokens[span.from - 2]?.lower === "authorities" &&
    next?.sentence === span.sentence &&
    (input.words.speaking.has(next.lower) || /^(?:admit|claim|insist|maintain)s?$/u.test(next.lower))
  );
}

/** "said that Washington was": inside a report the capital that does something is the government. */
function isReported(input: NamesInput, span: CuedSpan): boolean {
  return /^(?:that|said|says)$/u.test(input.page.tokens[span.from - 1]?.lower ?? "");
}

interface Capitals {
  /** Folded capital → folded country, as the text says it. */
  readonly of: ReadonlyMap<string, string>;
  /** Folded names that the text treats as countries: they have a capital, a government, an army. */
  readonly countries: ReadonlySet<string>;
}

const ORGAN_OF_STATE =
  /^(?:foreign|defence|defense|interior|health|finance|president|prime|government|army|military|parliament|capital|ambassador|air|navy|ministry|border|borders|population|war|sovereignty|king|queen|armed)$/;

function readCapitals(
  input: NamesInput,
  spans: readonly CuedSpan[],
  types: ReadonlyMap<string, NameType>,
): Capitals {
  const { tokens } = input.page;
  const of = new Map<string, string>();
  const countries = new Set<string>();
  for (const [i, span] of spans.entries()) {
    if (types.get(span.key)?.type !== "place" || span.to <= span.from) continue;
    if (
      /^['’]s$/iu.test(tokens[span.to]?.text ?? "") &&
      ORGAN_OF_STATE.test(tokens[span.to + 1]?.lower ?? "")
    )
      countries.add(span.key);
    if (isSeatOfPresident(input, span)) countries.add(span.key);
    // "X, the capital of Y"
    if (
      span.from >= 2 &&
      tokens[span.from - 1]!.lower === "of" &&
      tokens[span.from - 2]!.lower === "capital"
    ) {
      const capital = spans[i - 1];
      countries.add(span.key);
      if (capital && capital.sentence === span.sentence && span.from - capital.to <= 5)
        of.set(capital.key, span.key);
    }
  }
  return { of, countries };
}

/** "In X, President Y said": an unknown town where a president speaks stands for its state where it acts. */
function isSeatOfPresident(input: NamesInput, span: CuedSpan): boolean {
  const { tokens } = input.page;
  return (
    span.from === input.page.sentences[span.sentence]!.from + 1 &&
    tokens[span.from - 1]!.lower === "in" &&
    tokens[span.to]?.text === "," &&
    tokens[span.to + 1]?.text === "President" &&
    input.lookups.find(span.text).length === 0
  );
}
