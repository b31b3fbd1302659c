/** Cases of `merkle.json`: the records tree, the model totals and inclusion proofs of docs/vouchers.md. */
import {
  type Hex,
  idBytes,
  inclusionPath,
  leafHash,
  merkleRoot,
  type ModelTotal,
  type ModelTotals,
  modelTotalsRootOf,
  nodeHash,
  toHex,
} from "../../protocol/index.ts";
import { recordHashes, totals } from "./example-channel.ts";
import { hexOf } from "./example-job.ts";

interface RecordsCase {
  name: string;
  kind: "records";
  leaves: readonly Hex[];
  root: Hex;
}

interface TotalsCase {
  name: string;
  kind: "totals";
  totals: readonly (readonly [model: string, totalPlanck: string])[];
  root: Hex;
  expect: "ok" | "not_ascending" | "too_many";
}

interface InclusionCase {
  name: string;
  kind: "inclusion";
  leaf: Hex;
  index: number;
  size: number;
  path: readonly Hex[];
  root: Hex;
  expect: "ok" | "bad_proof";
}

const someHashes = (size: number): Hex[] => Array.from({ length: size }, (_, i) => hexOf(`record ${i}`, 32));
const rootOf = (leaves: readonly Hex[]): Hex => merkleRoot(leaves.map(idBytes));

function recordsCases(): RecordsCase[] {
  const records = (name: string, leaves: readonly Hex[]): RecordsCase => ({
    name: `records: ${name}`,
    kind: "records",
    leaves,
    root: rootOf(leaves),
  });
  return [
    records("the example of docs/vouchers.md", recordHashes),
    ...[0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 100].map((size) => records(String(size), someHashes(size))),
    records("the same hash three times", new Array<Hex>(3).fill(hexOf("record 0", 32))),
  ];
}

function totalsCases(): TotalsCase[] {
  /** Lists that must be refused have the root of the list as it stands: nothing but the list is wrong with them. */
  const list = (name: string, pairs: readonly ModelTotal[], expect: TotalsCase["expect"]): TotalsCase => ({
    name: `totals: ${name}`,
    kind: "totals",
    totals: pairs.map(({ model, totalPlanck }) => [model, totalPlanck.toString()]),
    root: modelTotalsRootOf(pairs as ModelTotals),
    expect,
  });
  const some = (...models: readonly string[]): ModelTotal[] =>
    models.map((model, i) => ({ model, totalPlanck: BigInt(i + 1) * 1_000n }));
  const numbered = (count: number): ModelTotal[] =>
    some(...Array.from({ length: count }, (_, i) => `model-${String(i).padStart(2, "0")}`));
  return [
    list("the example of docs/vouchers.md", totals, "ok"),
    list("none", [], "ok"),
    list("one", some("tiny-q0f32"), "ok"),
    list("the most there may be", numbered(16), "ok"),
    list("one more than there may be", numbered(17), "too_many"),
    list("one more than there may be, and not ascending", numbered(17).reverse(), "too_many"),
    list(
      "the largest amount and the longest model",
      [{ model: "m".repeat(96), totalPlanck: 2n ** 128n - 1n }],
      "ok",
    ),
    list("an amount of nothing", [{ model: "tiny-q0f32", totalPlanck: 0n }], "ok"),
    list("a longer model before a shorter one, by its bytes", some("aa", "b"), "ok"),
    list("a shorter model before a longer one, against its bytes", some("b", "aa"), "not_ascending"),
    list("a model before its own beginning", some("tiny-f16", "tiny"), "not_ascending"),
    list("a model after its own beginning", some("tiny", "tiny-f16"), "ok"),
    list("the same model twice", some("tiny", "tiny"), "not_ascending"),
    list("the last two out of order", some("a", "b", "d", "c"), "not_ascending"),
    // U+FF5E is EF BD 9E and U+1F600 is F0 9F 98 80 in UTF-8; in UTF-16 the latter begins with D83D and would come first.
    list("ascending by UTF-8, not by UTF-16", some("\u{ff5e}", "\u{1f600}"), "ok"),
    list("ascending by UTF-16, not by UTF-8", some("\u{1f600}", "\u{ff5e}"), "not_ascending"),
  ];
}

function inclusionCases(): InclusionCase[] {
  const proof = (size: number, index: number): InclusionCase => {
    const leaves = someHashes(size);
    return {
      name: `inclusion: ${index} of ${size}`,
      kind: "inclusion",
      leaf: leaves[index] ?? "0x",
      index,
      size,
      path: inclusionPath(leaves.map(idBytes), index),
      root: rootOf(leaves),
      expect: "ok",
    };
  };
  const changed = (name: string, from: InclusionCase, change: Partial<InclusionCase>): InclusionCase => ({
    ...from,
    expect: "bad_proof",
    ...change,
    name: `${from.name}, ${name}`,
  });
  const flip = (hash: Hex, at: number, bit: number): Hex => {
    const bytes = idBytes(hash);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    return toHex(bytes);
  };
  const [single, second, last, deep] = [proof(1, 0), proof(4, 1), proof(5, 4), proof(100, 37)];
  const extra = hexOf("extra", 32);
  const [first = extra, ...others] = second.path;
  const leafHashes = someHashes(4).map((hash) => leafHash(idBytes(hash)));
  const innerNode = toHex(nodeHash(leafHashes[0] ?? new Uint8Array(), leafHashes[1] ?? new Uint8Array()));
  return [
    ...([1, 2, 3, 4, 5, 7, 8, 9] as const).flatMap((size) =>
      Array.from({ length: size }, (_, index) => proof(size, index)),
    ),
    ...[0, 15, 16, 29, 30].map((index) => proof(31, index)),
    ...[0, 37, 63, 64, 95, 96, 99].map((index) => proof(100, index)),
    changed("wrong index", second, { index: 0 }),
    changed("index of the same place in another subtree", second, { index: 3 }),
    changed("index as large as the size", second, { index: 4 }),
    changed("index as large as the size, of one", single, { index: 1 }),
    changed("the largest index there is", second, { index: 2 ** 32 - 1 }),
    changed("no size", single, { size: 0 }),
    changed("a size that is too small", second, { size: 2 }),
    changed("a size that is too large", second, { size: 5 }),
    changed("a size that needs another way", last, { size: 6 }),
    changed("the largest size there is", second, { size: 2 ** 32 - 1 }),
    // The root holds no size, so these hashes fit two of them: who checks takes the size from the voucher, not from the proof.
    changed("another size with the same way", proof(3, 0), { size: 4, expect: "ok" }),
    changed("first hash missing", second, { path: others }),
    changed("last hash missing", second, { path: second.path.slice(0, -1) }),
    changed("no hashes", second, { path: [] }),
    changed("one hash more at the end", second, { path: [...second.path, extra] }),
    changed("one hash more at the beginning", second, { path: [extra, ...second.path] }),
    changed("one hash more, of one", single, { path: [extra] }),
    changed("33 hashes", deep, { path: new Array<Hex>(33).fill(extra) }),
    changed("hashes in another order", second, { path: [...others, first] }),
    changed("a flipped bit in the first hash", second, { path: [flip(first, 0, 0), ...others] }),
    changed("a flipped bit in the last hash", deep, {
      path: deep.path.map((hash, i) => (i === deep.path.length - 1 ? flip(hash, 31, 7) : hash)),
    }),
    changed("a flipped bit in the record hash", second, { leaf: flip(second.leaf, 16, 3) }),
    changed("a flipped bit in the root", second, { root: flip(second.root, 31, 0) }),
    changed("another record's hash", second, { leaf: hexOf("record 2", 32) }),
    changed("the leaf's hash for the record's", second, { leaf: toHex(leafHash(idBytes(second.leaf))) }),
    changed("a node for a record", second, { leaf: innerNode, index: 0, size: 2, path: others }),
    changed("a node for a record, size told", second, { leaf: innerNode, index: 0, path: others }),
    changed("the root for a record", second, { leaf: second.root, index: 0, size: 1, path: [] }),
    changed("the record's hash for the root, of one", single, { root: single.leaf }),
    changed("the root of no records", single, { root: toHex(new Uint8Array(32)) }),
  ];
}

/** All cases, in the order of the file. */
export function merkleCases(): (RecordsCase | TotalsCase | InclusionCase)[] {
  return [...recordsCases(), ...totalsCases(), ...inclusionCases()];
}
