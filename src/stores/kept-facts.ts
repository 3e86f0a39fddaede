import type { Facts } from "../../briefings/index.ts";
import { type NameRows, nameRowsOf } from "./catalogue-rows.ts";
import type { FactKind } from "./store.ts";
import { factIdsOf } from "./stored-row.ts";

/**
 * What was read from one article as a store keeps it: the facts as JSON, and what they are found and counted by.
 * Made where the reading is done, so that the thread that writes has nothing left to take apart.
 */
export interface KeptFacts extends NameRows {
  /** `Facts` as JSON. */
  readonly json: string;
  /** Every fact that can be asked for by its id. */
  readonly ids: readonly { readonly id: string; readonly kind: FactKind }[];
}

export function keptFacts(facts: Facts): KeptFacts {
  return { json: JSON.stringify(facts), ids: factIdsOf(facts), ...nameRowsOf(facts) };
}
