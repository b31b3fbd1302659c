/**
 * The states of the latest blocks as a file: magic, state version, number and hash of the oldest block with all entries of its
 * state, then what each block after it changed, and a crc32. The crc32 finds damage early; what makes a state count is its root, which the
 * reader's caller holds against the block's header.
 */
import { existsSync, readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { bytesOfKey, keyOf, sameBytes } from "./bytes.ts";
import { replaceFileInTurns } from "./durable-file.ts";
import { MAX_SNAPSHOT_HISTORY_BYTES, YIELD_AFTER_MS } from "./limits.ts";
import { compact, concat, Cursor, optionVec, ScaleError, u32le, vec } from "./scale.ts";
import { Trie } from "./trie.ts";
import type { TrieChange } from "./trie-walk.ts";
import { yieldToOthers } from "./turns.ts";

export interface StateAt {
  readonly number: number;
  readonly hash: Uint8Array;
  readonly state: Trie;
}

/** `states`: of consecutive blocks, oldest first, at least one. */
export type StoredStates =
  | { readonly found: "nothing" }
  | { readonly found: "damage" }
  | { readonly found: "states"; readonly states: readonly StateAt[] };

const MAGIC = new TextEncoder().encode("coco-states\x01");
const CRC_BYTES = 4;

/** `states` of consecutive blocks, oldest first; the oldest are left out where the changes since them would be too long. */
export async function writeRecentStates(path: string, states: readonly StateAt[]): Promise<void> {
  let oldest = states.at(-1);
  if (oldest === undefined) return;
  const later: Uint8Array[] = [];
  let bytes = 0;
  let turn = performance.now();
  for (const before of states.slice(0, -1).reverse()) {
    const block = codedChanges(oldest, before.state);
    bytes += block.length;
    if (bytes > MAX_SNAPSHOT_HISTORY_BYTES) break;
    later.unshift(block);
    oldest = before;
    if (performance.now() - turn < YIELD_AFTER_MS) continue;
    await yieldToOthers();
    turn = performance.now();
  }
  await replaceFileInTurns(path, checked(file(oldest, later)));
}

export function readRecentStates(path: string): StoredStates {
  if (!existsSync(path)) return { found: "nothing" };
  const bytes = new Uint8Array(readFileSync(path));
  const body = bytes.subarray(0, Math.max(0, bytes.length - CRC_BYTES));
  if (!sameBytes(u32le(crc32(body)), bytes.subarray(body.length))) return { found: "damage" };
  try {
    const states = decoded(new Cursor(body));
    return states === null ? { found: "damage" } : { found: "states", states };
  } catch (thrown) {
    if (thrown instanceof ScaleError) return { found: "damage" };
    throw thrown;
  }
}

function* file(oldest: StateAt, later: readonly Uint8Array[]): Generator<Uint8Array> {
  yield concat(MAGIC, Uint8Array.of(oldest.state.version), u32le(oldest.number), oldest.hash);
  for (const [key, value] of oldest.state.entries()) yield concat(vec(bytesOfKey(key)), vec(value));
  yield END;
  yield* later;
}

/** No key is empty: an empty one ends a list of entries. */
const END = Uint8Array.of(0);

function* checked(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let crc = 0;
  for (const part of parts) {
    crc = crc32(part, crc);
    yield part;
  }
  yield u32le(crc);
}

function codedChanges(block: StateAt, before: Trie): Uint8Array {
  const changes = [...block.state.changesSince(before)];
  const parts = changes.flatMap(([key, value]) => [vec(bytesOfKey(key)), optionVec(value)]);
  return concat(block.hash, compact(changes.length), ...parts);
}

/** null when it is no file of this kind. */
function decoded(cursor: Cursor): StateAt[] | null {
  if (!sameBytes(cursor.take(Math.min(MAGIC.length, cursor.left)), MAGIC)) return null;
  const version = cursor.u8();
  if (version !== 0 && version !== 1) return null;
  let number = cursor.u32();
  let hash = cursor.take(32).slice();
  const entries: (readonly [string, Uint8Array])[] = [];
  for (let key = cursor.vec(); key.length > 0; key = cursor.vec())
    entries.push([keyOf(key), cursor.vec().slice()]);
  let state = Trie.of(entries, version);
  const states: StateAt[] = [{ number, hash, state }];
  while (cursor.left > 0) {
    hash = cursor.take(32).slice();
    const changes = cursor.list<TrieChange>(() => [keyOf(cursor.vec()), optionalValue(cursor)]);
    state = state.with(changes);
    states.push({ number: ++number, hash, state });
  }
  return states;
}

function optionalValue(cursor: Cursor): Uint8Array | null {
  return cursor.u8() === 0 ? null : cursor.vec().slice();
}
