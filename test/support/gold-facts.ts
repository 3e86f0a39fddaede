import { createHash } from "node:crypto";
import {
  type Act,
  type Actor,
  type Article,
  addDays,
  evidenceFor,
  type Facts,
  type Figure,
  factId,
  foldName,
  type KeySentence,
  type Place,
  type Source,
  type Span,
  type Statement,
  type When,
} from "../../briefings/index.ts";
import type { GoldArticle } from "../scorecard/gold.ts";

/**
 * An annotated article as an Article with Facts, as if every reader had read it perfectly. What the annotation does
 * not say (scope, measure, role of a speaker, bounds of a date) is guessed from its words, roughly as a reader would.
 */
export function goldEntry(gold: GoldArticle): { article: Article; facts: Facts } {
  const article = goldArticle(gold);
  const actors = gold.gold.actors.map((actor): Actor => {
    const forms = [actor.name, ...actor.aliases];
    return {
      id: factId("a", gold.id, actor.name),
      name: actor.name,
      kind: actor.kind,
      roles: actor.title === undefined ? [] : [actor.title],
      aliases: actor.aliases,
      mentions: spansOf(gold.text, forms),
      country: null,
    };
  });
  const places = gold.gold.locations.map(
    (place): Place => ({
      id: factId("p", gold.id, place.name),
      name: place.name,
      aliases: [],
      country: place.country,
      admin1: null,
      lat: place.lat,
      lon: place.lon,
      precision: place.lat === null ? "unknown" : "town",
      mentions: spansOf(gold.text, [place.name]),
    }),
  );
  const reported = gold.gold.figures.map((figure) => goldFigure(gold, article, figure, actors, places));
  return {
    article,
    facts: {
      articleId: gold.id,
      engine: "gold",
      read: true,
      actors,
      places,
      statements: gold.gold.statements.flatMap((statement) => goldStatement(article, statement, actors)),
      figures: [...reported, ...revisedFigures(gold, article, reported)],
      keySentences: gold.gold.keySentences.map((text, index): KeySentence => {
        const start = Math.max(0, gold.text.indexOf(text));
        return {
          id: factId("k", gold.id, start),
          score: 1 / (index + 1),
          evidence: evidenceFor(article, { start, end: start + text.length }, "gold"),
        };
      }),
      dropped: [],
    },
  };
}

function goldArticle({ id, source, title, date, text }: GoldArticle): Article {
  return {
    id,
    publisher: source,
    origin: source,
    title,
    publishedAt: date,
    publishedPrecision: "day",
    language: "en",
    text,
    sha256: createHash("sha256").update(text).digest("hex"),
    retrievedAt: `${date}T00:00:00Z`,
  };
}

function goldFigure(
  gold: GoldArticle,
  article: Article,
  figure: GoldArticle["gold"]["figures"][number],
  actors: readonly Actor[],
  places: readonly Place[],
): Figure {
  const sentence = spanOf(gold.text, figure.sentence, 0) ?? { start: 0, end: 1 };
  const span = spanOf(gold.text, figure.text, sentence.start) ?? sentence;
  const evidence = evidenceFor(article, span, "gold");
  const hedge =
    /^(?:at least|up to|as many as|more than|over|fewer than|about|around|some|nearly|an estimated|approximately|nearer)/i.exec(
      figure.text,
    );
  const place = figure.place ?? null;
  const when = figure.when ? readWhen(figure.when, gold.date) : null;
  return {
    id: factId("f", gold.id, span.start, span.end, figure.metric),
    articleId: gold.id,
    metric: figure.metric,
    low: figure.min,
    high: figure.max,
    quantifier: quantifierOf(figure),
    quantifierWords: hedge?.[0] ?? null,
    term: null,
    unit:
      figure.metric === "attacked_facilities"
        ? "facility"
        : figure.metric === "sexual_violence"
          ? "case"
          : "person",
    counted: countedOf(figure),
    measure: measureOf(figure),
    scope: scopeOf(figure, gold),
    place:
      place === null
        ? null
        : { name: place, placeId: places.find(({ name }) => name === place)?.id ?? null, basis: "stated" },
    when,
    asOf: { from: gold.date, to: gold.date, precision: "day", words: null, basis: "inferred" },
    claimant: figure.attributedTo ? sourceOf(figure.attributedTo, actors) : null,
    relay: [],
    status: "reported",
    text: evidence.excerpt,
    evidence,
    sentence,
  };
}

/** "To 63 from 41": the annotation has the old value among the traps, a reader gives it as superseded. */
function revisedFigures(gold: GoldArticle, article: Article, reported: readonly Figure[]): Figure[] {
  return gold.gold.notFigures.flatMap((trap) => {
    const start = gold.text.indexOf(trap.sentence);
    const next = reported.find((figure) => figure.sentence.start === start && figure.scope === "total");
    const value = Number(trap.text.replaceAll(",", ""));
    const revision = /\b(?:to [\d,]+,? (?:up )?from|up from|from [\d,]+ to|earlier)\b/.test(trap.sentence);
    if (trap.why !== "historic" || next === undefined || !revision || !Number.isFinite(value)) return [];
    const span = spanOf(gold.text, trap.text, start);
    if (span === null || /last year|previous day|day before/.test(trap.sentence)) return [];
    const evidence = evidenceFor(article, span, "gold");
    return [
      {
        ...next,
        id: factId("f", gold.id, span.start, span.end, next.metric),
        low: value,
        high: value,
        quantifier: "exactly" as const,
        quantifierWords: null,
        term: null,
        status: "superseded" as const,
        text: evidence.excerpt,
        evidence,
      },
    ];
  });
}

function quantifierOf({
  min,
  max,
  approx,
  text,
}: GoldArticle["gold"]["figures"][number]): Figure["quantifier"] {
  if (/\b(?:dozens|scores|hundreds|thousands)\b/i.test(text)) return "vague";
  if (min !== null && max !== null) return min !== max ? "between" : approx ? "about" : "exactly";
  if (max === null) return approx ? "more_than" : "at_least";
  return approx ? "fewer_than" : "at_most";
}

/** The noun as printed; where the text has a general one or none, what the annotator says is counted. */
function countedOf({ text, who, sentence }: GoldArticle["gold"]["figures"][number]): string | null {
  const noun = /\b(?:people|bodies|cases|person|persons|residents)\b.*$/i.exec(text);
  if (noun !== null) return noun[0];
  if (/\b(?:dead|wounded|injured)$/.test(text)) return who ?? null;
  const words = (who ?? "").split(" ").filter((word) => word.length > 3);
  return words.some((word) => sentence.toLowerCase().includes(word.toLowerCase().slice(0, -1))) ? who! : null;
}

function measureOf({
  metric,
  sentence,
  when,
  who,
}: GoldArticle["gold"]["figures"][number]): Figure["measure"] {
  const moving =
    /\b(?:newly|since|have been displaced|fled|evacuat|crossed|reached|in the past|arriv\w*|registered|uprooted|left)\b/i;
  switch (metric) {
    case "displaced":
    case "refugees":
      return moving.test(`${sentence} ${when ?? ""}`) && !/already/.test(sentence) ? "flow" : "stock";
    case "hospitalised":
    case "missing":
    case "people_in_need":
    case "food_insecure":
      return "stock";
    case "abducted":
    case "detained":
      return /captivity|hostage|held|remain|still|names|does not include/i.test(`${sentence} ${who ?? ""}`) &&
        !/\bseized|have detained|detained \d/i.test(sentence)
        ? "stock"
        : "flow";
    default:
      return "flow";
  }
}

function scopeOf(
  { text, sentence, who, metric }: GoldArticle["gold"]["figures"][number],
  gold: GoldArticle,
): Figure["scope"] {
  const before = sentence.slice(0, Math.max(0, sentence.indexOf(text)));
  if (/\bmore bodies\b/.test(text)) return "increment";
  if (
    /\bTwo more\b|who later died|of the wounded|died early/.test(
      `${text} ${sentence.slice(before.length)}`,
    ) &&
    metric === "killed" &&
    /two|four/i.test(text)
  )
    return "increment";
  if (
    /\b(?:alone|in the past \d+ hours|overnight|the previous day|yesterday)\b/.test(sentence) &&
    /refugees|displaced/.test(metric)
  ) {
    return new RegExp(`(?:to|at) ${text.replace(/[^\w,]/g, ".")}\\.?$`).test(sentence) ? "total" : "daily";
  }
  if (/^(?:A further|Another .* crossed)/.test(text)) return "daily";
  if (/\bof (?:whom|them|those|the dead|the wounded|the deaths)\b/i.test(text)) return "subset";
  if (/\b(?:including|among them|of whom|of them,?|in which an?|among)\s*$/.test(before.slice(-24)))
    return "subset";
  if (
    (/^Of the\b/.test(sentence) && !sentence.startsWith(`Of the ${text}`)) ||
    /^Nineteen of the dead/.test(sentence)
  )
    return "subset";
  if (
    /\b(?:including|among them)\b[^.;]*$/.test(before) &&
    !/\band that\b/.test(before.slice(before.search(/including|among them/)))
  )
    return "subset";
  return gold.text.length > 0 &&
    /lacked insulin|said to have|without identity|sheltering at the stadium|CSM-supported/.test(
      `${who ?? ""} ${text}`,
    )
    ? "subset"
    : "total";
}

function sourceOf(name: string, actors: readonly Actor[]): Source {
  const folded = foldName(name);
  const actor = actors.find((one) => [one.name, ...one.aliases].some((form) => foldName(form) === folded));
  return {
    name,
    actorId: actor?.id ?? null,
    named: actor !== undefined || /^\p{Lu}/u.test(name),
    role: actor?.roles[0] ?? null,
    span: null,
    basis: "stated",
  };
}

function goldStatement(
  article: Article,
  gold: GoldArticle["gold"]["statements"][number],
  actors: readonly Actor[],
): Statement[] {
  const start = article.text.indexOf(gold.evidence);
  if (start < 0) return [];
  const span = { start, end: start + gold.evidence.length };
  const spans = gold.text.split(" … ").flatMap((part) => spanOf(article.text, part, start) ?? []);
  const act = actOf(gold.verb);
  return [
    {
      id: factId("s", article.id, start, gold.text),
      articleId: article.id,
      speaker: sourceOf(gold.speaker, actors),
      relay: [],
      addressee: null,
      verb: gold.verb,
      act,
      mode: gold.kind,
      polarity: act === "denied" ? "negative" : "positive",
      spans: spans.length > 0 ? spans : [span],
      text: gold.text,
      channel: null,
      when: null,
      evidence: evidenceFor(article, span, "gold"),
    },
  ];
}

function actOf(verb: string): Act {
  if (/^(?:den|reject|dismiss)/.test(verb)) return "denied";
  if (/^(?:accus|blam)/.test(verb)) return "accused";
  if (/^(?:warn|caution)/.test(verb)) return "warned";
  if (/^(?:urg|call(?:s|ed)? on)/.test(verb)) return "urged";
  if (/^claim/.test(verb)) return "claimed";
  if (/^condemn/.test(verb)) return "condemned";
  if (/^confirm/.test(verb)) return "confirmed";
  return "said";
}

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** The few kinds of dates that the annotation uses; null for the rest. */
function readWhen(words: string, published: string): When | null {
  const text = words.toLowerCase();
  const since = /\bsince\b|from the beginning/.test(text);
  const day = readDay(text, published);
  if (/\bby\b|as of|before/.test(text)) return null;
  if (day !== null) return { from: day, to: since ? null : day, precision: "day", words, basis: "stated" };
  const year = /\b(?:19|20)\d\d\b/.exec(text)?.[0];
  const month = MONTHS.findIndex((name) => text.includes(name));
  if (month >= 0) {
    const from = `${year ?? published.slice(0, 4)}-${String(month + 1).padStart(2, "0")}-01`;
    return {
      from,
      to: since ? null : addDays(`${addDays(from, 31).slice(0, 8)}01`, -1),
      precision: "month",
      words,
      basis: "stated",
    };
  }
  if (year !== undefined)
    return {
      from: `${year}-01-01`,
      to: since ? null : `${year}-12-31`,
      precision: "year",
      words,
      basis: "stated",
    };
  if (/beginning of the year/.test(text))
    return { from: `${published.slice(0, 4)}-01-01`, to: null, precision: "year", words, basis: "stated" };
  if (/overnight/.test(text))
    return { from: addDays(published, -1), to: published, precision: "day", words, basis: "stated" };
  return null;
}

function readDay(text: string, published: string): string | null {
  const weekday = DAYS.findIndex((name) => text.includes(name));
  if (weekday >= 0) {
    for (let back = 0; back < 7; back++) {
      const candidate = addDays(published, -back);
      if (
        new Date(`${candidate}T00:00:00Z`).getUTCDay() === weekday &&
        !(back === 0 && text.includes("last"))
      )
        return candidate;
    }
  }
  const month = MONTHS.findIndex((name) => text.includes(name));
  const number =
    month < 0
      ? null
      : (new RegExp(`(\\d{1,2}) ${MONTHS[month]}|${MONTHS[month]} (\\d{1,2})\\b(?!\\d)`).exec(text) ?? null);
  if (number === null) return null;
  return `${published.slice(0, 4)}-${String(month + 1).padStart(2, "0")}-${(number[1] ?? number[2]!).padStart(2, "0")}`;
}

function spanOf(text: string, phrase: string, from: number): Span | null {
  const start = text.indexOf(phrase, from);
  return start < 0 ? null : { start, end: start + phrase.length };
}

function spansOf(text: string, forms: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const form of [...forms].sort((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
      if (!spans.some(({ start, end }) => start < at + form.length && at < end))
        spans.push({ start: at, end: at + form.length });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}
