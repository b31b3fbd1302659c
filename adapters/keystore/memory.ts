import { keyPairFromSeed, signBytes } from "../../protocol/index.ts";
import type { Keystore } from "./port.ts";

/** Bytes of a mini secret. */
export const SEED_BYTES = 32;

/** A keystore over a 32-byte mini secret that somebody else keeps. Throws `RangeError` on another length. */
export function createMemoryKeystore(seed: Uint8Array): Keystore {
  if (seed.length !== SEED_BYTES)
    throw new RangeError(`seed: ${seed.length} bytes where ${SEED_BYTES} belong`);
  // Not `slice`: a Buffer's shares its memory.
  const kept = new Uint8Array(seed);
  const { account, secret } = keyPairFromSeed(kept);
  return {
    account,
    async sign(message) {
      return signBytes(secret, message);
    },
    async exportSecret() {
      return new Uint8Array(kept);
    },
  };
}
