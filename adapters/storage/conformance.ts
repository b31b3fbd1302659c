import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { compareBytes, orderBytes } from "./key.ts";
import type { Store } from "./port.ts";

/** What the suite needs of an implementation. */
export interface StoreHarness {
  readonly store: Store;
  /** Closes the store and opens what it had written again. */
  reopen(): Promise<Store>;
  /** After each test. */
  dispose(): Promise<void>;
}

const bytes = (...values: number[]) => Uint8Array.from(values);

/** The suite that every store passes. */
export function storeConformance(name: string, open: () => Promise<StoreHarness>): void {
  describe(`store: ${name}`, () => {
    const harnesses: StoreHarness[] = [];
    const start = async () => {
      const harness = await open();
      harnesses.push(harness);
      return harness;
    };
    afterEach(async () => {
      for (const harness of harnesses.splice(0)) await harness.dispose();
    });
    const keysOf = async (store: Store, range: Parameters<Store["scan"]>[0]) =>
      (await store.scan(range)).map(({ key }) => key);

    test("answers null for a key that was never written", async () => {
      const { store } = await start();
      expect(await store.get("nothing")).toBeNull();
    });

    test("gives back exactly the bytes written, empty ones too", async () => {
      const { store } = await start();
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      await store.batch([
        { key: "all", value: all },
        { key: "none", value: bytes() },
      ]);
      expect(await store.get("all")).toEqual(all);
      expect(await store.get("none")).toEqual(bytes());
    });

    test("does not share memory with its caller", async () => {
      const { store } = await start();
      const value = Buffer.from([1]);
      const writing = store.batch([{ key: "a", value }]);
      value[0] = 9;
      await writing;
      const read = await store.get("a");
      if (read) read[0] = 7;
      expect(await store.get("a")).toEqual(bytes(1));
    });

    test("applies all writes of a batch or none", async () => {
      const { store } = await start();
      await store.batch([{ key: "a", value: bytes(1) }]);
      const refused = await store.batch(
        [
          { key: "a", value: null },
          { key: "b", value: bytes(2) },
        ],
        [{ key: "a", value: bytes(9) }],
      );
      expect(refused).toEqual({ ok: false, error: { code: "conflict" } });
      expect(await store.get("a")).toEqual(bytes(1));
      expect(await store.get("b")).toBeNull();
    });

    test("holds to preconditions of presence, absence and exact bytes", async () => {
      const { store } = await start();
      const absent = [{ key: "a", value: null }];
      expect((await store.batch([{ key: "a", value: bytes(1, 2) }], absent)).ok).toBe(true);
      expect((await store.batch([{ key: "a", value: bytes(3) }], absent)).ok).toBe(false);
      expect((await store.batch([{ key: "a", value: bytes(3) }], [{ key: "a", value: bytes(1) }])).ok).toBe(
        false,
      );
      expect(
        (await store.batch([{ key: "a", value: bytes(3) }], [{ key: "a", value: bytes(1, 2) }])).ok,
      ).toBe(true);
      expect(await store.get("a")).toEqual(bytes(3));
    });

    test("lets exactly one of many racing batches win", async () => {
      const { store } = await start();
      const racing = Array.from({ length: 8 }, (_, i) =>
        store.batch([{ key: "prize", value: bytes(i) }], [{ key: "prize", value: null }]),
      );
      const won = (await Promise.all(racing)).flatMap((result, i) => (result.ok ? [i] : []));
      expect(won).toHaveLength(1);
      expect(await store.get("prize")).toEqual(bytes(won[0] ?? -1));
    });

    test("takes the last of several writes to one key", async () => {
      const { store } = await start();
      await store.batch([
        { key: "a", value: bytes(1) },
        { key: "a", value: null },
        { key: "a", value: bytes(2) },
      ]);
      expect(await store.get("a")).toEqual(bytes(2));
      expect(await keysOf(store, { prefix: "", limit: 9 })).toEqual(["a"]);
    });

    test("scans a prefix in order, from after a key, within a limit, both ways", async () => {
      const { store } = await start();
      const keys = ["job:1", "job:2", "job:3", "job:4", "jobs", "joa", "job"];
      await store.batch(keys.map((key) => ({ key, value: bytes(1) })));
      expect(await keysOf(store, { prefix: "job:", limit: 9 })).toEqual(["job:1", "job:2", "job:3", "job:4"]);
      expect(await keysOf(store, { prefix: "job:", after: "job:2", limit: 1 })).toEqual(["job:3"]);
      expect(await keysOf(store, { prefix: "job:", after: "job:25", limit: 9 })).toEqual(["job:3", "job:4"]);
      expect(await keysOf(store, { prefix: "job:", after: "a", limit: 2 })).toEqual(["job:1", "job:2"]);
      expect(await keysOf(store, { prefix: "job:", after: "z", limit: 2 })).toEqual([]);
      expect(await keysOf(store, { prefix: "job:", limit: 2, descending: true })).toEqual(["job:4", "job:3"]);
      expect(await keysOf(store, { prefix: "job:", after: "job:3", limit: 9, descending: true })).toEqual([
        "job:2",
        "job:1",
      ]);
      expect(await keysOf(store, { prefix: "job:", after: "a", limit: 9, descending: true })).toEqual([]);
      expect(await keysOf(store, { prefix: "job:", limit: 0 })).toEqual([]);
    });

    test("orders keys by their UTF-8 bytes, not by UTF-16 units", async () => {
      const { store } = await start();
      const keys = ["\u{1f600}", "\uffee", "z", "é"];
      await store.batch(keys.map((key) => ({ key, value: bytes(1) })));
      expect(await keysOf(store, { prefix: "", limit: 9 })).toEqual(["z", "é", "\uffee", "\u{1f600}"]);
    });

    test("refuses keys that are empty, too long or without UTF-8 bytes of their own", async () => {
      const { store } = await start();
      await expect(store.batch([{ key: "\ud800", value: bytes(1) }])).rejects.toThrow(RangeError);
      await expect(store.get("\ud800")).rejects.toThrow(RangeError);
      await expect(store.batch([{ key: "", value: bytes(1) }])).rejects.toThrow(RangeError);
      await expect(store.batch([{ key: "k".repeat(513), value: bytes(1) }])).rejects.toThrow(RangeError);
    });

    test("holds what was acknowledged after it is opened again", async () => {
      const harness = await start();
      await harness.store.batch([
        { key: "a", value: bytes(1) },
        { key: "b", value: bytes(2) },
      ]);
      await harness.store.batch([{ key: "b", value: null }]);
      const again = await harness.reopen();
      expect(await again.get("a")).toEqual(bytes(1));
      expect(await again.get("b")).toBeNull();
    });

    test("agrees with a plain map over any run of writes and scans", async () => {
      const key = fc.constantFrom("a", "a:", "a:1", "a:2", "ab", "b", "é");
      const bound = fc.oneof(key, fc.constant(""));
      const write = fc.record({ key, value: fc.option(fc.uint8Array({ maxLength: 4 })) });
      const range = fc.record({
        prefix: bound,
        after: fc.option(bound),
        descending: fc.boolean(),
        limit: fc.nat(5),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(write, { maxLength: 4 }), { maxLength: 6 }),
          range,
          async (batches, asked) => {
            const { store } = await start();
            const model = new Map<string, Uint8Array>();
            for (const writes of batches) {
              await store.batch(writes);
              for (const one of writes) {
                if (one.value === null) model.delete(one.key);
                else model.set(one.key, one.value);
              }
            }
            const { after, ...rest } = asked;
            const order = (a: string, b: string) => compareBytes(orderBytes(a), orderBytes(b));
            const expected = [...model.keys()]
              .filter((one) => one.startsWith(asked.prefix))
              .sort((a, b) => (asked.descending ? order(b, a) : order(a, b)))
              .filter(
                (one) => after === null || (asked.descending ? order(one, after) < 0 : order(one, after) > 0),
              )
              .slice(0, asked.limit);
            const found = await store.scan(after === null ? rest : { ...rest, after });
            expect(found.map((entry) => entry.key)).toEqual(expected);
            for (const entry of found) expect(entry.value).toEqual(model.get(entry.key));
          },
        ),
        { numRuns: 25 },
      );
    });
  });
}
