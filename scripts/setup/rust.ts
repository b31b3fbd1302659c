/** Rust for the pallets: only tests and checks of `pallets/` need it, never people who run the product. */
import { existsSync } from "node:fs";
import { commandExists, isRoot } from "./commands.ts";
import { aptInstall } from "./apt.ts";

/** The toolchain that CI pins (pallets/toolchain.sh says how it is chosen). */
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

function present(): boolean {
  const debian = existsSync("/usr/bin/rustc") && existsSync("/usr/lib/rustlib/src/rust");
  const rustup = commandExists("cargo") && commandExists("rustc");
  return process.env["COCO_RUSTC"] !== undefined || debian || rustup;
}

/** Finds Rust, or installs Debian's when root. */
export async function ensureRust(): Promise<RustAvailability> {
  if (present()) return { available: true };
  if (isRoot() && commandExists("apt-get") && (await aptInstall(DEBIAN_PACKAGES)) && present())
    return { available: true };
  return {
    available: false,
    why: `no Rust was found. As root on Debian: apt install ${DEBIAN_PACKAGES.join(" ")}; elsewhere: rustup (https://rustup.rs) with the target wasm32v1-none, and binaryen`,
  };
}
