import { type AccountId, parseAccountId, toHex } from "./ids.ts";
import type { Role } from "./signed.ts";

/** Bytes that tell the transports of one requester apart; 64 random bits do not meet among the few of one account. */
const PEER_SUFFIX_BYTES = 8;
const PEER_ID = /^([0-9a-f]{64})([0-9a-f]{16})?$/;

/** Where a peer is at the broker, and who it must have proven to be there. */
export interface Peer {
  readonly account: AccountId;
  readonly role: Role;
}

/** A node's id at the broker: its account's 64 hex characters (PeerJS takes letters and digits), so it has one place. */
export function nodePeerId(account: AccountId): string {
  return account.slice(2);
}

/**
 * A new id for a transport of a requester: its account's 64 hex characters and 16 random ones, because a person's tabs
 * share a key and all want a place.
 */
export function requesterPeerId(account: AccountId): string {
  return account.slice(2) + toHex(crypto.getRandomValues(new Uint8Array(PEER_SUFFIX_BYTES))).slice(2);
}

/** What an id claims; null when it has neither form. Only the broker's proof and the session's handshake make it true. */
export function parsePeerId(id: string): Peer | null {
  const [, hex, suffix] = PEER_ID.exec(id) ?? [];
  const account = hex === undefined ? null : parseAccountId(`0x${hex}`);
  return account && { account, role: suffix === undefined ? "node" : "requester" };
}
