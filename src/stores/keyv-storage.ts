import { type KeyvStorageAdapter, type KeyvStorageEntry, keyvStorageCapability } from "keyv";
import type { Clock } from "../clock.ts";
import type { KeyedValues } from "./keyed-values.ts";

/** What keyv asks of a storage, without the events: trouble is thrown, and Keyv passes it on to its caller. */
type KeyvPort = Pick<
  KeyvStorageAdapter,
  | "namespace"
  | "capabilities"
  | "get"
  | "getMany"
  | "has"
  | "hasMany"
  | "set"
  | "setMany"
  | "delete"
  | "deleteMany"
  | "clear"
  | "iterator"
>;

/** Values fetched at a time: an iterator holds no cursor open while its reader waits. */
const PAGE = 64;

/**
 * A storage for Keyv over the values of a store, made anew for each Keyv because a Keyv sets its namespace.
 * Keeps texts only (keyv's serialization stays on); `expires` is in milliseconds since 1970, and an entry is
 * gone from that millisecond on. No namespace is a namespace of its own, so `clear` never reaches another.
 */
export class KeyvStorage implements KeyvPort {
  namespace: string | undefined = undefined;
  readonly #values: KeyedValues;
  readonly #clock: Clock;

  constructor(values: KeyedValues, clock: Clock) {
    this.#values = values;
    this.#clock = clock;
  }

  /** Says that `set` takes a moment and not a length of time: without this keyv would convert. */
  get capabilities() {
    return keyvStorageCapability(this);
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.getMany([key]))[0];
  }

  async getMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    return this.#values.get(this.#space(), keys, this.#now());
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async hasMany(keys: readonly string[]): Promise<boolean[]> {
    return (await this.getMany(keys)).map((value) => value !== undefined);
  }

  async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    await this.setMany([{ key, value, ...(expires === undefined ? {} : { expires }) }]);
    return true;
  }

  /** All entries or none. */
  async setMany(entries: readonly KeyvStorageEntry<unknown>[]): Promise<boolean[]> {
    const values = entries.map(({ key, value, expires }) => ({
      key,
      value: textOf(value),
      expires: expires ?? null,
    }));
    await this.#values.set(this.#space(), values, this.#now());
    return entries.map(() => true);
  }

  /** Whether there was an entry. */
  async delete(key: string): Promise<boolean> {
    return (await this.deleteMany([key]))[0] === true;
  }

  async deleteMany(keys: readonly string[]): Promise<boolean[]> {
    return this.#values.delete(this.#space(), keys, this.#now());
  }

  async clear(): Promise<void> {
    await this.#values.clear(this.#space());
  }

  /** Keys and values of the namespace, by key. */
  async *iterator(): AsyncGenerator<[key: string, value: string], void> {
    const space = this.#space();
    // Keyv has no empty key.
    for (let after = ""; ; ) {
      const page = await this.#values.page(space, after, PAGE, this.#now());
      for (const { key, value } of page) yield [key, value];
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last.key;
    }
  }

  #space(): string {
    return this.namespace ?? "";
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError("this storage keeps texts: leave keyv's serialization on");
}
