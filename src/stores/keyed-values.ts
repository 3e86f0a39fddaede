/** One small value. `expires` is in milliseconds since 1970: gone from that millisecond on; null is for ever. */
export interface KeyedValue {
  readonly key: string;
  readonly value: string;
  readonly expires: number | null;
}

/**
 * Small texts by namespace and key in a store's own database. `now` (milliseconds since 1970) decides what has
 * expired; an expired value is as good as none.
 */
export interface KeyedValues {
  /** Values in the order of the keys; undefined for what is not there. */
  get(namespace: string, keys: readonly string[], now: number): Promise<(string | undefined)[]>;
  /** All or none; of one key the last wins. What has expired, in any namespace, is swept out on the way. */
  set(namespace: string, values: readonly KeyedValue[], now: number): Promise<void>;
  /** Whether there was one, in the order of the keys. */
  delete(namespace: string, keys: readonly string[], now: number): Promise<boolean[]>;
  clear(namespace: string): Promise<void>;
  /** At most `limit` values of the namespace with a key after `after`, by the bytes of the key. */
  page(namespace: string, after: string, limit: number, now: number): Promise<readonly KeyedValue[]>;
  /** The namespaces that have values, in order. */
  namespaces(now: number): Promise<readonly string[]>;
}
