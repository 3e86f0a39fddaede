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

/** The actions of a document, each once, in order. */
export function actionsOf({ blocks }: Document): readonly Action[] {
  const all = blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []));
  const keyOf = ({ command, options }: Action) => JSON.stringify([command, options]);
  return all.filter((action, index) => all.findIndex((other) => keyOf(other) === keyOf(action)) === index);
}
