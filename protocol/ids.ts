import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/** A string or number that only the function naming its brand may produce. */
export type Brand<T, B extends string> = T & { readonly __brand: B };

/** `0x` and lower-case hex. */
export type Hex = `0x${string}`;

/** sr25519 public key, 32 bytes as hex. Nodes, clients, owners and operators are all accounts. */
export type AccountId = Brand<Hex, "AccountId">;
/** blake2-256 of the intent's signed bytes. */
export type JobId = Brand<Hex, "JobId">;
/** 16 random bytes given by the matcher. */
export type LeaseId = Brand<Hex, "LeaseId">;
/** First 16 bytes of blake2-256 of the requester's session proof bytes. */
export type SessionId = Brand<Hex, "SessionId">;
/** blake2-256 of a payment channel's payer, device and index; the chain gives it when the channel opens. */
export type ChannelId = Brand<Hex, "ChannelId">;
/** Hash of block 0. */
export type GenesisHash = Brand<Hex, "GenesisHash">;
/** Unix time or duration in milliseconds. */
export type Millis = number;

const HEX = /^0x(?:[0-9a-f]{2})*$/;

/** `0x` hex of bytes of any length. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(bytes)}`;
}

/** Bytes of a lower- or upper-case `0x` hex string; null when it is not one. */
export function fromHex(hex: string): Uint8Array | null {
  const lower = hex.toLowerCase();
  return HEX.test(lower) ? hexToBytes(lower.slice(2)) : null;
}

function hexOf<B extends string>(bytes: number) {
  return (value: string): Brand<Hex, B> | null => {
    const lower = value.toLowerCase();
    return HEX.test(lower) && lower.length === 2 + bytes * 2 ? (lower as Brand<Hex, B>) : null;
  };
}

/** Parse a 32-byte public key; null when malformed. */
export const parseAccountId = hexOf<"AccountId">(32);
/** Parse a 32-byte job id; null when malformed. */
export const parseJobId = hexOf<"JobId">(32);
/** Parse a 16-byte lease id; null when malformed. */
export const parseLeaseId = hexOf<"LeaseId">(16);
/** Parse a 32-byte channel id; null when malformed. */
export const parseChannelId = hexOf<"ChannelId">(32);
/** Parse a 32-byte genesis hash; null when malformed. */
export const parseGenesisHash = hexOf<"GenesisHash">(32);

/** Bytes of an id that was parsed before. */
export function idBytes(id: Hex): Uint8Array {
  return hexToBytes(id.slice(2));
}
