import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { coverageLines } from "./coverage-table.ts";
import { coverageRows, missesGoal, percentOf, totalOf } from "./coverage.ts";
import { invariantsIn, palletInvariants } from "./invariants.ts";
import { readReport } from "./report.ts";
import { testsByCrate } from "./tests.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function workspace(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "coco-pallets-test-"));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const pallet = (name: string) => ({
  [`${name}/Cargo.toml`]: `[package]\nname = "pallet-${name}"\n`,
  [`${name}/src/lib.rs`]: "#[frame_support::pallet]\npub mod pallet {}\n",
});

describe("coverage of the pallets", () => {
  const root = workspace({
    ...pallet("good"),
    ...pallet("poor"),
    "runtime/Cargo.toml": '[package]\nname = "coco-runtime"\n',
    "runtime/src/lib.rs": "",
    "artifacts/runtime.json": "{}",
  });
  const file = (path: string, count: number, covered: number) => ({
    filename: join(root, path),
    summary: { lines: { count, covered } },
  });
  const exported = {
    data: [
      {
        files: [
          file("good/src/lib.rs", 90, 90),
          file("good/src/state.rs", 10, 1),
          file("good/src/benchmarking.rs", 500, 0),
          file("good/src/weights.rs", 500, 0),
          file("good/src/mock.rs", 500, 0),
          file("good/src/tests.rs", 500, 0),
          file("good/src/tests/more.rs", 500, 0),
          file("poor/src/lib.rs", 100, 89),
          file("runtime/src/lib.rs", 10, 0),
          { filename: "/usr/src/rust/library/core/src/lib.rs", summary: { lines: { count: 9, covered: 0 } } },
        ],
      },
    ],
  };

  it("adds up a crate's lines without what is not measured, and finds crates by their folders", () => {
    const rows = coverageRows(exported, root);
    expect(rows).toEqual([
      { crate: "pallet-good", lines: 100, covered: 91, mustReach: true },
      { crate: "pallet-poor", lines: 100, covered: 89, mustReach: true },
      { crate: "coco-runtime", lines: 10, covered: 0, mustReach: false },
    ]);
    expect(rows.map(missesGoal)).toEqual([false, true, false]);
    expect(totalOf(rows)).toMatchObject({ lines: 210, covered: 180 });
    expect(percentOf({ lines: 0, covered: 0 })).toBe(100);
    expect(coverageLines(rows)[2]).toMatch(/^pallet-poor +100 +89 +89\.0 % +≥ 90 %$/);
  });

  it("is refused in a form that nobody knows", () => {
    expect(() => coverageRows({ data: [{ files: [{ filename: 1 }] }] }, root)).toThrow();
  });
});

describe("what the pallets' tests report", () => {
  it("is read by its fields", () => {
    const text = [
      "coco-property pallet=settlement calls=100 accepted=60 refused=40 sequences=3 seed=18446744073709551615",
      "coco-mutations message=record kind=replay tried=9 decoder=0 signature=0 rules=9 accepted=0 seed=1",
      "",
    ].join("\n");
    expect(readReport(text)).toEqual({
      properties: [
        {
          pallet: "settlement",
          calls: 100,
          accepted: 60,
          refused: 40,
          sequences: 3,
          seed: "18446744073709551615",
        },
      ],
      mutations: [
        {
          message: "record",
          kind: "replay",
          tried: 9,
          decoder: 0,
          signature: 0,
          rules: 9,
          accepted: 0,
          seed: "1",
        },
      ],
    });
    expect(() => readReport("coco-property pallet=settlement calls=many")).toThrow();
    expect(() => readReport("coco-other x=1")).toThrow("nobody knows");
  });

  it("is counted by crate, other test programs with their library's", () => {
    const output = [
      "     Running unittests src/lib.rs (/t/debug/deps/coco_primitives-c8ed6af61414e641)",
      "test result: ok. 15 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.4s",
      "     Running tests/vectors/main.rs (/t/debug/deps/vectors-37b889eb1890462e)",
      "test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.1s",
      "     Running unittests src/lib.rs (/t/debug/deps/pallet_settlement-4d79eee8ef1a38af)",
      "test result: ok. 51 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 9s",
    ].join("\n");
    expect(testsByCrate(output)).toEqual([
      { crate: "coco-primitives", passed: 18, failed: 1, skipped: 2 },
      { crate: "pallet-settlement", passed: 51, failed: 0, skipped: 0 },
    ]);
  });
});

describe("a pallet's invariants", () => {
  it("are the list above do_try_state, however its lines are broken", () => {
    const source = [
      "impl<T: Config> Pallet<T> {",
      "    /// What always holds of this pallet's storage:",
      "    ///",
      "    /// * the first, which is so long that it goes on",
      "    ///   in a second line;",
      "    /// * the last.",
      "    #[cfg(any(test, feature = \"try-runtime\"))]",
      "    pub fn do_try_state() -> Result<(), TryRuntimeError> {",
    ].join("\n");
    expect(invariantsIn(source)).toEqual([
      "the first, which is so long that it goes on in a second line",
      "the last",
    ]);
    expect(invariantsIn("/// * of something else;\npub fn other() {}")).toEqual([]);
  });

  it("are documented by every pallet that there is", () => {
    const found = palletInvariants();
    expect(found.map(({ crate }) => crate)).toEqual(
      expect.arrayContaining(["pallet-device-registry", "pallet-settlement", "pallet-reputation"]),
    );
    for (const { crate, invariants } of found) expect(invariants.length, crate).toBeGreaterThan(1);
  });
});
