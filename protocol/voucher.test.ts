import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChannelId, GenesisHash, Hex, JobId, LeaseId, SessionId } from "./ids.ts";
import { EMPTY_ROOT, RecordsTree } from "./merkle.ts";
import { addToTotals, NO_TOTALS } from "./model-totals.ts";
import { keyPairFromSeed, signBytes } from "./signature.ts";
import {
  countersignatureBytes,
  recordHashOf,
  type SignedUsageRecord,
  type UsageRecord,
  usageRecordMessage,
  verifyUsageRecord,
} from "./usage-record.ts";
import {
  type ExpectedVoucher,
  type SignedVoucher,
  verifyVoucher,
  type Voucher,
  voucherMessage,
  voucherOf,
} from "./voucher.ts";

const filled = (byte: number, bytes = 32): Hex => `0x${byte.toString(16).padStart(2, "0").repeat(bytes)}`;
const genesis = filled(1) as GenesisHash;
const otherGenesis = filled(2) as GenesisHash;
const channel = filled(3) as ChannelId;
const otherChannel = filled(4) as ChannelId;
const key = (byte: number) => keyPairFromSeed(new Uint8Array(32).fill(byte));
const [voucherKey, stranger, device, requester] = [key(5), key(6), key(7), key(8)];
type Key = typeof stranger;

const record = (sequence: number): UsageRecord => ({
  job: filled(0x40 + sequence) as JobId,
  lease: filled(0x50 + sequence, 16) as LeaseId,
  session: filled(9, 16) as SessionId,
  requester: requester.account,
  device: device.account,
  owner: stranger.account,
  model: ["tiny-q0f32", "tiny-f16"][sequence % 2] ?? "",
  weightsDigest: filled(10),
  engine: "webllm",
  promptTokens: 20 + sequence,
  completionTokens: 64,
  bytesIn: 412n,
  bytesOut: 1_733n,
  queueMs: 3,
  ttftMs: 58,
  durationMs: 1_544,
  outputDigest: filled(11),
  sequence: BigInt(sequence),
  startedAtMs: 1_800_000_000_000n,
  endedAtMs: 1_800_000_001_544n,
  pricePlanck: 1_000n + BigInt(sequence),
});
function signedRecord(value: UsageRecord, by: Key = device, countersigner: Key = requester, on = genesis) {
  const bytes = usageRecordMessage.encode(value, on);
  const deviceSignature = signBytes(by.secret, bytes);
  const countersigned = countersignatureBytes(bytes, deviceSignature, on);
  return { bytes, deviceSignature, requesterSignature: signBytes(countersigner.secret, countersigned) };
}
const signedVoucher = (value: Voucher, by: Key = voucherKey, on = genesis): SignedVoucher => {
  const bytes = voucherMessage.encode(value, on);
  return { bytes, signature: signBytes(by.secret, bytes) };
};

const JOBS = 5;
const records = Array.from({ length: JOBS }, (_, i) => record(i + 1));
/** A channel's vouchers, one after each record. */
const history = (() => {
  let [tree, totals] = [RecordsTree.empty, NO_TOTALS];
  return records.map((one) => {
    tree = tree.append(recordHashOf(usageRecordMessage.encode(one, genesis)));
    const next = addToTotals(totals, one);
    if (!next.ok) throw new Error(next.error.code);
    totals = next.value;
    const voucher = voucherOf(channel, tree, totals);
    return { voucher, signed: signedVoucher(voucher) };
  });
})();
type Step = (typeof history)[number];
const newest = history[JOBS - 1] as Step;
const expected: ExpectedVoucher = {
  genesis,
  channel,
  voucherKey: voucherKey.account,
  depositPlanck: newest.voucher.cumulativePlanck,
};
const codeOf = (signed: SignedVoucher, change: Partial<ExpectedVoucher> = {}): string => {
  const verified = verifyVoucher(signed, { ...expected, ...change });
  return verified.ok ? "ok" : verified.error.code;
};

describe("a voucher", () => {
  it("is 165 bytes and comes back from them", () => {
    expect(newest.signed.bytes.length).toBe(165);
    expect(verifyVoucher(newest.signed, expected)).toEqual({ ok: true, value: newest.voucher });
  });

  it("stands for the records and totals that it was made of", () => {
    expect(newest.voucher.recordCount).toBe(JOBS);
    expect(newest.voucher.cumulativePlanck).toBe(records.reduce((sum, one) => sum + one.pricePlanck, 0n));
    expect(voucherOf(channel, RecordsTree.empty, NO_TOTALS)).toEqual({
      channel,
      cumulativePlanck: 0n,
      recordsRoot: EMPTY_ROOT,
      recordCount: 0,
      modelTotalsRoot: EMPTY_ROOT,
    });
  });

  it("is refused with the codes of docs/vouchers.md, each of which has a case below", () => {
    const spec = readFileSync(new URL("../docs/vouchers.md", import.meta.url), "utf8");
    const told = [...spec.matchAll(/^\| `(voucher_\w+)` \|/gm)].map((match) => match[1]);
    expect([...new Set(refusals.map(([, code]) => code))]).toEqual(told);
  });

  const changed = (change: (copy: Uint8Array) => Uint8Array): SignedVoucher => ({
    ...newest.signed,
    bytes: change(newest.signed.bytes.slice()),
  });
  const set = (at: number, value: number) => (copy: Uint8Array) => copy.with(at, value);
  const refusals: [string, string, SignedVoucher, Partial<ExpectedVoucher>?][] = [
    ["that ends early", "voucher_truncated", changed((copy) => copy.slice(0, -1))],
    ["that ends inside the prefix", "voucher_truncated", changed((copy) => copy.slice(0, 48))],
    ["with a byte too many", "voucher_trailing_bytes", changed((copy) => Uint8Array.of(...copy, 0))],
    ["with records and no root", "voucher_malformed", changed((copy) => copy.fill(0, 97, 129))],
    ["with a root and no records", "voucher_malformed", changed((copy) => copy.fill(0, 129, 133))],
    ["of another domain", "voucher_wrong_domain", changed(set(5, "V".charCodeAt(0)))],
    ["of version 2", "voucher_wrong_version", changed(set(16, 2))],
    ["for another chain", "voucher_other_genesis", newest.signed, { genesis: otherGenesis }],
    ["for another channel", "voucher_other_channel", newest.signed, { channel: otherChannel }],
    ["with another amount", "voucher_bad_signature", changed(set(49 + 32, 0xff))],
    ["by a stranger", "voucher_bad_signature", signedVoucher(newest.voucher, stranger)],
    [
      "with a signature of another length",
      "voucher_bad_signature",
      { ...newest.signed, signature: newest.signed.signature.slice(0, 63) },
    ],
    ["of the same amount", "voucher_not_newer", newest.signed, { last: newest.voucher }],
    [
      "of a higher amount for fewer records",
      "voucher_not_newer",
      newest.signed,
      { last: { cumulativePlanck: 1n, recordCount: JOBS + 1 } },
    ],
    ["of nothing", "voucher_not_newer", signedVoucher({ ...newest.voucher, cumulativePlanck: 0n })],
    [
      "of one planck more than the deposit",
      "voucher_above_deposit",
      newest.signed,
      { depositPlanck: newest.voucher.cumulativePlanck - 1n },
    ],
  ];
  it.each(refusals)("%s is refused: %s", (_name, code, signed, change) => {
    expect(codeOf(signed, change)).toBe(code);
  });

  it("is newer with a higher amount and the same count, up to the whole deposit", () => {
    const last = { cumulativePlanck: newest.voucher.cumulativePlanck - 1n, recordCount: JOBS };
    expect(codeOf(newest.signed, { last })).toBe("ok");
  });

  it("is refused for the first reason when there are several", () => {
    const wrong = { last: newest.voucher, depositPlanck: 0n };
    expect(codeOf(newest.signed, wrong)).toBe("voucher_not_newer");
    const byStranger = signedVoucher(newest.voucher, stranger);
    expect(codeOf(byStranger, wrong)).toBe("voucher_bad_signature");
    expect(codeOf(byStranger, { ...wrong, channel: otherChannel })).toBe("voucher_other_channel");
  });
});

describe("what was tampered with", () => {
  /** Mutations of vouchers, and as many of records. One takes some ms, nearly all of it sr25519: COCO_FUZZ=1000000 is for a night. */
  const numRuns = Number(process.env["COCO_FUZZ"] ?? 100);
  const timeoutMs = 20_000 + numRuns * 200;

  const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
    bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
  const resized = (bytes: Uint8Array, by: number): Uint8Array =>
    by < 0 ? bytes.slice(0, by) : Uint8Array.of(...bytes, ...new Uint8Array(by));
  const spliced = (head: Uint8Array, tail: Uint8Array, at: number): Uint8Array =>
    Uint8Array.of(...head.slice(0, at), ...tail.slice(at));
  const equal = (a: Uint8Array, b: Uint8Array): boolean =>
    a.length === b.length && a.every((x, i) => x === b[i]);
  const resize = fc.integer({ min: -165, max: 64 }).filter((by) => by !== 0);

  const accepts = (signed: SignedVoucher, change: Partial<ExpectedVoucher> = {}): boolean =>
    codeOf(signed, change) === "ok";
  type ExpectedRecord = Parameters<typeof verifyUsageRecord>[1];
  const acceptsRecord = (signed: SignedUsageRecord, change: Partial<ExpectedRecord> = {}): boolean =>
    verifyUsageRecord(signed, { genesis, ...change }).ok;

  it("is no voucher: one bit at every byte of its bytes and its signature", () => {
    const { bytes, signature } = newest.signed;
    expect(accepts(newest.signed)).toBe(true);
    for (let at = 0; at < bytes.length; at++)
      expect(accepts({ bytes: flipped(bytes, at * 8 + (at % 8)), signature }), `byte ${at}`).toBe(false);
    for (let at = 0; at < signature.length; at++)
      expect(accepts({ bytes, signature: flipped(signature, at * 8 + (at % 8)) }), `byte ${at}`).toBe(false);
  });

  const [first, second] = [signedRecord(record(1)), signedRecord(record(2))];
  const parts = ["bytes", "deviceSignature", "requesterSignature"] as const;

  it("is no usage record: one bit at every byte of its bytes and its signatures", () => {
    expect(acceptsRecord(first)).toBe(true);
    for (const part of parts)
      for (let at = 0; at < first[part].length; at++) {
        const signed = { ...first, [part]: flipped(first[part], at * 8 + (at % 8)) };
        expect(acceptsRecord(signed), `${part}, byte ${at}`).toBe(false);
      }
  });

  /** A voucher that must not be accepted, with what was expected. */
  interface BadVoucher {
    readonly kind: string;
    readonly signed: SignedVoucher;
    readonly change?: Partial<ExpectedVoucher>;
  }
  const step = fc.constantFrom(...history);
  const pair = fc.tuple(step, step).filter(([a, b]) => a !== b);
  const foreign = [
    { kind: "signed by a stranger", signed: signedVoucher(newest.voucher, stranger) },
    { kind: "signed by the device", signed: signedVoucher(newest.voucher, device) },
    { kind: "signed for another chain", signed: signedVoucher(newest.voucher, voucherKey, otherGenesis) },
    {
      kind: "signed for another channel",
      signed: signedVoucher({ ...newest.voucher, channel: otherChannel }),
    },
    {
      kind: "a record signed by the voucher key",
      signed: { bytes: first.bytes, signature: signBytes(voucherKey.secret, first.bytes) },
    },
  ];
  const badVoucher: fc.Arbitrary<BadVoucher> = fc.oneof(
    fc
      .tuple(step, fc.nat({ max: 165 * 8 - 1 }))
      .map(([{ signed }, bit]) => ({
        kind: "a bit of the bytes",
        signed: { ...signed, bytes: flipped(signed.bytes, bit) },
      })),
    fc
      .tuple(step, fc.nat({ max: 64 * 8 - 1 }))
      .map(([{ signed }, bit]) => ({
        kind: "a bit of the signature",
        signed: { ...signed, signature: flipped(signed.signature, bit) },
      })),
    fc
      .tuple(step, resize)
      .map(([{ signed }, by]) => ({
        kind: "longer or shorter",
        signed: { ...signed, bytes: resized(signed.bytes, by) },
      })),
    pair.map(([a, b]) => ({
      kind: "another voucher's signature",
      signed: { bytes: a.signed.bytes, signature: b.signed.signature },
    })),
    fc
      .tuple(pair, fc.integer({ min: 82, max: 150 }), fc.boolean())
      .map(([[a, b], at, ofFirst]) => ({
        kind: "two vouchers in one",
        signed: {
          bytes: spliced(a.signed.bytes, b.signed.bytes, at),
          signature: ofFirst ? a.signed.signature : b.signed.signature,
        },
      }))
      .filter(({ signed }) => !history.some((one) => equal(one.signed.bytes, signed.bytes))),
    fc
      .tuple(fc.nat({ max: JOBS - 1 }), fc.nat({ max: JOBS - 1 }))
      .map(([a, b]) => [history[Math.min(a, b)] as Step, history[Math.max(a, b)] as Step] as const)
      .map(([old, last]) => ({
        kind: "replayed or late",
        signed: old.signed,
        change: { last: last.voucher },
      })),
    step.map(({ signed }) => ({ kind: "another channel", signed, change: { channel: otherChannel } })),
    step.map(({ signed }) => ({ kind: "another chain", signed, change: { genesis: otherGenesis } })),
    step.map(({ signed }) => ({
      kind: "another voucher key",
      signed,
      change: { voucherKey: stranger.account },
    })),
    fc
      .tuple(step, fc.bigInt({ min: 1n, max: 1_001n }))
      .map(([{ signed, voucher }, lacking]) => ({
        kind: "above the deposit",
        signed,
        change: { depositPlanck: voucher.cumulativePlanck - lacking },
      })),
    fc.constantFrom(...foreign),
  );

  it(
    "is never accepted as a voucher, however it was changed",
    () => {
      fc.assert(
        fc.property(badVoucher, ({ signed, change }) => !accepts(signed, change)),
        { numRuns },
      );
    },
    timeoutMs,
  );

  it(
    "is never accepted as a voucher out of order: each accepted one is above all before it",
    () => {
      fc.assert(
        fc.property(fc.array(fc.nat({ max: JOBS - 1 }), { maxLength: 2 * JOBS }), (order) => {
          let last: Voucher | undefined;
          let highest = -1;
          for (const at of order) {
            const { signed } = history[at] as Step;
            const verified = verifyVoucher(signed, { ...expected, ...(last === undefined ? {} : { last }) });
            expect(verified.ok).toBe(at > highest);
            if (verified.ok) [last, highest] = [verified.value, at];
          }
        }),
        { numRuns: Math.ceil(numRuns / 10) },
      );
    },
    timeoutMs,
  );

  const bad = [
    { kind: "signed by another device", signed: signedRecord(record(1), stranger) },
    { kind: "signed by the requester", signed: signedRecord(record(1), requester) },
    { kind: "countersigned by a stranger", signed: signedRecord(record(1), device, stranger) },
    { kind: "countersigned by the device", signed: signedRecord(record(1), device, device) },
    { kind: "for another chain", signed: signedRecord(record(1), device, requester, otherGenesis) },
    { kind: "a voucher signed by the device", signed: { ...first, bytes: newest.signed.bytes } },
  ];
  interface BadRecord {
    readonly kind: string;
    readonly signed: SignedUsageRecord;
    readonly change?: Partial<ExpectedRecord>;
  }
  const part = fc.constantFrom(...parts);
  const two = fc.constantFrom([first, second] as const, [second, first] as const);
  const badRecord: fc.Arbitrary<BadRecord> = fc.oneof(
    fc
      .tuple(two, part, fc.nat())
      .map(([[a], name, bit]) => ({
        kind: `a bit of ${name}`,
        signed: { ...a, [name]: flipped(a[name], bit % (a[name].length * 8)) },
      })),
    fc
      .tuple(two, part, resize)
      .map(([[a], name, by]) => ({
        kind: `longer or shorter ${name}`,
        signed: { ...a, [name]: resized(a[name], by) },
      })),
    fc
      .tuple(two, part)
      .map(([[a, b], name]) => ({ kind: `${name} of another record`, signed: { ...a, [name]: b[name] } })),
    fc
      .tuple(two, fc.integer({ min: 49, max: first.bytes.length }), fc.boolean())
      .map(([[a, b], at, ofFirst]) => ({
        kind: "two records in one",
        signed: { ...(ofFirst ? a : b), bytes: spliced(a.bytes, b.bytes, at) },
      }))
      .filter(({ signed }) => ![first, second].some((whole) => equal(whole.bytes, signed.bytes))),
    two.map(([a]) => ({
      kind: "signatures swapped",
      signed: { ...a, deviceSignature: a.requesterSignature, requesterSignature: a.deviceSignature },
    })),
    two.map(([a]) => ({ kind: "not countersigned", signed: { ...a, requesterSignature: null } })),
    two.map(([a]) => ({ kind: "replayed", signed: a, change: { isSettled: () => true } })),
    two.map(([a]) => ({ kind: "another chain", signed: a, change: { genesis: otherGenesis } })),
    two.map(([a]) => ({ kind: "another job", signed: a, change: { job: filled(0x70) as JobId } })),
    fc.constantFrom(...bad),
  );

  it(
    "is never accepted as a usage record, however it was changed",
    () => {
      fc.assert(
        fc.property(badRecord, ({ signed, change }) => !acceptsRecord(signed, change)),
        { numRuns },
      );
    },
    timeoutMs,
  );
});
