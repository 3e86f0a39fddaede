/** How keyed values are written: plain JSON; what is none reads like something that was never there. */
export const plainJson = {
  stringify: (value: unknown) => JSON.stringify(value),
  parse<T>(text: string): T {
    try {
      return JSON.parse(text) as T;
    } catch {
      return undefined as T;
    }
  },
};
