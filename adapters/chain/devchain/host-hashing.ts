/** Host functions: hashes. Each takes a fat pointer and returns the address of the digest. */
import { blake2b128, blake2b256, keccak256, keccak512, sha256, twox128, twox256, twox64 } from "./hashing.ts";
import type { HostContext, HostFunctions } from "./host-context.ts";

export function hashingFunctions({ memory }: HostContext): HostFunctions {
  const by = (hash: (bytes: Uint8Array) => Uint8Array) => (bytes: bigint) =>
    memory.put(hash(memory.fatView(bytes)));
  return {
    ext_hashing_twox_64_version_1: by(twox64),
    ext_hashing_twox_128_version_1: by(twox128),
    ext_hashing_twox_256_version_1: by(twox256),
    ext_hashing_blake2_128_version_1: by(blake2b128),
    ext_hashing_blake2_256_version_1: by(blake2b256),
    ext_hashing_keccak_256_version_1: by(keccak256),
    ext_hashing_keccak_512_version_1: by(keccak512),
    ext_hashing_sha2_256_version_1: by(sha256),
  };
}
