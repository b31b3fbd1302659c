/** Host functions: signatures. The chain holds no keys, so the functions that need a keystore trap by name. */
import { secp256k1Compress, secp256k1Expand, secp256k1Recover } from "@polkadot/wasm-crypto";
import type { HostContext, HostFunctions } from "./host-context.ts";
import { concat } from "./scale.ts";

/** `EcdsaVerifyError`: BadRS, BadV, BadSignature. */
const BAD_V = 1;
const BAD_SIGNATURE = 2;

export function cryptoFunctions({ memory, signatures }: HostContext): HostFunctions {
  const verify = (scheme: "ed25519" | "sr25519") => (signature: number, message: bigint, account: number) =>
    signatures.verify(scheme, memory.view(signature, 64), memory.fatView(message), memory.view(account, 32))
      ? 1
      : 0;
  const recover = (shape: (key: Uint8Array) => Uint8Array) => (signature: number, digest: number) =>
    memory.putFat(recovered(memory.view(signature, 65), memory.view(digest, 32), shape));
  return {
    ext_crypto_sr25519_verify_version_2: verify("sr25519"),
    ext_crypto_ed25519_verify_version_1: verify("ed25519"),
    ext_crypto_secp256k1_ecdsa_recover_version_2: recover((key) => secp256k1Expand(key).slice(-64)),
    ext_crypto_secp256k1_ecdsa_recover_compressed_version_2: recover(secp256k1Compress),
    ext_crypto_sr25519_generate_version_1: noKeys("ext_crypto_sr25519_generate"),
    ext_crypto_sr25519_sign_version_1: noKeys("ext_crypto_sr25519_sign"),
    ext_crypto_ed25519_generate_version_1: noKeys("ext_crypto_ed25519_generate"),
    ext_crypto_ed25519_sign_version_1: noKeys("ext_crypto_ed25519_sign"),
  };
}

function noKeys(name: string) {
  return (): never => {
    throw new Error(`${name}: the development chain keeps no keys`);
  };
}

/** SCALE `Result<key, EcdsaVerifyError>`. */
function recovered(
  signature: Uint8Array,
  digest: Uint8Array,
  shape: (key: Uint8Array) => Uint8Array,
): Uint8Array {
  const v = signature[64] ?? 0;
  const id = v > 26 ? v - 27 : v;
  if (id > 3) return Uint8Array.of(1, BAD_V);
  try {
    return concat(Uint8Array.of(0), shape(secp256k1Recover(digest, signature.subarray(0, 64), id)));
  } catch {
    return Uint8Array.of(1, BAD_SIGNATURE);
  }
}
