import { type Share, shareOf } from "./counts.ts";
import type { PublicScore } from "./public-sets.ts";

/** One line of the table of public sets: what is measured on which set, and what is wanted. */
interface PublicMeasure {
  readonly label: string;
  readonly set: string;
  readonly what: Column;
  /** Least value wanted; null where the line only informs. */
  readonly target: number | null;
}

/** A column of one of the scorer's rows, or one of its notes that ends in a share. */
type Column =
  | readonly [column: "precision" | "recall" | "F1", row: string]
  | readonly ["share", note: string];

export interface MeasuredLine {
  readonly label: string;
  readonly set: string;
  readonly column: Column[0];
  /** Null where the scorer had nothing to count. */
  readonly value: number | null;
  readonly of: string;
  readonly target: number | null;
}

const NEAR = "within 161 km, of recognised";
const NEAR_OR_COUNTRY = "161 km, or right country for a country";

const MEASURES: readonly PublicMeasure[] = [
  line("Persons, by overlap", "ner-re3d", ["F1", "persons, overlap"], 0.88),
  line("Organisations, by overlap", "ner-re3d", ["F1", "organisations, overlap"], 0.8),
  line("Places, by overlap", "ner-re3d", ["F1", "locations, overlap"], 0.88),
  line("Places, exact", "geo-trnews", ["F1", "toponyms, exact"], 0.78),
  line("Places within 161 km, of recognised", "geo-trnews", ["share", NEAR], 0.85),
  line("Same, or right country for a country", "geo-trnews", ["share", NEAR_OR_COUNTRY], null),
  line("Places, exact", "geo-geowebnews", ["F1", "toponyms, exact"], 0.78),
  line("Places within 161 km, of recognised", "geo-geowebnews", ["share", NEAR], 0.85),
  line("Same, or right country for a country", "geo-geowebnews", ["share", NEAR_OR_COUNTRY], null),
  line("Places, exact", "geo-geovirus", ["F1", "toponyms, exact"], null),
  line("Same, within 161 km or right country", "geo-geovirus", ["share", NEAR_OR_COUNTRY], null),
  line("Statements, direct", "polnear", ["recall", "direct"], 0.93),
  line("Statements, mixed", "polnear", ["recall", "mixed"], 0.85),
  line("Statements, indirect with a verb of saying", "polnear", ["recall", "indirect, verbal"], 0.7),
  line("Statements, all", "polnear", ["precision", "statements"], 0.8),
  line("Speaker with a name right", "polnear", ["share", "speaker right (names, descriptions)"], 0.9),
  line("Aid workers, number in the text", "fig-awsd", ["recall", "value in text: value and metric"], 0.92),
  line("Aid workers, one implied", "fig-awsd", ["recall", "implied one: value and metric"], 0.7),
  line("Aid workers, to be summed", "fig-awsd", ["recall", "to be summed: value and metric"], null),
  line("Displaced people", "fig-idetect", ["recall", "people: value and metric"], 0.9),
  line("Households", "fig-idetect", ["recall", "households: value and metric"], 0.85),
  line("Displacement figures", "fig-isi", ["recall", "numbers: value and metric"], 0.85),
  line("Displacement figures", "fig-isi", ["share", "precision of displaced, refugees, returnees"], 0.92),
  line("Victims, more than one", "muc4", ["recall", "more than one: value and metric"], 0.85),
  line("Victims, single", "muc4", ["recall", "single victims: value and metric"], null),
  line("Persons, exact", "ner-conllpp", ["F1", "persons, exact"], null),
  line("Organisations, exact", "ner-conllpp", ["F1", "organisations, exact"], null),
  line("Places, exact", "ner-conllpp", ["F1", "locations, exact"], null),
  line("Persons, by overlap", "ner-wikievents", ["recall", "persons, overlap"], null),
  line("Organisations, by overlap", "ner-wikievents", ["recall", "organisations, overlap"], null),
  line("Places, by overlap", "ner-wikievents", ["recall", "locations, overlap"], null),
];

function line(label: string, set: string, what: Column, target: number | null): PublicMeasure {
  return { label, set, what, target };
}

/** The lines of the sets that were scored, in the order of the table. */
export function measuredLines(scores: readonly PublicScore[]): MeasuredLine[] {
  return MEASURES.flatMap(({ label, set, what, target }) => {
    const score = scores.find((one) => one.set === set);
    if (score === undefined) return [];
    return [{ label, set, column: what[0], ...readValue(score, what), target }];
  });
}

function readValue(score: PublicScore, [column, name]: Column): Value {
  if (column === "share") {
    const share = shareIn(score.notes.find(([note]) => note === name)?.[1] ?? "");
    return share === null
      ? { value: null, of: "-" }
      : { value: shareOf(share), of: `${share.right} of ${share.of}` };
  }
  const row = score.rows.find(({ measure }) => measure === name);
  if (row === undefined) return { value: null, of: "-" };
  const value = { precision: row.p, recall: row.r, F1: row.f }[column];
  return { value, of: column === "recall" ? `${row.tp} of ${row.tp + row.fn}` : "" };
}

type Value = Pick<MeasuredLine, "value" | "of">;

/** "87.1% (27/31)" is 27 of 31. */
function shareIn(note: string): Share | null {
  const [, right, of] = /\((\d+)\/(\d+)\)$/.exec(note) ?? [];
  return right === undefined || of === undefined ? null : { right: Number(right), of: Number(of) };
}
