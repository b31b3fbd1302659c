/** Version 1 keeps the hash of values over 32 bytes in a node, version 0 keeps every value. */
export type StateVersion = 0 | 1;

/** A stored value and its hash once somebody needed it. Shared between all tries that hold it. */
export interface TrieValue {
  readonly bytes: Uint8Array;
  hash: Uint8Array | null;
}

export type Children = readonly (TrieNode | null)[];

export interface TrieNode {
  /** Nibbles between the parent's branch and this node. */
  readonly partial: Uint8Array;
  readonly value: TrieValue | null;
  /** 16 slots, or null for a leaf. */
  readonly children: Children | null;
  /** How the parent refers to this node, once computed: its encoding under 32 bytes, else its hash. */
  ref: Uint8Array | null;
}
