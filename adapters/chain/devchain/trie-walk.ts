/** Walks over trie nodes: everything below one, and what differs between two tries that share most of their nodes. */
import type { TrieNode, TrieValue } from "./trie-node.ts";

/** A key (one character a byte) and its value. */
export type Entry = readonly [string, Uint8Array];
/** A key and its value now; null: removed. */
export type TrieChange = readonly [string, Uint8Array | null];

/** Every entry at or below `node`, whose path from the top is `path`, in the order of keys. */
export function* entriesBelow(node: TrieNode | null, path: readonly number[] = []): Generator<Entry> {
  if (node === null) return;
  const here = [...path, ...node.partial];
  if (node.value !== null) yield [keyAt(here), node.value.bytes];
  for (const [slot, child] of node.children?.entries() ?? [])
    if (child !== null) yield* entriesBelow(child, [...here, slot]);
}

/** A node of which the first nibbles are passed already. */
interface Place {
  readonly node: TrieNode;
  readonly from: number;
}

/** What turns `before` into `after`. Branches that both share are not walked, so the cost is that of the changes. */
export function changesBetween(before: TrieNode | null, after: TrieNode | null): Generator<TrieChange> {
  return changes(placeOf(before), placeOf(after), []);
}

function* changes(before: Place | null, after: Place | null, path: readonly number[]): Generator<TrieChange> {
  if (before === null || after === null) {
    yield* removed(before, path);
    yield* added(after, path);
    return;
  }
  if (before.node === after.node && before.from === after.from) return;
  const old = before.node.partial.subarray(before.from);
  const now = after.node.partial.subarray(after.from);
  const common = agreement(old, now);
  if (common < old.length && common < now.length) {
    yield* removed(before, path);
    yield* added(after, path);
    return;
  }
  const here = [...path, ...old.subarray(0, common)];
  yield* valueChange(valueAt(before, common), valueAt(after, common), here);
  for (let slot = 0; slot < 16; slot++)
    yield* changes(step(before, common, slot), step(after, common, slot), [...here, slot]);
}

function* valueChange(
  old: TrieValue | null,
  now: TrieValue | null,
  path: readonly number[],
): Generator<TrieChange> {
  if (old === now) return;
  if (old !== null && now !== null && Buffer.compare(old.bytes, now.bytes) === 0) return;
  yield [keyAt(path), now?.bytes ?? null];
}

function* removed(place: Place | null, path: readonly number[]): Generator<TrieChange> {
  for (const [key] of below(place, path)) yield [key, null];
}

function* added(place: Place | null, path: readonly number[]): Generator<TrieChange> {
  yield* below(place, path);
}

function below(place: Place | null, path: readonly number[]): Generator<Entry> {
  if (place === null) return entriesBelow(null);
  // The nibbles that `entriesBelow` adds by itself and that are passed already.
  return entriesBelow(place.node, path.slice(0, path.length - place.from));
}

function placeOf(node: TrieNode | null): Place | null {
  return node === null ? null : { node, from: 0 };
}

/** The value that ends `nibbles` further on; null while the node's own path goes on. */
function valueAt({ node, from }: Place, nibbles: number): TrieValue | null {
  return from + nibbles === node.partial.length ? node.value : null;
}

/** Where `nibbles` further on and then `slot` leads. */
function step({ node, from }: Place, nibbles: number, slot: number): Place | null {
  const at = from + nibbles;
  if (at < node.partial.length) return node.partial[at] === slot ? { node, from: at + 1 } : null;
  return placeOf(node.children?.[slot] ?? null);
}

function agreement(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a[count] === b[count]) count++;
  return count;
}

export function keyAt(path: readonly number[]): string {
  let key = "";
  for (let i = 0; i < path.length; i += 2)
    key += String.fromCharCode(((path[i] ?? 0) << 4) | (path[i + 1] ?? 0));
  return key;
}
