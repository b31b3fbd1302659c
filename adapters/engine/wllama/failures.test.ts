import { describe, expect, it } from "vitest";
import { isCrash, loadFailure, runFailure } from "./failures.ts";
import { NativeLog } from "./native-log.ts";

/** wllama's own class for what happens inside its WebAssembly. */
function crash(message: string): Error {
  return Object.assign(new Error(message), { name: "RuntimeError" });
}

// As wllama 3.8.1 and Chromium 156 said them.
const OUT_OF_MEMORY_LOGS = [
  "ggml_aligned_malloc: insufficient memory (attempted to allocate 4097.64 MB)",
  "ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 4296683552",
  "llama_init_from_model: failed to initialize the context: failed to allocate buffer for kv cache",
  "llama_init_from_model: failed to initialize the context: failed to allocate compute pp buffers",
  "llama_init_from_model: failed to initialize the context: std::bad_alloc",
];
const OUT_OF_MEMORY_ERRORS = [
  // wllama's worker, when it cannot have shared memory for its threads.
  crash("Cannot allocate WebAssembly.Memory"),
  // V8, on the memory itself, on an instance, and on copies of it.
  new RangeError("WebAssembly.Memory(): could not allocate memory"),
  new RangeError("WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance"),
  new RangeError("Array buffer allocation failed"),
];
const OTHER_LOGS = [
  "gguf_init_from_reader: invalid magic characters: '????', expected 'GGUF'",
  "llama_model_load_from_file_impl: failed to load model",
  "srv    load_model: failed to create_context with model 'models/model-00001-of-00001.gguf'",
  "srv    send_error: task id = 0, error: request (1123 tokens) exceeds the available context size (1024 tokens), try increasing it",
];

describe("wllama's failures", () => {
  it.each(OUT_OF_MEMORY_LOGS)("are a want of memory when llama.cpp logs: %s", (line) => {
    const log = new NativeLog();
    log.logger.error(line);
    const outOfMemory = log.takeOutOfMemory();
    expect(loadFailure(new Error("no model"), outOfMemory).code).toBe("out_of_memory");
    expect(runFailure(crash("(ABORT) Aborted()"), outOfMemory).code).toBe("out_of_memory");
    expect(log.takeOutOfMemory()).toBe(false);
  });

  it.each(OTHER_LOGS)("are no want of memory when llama.cpp logs: %s", (line) => {
    const log = new NativeLog();
    log.logger.error(line);
    expect(log.takeOutOfMemory()).toBe(false);
  });

  it.each(OUT_OF_MEMORY_ERRORS)("are a want of memory when the browser says: %s", (error) => {
    expect(loadFailure(error, false).code).toBe("out_of_memory");
    expect(runFailure(error, false).code).toBe("out_of_memory");
  });

  it.each([
    "request (1123 tokens) exceeds the available context size (1024 tokens), try increasing it",
    "Context size has been exceeded.",
  ])("are an overlong prompt when llama.cpp answers: %s", (message) => {
    expect(runFailure(new Error(message), false).code).toBe("context_exceeded");
  });

  it("are a lost device when the WebAssembly has crashed for any other reason", () => {
    expect(runFailure(crash("(ABORT) Aborted()"), false).code).toBe("device_lost");
    expect(runFailure(crash("unreachable"), false).code).toBe("device_lost");
    expect(runFailure("wllama has crashed, please reload the module", false).code).toBe("device_lost");
    expect(isCrash(new Error("Model failed to start inference"))).toBe(false);
  });

  it("never quote what could be a prompt", () => {
    const failure = runFailure(new Error("cannot parse 'my secret'"), false);
    expect(failure).toMatchObject({ code: "engine_failed" });
    expect(failure.message).not.toContain("secret");
  });
});
