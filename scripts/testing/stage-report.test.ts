import { describe, expect, it } from "vitest";
import { readCargoOutput } from "./cargo-output.ts";
import { type Stage, type Trouble, troubleLines } from "./stage-report.ts";

function stage(name: string, ...troubles: Trouble[]): Stage {
  return { name, report: { passed: 0, failed: 0, skipped: 0, troubles } };
}

describe("the end of a test run", () => {
  it("is silent when all is well", () => {
    expect(troubleLines([stage("unit"), stage("slow")])).toEqual([]);
  });

  it("tells failures of all stages first, each with its beginning and without colours", () => {
    const lines = troubleLines([
      stage("unit", { kind: "skipped", where: "a.test.ts > waits", message: "" }),
      stage("slow", { kind: "flaky", where: "b.slow.test.ts > races", message: "lost" }),
      stage("journey", {
        kind: "failed",
        where: "c.test.ts > fails",
        message: "\u001b[31mone\u001b[39m\n\ntwo",
      }),
    ]);
    expect(lines).toEqual([
      "FAILED journey: c.test.ts > fails",
      "    one",
      "    two",
      "FLAKY (passed at its second try only; the first said) slow: b.slow.test.ts > races",
      "    lost",
      "SKIPPED unit: a.test.ts > waits",
    ]);
  });

  it("stays shorter than what a CI keeps of a log, whatever failed", () => {
    const message = `${"x".repeat(10_000)}\n`.repeat(100);
    const troubles = Array.from({ length: 200 }, (_, index): Trouble => {
      return { kind: "failed", where: `test ${index}`, message };
    });
    const lines = troubleLines([stage("unit", ...troubles)]);
    expect(lines.length).toBeLessThan(180);
    expect(lines.at(-1)).toBe("… and 175 more, above");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(250);
  });
});

/** What cargo 1.85 prints for two crates, names changed. */
const CARGO = `
running 3 tests
test tests::refuses_a_replay ... FAILED
test tests::needs_a_network ... ignored, needs a network
test tests::settles ... ok

failures:

---- tests::refuses_a_replay stdout ----

thread 'tests::refuses_a_replay' panicked at settlement/src/tests.rs:12:5:
assertion \`left == right\` failed
  left: 1
 right: 2
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace


failures:
    tests::refuses_a_replay

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s


running 1 test
test tests::counts ... ok

test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
`;

describe("cargo's output", () => {
  it("gives the totals of all crates, and each failure with where it panicked", () => {
    const report = readCargoOutput(CARGO, 101);
    expect(report).toMatchObject({ passed: 2, failed: 1, skipped: 1 });
    expect(troubleLines([{ name: "pallets", report }])).toEqual([
      "FAILED pallets: tests::refuses_a_replay",
      "    thread 'tests::refuses_a_replay' panicked at settlement/src/tests.rs:12:5:",
      "    assertion `left == right` failed",
      "      left: 1",
      "     right: 2",
      "    note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
      "SKIPPED pallets: tests::needs_a_network",
    ]);
  });

  it("is a failure when cargo ends badly without a failed test", () => {
    expect(readCargoOutput("", 101)).toMatchObject({ passed: 0, failed: 1 });
  });
});
