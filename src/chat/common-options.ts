import type { Action, ActionOptions } from "./document.ts";

/** Fewer commands are shorter written out. */
const FEWEST = 3;

/**
 * Options that all of several actions have with the same value, for surfaces that write commands out: the period
 * can then stand once. `rest` are the actions without them, in order.
 */
export function commonOptions(actions: readonly Action[]): {
  readonly common: ActionOptions;
  readonly rest: readonly Action[];
} {
  const [first] = actions;
  if (first === undefined || actions.length < FEWEST) return { common: {}, rest: actions };
  const common = Object.fromEntries(
    Object.entries(first.options).filter(([name, value]) =>
      actions.every(({ options }) => options[name] === value),
    ),
  );
  const rest = actions.map((action) => ({
    ...action,
    options: Object.fromEntries(Object.entries(action.options).filter(([name]) => !(name in common))),
  }));
  return { common, rest };
}
