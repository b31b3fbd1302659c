import { describeFailure, engineError, isAbort } from "../errors.ts";
import type { EngineError } from "../port.ts";

/** web-llm's exceptions by name (`lib/error.d.ts`), as the port's codes. Their own texts never pass: some quote input. */
const BY_NAME: Readonly<Record<string, readonly [EngineError["code"], string]>> = {
  WebGPUNotAvailableError: ["engine_unavailable", "this browser offers no WebGPU"],
  WebGPUNotFoundError: ["engine_unavailable", "this browser offers no WebGPU"],
  FeatureSupportError: ["unsupported", "this GPU lacks a feature that the model needs"],
  ShaderF16SupportError: ["unsupported", "this GPU lacks shader-f16, which the model needs"],
  DeviceLostError: ["device_lost", "the GPU was lost"],
  ContextWindowSizeExceededError: ["context_exceeded", "the prompt is longer than the model's context"],
  MessageOrderError: ["unsupported", "the last message must come from the user"],
  SystemMessageOrderError: ["unsupported", "a system message must come first"],
  ModelNotLoadedError: ["not_loaded", "no model is loaded"],
  UnsupportedTokenizerFilesError: ["bad_model", "the model has no tokenizer that web-llm reads"],
  WindowSizeConfigurationError: ["bad_model", "the model's context settings contradict each other"],
  WindowSizeSpecificationError: ["bad_model", "the model does not say how long its context is"],
  MinValueError: ["bad_model", "the model's configuration has a value out of range"],
  ArtifactManifestError: ["bad_model", "the model's manifest does not fit its library"],
  CompileError: ["bad_model", "the model library is not WebAssembly"],
  LinkError: ["bad_model", "the model library was built for another web-llm"],
  SyntaxError: ["bad_model", "a file of the model is not the JSON it should be"],
};

/** What allocation failures say: Dawn's device errors, TVM's runtime, V8's array buffers and wasm memories. */
const OUT_OF_MEMORY =
  /out of memory|failed to allocate|(cannot|could not) allocate|allocation failed|exceeds the max buffer size|array buffer allocation/i;

const GPU_MISSING = /unable to find a compatible GPU|cannot initialize runtime/i;

/** A failure of loading, when no prompt is in play: the text may say what the library said. */
export function loadFailure(error: unknown): EngineError {
  const known = knownFailure(error);
  if (known !== null) return known;
  if (isAbort(error)) return engineError("aborted", "loading was cancelled");
  if (error instanceof Error && GPU_MISSING.test(error.message))
    return engineError("engine_unavailable", describeFailure(error));
  // What is left is a library or weights that do not fit together: TVM throws plain errors.
  return engineError("bad_model", describeFailure(error));
}

/** A failure while a prompt was in play: only names pass, since texts could quote it. */
export function runFailure(error: unknown): EngineError {
  return (
    knownFailure(error) ??
    engineError("engine_failed", `web-llm failed: ${error instanceof Error ? error.name : "unknown"}`)
  );
}

function knownFailure(error: unknown): EngineError | null {
  if (!(error instanceof Error)) return null;
  if (OUT_OF_MEMORY.test(error.message))
    return engineError("out_of_memory", "there is not enough memory for the model");
  const known = BY_NAME[error.name];
  return known === undefined ? null : engineError(known[0], known[1]);
}
