import { setFlagsFromString } from "node:v8";

/**
 * Has the collector of garbage come earlier: the heap may grow by so many hundredths between two of its rounds, where
 * it would let it grow to several times what is in use. Measured over 60 questions on 100,000 articles: 256 MB at most
 * and not 320, for 6 % more processor time. For processes that stay; whoever only reads articles is faster without.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=30");
}
