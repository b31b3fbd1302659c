/** Merkle roots of lists, as the runtime asks for them. */
import { keyOf } from "./bytes.ts";
import { compact, Cursor } from "./scale.ts";
import { Trie } from "./trie.ts";
import type { StateVersion } from "./trie-node.ts";

/** Root over `compact(index) → item`, as in a header's extrinsics root. `items` is a SCALE `Vec<Vec<u8>>`. */
export function orderedRoot(items: Uint8Array, version: StateVersion): Uint8Array {
  const cursor = new Cursor(items);
  const values = cursor.list(() => cursor.vec().slice());
  return Trie.of(
    values.map((value, index) => [keyOf(compact(index)), value] as const),
    version,
  ).root();
}

/** Root over a SCALE `Vec<(Vec<u8>, Vec<u8>)>`. */
export function pairsRoot(pairs: Uint8Array, version: StateVersion): Uint8Array {
  const cursor = new Cursor(pairs);
  const entries = cursor.list(() => [keyOf(cursor.vec()), cursor.vec().slice()] as const);
  return Trie.of(entries, version).root();
}
