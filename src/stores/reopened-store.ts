import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import { KeyvStorage } from "./keyv-storage.ts";
import type { Store } from "./store.ts";

export interface ReopenedStoreNeeds {
  /** Opens the store; throws a `UserError` when it is no longer there. */
  readonly open: () => Store;
  /** Whether what was opened is still what is there. */
  readonly isThere: () => boolean;
  /** The store is asked something. */
  readonly onUse: () => void;
  /** The last one who asked has the answer. */
  readonly onRest: () => void;
}

/**
 * A store that is opened when it is asked something and can be closed while nobody waits for an answer: whoever has
 * `store` need not know. Its own `close` does nothing.
 */
export class ReopenedStore {
  readonly store: Store;
  readonly #needs: ReopenedStoreNeeds;
  #opened: Store | null = null;
  #asking = 0;
  #ended: Error | null = null;

  constructor(needs: ReopenedStoreNeeds) {
    this.#needs = needs;
    this.store = this.#passOn((store) => store);
  }

  /** Opens it where it is not open; throws what opening throws. */
  wake(): void {
    this.#enter();
    this.#leave();
  }

  isOpen(): boolean {
    return this.#opened !== null;
  }

  /** Whether nobody waits for an answer. */
  isResting(): boolean {
    return this.#asking === 0;
  }

  /** Closes it until it is asked again; to be called while it is resting. */
  async rest(): Promise<void> {
    const store = this.#opened;
    this.#opened = null;
    await store?.close();
  }

  /** Closes it for good; who waits for an answer, or asks again, gets `reason`. */
  async end(reason: Error): Promise<void> {
    this.#ended = reason;
    await this.#opened?.close();
    this.#opened = null;
  }

  #enter(): Store {
    if (this.#ended !== null) throw this.#ended;
    if (this.#opened !== null && this.#asking === 0 && !this.#needs.isThere()) {
      void this.#opened.close();
      this.#opened = null;
    }
    this.#opened ??= this.#needs.open();
    this.#asking += 1;
    this.#needs.onUse();
    return this.#opened;
  }

  #leave(): void {
    this.#asking -= 1;
    if (this.#asking === 0) this.#needs.onRest();
  }

  /** Has every method of the store, or of a part of it, each of which opens the store for as long as it takes. */
  #passOn<Part extends object>(partOf: (store: Store) => Part): Part {
    const known = new Map<string, unknown>([
      ["close", async () => {}],
      ["keyed", (clock: Clock) => new KeyvStorage(this.store.values, clock)],
    ]);
    return new Proxy({} as Part, {
      get: (_, name) => {
        // A store is no promise, although somebody may look whether it is one.
        if (typeof name === "symbol" || name === "then") return undefined;
        if (!known.has(name)) known.set(name, this.#member(partOf, name));
        return known.get(name);
      },
    });
  }

  #member<Part extends object>(partOf: (store: Store) => Part, name: string): unknown {
    const member = (store: Store): unknown => Reflect.get(partOf(store), name);
    const found = this.#ask(member);
    if (typeof found === "function") return (...given: unknown[]) => this.#call(partOf, name, given);
    return typeof found === "object" && found !== null
      ? this.#passOn((store) => member(store) as object)
      : found;
  }

  #call<Part extends object>(
    partOf: (store: Store) => Part,
    name: string,
    given: readonly unknown[],
  ): unknown {
    const run = (store: Store): unknown => {
      const part = partOf(store);
      return (Reflect.get(part, name) as (...given: unknown[]) => unknown).apply(part, [...given]);
    };
    const store = this.#enter();
    let answer: unknown;
    try {
      answer = run(store);
    } catch (error) {
      this.#leave();
      throw this.#explained(error);
    }
    if (answer instanceof Promise)
      return answer
        .catch((error: unknown) => Promise.reject(this.#explained(error)))
        .finally(() => this.#leave());
    this.#leave();
    // A stream begins when it is read: the one that was made here is not, and thrown away.
    return isStream(answer) ? this.#stream((opened) => run(opened) as AsyncIterable<unknown>) : answer;
  }

  async *#stream(begin: (store: Store) => AsyncIterable<unknown>): AsyncGenerator<unknown> {
    const store = this.#enter();
    try {
      yield* begin(store);
    } catch (error) {
      throw this.#explained(error);
    } finally {
      this.#leave();
    }
  }

  #ask<T>(question: (store: Store) => T): T {
    const store = this.#enter();
    try {
      return question(store);
    } finally {
      this.#leave();
    }
  }

  #explained(error: unknown): unknown {
    return this.#ended ?? error;
  }
}

/** For what is asked of a library after its removal. */
export function wasRemoved(): UserError {
  return new UserError("not-found", "this library of its own is no longer there: it was removed");
}

function isStream(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer;
}
