import { parseArgs } from "node:util";

/** What `npm run bench -- store` is asked to do. */
export interface StoreBenchOptions {
  readonly sizes: readonly number[];
  readonly stores: readonly ("sqlite" | "postgres")[];
  /** `real`: every article is read by the engine; `reuse`: a sample is, and renamed, shifted copies fill the rest. */
  readonly facts: "real" | "reuse";
  readonly sample: number;
  readonly questions: number;
  /** A folder with libraries that were filled before ("100000/sitrep.db"), and where they are left. */
  readonly keep: string | null;
}

const USAGE =
  "npm run bench -- store [--sizes 10k,100k,1m] [--store sqlite|postgres|both] [--facts real|reuse] " +
  "[--sample 5000] [--questions 300] [--keep DIR]";

/** Reads the options; throws an error that shows the usage. */
export function storeBenchOptions(args: readonly string[]): StoreBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: "string", default: "10k,100k" },
      store: { type: "string", default: "both" },
      facts: { type: "string", default: "real" },
      sample: { type: "string", default: "5000" },
      questions: { type: "string", default: "300" },
      keep: { type: "string" },
    },
  });
  const sizes = values.sizes.split(",").map(sizeOf);
  const stores = values.store === "both" ? ["sqlite", "postgres"] : [values.store];
  const known = stores.filter((name) => name === "sqlite" || name === "postgres");
  const facts = values.facts === "real" || values.facts === "reuse" ? values.facts : null;
  if (sizes.includes(Number.NaN) || known.length === 0 || facts === null) throw new Error(USAGE);
  return {
    sizes,
    stores: known,
    facts,
    sample: Number(values.sample),
    questions: Number(values.questions),
    keep: values.keep ?? null,
  };
}

/** "10k" and "1m" as numbers. */
function sizeOf(text: string): number {
  const [, digits, unit = ""] = /^(\d+)([km]?)$/i.exec(text.trim()) ?? [];
  const factor = { "": 1, k: 1000, m: 1_000_000 }[unit.toLowerCase()];
  return digits === undefined || factor === undefined ? Number.NaN : Number(digits) * factor;
}
