import { blake2b } from "@noble/hashes/blake2.js";
import { base58 } from "@scure/base";
import { type AccountId, parseAccountId, toHex } from "../../../protocol/index.ts";

const PREFIX = new TextEncoder().encode("SS58PRE");
/** Bytes of the checksum of a 32-byte account; https://docs.substrate.io/reference/address-formats/ */
const CHECKSUM_BYTES = 2;
const KEY_BYTES = 32;

/** An account as people paste it: `0x` hex of 32 bytes, or an SS58 address of any network. Null when it is neither. */
export function parsePayoutAccount(text: string): AccountId | null {
  const trimmed = text.trim();
  if (trimmed.startsWith("0x")) return parseAccountId(trimmed);
  let bytes: Uint8Array;
  try {
    bytes = base58.decode(trimmed);
  } catch {
    return null;
  }
  // Network ids up to 63 take one byte, longer ones two, marked by the second-highest bit.
  const prefixBytes = ((bytes[0] ?? 0) & 0b0100_0000) === 0 ? 1 : 2;
  const body = bytes.length - CHECKSUM_BYTES;
  if (body !== prefixBytes + KEY_BYTES) return null;
  const hash = blake2b(new Uint8Array([...PREFIX, ...bytes.subarray(0, body)]), { dkLen: 64 });
  const intact = bytes.subarray(body).every((byte, index) => byte === hash[index]);
  return intact ? parseAccountId(toHex(bytes.subarray(prefixBytes, body))) : null;
}
