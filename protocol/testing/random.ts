/** Random choices that are the same in every run: nothing but a seed and a number goes in. */
import { blake2b } from "@noble/hashes/blake2.js";

/** Bytes that one hash gives, and then the next. */
const BLOCK_BYTES = 64;

/** A stream of bytes that a name determines. */
export class Random {
  readonly #name: string;
  #block: Uint8Array = new Uint8Array(0);
  #at = 0;
  #blocks = 0;

  constructor(name: string) {
    this.#name = name;
  }

  byte(): number {
    if (this.#at === this.#block.length) {
      const name = new TextEncoder().encode(`${this.#name}/${this.#blocks++}`);
      [this.#block, this.#at] = [blake2b(name, { dkLen: BLOCK_BYTES }), 0];
    }
    return this.#block[this.#at++] ?? 0;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.byte());
  }

  /** An integer from 0 to below `limit`, which is at most 2^24: over 32 bits the bias is below 1 in 256. */
  below(limit: number): number {
    let number = 0;
    for (let i = 0; i < 4; i++) number = number * 256 + this.byte();
    return number % limit;
  }

  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
    const one = from[this.below(from.length)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  }
}
