/** Tells those who wait that something changed; no polling. */
export interface Changes {
  notify(): void;
  /**
   * Resolves with the first value of `look` that is not undefined, looking again after every change. Rejects with
   * what `otherwise` makes after `limitMs` of real time, or with what `look` throws.
   */
  until<T>(look: () => T | undefined, limitMs: number, otherwise: () => Error): Promise<T>;
}

export function createChanges(): Changes {
  const waiting = new Set<() => void>();
  return {
    notify() {
      for (const lookAgain of [...waiting]) lookAgain();
    },
    until(look, limitMs, otherwise) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => settle(() => reject(otherwise())), limitMs);
        const settle = (how: () => void) => {
          clearTimeout(timer);
          waiting.delete(lookAgain);
          how();
        };
        const lookAgain = () => {
          try {
            const found = look();
            if (found !== undefined) settle(() => resolve(found));
          } catch (error) {
            settle(() => reject(error));
          }
        };
        waiting.add(lookAgain);
        lookAgain();
      });
    },
  };
}
