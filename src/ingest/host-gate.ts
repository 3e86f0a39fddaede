export interface HostGateNeeds {
  /** Requests to one host at the same time. */
  readonly perHost: number;
  /** Least time between the beginnings of two requests to one host, in milliseconds. */
  readonly delayMs: number;
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

export interface HostGate {
  /** Does the work when the host may be asked again; in order of arrival. */
  pass<T>(host: string, work: () => Promise<T>): Promise<T>;
}

interface Host {
  running: number;
  nextStart: number;
  readonly waiting: (() => void)[];
}

/** Politeness to each host, however many feeds live there. */
export function hostGate({ perHost, delayMs, now, sleep }: HostGateNeeds): HostGate {
  const hosts = new Map<string, Host>();

  return {
    async pass(name, work) {
      const host = hosts.get(name) ?? { running: 0, nextStart: 0, waiting: [] };
      hosts.set(name, host);
      // A place that is given on counts as taken all the time, so that nobody slips in between.
      if (host.running >= perHost) await new Promise<void>((resolve) => host.waiting.push(resolve));
      else host.running += 1;
      try {
        const start = Math.max(now(), host.nextStart);
        host.nextStart = start + delayMs;
        if (start > now()) await sleep(start - now());
        return await work();
      } finally {
        const next = host.waiting.shift();
        if (next !== undefined) next();
        else {
          host.running -= 1;
          if (host.running === 0 && host.nextStart <= now()) hosts.delete(name);
        }
      }
    },
  };
}
