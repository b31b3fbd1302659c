import { z } from "zod";
import { MAX_MODEL_ID_BYTES } from "./limits.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One file of a model. Relative `path` is joined to the entry's `baseUrl`. */
export const modelFileSchema = z.object({
  path: z.string().min(1).max(256),
  bytes: z.number().int().min(0),
  sha256,
});

/** A model that nodes can serve. `unpinned` entries (WebLLM's prebuilt list) have no file list: their bytes are not checked. */
export const modelEntrySchema = z.object({
  id: z.string().min(1).max(MAX_MODEL_ID_BYTES),
  /** Shown to people. */
  title: z.string().min(1).max(120),
  engine: z.enum(["webllm", "wllama", "memory"]),
  /** Folder of the weights, absolute or relative to the page's origin; ends with a slash. Operators may mirror it. */
  baseUrl: z.string().max(512),
  /** WebLLM's compiled library, absolute or relative to the page's origin; null for engines without one. */
  libraryUrl: z.string().max(512).nullable(),
  contextTokens: z.number().int().min(1),
  /** MiB of GPU (or process) memory that it needs. */
  memoryMib: z.number().min(0),
  /** Bytes to download; null when unknown before the download. */
  downloadBytes: z.number().int().min(0).nullable(),
  requiredFeatures: z.array(z.string().max(64)).max(16),
  /** Every file with its SHA-256, or null: `unpinned`. */
  files: z.array(modelFileSchema).max(4096).nullable(),
  /** blake2-256 over the pinned weight files (models/tiny/README.md says how), `0x` hex; zero when unpinned. */
  weightsDigest: z.string().regex(/^0x[0-9a-f]{64}$/),
  licence: z.string().max(64),
});
export type ModelEntry = z.infer<typeof modelEntrySchema>;
export type ModelFile = z.infer<typeof modelFileSchema>;
