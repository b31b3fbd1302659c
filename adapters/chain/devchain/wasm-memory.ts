/** Reading and writing a runtime's memory. A "fat" pointer is an i64: address in the low half, length in the high half. */
import { Allocator } from "./allocator.ts";

export class WasmMemory {
  #memory: WebAssembly.Memory | null = null;
  #allocator: Allocator | null = null;
  #bytes = Buffer.alloc(0);

  /** Host functions exist before the instance that brings the memory. */
  attach(memory: WebAssembly.Memory): void {
    this.#memory = memory;
  }

  /** Starts an empty heap. */
  reset(heapBase: number, maxPages: number): void {
    this.#allocator = new Allocator(this.#attached(), heapBase, maxPages);
  }

  allocate(bytes: number): number {
    if (this.#allocator === null) throw new Error("the runtime allocated before its heap was there");
    return this.#allocator.allocate(bytes);
  }

  release(address: number): void {
    this.#allocator?.release(address);
  }

  /** A view that is only good until the next allocation. */
  view(address: number, length: number): Uint8Array {
    const start = address >>> 0;
    const bytes = this.#fresh();
    if (start + length > bytes.length) throw new RangeError("the runtime pointed outside its memory");
    return bytes.subarray(start, start + length);
  }

  fatView(fat: bigint): Uint8Array {
    const bits = BigInt.asUintN(64, fat);
    return this.view(Number(bits & 0xffff_ffffn), Number(bits >> 32n));
  }

  /** Bytes that stay good. */
  fatCopy(fat: bigint): Uint8Array {
    return new Uint8Array(this.fatView(fat));
  }

  /** A storage key. */
  key(fat: bigint): string {
    const bits = BigInt.asUintN(64, fat);
    const start = Number(bits & 0xffff_ffffn);
    return this.#fresh().toString("latin1", start, start + Number(bits >> 32n));
  }

  put(bytes: Uint8Array): number {
    const address = this.allocate(bytes.length);
    this.#fresh().set(bytes, address);
    return address;
  }

  putFat(bytes: Uint8Array): bigint {
    return BigInt(this.put(bytes)) | (BigInt(bytes.length) << 32n);
  }

  #attached(): WebAssembly.Memory {
    if (this.#memory === null) throw new Error("no memory is attached yet");
    return this.#memory;
  }

  /** Growing memory detaches earlier views. */
  #fresh(): Buffer {
    const { buffer } = this.#attached();
    if (this.#bytes.buffer !== buffer) this.#bytes = Buffer.from(buffer);
    return this.#bytes;
  }
}
