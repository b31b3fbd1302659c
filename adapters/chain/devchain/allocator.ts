/**
 * The freeing-bump allocator that a runtime expects of its host: blocks of a power of two with an 8-byte header, freed
 * blocks kept in one list an order. Source: sc-allocator `FreeingBumpHeapAllocator`.
 */
const HEADER_BYTES = 8;
const SMALLEST_BYTES = 8;
const ORDERS = 23; // 8 B to 32 MiB
const NIL = 0xffffffff;
const OCCUPIED = 1;

export class HeapError extends Error {}

export class Allocator {
  readonly #memory: WebAssembly.Memory;
  readonly #maxPages: number;
  readonly #free = new Uint32Array(ORDERS).fill(NIL);
  #bump: number;
  #view: DataView;

  constructor(memory: WebAssembly.Memory, heapBase: number, maxPages: number) {
    this.#memory = memory;
    this.#maxPages = maxPages;
    this.#bump = (heapBase + 7) & ~7;
    this.#view = new DataView(memory.buffer);
  }

  allocate(bytes: number): number {
    const order = orderOf(bytes);
    const free = this.#free[order] ?? NIL;
    const header = free === NIL ? this.#grow(SMALLEST_BYTES * 2 ** order + HEADER_BYTES) : free;
    const view = this.#fresh();
    if (free !== NIL) {
      if (view.getUint32(header + 4, true) === OCCUPIED)
        throw new HeapError("a block in the free list is in use");
      this.#free[order] = view.getUint32(header, true);
    }
    view.setUint32(header, order, true);
    view.setUint32(header + 4, OCCUPIED, true);
    return header + HEADER_BYTES;
  }

  release(pointer: number): void {
    const header = pointer - HEADER_BYTES;
    const view = this.#fresh();
    if (header < 0 || pointer > view.byteLength || view.getUint32(header + 4, true) !== OCCUPIED)
      throw new HeapError("freed what was not allocated");
    const order = view.getUint32(header, true);
    if (order >= ORDERS) throw new HeapError("a block header was overwritten");
    view.setUint32(header, this.#free[order] ?? NIL, true);
    view.setUint32(header + 4, 0, true);
    this.#free[order] = header;
  }

  #grow(bytes: number): number {
    const at = this.#bump;
    const end = at + bytes;
    const missing = end - this.#memory.buffer.byteLength;
    if (missing > 0) {
      const pages = this.#memory.buffer.byteLength >>> 16;
      const wanted = Math.ceil(missing / 65536);
      if (pages + wanted > this.#maxPages)
        throw new HeapError("the runtime call needs more memory than it may have");
      this.#memory.grow(Math.min(Math.max(wanted, pages), this.#maxPages - pages));
    }
    this.#bump = end;
    return at;
  }

  /** Growing memory detaches earlier views. */
  #fresh(): DataView {
    if (this.#view.buffer !== this.#memory.buffer) this.#view = new DataView(this.#memory.buffer);
    return this.#view;
  }
}

function orderOf(bytes: number): number {
  let order = 0;
  while (SMALLEST_BYTES * 2 ** order < bytes) order++;
  if (order >= ORDERS) throw new HeapError("an allocation of more than 32 MiB");
  return order;
}
