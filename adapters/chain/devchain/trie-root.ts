/** Merkle roots of tries. Source: Polkadot specification §2.3.3 "Merkle proof", sp-trie's NodeCodec. */
import { blake2b256 } from "./hashing.ts";
import { compact, concat } from "./scale.ts";
import type { StateVersion, TrieNode, TrieValue } from "./trie-node.ts";

const EMPTY_NODE = Uint8Array.of(0);
const HASHED_FROM_BYTES = 33;
const REFERRED_FROM_BYTES = 32;
const NOTHING = new Uint8Array();

export function merkleRoot(top: TrieNode | null, version: StateVersion): Uint8Array {
  if (top === null) return blake2b256(EMPTY_NODE);
  const ref = refOf(top, version);
  return ref.length === 32 ? ref : blake2b256(ref);
}

function refOf(node: TrieNode, version: StateVersion): Uint8Array {
  if (node.ref !== null) return node.ref;
  const encoded = encode(node, version);
  node.ref = encoded.length < REFERRED_FROM_BYTES ? encoded : blake2b256(encoded);
  return node.ref;
}

function encode(node: TrieNode, version: StateVersion): Uint8Array {
  const { partial, value, children } = node;
  const hashed = value !== null && version === 1 && value.bytes.length >= HASHED_FROM_BYTES;
  if (children === null) {
    const head = hashed ? header(0x20, 5, partial.length) : header(0x40, 6, partial.length);
    return concat(head, packed(partial), value === null ? NOTHING : valuePart(value, hashed));
  }
  const head =
    value === null
      ? header(0x80, 6, partial.length)
      : hashed
        ? header(0x10, 4, partial.length)
        : header(0xc0, 6, partial.length);
  const parts = [head, packed(partial)];
  let bitmap = 0;
  const refs: Uint8Array[] = [];
  children.forEach((child, slot) => {
    if (child === null) return;
    bitmap |= 1 << slot;
    const ref = refOf(child, version);
    refs.push(compact(ref.length), ref);
  });
  parts.push(Uint8Array.of(bitmap & 0xff, bitmap >> 8));
  if (value !== null) parts.push(valuePart(value, hashed));
  return concat(...parts, ...refs);
}

function valuePart(value: TrieValue, hashed: boolean): Uint8Array {
  if (hashed) return (value.hash ??= blake2b256(value.bytes));
  return concat(compact(value.bytes.length), value.bytes);
}

/** The node's kind in the high bits, its number of nibbles in the low `bits`, overflowing into bytes of 255. */
function header(kind: number, bits: number, count: number): Uint8Array {
  const most = (1 << bits) - 1;
  if (count < most) return Uint8Array.of(kind | count);
  const out = [kind | most];
  let rest = count - most;
  for (; rest >= 255; rest -= 255) out.push(255);
  out.push(rest);
  return Uint8Array.from(out);
}

/** Nibbles as bytes; an odd first one stands alone. */
function packed(nibbles: Uint8Array): Uint8Array {
  const odd = nibbles.length % 2;
  const out = new Uint8Array((nibbles.length + odd) / 2);
  if (odd) out[0] = nibbles[0] ?? 0;
  for (let i = odd; i < nibbles.length; i += 2)
    out[(i + odd) / 2] = ((nibbles[i] ?? 0) << 4) | (nibbles[i + 1] ?? 0);
  return out;
}
