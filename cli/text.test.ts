import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fields, harmless, json, parseTokens, table, time, tokens } from "./text.ts";

describe("amounts", () => {
  test("are shown without rounding and read back", () => {
    expect(tokens(0n)).toBe("0 COCO");
    expect(tokens(1n)).toBe("0.000000000001 COCO");
    expect(tokens(1_234_567_500_000_000_000n)).toBe("1,234,567.5 COCO");
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (planck) => {
        expect(parseTokens(tokens(planck).replace(/,| COCO/g, ""))).toBe(planck);
      }),
    );
  });

  test("that are none are refused", () => {
    for (const text of ["", "-1", "1.", ".5", "1e3", "0x1", "1,000", "1.0000000000001", " 1"])
      expect(parseTokens(text)).toBeNull();
  });
});

describe("tables", () => {
  test("align their columns by what is seen", () => {
    expect(
      table(
        ["A", "LONG"],
        [
          ["ä", "x"],
          ["bcd", "y"],
        ],
      ),
    ).toBe("A    LONG\nä    x\nbcd  y\n");
    expect(
      fields([
        ["a", "1"],
        ["bcd", ""],
      ]),
    ).toBe("a    1\nbcd\n");
  });

  test("let no cell move the cursor, ring the bell or begin a line of its own", () => {
    const shown = table(["A"], [["\u001B[2J\u0007\u009B31m\u202Eabc\nok  fake: all is well"]]);
    expect(shown.split("\n")).toHaveLength(3);
    for (const control of ["\u001B", "\u0007", "\u009B", "\u202E"]) expect(shown).not.toContain(control);
    expect(harmless("tabs\tand\nlines stay")).toBe("tabs\tand\nlines stay");
    expect(harmless("👩‍💻 naïve 漢字")).toBe("👩‍💻 naïve 漢字");
  });
});

test("JSON has 64-bit numbers as decimal strings, on one line", () => {
  expect(json({ planck: 2n ** 100n, text: "a\nb" })).toBe(
    '{"planck":"1267650600228229401496703205376","text":"a\\nb"}\n',
  );
});

test("times that no clock shows are said to be unknown", () => {
  expect(time(0)).toBe("1970-01-01 00:00:00 UTC");
  expect(time(2n ** 64n)).toBe("?");
});
