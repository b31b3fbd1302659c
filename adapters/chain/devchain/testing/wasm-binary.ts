/** The little of WebAssembly's binary format that patching a module needs. Source: WebAssembly core specification §5. */
import { concat } from "../scale.ts";

export interface Section {
  readonly kind: number;
  readonly body: Uint8Array;
}

/** Magic and version. */
const PREFIX_BYTES = 8;
const text = new TextDecoder();

export class WasmReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get ended(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new Error("the module ends too early");
    return byte;
  }

  /** An unsigned LEB128 number. */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  take(count: number): Uint8Array {
    this.at += count;
    return this.#bytes.subarray(this.at - count, this.at);
  }

  text(): string {
    return text.decode(this.take(this.number()));
  }
}

export function sections(wasm: Uint8Array): Section[] {
  const reader = new WasmReader(wasm, PREFIX_BYTES);
  const all: Section[] = [];
  while (!reader.ended) {
    const kind = reader.byte();
    all.push({ kind, body: reader.take(reader.number()) });
  }
  return all;
}

export function wasmOf(all: readonly Section[]): Uint8Array {
  const prefix = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  return concat(prefix, ...all.map(({ kind, body }) => concat(Uint8Array.of(kind), leb(body.length), body)));
}

export function leb(value: number): Uint8Array {
  const out: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) out.push((rest % 128) | 0x80);
  out.push(rest);
  return Uint8Array.from(out);
}

/** For numbers that are not negative. */
export function signedLeb(value: bigint): Uint8Array {
  const out: number[] = [];
  let rest = value;
  for (; rest >= 0x40n; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  out.push(Number(rest));
  return Uint8Array.from(out);
}
