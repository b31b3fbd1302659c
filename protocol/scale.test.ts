import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bool,
  boundedBytes,
  decode,
  encode,
  fixedHex,
  list,
  oneOf,
  option,
  struct,
  tagged,
  text,
  u128,
  u16,
  u32,
  u64,
  u8,
} from "./scale.ts";
import { type Hex, toHex } from "./ids.ts";

const sample = struct({
  small: u8,
  port: u16,
  count: u32,
  stamp: u64,
  money: u128,
  flag: bool,
  id: fixedHex(4),
  label: text(0, 100),
  bytes: boundedBytes(100),
  tags: list(text(1, 8), 5),
  maybe: option(u32),
  kind: oneOf(["a", "b"]),
  action: tagged({ stop: struct({}), go: struct({ to: u32 }) }),
});
const values = fc.record({
  small: fc.integer({ min: 0, max: 255 }),
  port: fc.integer({ min: 0, max: 65535 }),
  count: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  stamp: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  money: fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  flag: fc.boolean(),
  id: fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes): Hex => toHex(bytes)),
  label: fc.string({ maxLength: 25, unit: "grapheme-ascii" }),
  bytes: fc.uint8Array({ maxLength: 100 }),
  tags: fc.array(fc.string({ minLength: 1, maxLength: 8, unit: "grapheme-ascii" }), { maxLength: 5 }),
  maybe: fc.option(fc.integer({ min: 0, max: 2 ** 32 - 1 })),
  kind: fc.constantFrom("a" as const, "b" as const),
  action: fc.oneof(
    fc.constant({ type: "stop" as const }),
    fc.record({ type: fc.constant("go" as const), to: fc.integer({ min: 0, max: 9 }) }),
  ),
});

describe("SCALE", () => {
  it("decodes what it encoded", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(decode(sample, encode(sample, value))).toEqual({ ok: true, value });
      }),
    );
  });

  it("decodes no bytes but the one encoding of a value, and never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decode(sample, bytes);
        if (decoded.ok) expect(encode(sample, decoded.value)).toEqual(bytes);
      }),
    );
  });

  it("refuses every truncation and every trailing byte", () => {
    fc.assert(
      fc.property(values, fc.nat(), (value, cut) => {
        const bytes = encode(sample, value);
        const shorter = decode(sample, bytes.subarray(0, cut % bytes.length));
        expect(shorter.ok).toBe(false);
        expect(decode(sample, Uint8Array.of(...bytes, 0))).toMatchObject({
          error: { code: "trailing_bytes" },
        });
      }),
    );
  });

  it("reads a view into a larger buffer, not the buffer", () => {
    const inside = Uint8Array.of(9, 9, 1, 0, 0, 0, 9).subarray(2, 6);
    expect(decode(u32, inside)).toEqual({ ok: true, value: 1 });
  });

  it.each([
    ["a length past its limit", boundedBytes(3), [4 << 2, 1, 2, 3, 4]],
    ["a length of a gigabyte", boundedBytes(2 ** 30), [0x03, 0xff, 0xff, 0xff, 0xff]],
    ["a two-byte length that fits one byte", boundedBytes(100), [0x05, 0x00, 7]],
    [
      "a four-byte length that fits two",
      boundedBytes(100),
      [0x06, 0x01, 0, 0, ...new Array<number>(65).fill(1)],
    ],
    ["a bool of 2", bool, [2]],
    ["an unknown variant", oneOf(["a"]), [1]],
    ["text that is not UTF-8", text(0, 4), [4, 0xff]],
    ["text shorter than its least", text(1, 4), [0]],
  ])("refuses %s", (_name, codec, bytes) => {
    expect(decode(codec as typeof bool, Uint8Array.from(bytes))).toMatchObject({
      ok: false,
      error: { code: "malformed" },
    });
  });

  it("throws on a caller's value past its limits, naming the field and not the value", () => {
    const codec = struct({ inner: struct({ secret: text(0, 3) }) });
    expect(() => encode(codec, { inner: { secret: "password" } })).toThrow(/inner\.secret/);
    expect(() => encode(codec, { inner: { secret: "password" } })).not.toThrow(/password/);
    expect(() => encode(u8, 256)).toThrow(RangeError);
    expect(() => encode(u64, -1n)).toThrow(RangeError);
  });
});
