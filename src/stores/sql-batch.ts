/** One statement. Tables are named `sitrep.…` and values stand as `$1`, `$2`, …: both databases read it so. */
export interface SqlStep {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
}

/**
 * Runs statements in their order, all or nothing, and gives the rows of each. What decides stands in the statements'
 * own conditions, so that nothing is read in one transaction and written in another.
 */
export type SqlBatch = (steps: readonly SqlStep[]) => Promise<readonly (readonly object[])[]>;
