/** Rust for the pallets: only tests and checks of `pallets/` need it, never people who run the product. */
import { existsSync } from "node:fs";
import { commandExists, isRoot } from "./commands.ts";
import { aptInstall } from "./apt.ts";
import { isCi } from "./progress.ts";

/** The toolchain that built the committed wasm, and that CI pins (pallets/toolchain.sh says how it is chosen). */
const DEBIAN_PACKAGES = [
  "rustc-web",
  "cargo-web",
  "rust-web-src",
  "rust-web-clippy",
  "rustfmt-web",
  "lld",
  "binaryen",
  "zstd",
  "gcc",
  "libc6-dev",
];

export type RustAvailability =
  { readonly available: true } | { readonly available: false; readonly why: string };

/** What to run to have everything that `pallets/` needs. */
export const RUST_HINT =
  `As root on Debian: apt install ${DEBIAN_PACKAGES.join(" ")}; ` +
  "elsewhere: rustup (https://rustup.rs) with the target wasm32v1-none, and binaryen";

function debianRust(): boolean {
  return existsSync("/usr/bin/rustc") && existsSync("/usr/lib/rustlib/src/rust");
}

function anyRust(): boolean {
  const rustup = commandExists("cargo") && commandExists("rustc");
  return process.env["COCO_RUSTC"] !== undefined || debianRust() || rustup;
}

/**
 * Finds Rust, or installs Debian's when root. A person's own toolchain is left alone; CI takes the pinned one where it can,
 * because no other can tell whether the committed wasm is what the source builds to.
 */
export async function ensureRust(): Promise<RustAvailability> {
  const pinned = debianRust() && commandExists("wasm-opt");
  const wanted = isCi() && process.env["COCO_RUSTC"] === undefined ? pinned : anyRust();
  if (!wanted && isRoot() && commandExists("apt-get")) await aptInstall(DEBIAN_PACKAGES);
  return anyRust() ? { available: true } : { available: false, why: `no Rust was found. ${RUST_HINT}` };
}
