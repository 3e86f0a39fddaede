import type { NameRows } from "./catalogue-rows.ts";

/**
 * Places and actors as they are counted, with the forms they appear under: what catalogues are made of, and what those
 * of two stores are put together from. Names are in the order of the catalogue, forms by articles, then by form.
 */
export interface NameIndex {
  all(): Promise<NameRows>;
  /** The most mentioned names, at most `most` unless they are all: the highest grades of counts, then by name. */
  common(most: number): Promise<CommonNames>;
  /** Names that have all keys of one of the groups; of each group at most `most`, most articles first. */
  lookUp(groups: readonly (readonly string[])[], most: number): Promise<NameRows>;
}

export interface CommonNames extends NameRows {
  /** true when there are no others. */
  readonly whole: boolean;
}
