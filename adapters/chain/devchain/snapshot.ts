/** The state after one block as a file: magic, block number and hash, all entries, blake2-256 of everything before. */
import { existsSync, readFileSync } from "node:fs";
import { bytesOfKey, keyOf, sameBytes } from "./bytes.ts";
import { replaceFile } from "./durable-file.ts";
import { blake2b256 } from "./hashing.ts";
import { concat, Cursor, ScaleError, u32le, vec } from "./scale.ts";
import { Trie } from "./trie.ts";

export interface Snapshot {
  readonly number: number;
  readonly hash: Uint8Array;
  readonly state: Trie;
}

const MAGIC = new TextEncoder().encode("coco-state\x01");

export function writeSnapshot(path: string, snapshot: Snapshot): void {
  const parts: Uint8Array[] = [
    MAGIC,
    u32le(snapshot.number),
    snapshot.hash,
    Uint8Array.of(snapshot.state.version),
  ];
  for (const key of snapshot.state.keys()) {
    const value = snapshot.state.get(key);
    if (value !== null) parts.push(vec(bytesOfKey(key)), vec(value));
  }
  const body = concat(...parts);
  replaceFile(path, [body, blake2b256(body)]);
}

/** null when there is none, or when it is not whole. */
export function readSnapshot(path: string): Snapshot | null {
  if (!existsSync(path)) return null;
  const bytes = new Uint8Array(readFileSync(path));
  const body = bytes.subarray(0, Math.max(0, bytes.length - 32));
  if (!sameBytes(blake2b256(body), bytes.subarray(body.length))) return null;
  try {
    const cursor = new Cursor(body);
    if (!sameBytes(cursor.take(MAGIC.length), MAGIC)) return null;
    const number = cursor.u32();
    const hash = cursor.take(32).slice();
    const version = cursor.u8();
    if (version !== 0 && version !== 1) return null;
    const entries: [string, Uint8Array][] = [];
    while (cursor.left > 0) entries.push([keyOf(cursor.vec()), cursor.vec().slice()]);
    return { number, hash, state: Trie.of(entries, version) };
  } catch (thrown) {
    if (thrown instanceof ScaleError) return null;
    throw thrown;
  }
}
