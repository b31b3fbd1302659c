import { getPublicKey, secretFromSeed, sign, verify } from "@scure/sr25519";
import { type AccountId, idBytes, toHex } from "./ids.ts";

/** An sr25519 key pair from a 32-byte mini secret (the substrate derivation, Ed25519-expanded as Polkadot's). */
export function keyPairFromSeed(seed: Uint8Array): { account: AccountId; secret: Uint8Array } {
  const secret = secretFromSeed(seed);
  return { account: toHex(getPublicKey(secret)) as AccountId, secret };
}

/** 64-byte sr25519 signature with signing context `substrate`. */
export function signBytes(secret: Uint8Array, message: Uint8Array): Uint8Array {
  return sign(secret, message);
}

/** Whether `signature` is `account`'s over exactly `message`. False, never a throw, for malformed keys and signatures. */
export function verifyBytes(message: Uint8Array, signature: Uint8Array, account: AccountId): boolean {
  if (signature.length !== 64) return false;
  try {
    return verify(message, signature, idBytes(account));
  } catch {
    return false;
  }
}
