/** The few SCALE pieces a host needs around opaque runtime bytes. Messages of ours are coded in `protocol/`. */

const text = new TextDecoder();

/** Bytes that are not what their type says. */
export class ScaleError extends Error {}

export function compact(value: number): Uint8Array {
  if (value < 2 ** 6) return Uint8Array.of(value << 2);
  if (value < 2 ** 14) return Uint8Array.of(((value << 2) | 1) & 0xff, value >> 6);
  if (value >= 2 ** 30) throw new RangeError("compact values of 2^30 and more are not used here");
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, ((value << 2) | 2) >>> 0, true);
  return out;
}

export function u32le(value: number): Uint8Array {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value, true);
  return out;
}

export function u64le(value: bigint): Uint8Array {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, value, true);
  return out;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** `Vec<u8>`. */
export function vec(bytes: Uint8Array): Uint8Array {
  return concat(compact(bytes.length), bytes);
}

/** `Option<Vec<u8>>`. */
export function optionVec(bytes: Uint8Array | null): Uint8Array {
  return bytes === null ? Uint8Array.of(0) : concat(Uint8Array.of(1), compact(bytes.length), bytes);
}

/** Reads forward through bytes; throws `ScaleError` at their end. */
export class Cursor {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** A view, not a copy. */
  take(count: number): Uint8Array {
    if (count > this.left) throw new ScaleError("bytes end too early");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  u8(): number {
    return this.take(1)[0] ?? 0;
  }

  u32(): number {
    const b = this.take(4);
    return new DataView(b.buffer, b.byteOffset, 4).getUint32(0, true);
  }

  u64(): bigint {
    const b = this.take(8);
    return new DataView(b.buffer, b.byteOffset, 8).getBigUint64(0, true);
  }

  u128(): bigint {
    const low = this.u64();
    return (this.u64() << 64n) | low;
  }

  compact(): number {
    const value = this.compactBig();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ScaleError("a length past 2^53");
    return Number(value);
  }

  compactBig(): bigint {
    const first = this.u8();
    const mode = first & 3;
    if (mode === 0) return BigInt(first >> 2);
    const width = mode === 1 ? 1 : mode === 2 ? 3 : (first >> 2) + 4;
    const rest = this.take(width);
    let value = 0n;
    for (let i = width - 1; i >= 0; i--) value = (value << 8n) | BigInt(rest[i] ?? 0);
    return mode === 3 ? value : (value << 6n) | BigInt(first >> 2);
  }

  vec(): Uint8Array {
    return this.take(this.compact());
  }

  str(): string {
    return text.decode(this.vec());
  }

  list<T>(item: () => T): T[] {
    const count = this.compact();
    if (count > this.left) throw new ScaleError("more items than bytes");
    return Array.from({ length: count }, item);
  }
}
