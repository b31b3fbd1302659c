/**
 * SCALE, decoded strictly: bounds are checked before anything is allocated, integers and lengths must be minimal, text
 * must be UTF-8, and nothing may follow. Source: https://docs.polkadot.com/polkadot-protocol/basics/data-encoding/
 * Why not a library: see docs/adr/0003-strict-scale.md.
 */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { Hex } from "./ids.ts";
import { err, ok, type Result } from "./result.ts";

/** What a codec says of itself, for documents. */
export interface Layout {
  /** The type as docs/PROTOCOL.md writes it. */
  readonly layout: string;
  /** Of structs: the fields in their order. */
  readonly fields?: readonly (readonly [name: string, layout: Layout])[];
  /** Of tagged enums: the variants in their order. */
  readonly variants?: readonly (readonly [type: string, layout: Layout])[];
}

export interface Codec<T> extends Layout {
  write(out: Writer, value: T, field: string): void;
  read(from: Reader, field: string): T;
}
export type TypeOf<C> = C extends Codec<infer T> ? T : never;

export interface DecodeError {
  readonly code: "truncated" | "trailing_bytes" | "malformed";
  /** The field at which decoding stopped; never its value. */
  readonly field: string;
}

/** Bytes of a value. Throws `RangeError` naming the field when the value is outside the codec's limits: a caller's bug. */
export function encode<T>(codec: Codec<T>, value: T): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  codec.write(out, value, "");
  return out.bytes();
}

/** The value whose only encoding these bytes are. */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array): Result<T, DecodeError> {
  const from = new Reader(bytes);
  try {
    const value = codec.read(from, "");
    return from.left === 0 ? ok(value) : err({ code: "trailing_bytes", field: "" });
  } catch (thrown) {
    if (thrown instanceof DecodeFailure) return err({ code: thrown.reason, field: thrown.field });
    throw thrown;
  }
}

class DecodeFailure extends Error {
  readonly reason: "truncated" | "malformed";
  readonly field: string;
  constructor(reason: "truncated" | "malformed", field: string) {
    super(`${reason} at ${field}`);
    this.reason = reason;
    this.field = field;
  }
}

/** For codecs that narrow a value after reading it. Throws. */
export function malformed(field: string): never {
  throw new DecodeFailure("malformed", field);
}

export class Writer {
  #buffer = new Uint8Array(256);
  #length = 0;

  push(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  uint(value: bigint, width: number): void {
    this.#reserve(width);
    let rest = value;
    for (let i = 0; i < width; i++) {
      this.#buffer[this.#length++] = Number(rest & 0xffn);
      rest >>= 8n;
    }
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + more));
    grown.set(this.#buffer);
    this.#buffer = grown;
  }
}

export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(count: number, field: string): Uint8Array {
    if (count > this.left) throw new DecodeFailure("truncated", field);
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  uint(width: number, field: string): bigint {
    const bytes = this.take(width, field);
    let value = 0n;
    for (let i = width - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] ?? 0);
    return value;
  }

  /** A compact length of at most `max`, in its shortest form. */
  length(max: number, field: string): number {
    const first = this.take(1, field)[0] ?? 0;
    const mode = first & 3;
    if (mode === 3) {
      // 2^30 and more: past every limit of ours. Read as parity-scale-codec does, so that both call the same bytes truncated.
      if (first === 3) this.take(4, field);
      malformed(field);
    }
    const width = [1, 2, 4][mode] ?? 1;
    let value = first >>> 2;
    const rest = this.take(width - 1, field);
    for (let i = 0; i < rest.length; i++) value += (rest[i] ?? 0) * 2 ** (6 + 8 * i);
    const minimal = mode === 0 || (mode === 1 ? value >= 2 ** 6 : value >= 2 ** 14);
    if (!minimal || value > max) malformed(field);
    return value;
  }
}

function writeLength(out: Writer, length: number, max: number, field: string): void {
  if (length > max) throw new RangeError(`${field}: ${length} is past the limit of ${max}`);
  if (length < 2 ** 6) out.uint(BigInt(length << 2), 1);
  else if (length < 2 ** 14) out.uint(BigInt((length << 2) | 1), 2);
  else out.uint(BigInt(length) * 4n + 2n, 4);
}

function smallUint(width: 1 | 2 | 4): Codec<number> {
  const max = 2 ** (8 * width) - 1;
  return {
    layout: `u${8 * width}`,
    write(out, value, field) {
      if (!Number.isInteger(value) || value < 0 || value > max)
        throw new RangeError(`${field}: not an unsigned ${8 * width}-bit integer`);
      out.uint(BigInt(value), width);
    },
    read: (from, field) => Number(from.uint(width, field)),
  };
}

function bigUint(width: 8 | 16): Codec<bigint> {
  const max = (1n << BigInt(8 * width)) - 1n;
  return {
    layout: `u${8 * width}`,
    write(out, value, field) {
      if (value < 0n || value > max)
        throw new RangeError(`${field}: not an unsigned ${8 * width}-bit integer`);
      out.uint(value, width);
    },
    read: (from, field) => from.uint(width, field),
  };
}

export const u8 = smallUint(1);
export const u16 = smallUint(2);
export const u32 = smallUint(4);
export const u64 = bigUint(8);
export const u128 = bigUint(16);

/** One byte, 0 or 1. */
export const bool: Codec<boolean> = {
  layout: "bool",
  write: (out, value) => out.uint(value ? 1n : 0n, 1),
  read(from, field) {
    const byte = from.uint(1, field);
    return byte > 1n ? malformed(field) : byte === 1n;
  },
};

/** `width` bytes, seen as lower-case `0x` hex of brand `B`. */
export function fixedHex<H extends Hex = Hex>(width: number): Codec<H> {
  return {
    layout: `[u8;${width}]`,
    write(out, value, field) {
      const bytes = hexToBytes(value.slice(2));
      if (bytes.length !== width)
        throw new RangeError(`${field}: ${bytes.length} bytes where ${width} belong`);
      out.push(bytes);
    },
    read: (from, field) => `0x${bytesToHex(from.take(width, field))}` as H,
  };
}

/** `width` bytes. */
export function fixedBytes(width: number): Codec<Uint8Array> {
  return {
    layout: `[u8;${width}]`,
    write(out, value, field) {
      if (value.length !== width)
        throw new RangeError(`${field}: ${value.length} bytes where ${width} belong`);
      out.push(value);
    },
    read: (from, field) => from.take(width, field).slice(),
  };
}

/** `Vec<u8>` of at most `max` bytes. */
export function boundedBytes(max: number): Codec<Uint8Array> {
  return {
    layout: `Vec<u8> (0..=${max})`,
    write(out, value, field) {
      writeLength(out, value.length, max, field);
      out.push(value);
    },
    read: (from, field) => from.take(from.length(max, field), field).slice(),
  };
}

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** `Vec<u8>` of `min..=max` bytes of UTF-8. */
export function text(min: number, max: number): Codec<string> {
  return {
    layout: `Vec<u8> (${min}..=${max})`,
    write(out, value, field) {
      const bytes = utf8.encode(value);
      if (bytes.length < min) throw new RangeError(`${field}: shorter than ${min} bytes`);
      writeLength(out, bytes.length, max, field);
      out.push(bytes);
    },
    read(from, field) {
      const bytes = from.take(from.length(max, field), field);
      if (bytes.length < min) malformed(field);
      try {
        return strictUtf8.decode(bytes);
      } catch {
        return malformed(field);
      }
    },
  };
}

/** `Vec<T>` of at most `max` items. */
export function list<T>(item: Codec<T>, max: number): Codec<T[]> {
  return {
    layout: `Vec<${item.layout}> (0..=${max})`,
    write(out, value, field) {
      writeLength(out, value.length, max, field);
      for (const one of value) item.write(out, one, field);
    },
    read(from, field) {
      const length = from.length(max, field);
      const items: T[] = [];
      for (let i = 0; i < length; i++) items.push(item.read(from, field));
      return items;
    },
  };
}

/** `Option<T>`: null is absent. */
export function option<T>(inner: Codec<T>): Codec<T | null> {
  return {
    layout: `Option<${inner.layout}>`,
    write(out, value, field) {
      bool.write(out, value !== null, field);
      if (value !== null) inner.write(out, value, field);
    },
    read: (from, field) => (bool.read(from, field) ? inner.read(from, field) : null),
  };
}

/** One byte that names a variant without fields. `names[i]` is variant `i`. */
export function oneOf<const N extends readonly string[]>(names: N): Codec<N[number]> {
  return {
    layout: `u8 (${names.map((name, index) => `${index} ${name}`).join(", ")})`,
    write(out, value, field) {
      const index = names.indexOf(value);
      if (index < 0) throw new RangeError(`${field}: no such variant`);
      out.uint(BigInt(index), 1);
    },
    read: (from, field): N[number] => names[Number(from.uint(1, field))] ?? malformed(field),
  };
}

type Shape = Record<string, unknown>;
type Fields<S extends Shape> = { readonly [K in keyof S]: Codec<S[K]> };

/** Fields one after the other, in the order written here. */
export function struct<S extends Shape>(fields: Fields<S>): Codec<S> {
  const entries = Object.entries(fields) as [string, Codec<unknown>][];
  return {
    layout: `{ ${entries.map(([name, codec]) => `${name} ${codec.layout}`).join(", ")} }`,
    fields: entries,
    write(out, value, field) {
      for (const [name, codec] of entries) codec.write(out, value[name], join(field, name));
    },
    read(from, field) {
      const value: Shape = {};
      for (const [name, codec] of entries) value[name] = codec.read(from, join(field, name));
      return value as S;
    },
  };
}

/** An enum with fields, told apart by `type`; the order written here is the variant's index. */
export function tagged<V extends Record<string, Shape>>(variants: {
  readonly [T in keyof V]: Codec<V[T]>;
}): Codec<{ [T in keyof V]: { type: T } & V[T] }[keyof V]> {
  type Tagged = { [T in keyof V]: { type: T } & V[T] }[keyof V];
  const entries = Object.entries(variants) as [keyof V & string, Codec<Shape>][];
  return {
    layout: `enum ${entries.map(([type, codec], index) => `${index} ${type} ${codec.layout}`).join(", ")}`,
    variants: entries,
    write(out, value, field) {
      const index = entries.findIndex(([type]) => type === value.type);
      const entry = entries[index];
      if (!entry) throw new RangeError(`${field}: no such variant`);
      out.uint(BigInt(index), 1);
      entry[1].write(out, value, join(field, entry[0]));
    },
    read(from, field) {
      const entry = entries[Number(from.uint(1, field))] ?? malformed(field);
      return { type: entry[0], ...entry[1].read(from, join(field, entry[0])) } as unknown as Tagged;
    },
  };
}

/** Reads with `codec`, then refuses values for which `holds` is false. */
export function refine<T>(codec: Codec<T>, holds: (value: T) => boolean): Codec<T> {
  return {
    ...codec,
    write(out, value, field) {
      if (!holds(value)) throw new RangeError(`${field}: not allowed`);
      codec.write(out, value, field);
    },
    read(from, field) {
      const value = codec.read(from, field);
      return holds(value) ? value : malformed(field);
    },
  };
}

function join(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}
