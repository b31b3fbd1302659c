/**
 * State as an immutable radix-16 trie: the Merkle trie of substrate itself, so that a block copies only the paths it
 * changed, every earlier state stays readable at no cost, and hashes of untouched branches are never computed twice.
 */
import { compareNibble, nibbleAt, nibbles } from "./nibbles.ts";
import type { Children, StateVersion, TrieNode, TrieValue } from "./trie-node.ts";
import { merkleRoot } from "./trie-root.ts";
import { changesBetween, entriesBelow, keyAt, type Entry, type TrieChange } from "./trie-walk.ts";

export class Trie {
  readonly version: StateVersion;
  readonly #top: TrieNode | null;
  #root: Uint8Array | null = null;

  private constructor(version: StateVersion, top: TrieNode | null) {
    this.version = version;
    this.#top = top;
  }

  static empty(version: StateVersion): Trie {
    return new Trie(version, null);
  }

  static of(entries: Iterable<readonly [string, Uint8Array]>, version: StateVersion): Trie {
    return Trie.empty(version).with(entries);
  }

  /** This trie with some keys set, or removed where the value is null. */
  with(changes: Iterable<readonly [string, Uint8Array | null]>): Trie {
    let top = this.#top;
    for (const [key, bytes] of changes) {
      if (bytes === null) top = top === null ? null : remove(top, key, 0);
      else top = insert(top, key, 0, { bytes, hash: null });
    }
    return top === this.#top ? this : new Trie(this.version, top);
  }

  get(key: string): Uint8Array | null {
    return this.value(key)?.bytes ?? null;
  }

  /** The stored value itself: the same object in every trie that shares it. */
  value(key: string): TrieValue | null {
    const total = key.length * 2;
    let node = this.#top;
    let depth = 0;
    while (node !== null) {
      const end = depth + node.partial.length;
      if (end > total || shared(node.partial, key, depth) < node.partial.length) return null;
      if (end === total) return node.value;
      node = node.children?.[nibbleAt(key, end)] ?? null;
      depth = end + 1;
    }
    return null;
  }

  /** The smallest key after `key` (or at it, when `inclusive`). */
  next(key: string, inclusive = false): string | null {
    const found = this.#top === null ? null : seek(this.#top, key, 0, inclusive, []);
    return found === null ? null : keyAt(found);
  }

  /** Keys that start with `prefix` and come after `after`, in order. */
  *keys(prefix = "", after?: string): Generator<string> {
    let key = after === undefined || after < prefix ? this.next(prefix, true) : this.next(after);
    while (key !== null && key.startsWith(prefix)) {
      yield key;
      key = this.next(key);
    }
  }

  /** Every key and its value, in the order of keys. */
  entries(): Generator<Entry> {
    return entriesBelow(this.#top);
  }

  /** What `earlier.with(…)` needs to become this trie. */
  changesSince(earlier: Trie): Generator<TrieChange> {
    return changesBetween(earlier.#top, this.#top);
  }

  root(): Uint8Array {
    return (this.#root ??= merkleRoot(this.#top, this.version));
  }
}

function make(partial: Uint8Array, value: TrieValue | null, children: Children | null): TrieNode {
  return { partial, value, children, ref: null };
}

function emptyChildren(): (TrieNode | null)[] {
  return new Array<TrieNode | null>(16).fill(null);
}

/** How many nibbles of `partial` agree with `key` from `depth` on. */
function shared(partial: Uint8Array, key: string, depth: number): number {
  const limit = Math.min(partial.length, key.length * 2 - depth);
  let i = 0;
  while (i < limit && partial[i] === nibbleAt(key, depth + i)) i++;
  return i;
}

function insert(node: TrieNode | null, key: string, depth: number, value: TrieValue): TrieNode {
  if (node === null) return make(nibbles(key, depth), value, null);
  const common = shared(node.partial, key, depth);
  const at = depth + common;
  if (common === node.partial.length) {
    if (at === key.length * 2) return make(node.partial, value, node.children);
    const children = node.children === null ? emptyChildren() : node.children.slice();
    const slot = nibbleAt(key, at);
    children[slot] = insert(children[slot] ?? null, key, at + 1, value);
    return make(node.partial, node.value, children);
  }
  const children = emptyChildren();
  children[node.partial[common] ?? 0] = make(node.partial.subarray(common + 1), node.value, node.children);
  const partial = node.partial.subarray(0, common);
  if (at === key.length * 2) return make(partial, value, children);
  children[nibbleAt(key, at)] = make(nibbles(key, at + 1), value, null);
  return make(partial, null, children);
}

function remove(node: TrieNode, key: string, depth: number): TrieNode | null {
  if (shared(node.partial, key, depth) < node.partial.length) return node;
  const at = depth + node.partial.length;
  if (at === key.length * 2) return node.value === null ? node : compacted(node.partial, null, node.children);
  const slot = nibbleAt(key, at);
  const child = node.children?.[slot];
  if (!child) return node;
  const rest = remove(child, key, at + 1);
  if (rest === child) return node;
  const children = node.children.slice();
  children[slot] = rest;
  return compacted(node.partial, node.value, children);
}

/** A node without needless branches: null when empty, a leaf without children, merged with an only child. */
function compacted(partial: Uint8Array, value: TrieValue | null, children: Children | null): TrieNode | null {
  const slots =
    children === null ? [] : children.flatMap((child, slot) => (child === null ? [] : [{ child, slot }]));
  const only = slots[0];
  if (only === undefined) return value === null ? null : make(partial, value, null);
  if (slots.length > 1 || value !== null) return make(partial, value, children);
  const merged = new Uint8Array(partial.length + 1 + only.child.partial.length);
  merged.set(partial);
  merged[partial.length] = only.slot;
  merged.set(only.child.partial, partial.length + 1);
  return make(merged, only.child.value, only.child.children);
}

/** Path of nibbles to the first value at or below `node`. */
function first(node: TrieNode, path: number[]): number[] | null {
  path.push(...node.partial);
  if (node.value !== null) return path;
  return firstChild(node, 0, path);
}

function firstChild(node: TrieNode, from: number, path: number[]): number[] | null {
  for (let slot = from; slot < 16; slot++) {
    const child = node.children?.[slot];
    if (child) {
      path.push(slot);
      return first(child, path);
    }
  }
  return null;
}

function seek(
  node: TrieNode,
  bound: string,
  depth: number,
  inclusive: boolean,
  path: number[],
): number[] | null {
  const order = compareNibble(node.partial, bound, depth);
  if (order > 0) return first(node, path);
  if (order < 0) return null;
  path.push(...node.partial);
  const at = depth + node.partial.length;
  if (at === bound.length * 2) {
    if (inclusive && node.value !== null) return path;
    return firstChild(node, 0, path);
  }
  const slot = nibbleAt(bound, at);
  const child = node.children?.[slot];
  if (child) {
    const length = path.length;
    path.push(slot);
    const found = seek(child, bound, at + 1, inclusive, path);
    if (found !== null) return found;
    path.length = length;
  }
  return firstChild(node, slot + 1, path);
}
