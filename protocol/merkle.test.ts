import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blake2b256 } from "./signed.ts";
import { type Hex, idBytes, toHex } from "./ids.ts";
import {
  EMPTY_ROOT,
  type InclusionProof,
  inclusionPath,
  leafHash,
  merkleRoot,
  nodeHash,
  RecordsTree,
  verifyInclusion,
} from "./merkle.ts";

const LARGEST = 200;
const hashes: readonly Hex[] = Array.from({ length: LARGEST + 1 }, (_, i) => blake2b256(Uint8Array.of(i)));
const entries = hashes.map(idBytes);
const treeOf = (size: number): RecordsTree =>
  hashes.slice(0, size).reduce((tree, hash) => tree.append(hash), RecordsTree.empty);
const entryAt = (index: number): Uint8Array => entries[index] ?? new Uint8Array();

/** A place in a tree: which of how many. */
const places = fc
  .integer({ min: 1, max: LARGEST })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }));
const roots = entries.map((_, size) => merkleRoot(entries.slice(0, size)));
const proofOf = ({ index, size }: { index: number; size: number }) => ({
  entry: entryAt(index),
  root: roots[size] ?? EMPTY_ROOT,
  path: inclusionPath(entries.slice(0, size), index),
  index,
  size,
});

/** From the root down, on which side a leaf is: the definition of RFC 9162 §2.1.1 once more, without hashes. */
function wayTo(index: number, size: number): string {
  if (size === 1) return "";
  const split = 2 ** Math.floor(Math.log2(size - 1));
  return index < split ? `l${wayTo(index, split)}` : `r${wayTo(index - split, size - split)}`;
}

describe("the tree of RFC 9162", () => {
  const [a, b, c, d, e, f, j] = entries.map(leafHash) as [
    ...[Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array],
  ];
  const [g, h, i] = [nodeHash(a, b), nodeHash(c, d), nodeHash(e, f)];
  const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
  const seven = entries.slice(0, 7);

  it("has the shape of the example in §2.1.5", () => {
    expect(merkleRoot(seven)).toBe(toHex(nodeHash(k, l)));
    expect(merkleRoot(entries.slice(0, 3))).toBe(toHex(nodeHash(g, c)));
    expect(merkleRoot(entries.slice(0, 6))).toBe(toHex(nodeHash(k, i)));
  });

  it.each([
    ["d0", 0, [b, h, l]],
    ["d3", 3, [c, g, l]],
    ["d4", 4, [f, j, k]],
    ["d6", 6, [i, k]],
  ])("proves %s with the hashes of the example in §2.1.5", (_name, index, path) => {
    expect(inclusionPath(seven, index)).toEqual(path.map(toHex));
  });

  it("hashes leaves and nodes with their prefixes", () => {
    expect(merkleRoot([Uint8Array.of(7)])).toBe(blake2b256(Uint8Array.of(0, 7)));
    expect(toHex(nodeHash(a, b))).toBe(blake2b256(Uint8Array.of(1, ...a, ...b)));
  });

  it("has 32 zero bytes for a root without leaves", () => {
    expect(merkleRoot([])).toBe(`0x${"00".repeat(32)}`);
    expect(EMPTY_ROOT).toBe(merkleRoot([]));
  });

  it("does not take a doubled last leaf for an odd one", () => {
    const [three, four] = [entries.slice(0, 3), [...entries.slice(0, 3), entryAt(2)]];
    expect(merkleRoot(three)).not.toBe(merkleRoot(four));
  });
});

describe("inclusion", () => {
  it("verifies for every leaf of every tree", () => {
    for (let size = 1; size <= 20; size++) {
      for (let index = 0; index < size; index++) {
        const { entry, root, ...proof } = proofOf({ index, size });
        expect(verifyInclusion(entry, proof, root), `${index} of ${size}`).toBe(true);
      }
    }
    fc.assert(
      fc.property(places, (place) => {
        const { entry, root, ...proof } = proofOf(place);
        expect(proof.path.length).toBe(wayTo(place.index, place.size).length);
        expect(verifyInclusion(entry, proof, root)).toBe(true);
      }),
    );
  });

  it("refuses another leaf, a node and the leaf's own hash", () => {
    fc.assert(
      fc.property(places, fc.nat({ max: LARGEST }), (place, other) => {
        fc.pre(other !== place.index);
        const { entry, root, ...proof } = proofOf(place);
        expect(verifyInclusion(entryAt(other), proof, root)).toBe(false);
        expect(verifyInclusion(leafHash(entry), proof, root)).toBe(false);
        expect(verifyInclusion(idBytes(root), proof, root)).toBe(false);
      }),
    );
  });

  it("refuses every other index", () => {
    fc.assert(
      fc.property(places, (place) => {
        const { entry, root, ...proof } = proofOf(place);
        for (let index = 0; index <= place.size; index++)
          expect(verifyInclusion(entry, { ...proof, index }, root)).toBe(index === place.index);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses another size, unless a leaf is reached the same way in both: the root holds no size", () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 2 * LARGEST }), (place, size) => {
        const { entry, root, ...proof } = proofOf(place);
        const sameWay = place.index < size && wayTo(place.index, size) === wayTo(place.index, place.size);
        expect(verifyInclusion(entry, { ...proof, size }, root)).toBe(sameWay);
      }),
    );
    const { entry, root, ...proof } = proofOf({ index: 0, size: 3 });
    expect(verifyInclusion(entry, { ...proof, size: 4 }, root)).toBe(true);
    expect(verifyInclusion(entry, { ...proof, size: 5 }, root)).toBe(false);
  });

  it("refuses a path with a hash changed, missing, added or moved", () => {
    const bits = fc.nat({ max: 255 });
    fc.assert(
      fc.property(places, fc.nat(), bits, (place, at, bit) => {
        const { entry, root, ...proof } = proofOf(place);
        const verify = (path: readonly Hex[]) => verifyInclusion(entry, { ...proof, path }, root);
        const where = at % (proof.path.length + 1);
        const extra = hashes[LARGEST] ?? EMPTY_ROOT;
        expect(verify([...proof.path.slice(0, where), extra, ...proof.path.slice(where)])).toBe(false);
        fc.pre(where < proof.path.length);
        const changed = idBytes(proof.path[where] ?? "0x");
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verify(proof.path.with(where, toHex(changed)))).toBe(false);
        expect(verify(proof.path.toSpliced(where, 1))).toBe(false);
        if (proof.path.length > 1) expect(verify(proof.path.toReversed())).toBe(false);
      }),
    );
  });

  it.each<[string, Partial<InclusionProof>]>([
    ["an index that is no whole number", { index: 0.5 }],
    ["a negative index", { index: -1 }],
    ["an index that is not a number", { index: NaN }],
    ["a size past a u32", { size: 2 ** 32 }],
    ["a size that is no whole number", { size: 2.5 }],
    ["a hash of 31 bytes", { path: [`0x${"00".repeat(31)}`] }],
    ["a hash that is not hex", { path: ["0xzz"] }],
    ["a path of 33 hashes", { path: new Array<Hex>(33).fill(EMPTY_ROOT) }],
  ])("refuses %s without a throw", (_name, change) => {
    const { entry, root, ...proof } = proofOf({ index: 0, size: 2 });
    expect(verifyInclusion(entry, { ...proof, ...change }, root)).toBe(false);
  });

  it("reaches the last leaf of the largest tree", () => {
    const size = 2 ** 32 - 1;
    const path = new Array<Hex>(31).fill(EMPTY_ROOT);
    const root = path.reduce((hash, one) => nodeHash(idBytes(one), hash), leafHash(entryAt(0)));
    // 2³² − 2 is even and the last, so its leaf is promoted one level and has 31 hashes to its left.
    expect(verifyInclusion(entryAt(0), { index: size - 1, size, path }, toHex(root))).toBe(true);
  });

  it("throws for a leaf that is not there", () => {
    expect(() => inclusionPath(entries.slice(0, 3), 3)).toThrow(RangeError);
    expect(() => inclusionPath([], 0)).toThrow(RangeError);
    expect(() => inclusionPath(entries, -1)).toThrow(RangeError);
  });
});

describe("RecordsTree", () => {
  it("has the root of the whole list after every record, with a hash for each set bit of its count", () => {
    let tree = RecordsTree.empty;
    for (let size = 0; size <= LARGEST; size++) {
      expect(tree.count).toBe(size);
      expect(tree.root(), `root of ${size}`).toBe(roots[size]);
      expect(tree.frontier.length).toBe(size.toString(2).replaceAll("0", "").length);
      tree = tree.append(hashes[size] ?? EMPTY_ROOT);
    }
  });

  it("agrees with the list for any hashes", () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(fc.array(hash, { maxLength: LARGEST }), (list) => {
        const tree = list.reduce((grown, one) => grown.append(toHex(one)), RecordsTree.empty);
        expect(tree.root()).toBe(merkleRoot(list));
      }),
      { numRuns: 30 },
    );
  });

  it("leaves the tree that it grew from as it was", () => {
    const three = treeOf(3);
    const [root, frontier] = [three.root(), [...three.frontier]];
    three.append(hashes[9] ?? EMPTY_ROOT);
    expect([three.count, three.root(), three.frontier]).toEqual([3, root, frontier]);
  });

  it("goes on from its count and frontier", () => {
    fc.assert(
      fc.property(fc.nat({ max: LARGEST }), (size) => {
        const tree = treeOf(size);
        const restored = RecordsTree.restore(tree.count, tree.frontier);
        expect(restored?.root()).toBe(tree.root());
        const next = hashes[size] ?? EMPTY_ROOT;
        expect(restored?.append(next).root()).toBe(tree.append(next).root());
      }),
      { numRuns: 30 },
    );
  });

  it("is not restored from a count and a frontier that cannot belong together", () => {
    const { frontier } = treeOf(5);
    expect(RecordsTree.restore(4, frontier)).toBeNull();
    expect(RecordsTree.restore(7, frontier)).toBeNull();
    expect(RecordsTree.restore(-1, [])).toBeNull();
    expect(RecordsTree.restore(0.5, [])).toBeNull();
    expect(RecordsTree.restore(2 ** 32, [EMPTY_ROOT])).toBeNull();
    expect(RecordsTree.restore(1, ["0x00"])).toBeNull();
  });

  it("throws for a hash of another length and for more records than a voucher counts", () => {
    expect(() => RecordsTree.empty.append("0x00")).toThrow(/recordHash/);
    const full = RecordsTree.restore(2 ** 32 - 1, new Array<Hex>(32).fill(EMPTY_ROOT));
    expect(() => full?.append(EMPTY_ROOT)).toThrow(/count/);
  });
});
