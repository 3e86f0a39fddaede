import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import type { Store } from "./store.ts";

/** Values by name (plain JSON) that nobody can read who has only the database. */
export interface SealedValues {
  /**
   * null when there is none. Throws a `UserError` (bad-setting) when none of the keys opens it; a value that an older
   * key opens is sealed anew with the first.
   */
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM over JSON. `keys` are 32 bytes each, the newest first: it seals, all of them open. The name is part of
 * what is authenticated, so that the value of one name is none for another.
 */
export function openSealedValues(
  store: Store,
  namespace: string,
  keys: readonly Uint8Array[],
  clock: Clock,
): SealedValues {
  const [newest] = keys;
  if (newest === undefined) throw new RangeError("sealing needs a key");
  const now = () => clock.now().getTime();
  const bound = (name: string) => Buffer.from(`${namespace}\u0000${name}`);

  function seal(name: string, value: unknown): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", newest!, iv).setAAD(bound(name));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
    return [markOf(newest!), Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")].join(
      ".",
    );
  }

  function opened(key: Uint8Array, name: string, bytes: Buffer): unknown {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES))
      .setAAD(bound(name))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const words = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(words.toString("utf8"));
  }

  async function write(name: string, value: unknown): Promise<void> {
    await store.values.set(namespace, [{ key: name, value: seal(name, value), expires: null }], now());
  }

  return {
    write,
    async read(name) {
      const [kept] = await store.values.get(namespace, [name], now());
      if (kept === undefined) return null;
      const [mark = "", sealed = ""] = kept.split(".", 2);
      const key = keys.find((one) => markOf(one) === mark);
      if (key === undefined)
        throw new UserError(
          "bad-setting",
          "what is kept encrypted was written with another key: put the old one behind the new one in SITREP_SECRET_KEY, with a comma between them",
        );
      const value = opened(key, name, Buffer.from(sealed, "base64url"));
      if (key !== newest) await write(name, value);
      return value;
    },
    async remove(name) {
      await store.values.delete(namespace, [name], now());
    },
  };
}

/** Tells keys apart without giving anything of them away. */
function markOf(key: Uint8Array): string {
  return createHash("sha256").update("sitrep key mark").update(key).digest("base64url").slice(0, 8);
}
