import type { EngineProbe, LoadedModel } from "../../adapters/engine/port.ts";
import type { Capabilities, Presence } from "../../protocol/index.ts";
import type { NodePolicy } from "./admission.ts";
import type { NodeDeps } from "./node-deps.ts";

export interface PresenceSources {
  readonly probe: EngineProbe | null;
  readonly model: LoadedModel | null;
  readonly engine: string;
  /** Running, waiting and promised jobs. */
  readonly jobs: number;
  readonly tokensPerSecond: number;
  readonly serving: boolean;
  readonly policy: NodePolicy;
  readonly device: NodeDeps["device"];
}

export function presenceOf(from: PresenceSources): Presence {
  return {
    models: from.model ? [from.model.model] : [],
    engine: from.engine,
    gpu: truncateBytes(from.probe?.adapter ?? "", 64),
    arch: from.device.arch,
    ramMib: from.device.ramMib,
    ...capacityOf(from.jobs, from.policy),
    milliTokensPerSecond: Math.round(from.tokensPerSecond * 1000),
    contextTokens: from.model?.contextTokens ?? 0,
    promptTokenPricePlanck: from.policy.promptTokenPricePlanck.toString(),
    completionTokenPricePlanck: from.policy.completionTokenPricePlanck.toString(),
    serving: from.serving,
  };
}

export function capacityOf(jobs: number, policy: NodePolicy): { freeSlots: number; freeQueue: number } {
  return {
    freeSlots: jobs === 0 ? 1 : 0,
    freeQueue: Math.max(0, policy.queueLength - Math.max(0, jobs - 1)),
  };
}

export function capabilitiesOf(from: PresenceSources): Capabilities {
  const { arch, ramMib, gpu, engine, models, milliTokensPerSecond } = presenceOf(from);
  return { arch, ramMib, gpu, engine, models, milliTokensPerSecond };
}

/** Cuts at a character, so that the result is UTF-8 of at most `max` bytes. */
function truncateBytes(text: string, max: number): string {
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= max
    ? text
    : new TextDecoder().decode(bytes.subarray(0, max)).replace(/\uFFFD+$/, "");
}
