/** What measures the coverage of Rust: cargo-llvm-cov, and LLVM's own tools of the version that rustc was built with. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { aptInstall } from "./apt.ts";
import { cacheFolder } from "./cache.ts";
import { commandExists, isRoot, runCommand } from "./commands.ts";
import { step } from "./progress.ts";

/** Pinned: another version may count other lines. */
const CARGO_LLVM_COV_VERSION = "0.9.1";

/** The environment that `cargo llvm-cov` wants, and the program itself; or why there is none. */
export type LlvmCov =
  | {
      readonly available: true;
      readonly program: string;
      readonly env: { readonly LLVM_COV: string; readonly LLVM_PROFDATA: string };
    }
  | { readonly available: false; readonly why: string };

/** Apart from the other builds' folder: what is built with counters is of no use to them. */
export const coverageTarget = join(cacheFolder, "coverage-target");

/** Runs a line of shell beside `pallets/toolchain.sh`, which says which Rust is used. Its standard output, or null when it failed. */
async function withToolchain(line: string, ownEnv: Record<string, string> = {}): Promise<string | null> {
  const env = { ...ownEnv, CARGO_TARGET_DIR: coverageTarget };
  const script = `cd pallets && . ./toolchain.sh && ${line}`;
  const { code, stdout } = await runCommand("sh", ["-c", script], { stdout: "capture", env });
  return code === 0 ? stdout : null;
}

async function llvmMajor(): Promise<string | null> {
  const version = await withToolchain('"$RUSTC" --version --verbose');
  return /^LLVM version: (\d+)\./m.exec(version ?? "")?.[1] ?? null;
}

/** `LLVM_COV` and `LLVM_PROFDATA` when they are set, then Debian's of that version, then rustup's component. */
async function llvmTools(major: string): Promise<{ LLVM_COV: string; LLVM_PROFDATA: string } | null> {
  const { LLVM_COV, LLVM_PROFDATA } = process.env;
  if (LLVM_COV !== undefined && LLVM_PROFDATA !== undefined) return { LLVM_COV, LLVM_PROFDATA };
  const host = await withToolchain('echo "$("$RUSTC" --print target-libdir)/../bin"');
  const folders = [`/usr/lib/llvm-${major}/bin`, ...(host === null ? [] : [host.trim()])];
  const found = folders.find((folder) => existsSync(join(folder, "llvm-cov")));
  if (found === undefined) return null;
  return { LLVM_COV: join(found, "llvm-cov"), LLVM_PROFDATA: join(found, "llvm-profdata") };
}

async function ensureProgram(): Promise<string | null> {
  const root = join(cacheFolder, "cargo-tools", `cargo-llvm-cov-${CARGO_LLVM_COV_VERSION}`);
  const program = join(root, "bin", "cargo-llvm-cov");
  if (existsSync(program)) return program;
  const install =
    '"$cargo" install --locked --root "$ROOT" --target-dir "$BUILD" --version "$VERSION" cargo-llvm-cov >&2';
  const env = {
    ROOT: root,
    BUILD: join(cacheFolder, "cargo-tools", "build"),
    VERSION: CARGO_LLVM_COV_VERSION,
  };
  const installed = await step(`installing cargo-llvm-cov ${CARGO_LLVM_COV_VERSION}`, () =>
    withToolchain(install, env),
  );
  return installed === null ? null : program;
}

/** Finds or installs all of it. Rust itself is there already. */
export async function ensureLlvmCov(): Promise<LlvmCov> {
  const major = await llvmMajor();
  if (major === null) return { available: false, why: "rustc does not say which LLVM it was built with" };
  const debian = `llvm-${major}`;
  if ((await llvmTools(major)) === null && isRoot() && commandExists("apt-get")) await aptInstall([debian]);
  const env = await llvmTools(major);
  if (env === null) {
    const why =
      `no llvm-cov of LLVM ${major} was found. Debian: apt install ${debian}; rustup: rustup component add llvm-tools; ` +
      "anything else: LLVM_COV and LLVM_PROFDATA";
    return { available: false, why };
  }
  const program = await ensureProgram();
  if (program === null)
    return { available: false, why: `cargo install cargo-llvm-cov ${CARGO_LLVM_COV_VERSION} failed` };
  return { available: true, program, env };
}
