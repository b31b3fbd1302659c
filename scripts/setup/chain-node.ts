/** The binary of the real node: built from `pallets/node` once for each content of it, and kept outside the clone. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refused } from "../lifetime.ts";
import { aptInstall } from "./apt.ts";
import { cacheFolder, contentHash } from "./cache.ts";
import { commandExists, isRoot, repositoryRoot, runCommand } from "./commands.ts";
import { say, step } from "./progress.ts";
import { ensureRust } from "./rust.ts";

/** Over Rust itself: the SDK's network crates generate code from protocol buffers; the system's OpenSSL saves building one. */
const DEBIAN_PACKAGES = ["protobuf-compiler", "libssl-dev", "pkg-config"];

/** The node knows no runtime, so nothing else under `pallets/` changes it. */
const NODE_INPUTS = ["pallets/node", "pallets/toolchain.sh"];
const isNodeInput = (path: string): boolean => /\.(rs|toml|lock|sh)$/.test(path);

/** Names the sources of the node and the machine that they are built for. */
export function chainNodeKey(): string {
  return `${contentHash(NODE_INPUTS, isNodeInput).slice(0, 16)}-${process.platform}-${process.arch}`;
}

/** Path of the binary: `COCO_NODE`, or the one that was built from exactly these sources; null when there is none. */
export function findChainNode(): string | null {
  const given = process.env["COCO_NODE"];
  if (given !== undefined && given !== "") return given;
  const built = builtPath();
  return existsSync(built) ? built : null;
}

/** Finds the binary or builds it, which takes half an hour the first time. Throws `Refused` with what to do. */
export async function ensureChainNode(): Promise<string> {
  const found = findChainNode();
  if (found !== null) return found;
  const rust = await ensureRust();
  if (!rust.available) throw new Refused(rust.why);
  if (!commandExists("protoc") && isRoot() && commandExists("apt-get")) await aptInstall(DEBIAN_PACKAGES);
  if (!commandExists("protoc"))
    throw new Refused(
      `the node's build needs protoc. As root on Debian: apt install ${DEBIAN_PACKAGES.join(" ")}`,
    );
  const path = builtPath();
  mkdirSync(join(path, ".."), { recursive: true });
  const script = join(repositoryRoot, "pallets", "node", "build.sh");
  const { code } = await step(
    "building the node (half an hour the first time, a minute when only its own sources changed)",
    async () => runCommand("sh", [script, path]),
  );
  if (code !== 0)
    throw new Refused(`building the node failed with exit code ${code}; its output stands above`);
  return path;
}

/**
 * Formatting, clippy and the node's own tests, unless they passed for exactly these sources before: they compile what the
 * build has compiled for another profile. Returns the exit code of `pallets/node/check.sh`.
 */
export async function checkChainNode({
  marks = builtFolder(),
  env = {},
}: {
  /** Folder that remembers whether they passed. */
  readonly marks?: string;
  /** Added to the environment of the tools. */
  readonly env?: Readonly<Record<string, string>>;
} = {}): Promise<number> {
  const passed = join(marks, "checked");
  if (existsSync(passed)) {
    say("the node's sources are UNCHANGED since clippy and its own tests passed: not checked again");
    return 0;
  }
  const { code } = await runCommand("sh", [join(repositoryRoot, "pallets", "node", "check.sh")], { env });
  if (code === 0) {
    mkdirSync(marks, { recursive: true });
    writeFileSync(passed, "");
  }
  return code;
}

function builtPath(): string {
  return join(builtFolder(), "coco-node");
}

function builtFolder(): string {
  return join(cacheFolder, "chain-node", chainNodeKey());
}
