import type { Action, Document } from "../../src/chat/document.ts";

/** What a press means; the adapter makes a custom id of it and finds it again. `page` counts from 0. */
export type Press =
  | { readonly kind: "action"; readonly action: Action }
  | { readonly kind: "page"; readonly page: number }
  /** A choice of a printed id; the value of the chosen option is the id. */
  | { readonly kind: "why" }
  /** Shows the channel what only one person sees, where the platform has no option for it. */
  | { readonly kind: "share" };

export type CustomIdOf = (press: Press) => string;

/**
 * The same for one message, where an id that the platform would refuse (longer than `longest`, or twice) is a mistake of
 * the adapter's, found here and not by a reader. Throws a RangeError.
 */
export function checkedIds(customIdOf: CustomIdOf, longest: number): CustomIdOf {
  const seen = new Set<string>();
  return (press) => {
    const id = customIdOf(press);
    if (id.length === 0 || id.length > longest)
      throw new RangeError(`custom id of ${id.length} characters for ${JSON.stringify(press)}`);
    if (seen.has(id)) throw new RangeError(`custom id "${id}" twice in one message`);
    seen.add(id);
    return id;
  };
}

/** The actions of a document, each once, in order. */
export function actionsOf({ blocks }: Document): readonly Action[] {
  const all = blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []));
  const keyOf = ({ command, options }: Action) => JSON.stringify([command, options]);
  return all.filter((action, index) => all.findIndex((other) => keyOf(other) === keyOf(action)) === index);
}
