/** The real build-wasm.sh with stand-ins for rustc, cargo and wasm-opt: no Rust is needed to know what it says when. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { repositoryRoot } from "../setup/commands.ts";
import { compareRuntimeWasm } from "./runtime-wasm.ts";

const artifacts = join(repositoryRoot, "pallets", "artifacts");
const pinned = z
  .object({ rustc: z.string(), wasmOpt: z.string() })
  .parse(JSON.parse(readFileSync(join(artifacts, "runtime.json"), "utf8")));
const committed = zstdDecompressSync(readFileSync(join(artifacts, "runtime.wasm.zst")));

let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coco-runtime-wasm-"));
  said = [];
  tools({});
  // Else toolchain.sh would take it for another clone's, and make all sources new for the real cargo.
  mkdirSync(join(folder, "target"));
  writeFileSync(join(folder, "target", ".coco-clone"), `${join(repositoryRoot, "pallets")}\n`);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Tools of some versions that build some bytes. */
function tools({ rustc = pinned.rustc, wasmOpt = pinned.wasmOpt, builds = committed as Uint8Array }): void {
  writeFileSync(join(folder, "built"), builds);
  program(
    "rustc",
    `case "$1" in --version) echo "rustc ${rustc} (stand-in)" ;; -vV) echo "release: ${rustc}" ;; *) echo "${folder}" ;; esac`,
  );
  program(
    "cargo",
    `echo once >>"${folder}/builds"
     mkdir -p "$CARGO_TARGET_DIR/wasm32v1-none/wasm"
     cp "${folder}/built" "$CARGO_TARGET_DIR/wasm32v1-none/wasm/coco_runtime.wasm"`,
  );
  program(
    "wasm-opt",
    `if [ "$1" = --version ]; then echo "wasm-opt version ${wasmOpt} (version_${wasmOpt})"; exit; fi
     for last; do :; done
     cp "$CARGO_TARGET_DIR/wasm32v1-none/wasm/coco_runtime.wasm" "$last"`,
  );
}

function program(name: string, body: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

const check = () =>
  compareRuntimeWasm({
    stamps: join(folder, "stamps"),
    say: (line) => said.push(line),
    env: {
      COCO_RUSTC: join(folder, "rustc"),
      COCO_CARGO: join(folder, "cargo"),
      CARGO_TARGET_DIR: join(folder, "target"),
      PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}`,
    },
  });

/** How often something was built. */
function builds(): number {
  const file = join(folder, "builds");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").length : 0;
}

it("builds and compares once, and remembers that", async () => {
  expect(await check()).toBe("passed");
  expect(await check()).toBe("passed");
  expect(builds()).toBe(1);
  expect(said).toEqual(["runtime wasm: unchanged since it was rebuilt and compared"]);
});

it("fails when the pinned tools build something else, every time", async () => {
  tools({ builds: Uint8Array.of(1) });
  expect(await check()).toBe("failed");
  expect(await check()).toBe("failed");
  expect(builds()).toBe(2);
});

it.each([
  ["rustc", { rustc: "9.9.9" }],
  ["wasm-opt", { wasmOpt: "999" }],
])(
  "calls it not compared when another %s builds something else, and does not take it for compared later",
  async (_tool, others) => {
    tools({ ...others, builds: Uint8Array.of(1) });
    expect(await check()).toBe("not compared");
    expect(await check()).toBe("not compared");
    expect(builds()).toBe(2);
  },
);

it.each([
  ["rustc", { rustc: "9.9.9" }],
  ["wasm-opt", { wasmOpt: "999" }],
])("compares again under another %s", async (_tool, others) => {
  expect(await check()).toBe("passed");
  tools(others);
  expect(await check()).toBe("passed");
  expect(builds()).toBe(2);
});

it("skips, and remembers nothing, where tools are missing", async () => {
  program(
    "rustc",
    `case "$1" in -vV) echo "release: ${pinned.rustc}" ;; *) echo "${folder}/no-such-target" ;; esac`,
  );
  expect(await check()).toBe("skipped");
  expect(said[0]).toMatch(/^SKIPPED/);
  tools({});
  expect(await check()).toBe("passed");
  expect(builds()).toBe(1);
});
