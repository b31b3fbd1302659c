import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { bytesOfHex, hexOf, keyOf } from "./bytes.ts";
import { blake2b256, hashingReady } from "./hashing.ts";
import { orderedRoot } from "./list-root.ts";
import { compact, concat, vec } from "./scale.ts";
import { Trie } from "./trie.ts";

interface Vectors {
  readonly tries: readonly { v0: string; v1: string; entries: readonly (readonly [string, string])[] }[];
  readonly ordered: readonly { v0: string; v1: string; items: readonly string[] }[];
}

const vectors = JSON.parse(
  readFileSync(new URL("./testing/trie-vectors.json", import.meta.url), "utf8"),
) as Vectors;
const bytes = (hex: string): Uint8Array => bytesOfHex(hex) ?? new Uint8Array();
const key = (hex: string): string => keyOf(bytes(hex));
const keys = fc
  .array(fc.constantFrom(0, 1, 16, 17, 255), { maxLength: 4 })
  .map((list) => String.fromCharCode(...list));
const values = fc.uint8Array({ maxLength: 40 });

describe("trie", () => {
  beforeAll(hashingReady);

  test("has the empty root of the Polkadot specification", () => {
    expect(hexOf(Trie.empty(1).root())).toBe(
      "0x03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314",
    );
  });

  test("encodes one leaf as the specification writes it: 0x40 with the count of nibbles, the key, the value", () => {
    const root = Trie.of([["\xaa", Uint8Array.of(0xbb)]], 0).root();
    expect(root).toEqual(blake2b256(Uint8Array.of(0x42, 0xaa, 0x04, 0xbb)));
  });

  test.for(vectors.tries.map((one, index) => [index, one] as const))(
    "has sp-trie's roots: case %i",
    ([, { v0, v1, entries }]) => {
      const pairs = entries.map(([name, value]) => [key(name), bytes(value)] as const);
      expect(hexOf(Trie.of(pairs, 0).root())).toBe(v0);
      expect(hexOf(Trie.of(pairs, 1).root())).toBe(v1);
      expect(hexOf(Trie.of([...pairs].reverse(), 1).root())).toBe(v1);
    },
  );

  test.for(vectors.ordered.map((one, index) => [index, one] as const))(
    "has sp-trie's roots of lists: case %i",
    ([, { v0, v1, items }]) => {
      const list = concat(compact(items.length), ...items.map((item) => vec(bytes(item))));
      expect(hexOf(orderedRoot(list, 0))).toBe(v0);
      expect(hexOf(orderedRoot(list, 1))).toBe(v1);
    },
  );

  test("is, after any writes and removals, the trie of what is left", () => {
    const steps = fc.array(fc.tuple(keys, fc.option(values)), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (changes) => {
        const model = new Map<string, Uint8Array>();
        let trie = Trie.empty(1);
        for (const [name, value] of changes) {
          trie = trie.with([[name, value]]);
          trie.root(); // cached references must not survive what they referred to
          if (value === null) model.delete(name);
          else model.set(name, value);
        }
        expect(hexOf(trie.root())).toBe(hexOf(Trie.of(model, 1).root()));
        for (const [name] of changes) expect(trie.get(name)).toEqual(model.get(name) ?? null);
        expect([...trie.keys()]).toEqual([...model.keys()].sort());
      }),
    );
  });

  test("finds the next key as a sorted list does", () => {
    fc.assert(
      fc.property(fc.uniqueArray(keys), keys, (names, from) => {
        const trie = Trie.of(
          names.map((name) => [name, new Uint8Array()]),
          1,
        );
        const sorted = [...names].sort();
        expect(trie.next(from)).toBe(sorted.find((name) => name > from) ?? null);
        expect(trie.next(from, true)).toBe(sorted.find((name) => name >= from) ?? null);
        expect([...trie.keys(from)]).toEqual(sorted.filter((name) => name.startsWith(from)));
      }),
    );
  });

  test("leaves earlier tries as they were", () => {
    const before = Trie.of([["a", Uint8Array.of(1)]], 1);
    const root = hexOf(before.root());
    before.with([
      ["a", null],
      ["b", Uint8Array.of(2)],
    ]);
    expect(hexOf(before.root())).toBe(root);
    expect(before.get("a")).toEqual(Uint8Array.of(1));
  });
});
