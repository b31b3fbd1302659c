import { ok, type ModelEntry, type Result } from "../../protocol/index.ts";
import { refuse } from "./errors.ts";
import type { MemoryEngineOptions } from "./memory.ts";
import type { Engine, EngineError } from "./port.ts";
import type { WebllmOptions } from "./webllm/engine.ts";
import type { WllamaOptions } from "./wllama/engine.ts";

export type { MemoryEngine, MemoryEngineOptions, MemoryFault } from "./memory.ts";
export { createMemoryEngine } from "./memory.ts";
export { loadCatalogue, modelsFor, type DeviceReport, type RankedModel } from "./catalogue.ts";
export * from "./port.ts";

/** Name of an engine, as the catalogue's entries say it. Nothing outside this folder lists the names. */
export type EngineName = ModelEntry["engine"];

/** What each engine needs from the one who bundles the app; an engine without its part is `engine_unavailable`. */
export interface EngineDeps {
  readonly webllm?: WebllmOptions;
  readonly wllama?: WllamaOptions;
  readonly memory?: MemoryEngineOptions;
}

/** Creates an engine by the name that a catalogue entry gives. Its code is loaded only then. */
export async function createEngine(name: EngineName, deps: EngineDeps): Promise<Result<Engine, EngineError>> {
  switch (name) {
    case "webllm":
      if (deps.webllm === undefined) return notBuiltIn(name);
      return ok((await import("./webllm/engine.ts")).createWebllmEngine(deps.webllm));
    case "wllama":
      if (deps.wllama === undefined) return notBuiltIn(name);
      return ok((await import("./wllama/engine.ts")).createWllamaEngine(deps.wllama));
    case "memory":
      return ok((await import("./memory.ts")).createMemoryEngine(deps.memory ?? {}));
  }
}

function notBuiltIn(name: EngineName): Result<Engine, EngineError> {
  return refuse("engine_unavailable", `this build has no ${name} engine`);
}
