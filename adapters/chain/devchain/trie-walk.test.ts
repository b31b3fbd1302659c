import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { hexOf } from "./bytes.ts";
import { hashingReady } from "./hashing.ts";
import { Trie } from "./trie.ts";

const keys = fc
  .array(fc.constantFrom(0, 1, 16, 17, 255), { maxLength: 4 })
  .map((list) => String.fromCharCode(...list));
const values = fc.uint8Array({ maxLength: 3 });
const writes = fc.array(fc.tuple(keys, fc.option(values)), { maxLength: 40 });

describe("walks over tries", () => {
  beforeAll(hashingReady);

  test("give every entry once, in the order of keys", () => {
    fc.assert(
      fc.property(writes, (steps) => {
        const trie = Trie.empty(1).with(steps);
        const entries = [...trie.entries()];
        expect(entries.map(([key]) => key)).toEqual([...trie.keys()]);
        for (const [key, value] of entries) expect(trie.get(key)).toEqual(value);
      }),
    );
  });

  test("tell between any two tries what leads from one to the other, and nothing that is the same in both", () => {
    fc.assert(
      fc.property(writes, writes, fc.boolean(), (first, second, sharing) => {
        const before = Trie.empty(1).with(first);
        // Grown out of the other, as states are, or made anew with nothing shared.
        const after = sharing ? before.with(second) : Trie.empty(1).with(second);
        const changes = [...after.changesSince(before)];
        expect(hexOf(before.with(changes).root())).toBe(hexOf(after.root()));
        for (const [key, value] of changes) expect(before.get(key)).not.toEqual(value);
        expect(new Set(changes.map(([key]) => key)).size).toBe(changes.length);
      }),
    );
  });

  test("do not enter what both share", () => {
    const before = Trie.of(
      Array.from({ length: 10_000 }, (_, i) => [String.fromCharCode(i >> 8, i & 255), new Uint8Array(40)]),
      1,
    );
    const after = before.with([["\x01\x02", Uint8Array.of(1)]]);
    expect([...after.changesSince(before)]).toEqual([["\x01\x02", Uint8Array.of(1)]]);
    expect([...after.changesSince(after)]).toEqual([]);
  });
});
