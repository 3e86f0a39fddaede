import type { Condition } from "../../briefings/index.ts";
import type { Words } from "../chat/words/catalogue.ts";

/** The rule of a watch in the reader's words: "Killed: a number above 100 · of one day". */
export function conditionWords(condition: Condition, words: Words): string {
  const { rules } = words.watches;
  switch (condition.kind) {
    case "anything":
      return rules.anything;
    case "disagreement":
      return rules.disagreement;
    case "newcomer":
      return rules[condition.of];
    case "statement": {
      const actor = condition.actor ?? rules.anybody;
      return condition.act === null ? rules.says(actor) : rules.does(actor, words.why.acts[condition.act]);
    }
    case "figure": {
      const marks = [
        condition.scope === "daily" ? rules.daily : null,
        condition.unit === "households" ? rules.households : null,
      ];
      return [numberRule(condition, words), ...marks.filter((mark) => mark !== null)].join(" · ");
    }
    default:
      return condition satisfies never;
  }
}

function numberRule({ metric, above, shift }: Extract<Condition, { kind: "figure" }>, words: Words): string {
  const { rules } = words.watches;
  const name = words.metrics[metric];
  if (shift !== null) return rules[shift.direction](name, shift.percent);
  return above === null ? rules.number(name) : rules.above(name, words.groupDigits(above));
}
