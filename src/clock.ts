/** The only source of the present moment; handed in, so that tomorrow's run of today's test gives today's answer. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
