import { err, ok, type Result } from "../../protocol/index.ts";
import { createMemoryKeystore, SEED_BYTES } from "./memory.ts";
import type { Keystore, KeystoreError } from "./port.ts";

const KEYS = "keys";
/** Bytes. AES-GCM's nonce; NIST SP 800-38D §8.2. */
const NONCE_BYTES = 12;

interface Wrapped {
  readonly version: 1;
  /** AES-256-GCM, not extractable: scripts can use it on this origin, nothing can read it out. */
  readonly wrapping: CryptoKey;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

/**
 * The key `name` of this origin: made at the first call, the same at every later one, also when two tabs make it at the
 * same moment. The 32-byte mini secret lies in IndexedDB, encrypted under a non-extractable WebCrypto key beside it. That
 * keeps it out of copied profile files and of whatever can read storage but not run script here; it does not stop a
 * script on this origin, which could ask for a signature as well.
 */
export async function createBrowserKeystore(
  name: string,
  factory = (globalThis as { indexedDB?: IDBFactory }).indexedDB,
): Promise<Result<Keystore, KeystoreError>> {
  // Both are absent outside secure contexts and in some private windows, in spite of the DOM's types.
  const subtle = (globalThis.crypto as { subtle?: SubtleCrypto }).subtle;
  if (!factory || !subtle)
    return err({
      code: "keystore_failed",
      message: "This page has no place for a key: it needs HTTPS and IndexedDB.",
    });
  let database: IDBDatabase | null = null;
  try {
    const opening = factory.open(`coco-keystore-${name}`, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(KEYS);
    };
    database = await settled(opening);
    const first = await read(database);
    const wrapped = first ?? (await keepFirst(database, await wrapNew(subtle)));
    return await unwrap(subtle, wrapped);
  } catch {
    return err({ code: "keystore_failed", message: "The browser did not let this page keep its key." });
  } finally {
    database?.close();
  }
}

async function wrapNew(subtle: SubtleCrypto): Promise<Wrapped> {
  const seed = crypto.getRandomValues(new Uint8Array(SEED_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const wrapping = await subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const ciphertext = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv: nonce }, wrapping, seed));
  seed.fill(0);
  return { version: 1, wrapping, nonce, ciphertext };
}

async function unwrap(subtle: SubtleCrypto, stored: unknown): Promise<Result<Keystore, KeystoreError>> {
  const damaged = err({
    code: "keystore_damaged" as const,
    message: "The key kept in this browser cannot be read. Bring it back from your backup.",
  });
  if (!isWrapped(stored)) return damaged;
  try {
    const { wrapping, nonce, ciphertext } = stored;
    const seed = new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv: nonce }, wrapping, ciphertext));
    return ok(createMemoryKeystore(seed));
  } catch {
    return damaged;
  }
}

function isWrapped(value: unknown): value is Wrapped {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    value.version === 1 &&
    "wrapping" in value &&
    value.wrapping instanceof CryptoKey &&
    "nonce" in value &&
    value.nonce instanceof Uint8Array &&
    "ciphertext" in value &&
    value.ciphertext instanceof Uint8Array
  );
}

async function read(database: IDBDatabase): Promise<unknown> {
  return settled<unknown>(database.transaction(KEYS).objectStore(KEYS).get("device"));
}

/** Writes `fresh` unless another tab was first; what is kept is the answer. Read-write transactions run one after the other. */
async function keepFirst(database: IDBDatabase, fresh: Wrapped): Promise<unknown> {
  const transaction = database.transaction(KEYS, "readwrite", { durability: "strict" });
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  transaction.oncomplete = () => resolve(undefined);
  transaction.onabort = () => reject(transaction.error ?? new Error("transaction aborted"));
  const keys = transaction.objectStore(KEYS);
  const reading = keys.get("device");
  reading.onsuccess = () => {
    if (reading.result === undefined) keys.add(fresh, "device");
  };
  await promise;
  return read(database);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error ?? new Error("request failed"));
  return promise;
}
