/** Types of the committed runtime's calls, events, errors, storage and APIs, as `adapters/chain/generated/` has them. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Executor } from "../../adapters/chain/devchain/executor.ts";
import { hashingReady } from "../../adapters/chain/devchain/hashing.ts";
import { loadRuntime } from "../../adapters/chain/devchain/index.ts";
import { Overlay } from "../../adapters/chain/devchain/overlay.ts";
import { Cursor, u32le } from "../../adapters/chain/devchain/scale.ts";
import { SignatureCache } from "../../adapters/chain/devchain/signature-cache.ts";
import { Trie } from "../../adapters/chain/devchain/trie.ts";
import { toHex } from "../../protocol/index.ts";
import { repositoryRoot, runCommand } from "../setup/commands.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** Where they are committed. */
export const GENERATED = join(repositoryRoot, "adapters", "chain", "generated");

/** The first that tells of runtime APIs. */
const METADATA_VERSION = 15;

const FILES = [
  "augment-api-errors.ts",
  "augment-api-events.ts",
  "augment-api-query.ts",
  "augment-api-runtime.ts",
  "augment-api-tx.ts",
  "types-lookup.ts",
];
const HEADER =
  "// Made by `npm run chain:types` from the metadata of pallets/artifacts/runtime.wasm.zst; not to be edited.\n";

/** Text of every file, by its name. */
export async function runtimeTypes(): Promise<ReadonlyMap<string, string>> {
  const folder = await temporaryFolder("runtime-types");
  const metadata = join(folder, "metadata.json");
  await writeFile(metadata, JSON.stringify({ result: toHex(await runtimeMetadata()) }));
  const generator = join(repositoryRoot, "scripts", "chain", "typegen.ts");
  const { code, stdout } = await runCommand(process.execPath, [generator, metadata, folder], {
    stdout: "capture",
  });
  if (code !== 0) throw new Error(`@polkadot/typegen ended with ${code}\n${stdout}`);
  const texts = await Promise.all(FILES.map((file) => readFile(join(folder, file), "utf8")));
  return new Map(FILES.map((file, place) => [file, tidy(texts[place] ?? "")]));
}

/** The runtime's own word, without a chain. */
async function runtimeMetadata(): Promise<Uint8Array> {
  await hashingReady();
  const runtime = await loadRuntime();
  if (!runtime.ok) throw new Error(runtime.error.message);
  const executor = new Executor(runtime.value.wasm, new SignatureCache());
  const empty = new Overlay(Trie.empty(1));
  const answer = new Cursor(executor.call("Metadata_metadata_at_version", u32le(METADATA_VERSION), empty));
  if (answer.u8() !== 1) throw new Error(`the runtime has no metadata of version ${METADATA_VERSION}`);
  return answer.vec();
}

/** Our header for theirs, and no white space at the ends of lines. */
function tidy(text: string): string {
  return HEADER + text.replace(/^\/\/ Auto-generated.*\n/, "").replace(/[ \t]+$/gm, "");
}
