import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Allocator, HeapError } from "./allocator.ts";

const heap = (maxPages = 100) => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  return { memory, allocator: new Allocator(memory, 1001, maxPages) };
};

describe("allocator", () => {
  test("gives blocks that are aligned, apart from each other and above the heap base, whatever was freed between", () => {
    const steps = fc.array(fc.oneof(fc.nat(5000), fc.constant("free" as const)), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (sizes) => {
        const { memory, allocator } = heap(10_000);
        const live: { at: number; size: number }[] = [];
        for (const size of sizes) {
          if (size === "free") {
            const block = live.shift();
            if (block) allocator.release(block.at);
            continue;
          }
          const at = allocator.allocate(size);
          expect(at % 8).toBe(0);
          expect(at).toBeGreaterThan(1001);
          expect(at + size).toBeLessThanOrEqual(memory.buffer.byteLength);
          for (const other of live)
            expect(at + size <= other.at - 8 || other.at + other.size <= at - 8).toBe(true);
          live.push({ at, size });
          new Uint8Array(memory.buffer, at, size).fill(0xff);
        }
      }),
    );
  });

  test("uses a freed block again", () => {
    const { allocator } = heap();
    const first = allocator.allocate(100);
    allocator.allocate(100);
    allocator.release(first);
    expect(allocator.allocate(120)).toBe(first);
  });

  test("refuses a double free, more than 32 MiB, and more memory than a call may have", () => {
    const { allocator } = heap(2);
    const at = allocator.allocate(8);
    allocator.release(at);
    expect(() => allocator.release(at)).toThrow(HeapError);
    expect(() => allocator.allocate(32 * 1024 * 1024 + 1)).toThrow(HeapError);
    expect(() => allocator.allocate(200_000)).toThrow(HeapError);
  });
});
