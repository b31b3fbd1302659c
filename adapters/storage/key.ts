/** UTF-8 bytes. Keys are ids and a short prefix; Postgres's btree refuses entries past 2704 bytes, IndexedDB has no limit. */
export const MAX_KEY_BYTES = 512;

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes by which a key is stored. Throws `RangeError` on an empty key and as `orderBytes` does: a caller's bug. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  if (key === "") throw new RangeError("key: empty");
  return orderBytes(key);
}

/** The bytes by which keys, prefixes and `after` are ordered. Throws `RangeError` on a lone surrogate or past the limit. */
export function orderBytes(key: string): Uint8Array<ArrayBuffer> {
  // A lone surrogate would become U+FFFD and collide with another key.
  if (!key.isWellFormed()) throw new RangeError("key: not well-formed Unicode");
  const bytes = utf8.encode(key);
  if (bytes.length > MAX_KEY_BYTES)
    throw new RangeError(`key: ${bytes.length} bytes are past ${MAX_KEY_BYTES}`);
  return bytes;
}

export function keyOfBytes(bytes: Uint8Array | ArrayBuffer): string {
  return strictUtf8.decode(bytes);
}

/** The first bytes after every key that begins with `prefix`. UTF-8 has no byte 0xff, so the last one always has a successor. */
export function prefixEnd(prefix: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = prefix.length === 0 ? Uint8Array.of(0xff) : new Uint8Array(prefix);
  if (prefix.length > 0) end[end.length - 1] = (end[end.length - 1] ?? 0) + 1;
  return end;
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return compareBytes(a, b) === 0;
}
