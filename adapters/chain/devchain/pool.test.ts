import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BAN_MS } from "./limits.ts";
import { TransactionPool, type PoolLimits } from "./pool.ts";
import type { PoolEvent } from "./pool-transaction.ts";

interface Spec {
  readonly from?: string;
  readonly nonce: number;
  readonly chainNonce?: number;
  readonly priority?: bigint;
  readonly longevity?: number;
  readonly sender?: object;
  readonly name?: string;
  readonly bytes?: number;
}

function open(limits: Partial<PoolLimits> = {}) {
  let nowMs = 1_000;
  const pool = new TransactionPool(() => nowMs, limits);
  const heard: [string, PoolEvent][] = [];
  const submit = ({
    from = "a",
    nonce,
    chainNonce = 0,
    priority = 1n,
    longevity = 64,
    sender,
    name,
    bytes = 10,
  }: Spec) => {
    const hash = name ?? `${from}${nonce}`;
    return pool.submit({
      hash,
      bytes: new Uint8Array(bytes),
      at: 0,
      sender: sender ?? null,
      validity: {
        priority,
        longevity,
        provides: [`${from}:${nonce}`],
        requires: nonce > chainNonce ? [`${from}:${nonce - 1}`] : [],
      },
      notify: (event) => heard.push([hash, event]),
    });
  };
  const order = () => pool.ordered().map(({ hash }) => hash);
  return { pool, submit, order, heard, pass: (ms: number) => (nowMs += ms) };
}

describe("transaction pool", () => {
  test("orders by priority, then by what dies sooner, then by arrival, and never before a predecessor", () => {
    const { submit, order } = open();
    submit({ from: "low", nonce: 0, priority: 1n });
    submit({ from: "low", nonce: 1, priority: 99n });
    submit({ from: "late", nonce: 0, priority: 5n, longevity: 64 });
    submit({ from: "soon", nonce: 0, priority: 5n, longevity: 8 });
    submit({ from: "after", nonce: 0, priority: 5n, longevity: 64 });
    expect(order()).toEqual(["soon0", "late0", "after0", "low0", "low1"]);
  });

  test("keeps any arrival order of nonces in the order of nonces", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), (nonces) => {
        const { pool, submit, order } = open();
        for (const nonce of nonces) expect(submit({ nonce })).toBe(null);
        expect(order()).toEqual(["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"]);
        expect(pool.futureCount).toBe(0);
      }),
    );
  });

  test("holds a transaction back until its predecessor comes", () => {
    const { pool, submit, order, heard } = open();
    submit({ nonce: 1 });
    expect([order(), pool.futureCount]).toEqual([[], 1]);
    submit({ nonce: 0 });
    expect([order(), pool.futureCount]).toEqual([["a0", "a1"], 0]);
    expect(heard).toEqual([
      ["a1", "future"],
      ["a0", "ready"],
      ["a1", "ready"],
    ]);
  });

  test("replaces by higher priority only, and tells the one that was replaced", () => {
    const { submit, order, heard } = open();
    submit({ nonce: 0, priority: 5n });
    submit({ nonce: 1, priority: 5n });
    expect(submit({ nonce: 0, priority: 5n, name: "same" })).toEqual({
      code: "priority_too_low",
      old: 5n,
      new: 5n,
    });
    expect(submit({ nonce: 0, priority: 6n, name: "better" })).toBe(null);
    expect(order()).toEqual(["better", "a1"]);
    expect(heard).toContainEqual(["a0", { usurped: "better" }]);
  });

  test("refuses what it has already, and what the runtime refused a moment ago", () => {
    const { pool, submit, heard, pass } = open();
    submit({ nonce: 0 });
    expect(submit({ nonce: 0 })).toEqual({ code: "already_imported" });
    pool.reject("a0");
    expect(heard.at(-1)).toEqual(["a0", "invalid"]);
    expect(submit({ nonce: 0 })).toEqual({ code: "temporarily_banned" });
    pass(BAN_MS + 1);
    expect(submit({ nonce: 0 })).toBe(null);
  });

  test("sends followers of a rejected transaction back to wait", () => {
    const { pool, submit, order } = open();
    for (const nonce of [0, 1, 2]) submit({ nonce });
    pool.reject("a0");
    expect([order(), pool.futureCount]).toEqual([[], 2]);
  });

  test("after a block drops what was included, what it contradicts and what has died, and frees the followers", () => {
    const { pool, submit, order, heard } = open();
    submit({ nonce: 0 });
    submit({ nonce: 1 });
    submit({ nonce: 2 });
    submit({ from: "b", nonce: 0, longevity: 3 });
    pool.onBlock(3, new Set(["a0"]));
    expect(order()).toEqual(["b0", "a1", "a2"]); // b lives through block 3, and dies sooner
    pool.onBlock(4, new Set());
    expect(order()).toEqual(["a1", "a2"]);
    expect(heard).toContainEqual(["b0", "invalid"]);
    pool.onBlock(5, new Set(["a1", "a2"]));
    expect([order(), pool.readyCount]).toEqual([[], 0]);
  });

  test("is bounded: the lowest priority goes, a newcomer cannot push out its equals", () => {
    const { submit, order, heard } = open({ ready: 3 });
    for (const from of ["a", "b", "c"]) submit({ from, nonce: 0, priority: 5n });
    expect(submit({ from: "d", nonce: 0, priority: 5n })).toEqual({
      code: "immediately_dropped",
      limit: "pool",
    });
    expect(submit({ from: "e", nonce: 0, priority: 6n })).toBe(null);
    expect(order()).toEqual(["e0", "a0", "b0"]);
    expect(heard).toContainEqual(["c0", "dropped"]);
  });

  test("is bounded in bytes and in waiting transactions", () => {
    const bytes = open({ readyBytes: 100 });
    expect(bytes.submit({ from: "a", nonce: 0, bytes: 60 })).toBe(null);
    expect(bytes.submit({ from: "b", nonce: 0, bytes: 60 })).toEqual({
      code: "immediately_dropped",
      limit: "pool",
    });
    const waiting = open({ future: 2 });
    for (const nonce of [5, 6]) expect(waiting.submit({ nonce })).toBe(null);
    expect(waiting.submit({ nonce: 7 })).toEqual({ code: "immediately_dropped", limit: "pool" });
  });

  test("gives one connection only its share", () => {
    const { pool, submit } = open({ perConnection: 2 });
    const sender = {};
    for (const nonce of [0, 1]) expect(submit({ nonce, sender })).toBe(null);
    expect(submit({ nonce: 2, sender })).toEqual({ code: "immediately_dropped", limit: "connection" });
    expect(submit({ from: "b", nonce: 0, sender: {} })).toBe(null);
    pool.onBlock(1, new Set(["a0", "a1"]));
    expect(submit({ nonce: 2, chainNonce: 2, sender })).toBe(null);
  });
});
