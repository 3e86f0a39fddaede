/** Seconds of several runs of the same work. */
export interface Timing {
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

/** Runs the work `runs` times and times each run; one run before that warms up and is not counted. */
export function timed(work: () => void, runs: number): Timing {
  work();
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const from = performance.now();
    work();
    seconds.push((performance.now() - from) / 1000);
  }
  return timingOf(seconds);
}

/** The same in seconds of processor time of this process: other work on the machine costs none of it. */
export function timedByProcessor(work: () => void, runs: number): Timing {
  work();
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const from = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(from);
    seconds.push((user + system) / 1e6);
  }
  return timingOf(seconds);
}

export function timingOf(seconds: readonly number[]): Timing {
  const sorted = seconds.toSorted((a, b) => a - b);
  return {
    median: sorted[sorted.length >> 1] ?? Number.NaN,
    fastest: sorted[0] ?? Number.NaN,
    slowest: sorted.at(-1) ?? Number.NaN,
  };
}

/** "0.42 s (0.40 to 0.51)" */
export function timingText({ median, fastest, slowest }: Timing): string {
  return `${shortSeconds(median)} s (${shortSeconds(fastest)} to ${shortSeconds(slowest)})`;
}

export function shortSeconds(seconds: number): string {
  return seconds < 0.1 ? seconds.toFixed(3) : seconds.toFixed(2);
}
