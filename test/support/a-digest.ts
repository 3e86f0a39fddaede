import type {
  Article,
  Digest,
  Evidence,
  Exchange,
  Figure,
  KeyPoint,
  Ladder,
  Rung,
  Source,
  Statement,
  StatementLine,
  TimelineEntry,
} from "../../briefings/index.ts";
import type { WhyItem } from "../../src/desk/desk.ts";

// An invented conflict: the town of Marenta in Kandoria, the Free Ridge Front, the neighbour Velstan.

export function anEvidence(fields: Partial<Evidence> = {}): Evidence {
  return {
    articleId: "a1",
    start: 10,
    end: 30,
    excerpt: "invented excerpt",
    rule: "test/rule",
    basis: "stated",
    ...fields,
  };
}

const sourced = (id: string) => ({
  id,
  evidence: anEvidence(),
  publisher: "Northern Wire",
  origin: "Northern Wire",
  publishedAt: "2031-05-06",
});

export function aSource(fields: Partial<Source> = {}): Source {
  return {
    name: "Ilan Torvek",
    actorId: null,
    named: true,
    role: null,
    span: null,
    basis: "stated",
    ...fields,
  };
}

export function aRung(fields: Partial<Rung> = {}): Rung {
  return {
    ...sourced("f0000000001"),
    low: 40,
    high: 40,
    words: "40",
    claimant: "Ilan Torvek",
    claimantRole: "health minister",
    counted: null,
    asOf: "2031-05-06",
    asOfBasis: "stated",
    status: "reported",
    supersededBy: null,
    carriedBy: ["Northern Wire"],
    ...fields,
  };
}

export function aLadder(fields: Partial<Ladder> = {}): Ladder {
  return {
    id: "l0000000001",
    metric: "killed",
    unit: "person",
    place: "Marenta",
    counted: null,
    measure: "flow",
    scope: "total",
    low: 40,
    best: null,
    high: 40,
    bestRule: null,
    conflict: false,
    revisions: [],
    rungs: [aRung()],
    ...fields,
  };
}

export function aStatement(fields: Partial<Statement> = {}): Statement {
  return {
    id: "s0000000001",
    articleId: "a1",
    speaker: aSource(),
    relay: [],
    addressee: null,
    verb: "said",
    act: "said",
    mode: "direct",
    polarity: "positive",
    spans: [{ start: 10, end: 30 }],
    text: "The road is open",
    channel: null,
    when: {
      from: "2031-05-06",
      to: "2031-05-06",
      precision: "day",
      words: "on Tuesday",
      basis: "inferred",
    },
    evidence: anEvidence(),
    ...fields,
  };
}

export function aStatementLine(
  fields: Partial<Statement> = {},
  line: Partial<Omit<StatementLine, "statement">> = {},
): StatementLine {
  const statement = aStatement(fields);
  return {
    ...sourced(statement.id),
    statement,
    carriedBy: ["Northern Wire"],
    ...line,
  };
}

export function aKeyPoint(fields: Partial<KeyPoint> = {}): KeyPoint {
  return {
    ...sourced("k0000000001"),
    text: "Shells fell on the market of Marenta at noon.",
    ...fields,
  };
}

export function aTimelineEntry(fields: Partial<TimelineEntry> = {}): TimelineEntry {
  const day = {
    from: "2031-05-04",
    to: "2031-05-04",
    precision: "day" as const,
  };
  return {
    ...sourced("t0000000001"),
    ...day,
    text: "The front entered Marenta on Sunday.",
    ...fields,
  };
}

function anExchange(fields: Partial<Exchange> = {}): Exchange {
  const accusation = aStatementLine({
    id: "s7accusat01",
    speaker: aSource({ name: "Dena Oltmar" }),
    verb: "accused",
    act: "accused",
    mode: "indirect",
    text: "Velstan of sending guns over the border",
  });
  return { accusation, accused: "Velstan", answers: [], ...fields };
}

type Outlet = Digest["sources"][number]["outlets"][number];

export function anOutlet(fields: Partial<Outlet> = {}): Outlet {
  return {
    articleId: "a1",
    publisher: "Northern Wire",
    title: "Guns fall silent in Marenta",
    publishedAt: "2031-05-06",
    url: "https://wire.example/marenta",
    retoldFrom: [],
    sameTextAs: null,
    ...fields,
  };
}

/** A small digest with nothing in it but its head; give the sections a test is about. All their lines matter. */
export function aDigest(fields: Partial<Digest> = {}): Digest {
  return {
    highlights: {
      statements: (fields.speakers ?? []).flatMap(({ lines }) => lines.map(({ id }) => id)),
      events: (fields.timeline ?? []).map(({ id }) => id),
    },
    id: "d0000000001",
    engine: "0.1.0",
    topic: {
      words: "marenta",
      kind: "place",
      label: "Marenta",
      detail: "Sulvo, Kandoria",
    },
    window: { since: "2031-05-01", until: "2031-05-08" },
    asOf: "2031-05-08T06:00Z",
    keyPoints: [],
    ladders: [],
    speakers: [],
    exchanges: [],
    actors: [],
    places: [],
    timeline: [],
    disagreements: [],
    sources: [],
    coverage: {
      searched: 14,
      found: 9,
      origins: 4,
      firstArticle: "2031-05-02",
      lastArticle: "2031-05-08T05:12Z",
      unread: [],
      notFound: [],
      fallback: null,
    },
    ...fields,
  };
}

/** A digest with something in every section, as a busy week gives. */
export function aFullDigest(): Digest {
  const lakeside = { publisher: "Radio Lakeside", origin: "Radio Lakeside" };
  const killed = aLadder({
    low: 40,
    high: 120,
    conflict: true,
    rungs: [
      aRung({
        id: "f1front0001",
        low: 120,
        high: 120,
        words: "120",
        claimant: "Free Ridge Front",
        claimantRole: null,
        asOf: "2031-05-07",
        ...lakeside,
      }),
      aRung({
        id: "f2minist001",
        low: 63,
        high: null,
        words: "at least 63",
        carriedBy: ["Northern Wire", "Harbour Post", "Radio Lakeside"],
      }),
      aRung({
        id: "f3wire00001",
        low: 40,
        high: 99,
        words: "scores",
        claimant: null,
        claimantRole: null,
        asOfBasis: "inferred",
        counted: "bodies",
      }),
      aRung({
        id: "f4minist001",
        low: 41,
        high: 41,
        words: "41",
        asOf: "2031-05-04",
        status: "superseded",
        supersededBy: "f2minist001",
      }),
    ],
  });
  const displaced = aLadder({
    id: "l2",
    metric: "displaced",
    place: "Sulvo",
    measure: "stock",
    low: 24000,
    high: 24000,
    rungs: [
      aRung({
        id: "f5relief001",
        low: 24000,
        high: 24000,
        words: "about 24,000",
        claimant: "Kandoria Relief Office",
        claimantRole: null,
      }),
    ],
  });
  return aDigest({
    keyPoints: [
      aKeyPoint(),
      aKeyPoint({
        id: "k2000000002",
        text: "The airport stayed shut for a third day, and two bridges over the Olm were closed to lorries carrying food.",
        ...lakeside,
      }),
    ],
    ladders: [killed, displaced],
    speakers: [
      {
        speaker: "Ilan Torvek",
        role: "health minister of Kandoria",
        named: true,
        lines: [
          aStatementLine({
            id: "s1torvek001",
            verb: "told",
            addressee: aSource({ name: "Radio Lakeside" }),
            text: "We are counting by hand … and we have no fuel left for the generators of the hospital",
          }),
          aStatementLine({
            id: "s2torvek001",
            mode: "indirect",
            text: "two clinics had closed",
            channel: "in a statement",
            when: null,
          }),
        ],
      },
      {
        speaker: "two residents",
        role: null,
        named: false,
        lines: [
          aStatementLine({
            id: "s3residen01",
            mode: "mixed",
            text: 'the night had been "very loud"',
            relay: [aSource({ name: "Harbour Post" })],
          }),
        ],
      },
    ],
    exchanges: [
      anExchange({
        answers: [
          aStatementLine({
            id: "s8answer001",
            speaker: aSource({ name: "Velstan" }),
            verb: "denied",
            act: "denied",
            polarity: "negative",
            mode: "indirect",
            text: "any part in the fighting",
            channel: "in a letter",
          }),
        ],
      }),
      anExchange({
        accusation: aStatementLine({
          id: "s9blames001",
          speaker: aSource({ name: "Free Ridge Front" }),
          verb: "blamed",
          mode: "indirect",
          text: "the army for the fire at the mill",
        }),
        accused: "the army",
      }),
    ],
    timeline: [
      aTimelineEntry(),
      aTimelineEntry({
        id: "t2000000002",
        from: "2031-05-05",
        to: "2031-05-06",
        text: "The market burned for two days.",
        ...lakeside,
      }),
    ],
    places: [
      {
        name: "Marenta",
        country: "KD",
        admin1: "Sulvo",
        lat: 1,
        lon: 2,
        precision: "town",
        articles: 9,
        mentions: 40,
      },
      {
        name: "Olm",
        country: null,
        admin1: null,
        lat: null,
        lon: null,
        precision: "unknown",
        articles: 2,
        mentions: 3,
      },
    ],
    actors: [
      {
        name: "Free Ridge Front",
        kind: "armed_group",
        roles: [],
        aliases: ["FRF"],
        articles: 8,
        mentions: 31,
      },
      {
        name: "Ilan Torvek",
        kind: "person",
        roles: ["health minister of Kandoria"],
        aliases: ["Torvek"],
        articles: 5,
        mentions: 12,
      },
    ],
    disagreements: [
      {
        id: "x1",
        kind: "figure",
        about: "Killed · Marenta",
        sides: [
          { id: "f1front0001", who: "Free Ridge Front", words: "120" },
          { id: "f2minist001", who: "Ilan Torvek", words: "at least 63" },
        ],
      },
      {
        id: "x2",
        kind: "date",
        about: "Fall of the mill",
        sides: [
          { id: "t5000000001", who: "Radio Lakeside", words: "on Sunday" },
          { id: "t6000000001", who: null, words: "late on Monday" },
        ],
      },
    ],
    sources: [
      {
        origin: "Northern Wire",
        outlets: [
          anOutlet(),
          anOutlet({
            articleId: "a2",
            publisher: "Harbour Post",
            title: "Marenta quiet after a week of shelling",
            publishedAt: "2031-05-07",
            url: "https://post.example/7",
            sameTextAs: "a1",
          }),
          anOutlet({
            articleId: "a3",
            publisher: "Radio Lakeside",
            publishedAt: "2031-05-07",
            url: null,
          }),
        ],
      },
      {
        origin: "Radio Lakeside",
        outlets: [
          anOutlet({
            articleId: "a4",
            publisher: "Radio Lakeside",
            title: "Front gives its own count",
            publishedAt: "2031-05-07T16:30Z",
            url: "https://lakeside.example/count",
            retoldFrom: [
              {
                publisher: "Lakeside Agency",
                date: "2031-05-07",
                url: "https://agency.example/c",
              },
            ],
          }),
        ],
      },
    ],
    coverage: {
      ...aDigest().coverage,
      notFound: ["missing", "any statement by the governor"],
      unread: [{ language: "fr", articles: 2 }],
    },
  });
}

export function anArticle(fields: Partial<Article> = {}): Article {
  const text = "MARENTA - Shells fell on the market. At least 63 people died, the health minister said.";
  return {
    id: "a1",
    publisher: "Northern Wire",
    origin: "Northern Wire",
    url: "https://wire.example/marenta",
    title: "Guns fall silent in Marenta",
    publishedAt: "2031-05-06",
    publishedPrecision: "day",
    language: "en",
    text,
    sha256: "ab12".repeat(16),
    retrievedAt: "2031-05-06T09:30:00Z",
    ...fields,
  };
}

function aFigure(fields: Partial<Figure> = {}): Figure {
  return {
    id: "f2minist001",
    articleId: "a1",
    metric: "killed",
    low: 63,
    high: null,
    quantifier: "at_least",
    quantifierWords: "At least",
    term: null,
    unit: "person",
    counted: "people",
    measure: "flow",
    scope: "total",
    place: { name: "Marenta", placeId: null, basis: "inferred" },
    when: null,
    asOf: {
      from: "2031-05-06",
      to: "2031-05-06",
      precision: "day",
      words: null,
      basis: "inferred",
    },
    claimant: aSource({ role: "health minister" }),
    relay: [],
    status: "reported",
    text: "At least 63 people",
    evidence: anEvidence({
      start: 37,
      end: 55,
      excerpt: "At least 63 people",
      rule: "figures/killed",
    }),
    sentence: { start: 37, end: 87 },
    ...fields,
  };
}

export function aWhyItem(fields: Partial<WhyItem> = {}): WhyItem {
  const figure = aFigure();
  return {
    id: figure.id,
    kind: "figure",
    article: anArticle(),
    evidence: figure.evidence,
    before: "MARENTA - Shells fell on the market. ",
    after: " died, the health minister said.",
    engine: "0.1.0",
    verified: true,
    version: null,
    withdrawal: null,
    fact: figure,
    ...fields,
  };
}
