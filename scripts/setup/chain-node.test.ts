/** The real check.sh with a stand-in for cargo: no Rust is needed to know when it runs. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkChainNode } from "./chain-node.ts";
import { repositoryRoot } from "./commands.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coco-chain-node-"));
  for (const name of ["rustc", "protoc", "clippy-driver"]) program(name, "exit 0");
  // Else toolchain.sh would take it for another clone's, and make all sources new for the real cargo.
  mkdirSync(join(folder, "target"));
  writeFileSync(join(folder, "target", ".coco-clone"), `${join(repositoryRoot, "pallets", "node")}\n`);
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, body: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** cargo whose tests end with `code`. */
function cargo(code: number): void {
  program("cargo", `echo "$1" >>"${folder}/ran"; [ "$1" != test ] || exit ${code}`);
}

const check = () =>
  checkChainNode({
    marks: join(folder, "marks"),
    env: {
      COCO_RUSTC: join(folder, "rustc"),
      COCO_CARGO: join(folder, "cargo"),
      CARGO_TARGET_DIR: join(folder, "target"),
      PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}`,
    },
  });

/** What cargo was told to do. */
function ran(): string[] {
  const file = join(folder, "ran");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

it("checks the same sources of the node once", async () => {
  cargo(0);
  expect(await check()).toBe(0);
  expect(await check()).toBe(0);
  expect(ran()).toEqual(["fmt", "test"]);
});

it("checks them again until they pass", async () => {
  cargo(101);
  expect(await check()).toBe(101);
  cargo(0);
  expect(await check()).toBe(0);
  expect(ran()).toEqual(["fmt", "test", "fmt", "test"]);
});
