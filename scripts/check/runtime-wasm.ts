/** Whether the committed runtime wasm is what the source builds to. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentHash } from "../setup/cache.ts";
import { repositoryRoot, runCommand } from "../setup/commands.ts";
import { RUST_HINT } from "../setup/rust.ts";

/** `not compared`: it was built, but by other tools than the committed one, whose bytes may differ for that alone. */
export type Outcome = "passed" | "failed" | "skipped" | "not compared";

/** Exits of build-wasm.sh: the machine lacks what a build needs; built by other versions than the pinned ones. */
const LACKS_TOOLS = 3;
const OTHER_TOOLS = 4;

export interface RuntimeWasmCheck {
  /** Folder that remembers which inputs were compared under which tools. */
  readonly stamps: string;
  readonly say: (line: string) => void;
  /** Added to the environment of the tools. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Rebuilding takes minutes, so a comparison that was made of exactly these inputs with exactly these tools is not made again. */
export async function compareRuntimeWasm({ stamps, say, env = {} }: RuntimeWasmCheck): Promise<Outcome> {
  // The node runs whatever runtime it is given: none of its sources is in the wasm.
  const inputs = contentHash(
    ["pallets"],
    (path) => /\.(rs|toml|lock|sh|json|zst)$/.test(path) && !path.startsWith("pallets/node/"),
  );
  const tools = await toolVersions(env);
  const stamp = tools === null ? null : join(stamps, `${inputs}-${tools}`);
  if (stamp !== null && existsSync(stamp)) {
    say("runtime wasm: unchanged since it was rebuilt and compared");
    return "passed";
  }
  const { code } = await runCommand("sh", [join(repositoryRoot, "pallets", "build-wasm.sh"), "--check"], {
    env,
  });
  if (code === LACKS_TOOLS) {
    say(`SKIPPED: the committed runtime wasm was not compared. ${RUST_HINT}`);
    return "skipped";
  }
  if (code === OTHER_TOOLS) return "not compared";
  if (code !== 0) return "failed";
  if (stamp !== null) {
    mkdirSync(stamps, { recursive: true });
    writeFileSync(stamp, "");
  }
  return "passed";
}

/** Of rustc and wasm-opt, whose bytes the committed wasm is; null where one of them does not say. */
async function toolVersions(env: Readonly<Record<string, string>>): Promise<string | null> {
  const { stdout } = await runCommand("sh", ["-c", '. ./toolchain.sh && "$RUSTC" -vV; wasm-opt --version'], {
    cwd: join(repositoryRoot, "pallets"),
    stdout: "capture",
    env,
  });
  const rustc = /^release: (\S+)/m.exec(stdout)?.[1];
  const wasmOpt = /^wasm-opt \D*(\d+)/m.exec(stdout)?.[1];
  return rustc === undefined || wasmOpt === undefined ? null : `rustc-${rustc}-wasm-opt-${wasmOpt}`;
}
