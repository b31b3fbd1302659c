import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { hexOf } from "./bytes.ts";
import { hashingReady } from "./hashing.ts";
import { Overlay } from "./overlay.ts";
import { compact, concat } from "./scale.ts";
import { Trie } from "./trie.ts";

const names = ["a", "ab", "abc", "b", "ba", "c"] as const;
const value = (...bytes: number[]) => Uint8Array.from(bytes);

describe("overlay", () => {
  beforeAll(hashingReady);

  test("takes back exactly what a rolled-back transaction did, and keeps what a committed one did", () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant("set" as const),
        key: fc.constantFrom(...names),
        byte: fc.option(fc.nat(255)),
      }),
      fc.record({ do: fc.constant("append" as const), key: fc.constantFrom(...names), byte: fc.nat(255) }),
      fc.record({ do: fc.constant("begin" as const) }),
      fc.record({ do: fc.constant("commit" as const) }),
      fc.record({ do: fc.constant("rollback" as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const base = new Map<string, Uint8Array>([
          ["ab", concat(compact(1), value(9))],
          ["b", value(7)],
        ]);
        const overlay = new Overlay(Trie.of(base, 1));
        const stack = [new Map(base)];
        for (const one of steps) {
          const top = stack.at(-1) ?? new Map<string, Uint8Array>();
          if (one.do === "begin") {
            overlay.begin();
            stack.push(new Map(top));
          } else if (one.do === "commit" || one.do === "rollback") {
            if (stack.length === 1) continue;
            overlay[one.do]();
            stack.pop();
            if (one.do === "commit") stack[stack.length - 1] = top;
          } else if (one.do === "set") {
            overlay.set(one.key, one.byte === null ? null : value(one.byte));
            if (one.byte === null) top.delete(one.key);
            else top.set(one.key, value(one.byte));
          } else {
            overlay.append(one.key, value(one.byte));
            top.set(one.key, appended(top.get(one.key), one.byte));
          }
          for (const name of names)
            expect(overlay.get(name)).toEqual((stack.at(-1) ?? new Map()).get(name) ?? null);
        }
        const model = stack.at(-1) ?? new Map<string, Uint8Array>();
        expect(hexOf(overlay.trie().root())).toBe(hexOf(Trie.of(model, 1).root()));
        const sorted = [...model.keys()].sort();
        for (const name of ["", ...names])
          expect(overlay.next(name)).toBe(sorted.find((other) => other > name) ?? null);
      }),
    );
  });

  test("clears a prefix: all of its own keys, and of the base as many as the limit lets it", () => {
    const base = Trie.of(
      ["p1", "p2", "p3", "q"].map((name) => [name, value(1)]),
      1,
    );
    const overlay = new Overlay(base);
    overlay.set("p0", value(5));
    expect(overlay.clearPrefix("p", 2)).toEqual({ visited: 2, remaining: true });
    expect([...overlay.trie().keys()]).toEqual(["p3", "q"]);
    expect(overlay.clearPrefix("p", null)).toEqual({ visited: 3, remaining: false });
    expect([...overlay.trie().keys()]).toEqual(["q"]);
  });

  test("rolls back to a depth, as after a trap", () => {
    const overlay = new Overlay(Trie.empty(1));
    overlay.begin();
    overlay.set("a", value(1));
    overlay.begin();
    overlay.set("b", value(1));
    overlay.rollbackTo(0);
    expect(overlay.changes().size).toBe(0);
    expect(() => overlay.rollback()).toThrow("no transaction is open");
  });
});

/** As FRAME's EncodeAppend: a value that begins with a length grows, anything else is replaced. */
function appended(old: Uint8Array | undefined, byte: number): Uint8Array {
  // The bytes set above are one byte long, and as a list's length only those of mode 0 are whole.
  if (old === undefined) return concat(compact(1), value(byte));
  const mode = (old[0] ?? 0) & 3;
  if (mode !== 0) return concat(compact(1), value(byte));
  return concat(compact(((old[0] ?? 0) >> 2) + 1), old.subarray(1), value(byte));
}
