/** The hashes of substrate, from `@polkadot/wasm-crypto`: ten times faster here than the JavaScript ones (2 µs against 20 µs for a trie branch). */
import { blake2b, keccak256, keccak512, sha256, twox, waitReady } from "@polkadot/wasm-crypto";

const NO_KEY = new Uint8Array();

/** Must have resolved once before any hash or signature check. */
export async function hashingReady(): Promise<void> {
  if (!(await waitReady()))
    throw new Error("the hashing WebAssembly of @polkadot/wasm-crypto could not be started");
}

export const blake2b128 = (bytes: Uint8Array): Uint8Array => blake2b(bytes, NO_KEY, 16);
export const blake2b256 = (bytes: Uint8Array): Uint8Array => blake2b(bytes, NO_KEY, 32);
/** xxHash64 with seeds 0, 1, … put one after the other: 8 bytes a round. */
export const twox64 = (bytes: Uint8Array): Uint8Array => twox(bytes, 1);
export const twox128 = (bytes: Uint8Array): Uint8Array => twox(bytes, 2);
export const twox256 = (bytes: Uint8Array): Uint8Array => twox(bytes, 4);
export { keccak256, keccak512, sha256 };
