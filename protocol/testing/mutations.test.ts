import { describe, expect, it } from "vitest";
import { addTally, doorOf, emptyTally, MUTATION_KINDS, mutationTester } from "./mutations.ts";

/** Some seconds; `npm run mutations` tries a million. */
const COUNT = 40 * MUTATION_KINDS.length;
const tester = mutationTester(1);

describe("mutated vouchers and usage records", () => {
  it("are made of messages that are accepted", () => {
    expect(tester.controls()).toEqual({ accepted: 16, tried: 16 });
  });

  it("are never accepted, whatever is wrong, and every door refuses some", () => {
    const { tally, accepted } = tester.run(0, COUNT);
    expect(accepted).toEqual([]);
    for (const message of ["voucher", "record"] as const) {
      const doors = Object.values(tally[message]);
      expect(doors.map(({ decoder, signature, rules }) => decoder + signature + rules)).toEqual(
        MUTATION_KINDS.map(() => COUNT / 2 / MUTATION_KINDS.length),
      );
      for (const door of ["decoder", "signature", "rules"] as const)
        expect(
          doors.some((one) => one[door] > 0),
          `${message}: ${door}`,
        ).toBe(true);
    }
  }, 120_000);

  it("are the same for the same seed, in whatever parts they are tried", () => {
    const parts = emptyTally();
    for (const [from, to] of [
      [0, 31],
      [31, 52],
    ] as const)
      addTally(parts, mutationTester(9).run(from, to).tally);
    expect(parts).toEqual(mutationTester(9).run(0, 52).tally);
  }, 120_000);

  it("end at the door that their code names", () => {
    expect(doorOf("ok")).toBe("accepted");
    expect(doorOf("voucher_truncated")).toBe("decoder");
    expect(doorOf("record_bad_device_signature")).toBe("signature");
    expect(doorOf("voucher_bad_signature")).toBe("signature");
    expect(doorOf("voucher_not_newer")).toBe("rules");
  });
});
