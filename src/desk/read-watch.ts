import { Act, type Condition, Metric } from "../../briefings/index.ts";
import { sayable } from "../chat/say-error.ts";
import type { GivenWatch } from "./desk.ts";

/** The number at the end of a line: "> 1,000", "+25%", "±25 %", "25%". */
const LAST = /(?:^|\s)(>\s*\d[\d.,\s]*|[+\-−–±]?\s*\d[\d.,]*\s*%)\s*$/u;
const ABOVE = /^(?:>|over|above|plus de)?\s*(\d[\d.,\s]*)$/iu;
const SHIFT = /^([+\-−–±]?)\s*(\d+(?:[.,]\d+)?)\s*%$/u;
/** Digits by threes, as either language groups them. */
const GROUPED = /^\d{1,3}(?:[.,\s]\d{3})+$/u;

/**
 * The topic and the condition of what somebody typed, option by option or with the number at the end of the topic
 * ("goma +25%" with metric killed). Throws a `UserError` (bad-option) that says what to write.
 */
export function readWatch(given: GivenWatch): { readonly topic: string; readonly condition: Condition } {
  const typed = withSigns(given.topic);
  const last = given.number === undefined ? LAST.exec(typed) : null;
  const number = given.number === undefined ? last?.[1] : withSigns(given.number);
  const topic = (last === null ? typed : typed.slice(0, last.index)).trim();
  const { metric, actor, act, about, count } = given;
  const kinds = [metric ?? number ?? count, actor ?? act, about].filter((one) => one !== undefined);
  if (kinds.length > 1) throw sayable("bad-option", { key: "watch-two", filled: {} });
  const of = Metric.safeParse(metric);
  const asked = number ?? count;
  if (topic === "" || (asked !== undefined && !of.success))
    throw sayable("bad-option", { key: "watch-number-of-what", filled: { given: asked ?? given.topic } });
  if (of.success)
    return {
      topic,
      condition: {
        kind: "figure",
        metric: of.data,
        ...readNumber(number),
        scope: count === "daily" ? "daily" : "total",
        unit: count === "households" ? "households" : "people",
      },
    };
  if (actor !== undefined || act !== undefined)
    return {
      topic,
      condition: { kind: "statement", actor: actor ?? null, act: Act.safeParse(act).data ?? null },
    };
  switch (about) {
    case "disagreement":
      return { topic, condition: { kind: "disagreement" } };
    case "new_place":
      return { topic, condition: { kind: "newcomer", of: "place" } };
    case "new_actor":
      return { topic, condition: { kind: "newcomer", of: "actor" } };
    case undefined:
      return { topic, condition: { kind: "anything" } };
    default:
      return about satisfies never;
  }
}

/** Slack may write a sign as its entity. */
function withSigns(text: string): string {
  return text.replaceAll("&gt;", ">");
}

function readNumber(
  given: string | undefined,
): Pick<Extract<Condition, { kind: "figure" }>, "above" | "shift"> {
  const trimmed = given?.trim() ?? "";
  if (trimmed === "") return { above: null, shift: null };
  const shift = SHIFT.exec(trimmed);
  if (shift !== null) {
    const percent = Number(shift[2]?.replace(",", "."));
    if (percent > 0 && percent <= 100_000)
      return { above: null, shift: { direction: directionOf(shift[1] ?? ""), percent } };
  }
  const digits = ABOVE.exec(trimmed)?.[1]?.trim() ?? "";
  if (/^\d+$/.test(digits) || GROUPED.test(digits)) {
    const above = Number(digits.replace(/\D/g, ""));
    if (Number.isSafeInteger(above)) return { above, shift: null };
  }
  throw sayable("bad-option", { key: "watch-number", filled: { given: trimmed } });
}

function directionOf(sign: string): "up" | "down" | "either" {
  if (sign === "+") return "up";
  return sign === "" || sign === "±" ? "either" : "down";
}
