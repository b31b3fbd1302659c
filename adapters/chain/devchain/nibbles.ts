/** Half-bytes of "latin1" keys, high half first. */

export function nibbleAt(key: string, index: number): number {
  const code = key.charCodeAt(index >> 1);
  return index & 1 ? code & 15 : code >> 4;
}

/** The nibbles of `key` from `from` on. */
export function nibbles(key: string, from: number): Uint8Array {
  const out = new Uint8Array(Math.max(0, key.length * 2 - from));
  for (let i = 0; i < out.length; i++) out[i] = nibbleAt(key, from + i);
  return out;
}

/** How `partial` stands to `key` from `depth` on: 1 when it is past it (or runs beyond its end), -1 before it, 0 on its way. */
export function compareNibble(partial: Uint8Array, key: string, depth: number): -1 | 0 | 1 {
  const total = key.length * 2;
  for (let i = 0; i < partial.length; i++) {
    if (depth + i >= total) return 1;
    const a = partial[i] ?? 0;
    const b = nibbleAt(key, depth + i);
    if (a !== b) return a > b ? 1 : -1;
  }
  return 0;
}
