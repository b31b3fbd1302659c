/** The runtime that comes with the product: `pallets/artifacts/runtime.wasm.zst`, checked against `runtime.json`. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import { err, ok, type Result } from "../../../protocol/index.ts";
import type { DevchainError } from "./errors.ts";

export interface RuntimeArtifact {
  readonly wasm: Uint8Array;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly specName: string;
  readonly specVersion: number;
  /** `system_properties`: SS58 format, token symbol and decimals. */
  readonly properties: Readonly<Record<string, string | number>>;
}

/** Bytes. Ten times today's runtime; a decompression bomb stops here. */
const MAX_WASM_BYTES = 16 * 1024 * 1024;

const recordSchema = z.object({
  file: z.string(),
  wasmSha256: z.string().regex(/^[0-9a-f]{64}$/),
  specName: z.string(),
  specVersion: z.number().int(),
  properties: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

/** Reads and checks the runtime; `folder` is where `runtime.json` lies. Errors: `runtime_artifact`. */
export async function loadRuntime(
  folder = fileURLToPath(new URL("../../../pallets/artifacts/", import.meta.url)),
): Promise<Result<RuntimeArtifact, DevchainError>> {
  const refuse = (message: string) => err<DevchainError>({ code: "runtime_artifact", message });
  try {
    const record = recordSchema.safeParse(JSON.parse(await readFile(join(folder, "runtime.json"), "utf8")));
    if (!record.success) return refuse("runtime.json lacks a field; build it again with npm run chain:build");
    const { file, wasmSha256, specName, specVersion, properties } = record.data;
    if (file.includes("/") || file.includes("\\"))
      return refuse("runtime.json names a file outside its folder");
    const wasm = zstdDecompressSync(await readFile(join(folder, file)), { maxOutputLength: MAX_WASM_BYTES });
    const sha256 = createHash("sha256").update(wasm).digest("hex");
    if (sha256 !== wasmSha256)
      return refuse(
        "the runtime's SHA-256 is not the one in runtime.json; fetch it again or build it with npm run chain:build",
      );
    return ok({ wasm: new Uint8Array(wasm), sha256, specName, specVersion, properties });
  } catch {
    return refuse(
      "pallets/artifacts/ holds no readable runtime; fetch it again or build it with npm run chain:build",
    );
  }
}
