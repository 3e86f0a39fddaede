import type { Action, ActionOptions } from "./document.ts";

/** Fewer commands are shorter written out. */
const FEWEST = 3;

/**
 * Options that all of several actions have with the same value, for surfaces that write commands out: the period
 * can then stand once. `rest` are the actions without them, in order. Commands and options are those to print, in
 * the reader's language.
 */
export function commonOptions(actions: readonly Action[]): {
  readonly common: ActionOptions;
  readonly rest: readonly Action[];
} {
  const shown = actions.map(
    ({ label, typed, command, options }): Action => ({
      label,
      ...(typed ?? { command, options }),
    }),
  );
  const [first] = shown;
  if (first === undefined || shown.length < FEWEST) return { common: {}, rest: shown };
  const common = Object.fromEntries(
    Object.entries(first.options).filter(([name, value]) =>
      shown.every(({ options }) => options[name] === value),
    ),
  );
  const rest = shown.map((action) => ({
    ...action,
    options: Object.fromEntries(Object.entries(action.options).filter(([name]) => !(name in common))),
  }));
  return { common, rest };
}
