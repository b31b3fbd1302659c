/**
 * Merkle trees of vouchers: RFC 9162 §2.1 with blake2-256, but for the empty tree, whose root is 32 zero bytes.
 * An odd leaf is promoted and never doubled, so no two lists of one length have the same root. docs/vouchers.md.
 */
import { blake2b } from "@noble/hashes/blake2.js";
import { fromHex, type Hex, idBytes, toHex } from "./ids.ts";
import { MAX_INCLUSION_PATH } from "./limits.ts";

const HASH_BYTES = 32;
/** Leaves of the largest tree: a voucher counts its records in a `u32`. */
const MAX_LEAVES = 2 ** 32 - 1;

/** Root of a tree without leaves: 32 zero bytes, to which nothing hashes. docs/adr/0011-payment-channels.md. */
export const EMPTY_ROOT: Hex = toHex(new Uint8Array(HASH_BYTES));

function prefixed(prefix: 0 | 1, ...parts: readonly Uint8Array[]): Uint8Array {
  const hasher = blake2b.create({ dkLen: HASH_BYTES }).update(Uint8Array.of(prefix));
  for (const part of parts) hasher.update(part);
  return hasher.digest();
}

/** 32 bytes: `H(0x00 ‖ entry)`, RFC 9162 §2.1.1. The prefix keeps a node from passing for a leaf. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return prefixed(0, entry);
}

/** 32 bytes: `H(0x01 ‖ left ‖ right)` of two hashes of 32 bytes, RFC 9162 §2.1.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return prefixed(1, left, right);
}

/** The largest power of two below `size`, where RFC 9162 splits; `size` is at least 2. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return new Uint8Array(HASH_BYTES);
  if (leaves.length === 1) return first;
  const split = splitOf(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/**
 * Root of a list of entries of any length, `EMPTY_ROOT` of none. A records tree's entries are the record hashes
 * (32 bytes each), a totals tree's are the SCALE bytes of its pairs.
 */
export function merkleRoot(entries: readonly Uint8Array[]): Hex {
  return toHex(rootOf(entries.map(leafHash)));
}

/**
 * What proves that an entry stands at `index`: the hashes beside its way to the root, from the leaf upwards, at most
 * 32. RFC 9162 §2.1.3.1. Throws `RangeError` when there is no such entry: a caller's bug.
 */
export function inclusionPath(entries: readonly Uint8Array[], index: number): Hex[] {
  if (!Number.isInteger(index) || index < 0 || index >= entries.length)
    throw new RangeError(`index: no entry ${index} among ${entries.length}`);
  const path: Uint8Array[] = [];
  let [leaves, at] = [entries.map(leafHash), index];
  while (leaves.length > 1) {
    const split = splitOf(leaves.length);
    const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
    path.unshift(rootOf(at < split ? right : left));
    [leaves, at] = at < split ? [left, at] : [right, at - split];
  }
  return path.map(toHex);
}

/** Where an entry is said to stand. */
export interface InclusionProof {
  /** From 0. */
  readonly index: number;
  /** Entries in the tree, from 1. The root does not hold it: take it from the voucher or the chain, never from who proves. */
  readonly size: number;
  /** Hashes from the leaf upwards, 32 bytes each. */
  readonly path: readonly Hex[];
}

/**
 * Whether `entry` stands at `index` of the tree of `size` entries with this root. RFC 9162 §2.1.3.2, strict about the
 * path's length. False, never a throw, for anything malformed.
 */
export function verifyInclusion(entry: Uint8Array, proof: InclusionProof, root: Hex): boolean {
  const { index, size, path } = proof;
  if (!Number.isInteger(index) || !Number.isInteger(size)) return false;
  if (index < 0 || index >= size || size > MAX_LEAVES || path.length > MAX_INCLUSION_PATH) return false;
  let [at, last] = [index, size - 1];
  let hash = leafHash(entry);
  for (const one of path) {
    const beside = fromHex(one);
    if (last === 0 || beside?.length !== HASH_BYTES) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(beside, hash);
      // A promoted subtree has nothing beside it for some levels.
      while (at % 2 === 0 && at !== 0) [at, last] = [at >>> 1, last >>> 1];
    } else {
      hash = nodeHash(hash, beside);
    }
    [at, last] = [at >>> 1, last >>> 1];
  }
  return last === 0 && toHex(hash) === root.toLowerCase();
}

/**
 * The records tree of a channel as it grows. Keeps the roots of its complete subtrees only (at most 32 hashes), so that
 * payer and node know the next voucher's root after every record in O(log n). Immutable: `append` gives a new tree, and
 * one that was tried for a refused voucher is just dropped.
 */
export class RecordsTree {
  /** The tree without records: count 0 and `EMPTY_ROOT`. */
  static readonly empty: RecordsTree = new RecordsTree(0, []);

  /** Records, a `u32`: the voucher's `recordCount`. */
  readonly count: number;
  /** Roots of the complete subtrees, the largest first; one for each bit that is set in `count`. */
  readonly frontier: readonly Hex[];

  private constructor(count: number, frontier: readonly Hex[]) {
    this.count = count;
    this.frontier = frontier;
  }

  /** A tree that was kept as its count and frontier; null when those two cannot belong together. */
  static restore(count: number, frontier: readonly Hex[]): RecordsTree | null {
    if (!Number.isInteger(count) || count < 0 || count > MAX_LEAVES) return null;
    if (frontier.length !== count.toString(2).replaceAll("0", "").length) return null;
    if (frontier.some((hash) => fromHex(hash)?.length !== HASH_BYTES)) return null;
    return new RecordsTree(count, [...frontier]);
  }

  /**
   * The tree with one more record at its end; `recordHash` is `recordHashOf`'s, 32 bytes. Throws `RangeError` for a hash
   * of another length and for a record past the 2³² − 1 that a voucher can count.
   */
  append(recordHash: Hex): RecordsTree {
    const entry = idBytes(recordHash);
    if (entry.length !== HASH_BYTES)
      throw new RangeError(`recordHash: ${entry.length} bytes where 32 belong`);
    if (this.count === MAX_LEAVES) throw new RangeError("count: a voucher counts no more records");
    const frontier = [...this.frontier];
    let complete = leafHash(entry);
    // As in a binary counter: each set bit below the first clear one is a subtree that this leaf completes.
    for (let carry = this.count; carry % 2 === 1; carry = (carry - 1) / 2) {
      const left = frontier.pop();
      if (left === undefined) throw new Error("frontier: shorter than its count");
      complete = nodeHash(idBytes(left), complete);
    }
    return new RecordsTree(this.count + 1, [...frontier, toHex(complete)]);
  }

  /** The voucher's `recordsRoot`: the same as `merkleRoot` of all record hashes. */
  root(): Hex {
    if (this.frontier.length === 0) return EMPTY_ROOT;
    return toHex(this.frontier.map(idBytes).reduceRight((right, left) => nodeHash(left, right)));
  }
}
