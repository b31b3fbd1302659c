import { loadCatalogue as parseCatalogue, modelsFor, type RankedModel } from "../adapters/engine/index.ts";
import { err, type ModelEntry, type Result } from "../protocol/index.ts";
import { deviceMemoryMib } from "./browser-node.ts";
import type { NodeSnapshot } from "./core/snapshot.ts";

/** The operator's model catalogue. Refused with `catalogue_unreachable` or `bad_catalogue`. */
export async function loadCatalogue(origin: string): Promise<Result<readonly ModelEntry[]>> {
  try {
    const response = await fetch(`${origin}/models/catalogue.json`);
    if (!response.ok)
      return err({
        code: "catalogue_unreachable",
        message: `The operator's server answered ${response.status}.`,
      });
    return parseCatalogue(await response.json());
  } catch {
    return err({ code: "catalogue_unreachable", message: "The operator's server did not answer." });
  }
}

/** Every model with a verdict for the device as probed; what suits it best first. */
export function rankModels(catalogue: readonly ModelEntry[], snapshot: NodeSnapshot): readonly RankedModel[] {
  return modelsFor({ engines: snapshot.probes, memoryMib: deviceMemoryMib() }, catalogue);
}
export type { RankedModel };
