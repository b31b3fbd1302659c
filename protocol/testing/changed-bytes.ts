/** Ways in which bytes go wrong, whatever they mean. Each gives other bytes than it was given. */
import type { Random } from "./random.ts";

/** Most bytes that noise changes, and that are put behind the last. */
const MAX_NOISE_BYTES = 8;

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

export function flipBit(random: Random, bytes: Uint8Array): Uint8Array {
  const bit = random.below(bytes.length * 8);
  return bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
}

/** One to eight neighbours become other ones. */
export function addNoise(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const from = random.below(bytes.length);
  const to = Math.min(bytes.length, from + 1 + random.below(MAX_NOISE_BYTES));
  for (let at = from; at < to; at++) copy[at] = (copy[at] ?? 0) ^ (1 + random.below(255));
  return copy;
}

/** Ends anywhere before its end. */
export function truncate(random: Random, bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, random.below(bytes.length));
}

export function extend(random: Random, bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(...bytes, ...random.bytes(1 + random.below(MAX_NOISE_BYTES)));
}

/** The bytes with `part` written over them at `at`. */
export function overwrite(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy.set(part, at);
  return copy;
}

/** Two places of the same length change their contents. */
export function swap(bytes: Uint8Array, a: number, b: number, length: number): Uint8Array {
  return overwrite(overwrite(bytes, a, bytes.slice(b, b + length)), b, bytes.slice(a, a + length));
}

/** The head of one and the tail of the other, cut at `from` to before `to`. */
export function splice(
  random: Random,
  head: Uint8Array,
  tail: Uint8Array,
  from: number,
  to: number,
): Uint8Array {
  const at = from + random.below(to - from);
  return Uint8Array.of(...head.slice(0, at), ...tail.slice(at));
}
