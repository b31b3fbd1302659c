/** Headers and blocks as substrate codes them. */
import { blake2b256 } from "./hashing.ts";
import { compact, concat, Cursor, ScaleError, u64le, vec } from "./scale.ts";

export interface Header {
  readonly parentHash: Uint8Array;
  readonly number: number;
  readonly stateRoot: Uint8Array;
  readonly extrinsicsRoot: Uint8Array;
  /** Coded digest items. */
  readonly digest: readonly Uint8Array[];
}

export interface Block {
  readonly header: Header;
  readonly hash: Uint8Array;
  /** Each with its length in front, as it came. */
  readonly extrinsics: readonly Uint8Array[];
}

export const ZERO_HASH: Uint8Array = new Uint8Array(32);
const AURA_ENGINE = new TextEncoder().encode("aura");
const OTHER = 0;
const CONSENSUS = 4;
const SEAL = 5;
const PRE_RUNTIME = 6;
const ENVIRONMENT_UPDATED = 8;

export function encodeHeader(header: Header): Uint8Array {
  return concat(
    header.parentHash,
    compact(header.number),
    header.stateRoot,
    header.extrinsicsRoot,
    compact(header.digest.length),
    ...header.digest,
  );
}

export function decodeHeader(cursor: Cursor): Header {
  const parentHash = cursor.take(32).slice();
  const number = cursor.compact();
  const stateRoot = cursor.take(32).slice();
  const extrinsicsRoot = cursor.take(32).slice();
  const digest = cursor.list(() => decodeDigestItem(cursor));
  return { parentHash, number, stateRoot, extrinsicsRoot, digest };
}

export function headerHash(header: Header): Uint8Array {
  return blake2b256(encodeHeader(header));
}

export function encodeBlock(header: Header, extrinsics: readonly Uint8Array[]): Uint8Array {
  return concat(encodeHeader(header), compact(extrinsics.length), ...extrinsics);
}

/** Throws `ScaleError`. */
export function decodeBlock(bytes: Uint8Array): Block {
  const cursor = new Cursor(bytes);
  const header = decodeHeader(cursor);
  const extrinsics = cursor.list(() => decodeExtrinsic(cursor));
  if (cursor.left > 0) throw new ScaleError("bytes after the block");
  return { header, hash: headerHash(header), extrinsics };
}

/** SCALE `Vec<Extrinsic>`. */
export function decodeExtrinsics(bytes: Uint8Array): Uint8Array[] {
  const cursor = new Cursor(bytes);
  return cursor.list(() => decodeExtrinsic(cursor));
}

/** Whether the bytes are one extrinsic: a length and exactly that many bytes. */
export function isExtrinsic(bytes: Uint8Array): boolean {
  try {
    const cursor = new Cursor(bytes);
    return cursor.compact() === cursor.left && cursor.left > 0;
  } catch {
    return false;
  }
}

export function extrinsicHash(extrinsic: Uint8Array): Uint8Array {
  return blake2b256(extrinsic);
}

/** The digest item that tells Aura which slot a block is of. Source: sp-consensus-aura `digests.rs`. */
export function auraSlotDigest(slot: number): Uint8Array {
  return concat(Uint8Array.of(PRE_RUNTIME), AURA_ENGINE, vec(u64le(BigInt(slot))));
}

/** The slot in a header's Aura digest; null when there is none. */
export function auraSlotOf(header: Header): number | null {
  for (const item of header.digest) {
    if (item[0] !== PRE_RUNTIME || Buffer.compare(item.subarray(1, 5), AURA_ENGINE) !== 0) continue;
    const cursor = new Cursor(item);
    cursor.take(5);
    return Number(new Cursor(cursor.vec()).u64());
  }
  return null;
}

/** The header as it was when the block was executed: seals come after. */
export function withoutSeals(header: Header): Header {
  return { ...header, digest: header.digest.filter((item) => item[0] !== SEAL) };
}

/** The header with which the block after `parent` is begun. */
export function unfinishedHeader(
  parent: { readonly number: number; readonly hash: Uint8Array },
  slot: number,
): Header {
  return {
    parentHash: parent.hash,
    number: parent.number + 1,
    stateRoot: ZERO_HASH,
    extrinsicsRoot: ZERO_HASH,
    digest: [auraSlotDigest(slot)],
  };
}

function decodeExtrinsic(cursor: Cursor): Uint8Array {
  const start = cursor.at;
  cursor.take(cursor.compact());
  return cursor.bytes.slice(start, cursor.at);
}

function decodeDigestItem(cursor: Cursor): Uint8Array {
  const start = cursor.at;
  const kind = cursor.u8();
  if (kind === CONSENSUS || kind === SEAL || kind === PRE_RUNTIME) cursor.take(4);
  else if (kind !== OTHER && kind !== ENVIRONMENT_UPDATED) throw new ScaleError("an unknown digest item");
  if (kind !== ENVIRONMENT_UPDATED) cursor.vec();
  return cursor.bytes.slice(start, cursor.at);
}
