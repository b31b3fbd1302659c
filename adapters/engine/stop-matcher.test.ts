import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StopMatcher } from "./stop-matcher.ts";

function run(pieces: readonly string[], stop: readonly string[]): { text: string; matched: boolean } {
  const matcher = new StopMatcher(stop);
  let text = "";
  for (const piece of pieces) text += matcher.push(piece);
  return { text: text + matcher.finish(null), matched: matcher.hasMatched() };
}

describe("StopMatcher", () => {
  it("cuts at the earliest stop string however the text is split into pieces", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 4 }), { maxLength: 12 }),
        fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 }), {
          maxLength: 4,
        }),
        (pieces, stop) => {
          const whole = pieces.join("");
          const result = run(pieces, stop);
          // A reference that sees the text grow piece by piece: the earliest match in the first prefix that has one.
          let expected = whole;
          let grown = "";
          for (const piece of pieces) {
            grown += piece;
            const at = Math.min(...stop.map((s) => grown.indexOf(s)).map((i) => (i === -1 ? Infinity : i)));
            if (at !== Infinity) {
              expected = grown.slice(0, at);
              break;
            }
          }
          expect(result.text).toBe(expected);
          expect(result.matched).toBe(stop.some((s) => whole.includes(s)));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("never shows text that becomes part of a stop string later", () => {
    const matcher = new StopMatcher(["END"]);
    expect(matcher.push("the E")).toBe("the ");
    expect(matcher.push("N")).toBe("");
    expect(matcher.push("ough E")).toBe("ENough ");
    expect(matcher.push("ND and more")).toBe("");
    expect(matcher.hasMatched()).toBe(true);
    expect(matcher.finish(null)).toBe("");
  });

  it("drops held-back text beyond the length at which the library cut the answer", () => {
    const matcher = new StopMatcher([], ["</s>"]);
    expect(matcher.push("fine</")).toBe("fine");
    expect(matcher.finish(4)).toBe("");
    const kept = new StopMatcher([], ["</s>"]);
    expect(kept.push("fine</")).toBe("fine");
    expect(kept.finish(6)).toBe("</");
  });
});
