interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What the scorer reads of an extract: the names are those that `sitrep extract` writes. */
export interface Prediction {
  readonly id: string;
  readonly actors: readonly PredictedActor[];
  readonly locations: readonly PredictedLocation[];
  readonly statements: readonly PredictedStatement[];
  readonly figures: readonly PredictedFigure[];
  readonly keySentences: readonly (Stretch & { readonly text: string })[];
}

export interface PredictedActor {
  readonly name: string;
  readonly kind: string;
  readonly aliases: readonly string[];
  readonly mentions: readonly Stretch[];
}

export interface PredictedLocation {
  readonly name: string;
  readonly country: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly mentions: readonly Stretch[];
}

export interface PredictedStatement {
  readonly speaker: string;
  readonly kind: string;
  readonly text: string;
  readonly spans: readonly Stretch[];
}

export interface PredictedFigure extends Stretch {
  readonly metric: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly approx: boolean;
  readonly who: string | null;
  readonly place: string | null;
  readonly attributedTo: string | null;
  readonly status: string;
  readonly text: string;
}
