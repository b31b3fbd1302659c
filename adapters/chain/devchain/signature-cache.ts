/** Remembers the outcome of signature checks: a transaction is checked in the pool and again in its block. */
import { ed25519Verify, sr25519Verify } from "@polkadot/wasm-crypto";
import { keyOf } from "./bytes.ts";
import { blake2b256 } from "./hashing.ts";
import { MAX_VERIFIED_SIGNATURES } from "./limits.ts";
import { concat } from "./scale.ts";

type Scheme = "ed25519" | "sr25519";
const verifiers = { ed25519: ed25519Verify, sr25519: sr25519Verify };

export class SignatureCache {
  readonly #outcomes = new Map<string, boolean>();

  /** `signature` 64 bytes, `account` 32 bytes. Malformed ones are false. */
  verify(scheme: Scheme, signature: Uint8Array, message: Uint8Array, account: Uint8Array): boolean {
    const id = scheme + keyOf(blake2b256(concat(signature, account, message)));
    const known = this.#outcomes.get(id);
    if (known !== undefined) return known;
    const outcome = check(scheme, signature, message, account);
    if (this.#outcomes.size >= MAX_VERIFIED_SIGNATURES) {
      const oldest = this.#outcomes.keys().next();
      if (!oldest.done) this.#outcomes.delete(oldest.value);
    }
    this.#outcomes.set(id, outcome);
    return outcome;
  }
}

function check(scheme: Scheme, signature: Uint8Array, message: Uint8Array, account: Uint8Array): boolean {
  try {
    return verifiers[scheme](signature, message, account);
  } catch {
    return false; // not a point, not a signature
  }
}
