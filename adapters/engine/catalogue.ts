import { z } from "zod";
import {
  err,
  modelEntrySchema,
  ok,
  type ModelEntry,
  type Refusal,
  type Result,
} from "../../protocol/index.ts";
import type { EngineProbe } from "./port.ts";

const catalogueSchema = z.object({ webllm: z.string(), models: z.array(modelEntrySchema).min(1) });

export interface CatalogueError extends Refusal {
  readonly code: "bad_catalogue";
}

/** Reads `models/catalogue.json` as it was fetched or imported; an operator may serve a list of their own. */
export function loadCatalogue(json: unknown): Result<ModelEntry[], CatalogueError> {
  const parsed = catalogueSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return err({
      code: "bad_catalogue",
      message: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a catalogue"}`,
    });
  }
  const ids = new Set(parsed.data.models.map(({ id }) => id));
  if (ids.size !== parsed.data.models.length)
    return err({ code: "bad_catalogue", message: "two entries share an id" });
  return ok(parsed.data.models);
}

/** What is known about a device: each engine's probe (missing: not probed) and the memory that the browser admits to. */
export interface DeviceReport {
  readonly engines: Readonly<Partial<Record<ModelEntry["engine"], EngineProbe>>>;
  /** MiB, from `navigator.deviceMemory` (which is capped at 8 GiB); null where the browser does not say. */
  readonly memoryMib: number | null;
}

export interface RankedModel {
  readonly model: ModelEntry;
  /**
   * `good`: should answer at reading speed. `slow`: fits, but the micro-benchmark says it will crawl. `too_large`: more
   * memory than this device is likely to give. `unsupported`: no engine here, or its GPU lacks a feature.
   */
  readonly verdict: "good" | "slow" | "too_large" | "unsupported";
  /** The models of WebLLM's list are not pinned: their bytes are not checked. */
  readonly pinned: boolean;
}

/** Share of the device's memory that a model may take: the browser, the system and other tabs live there as well. */
const MEMORY_SHARE = 0.5;

/** MiB assumed where the browser does not tell: every device that runs WebGPU has 4 GiB, and half of it is ours. */
const ASSUMED_MEMORY_MIB = 4096;

/**
 * GFLOP/s of the micro-benchmark for each MiB of model at reading speed (about 8 tokens/s): a weight of 0.6 bytes costs two
 * operations a token, and browser engines reach about a tenth of peak in decoding.
 */
const GFLOPS_PER_MIB = 0.28;

/** MiB. Below this a model is a self-test, and every device answers at once. */
const SELF_TEST_MIB = 128;

const ORDER = { good: 0, slow: 1, too_large: 2, unsupported: 3 } as const;

/** Every entry with a verdict: what suits this device first, the largest of those first; then the rest, smallest first. */
export function modelsFor(device: DeviceReport, catalogue: readonly ModelEntry[]): RankedModel[] {
  const ranked = catalogue.map((model): RankedModel => ({
    model,
    verdict: judge(device, model),
    pinned: model.files !== null,
  }));
  return ranked.sort((a, b) => {
    if (a.verdict !== b.verdict) return ORDER[a.verdict] - ORDER[b.verdict];
    return a.verdict === "good"
      ? b.model.memoryMib - a.model.memoryMib
      : a.model.memoryMib - b.model.memoryMib;
  });
}

function judge(device: DeviceReport, model: ModelEntry): RankedModel["verdict"] {
  const probe = device.engines[model.engine];
  if (probe?.available !== true) return "unsupported";
  if (model.requiredFeatures.some((feature) => !probe.features.includes(feature))) return "unsupported";
  if (model.memoryMib <= SELF_TEST_MIB) return "good";
  if (model.memoryMib > (device.memoryMib ?? ASSUMED_MEMORY_MIB) * MEMORY_SHARE) return "too_large";
  if (probe.gflops !== null && probe.gflops < model.memoryMib * GFLOPS_PER_MIB) return "slow";
  return "good";
}
