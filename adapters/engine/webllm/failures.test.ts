import { describe, expect, it } from "vitest";
import { loadFailure, runFailure } from "./failures.ts";

function named(name: string, message = ""): Error {
  return Object.assign(new Error(message), { name });
}

describe("web-llm's failures", () => {
  it.each([
    // web-llm's TVM runtime, Dawn's device errors, V8.
    new Error("Cannot allocate 1073741824 bytes in Wasm memory"),
    new Error("Buffer size (8589934592) exceeds the max buffer size limit (268435456)."),
    new Error("Out of memory"),
    new RangeError("Array buffer allocation failed"),
    new RangeError("WebAssembly.Memory(): could not allocate memory"),
  ])("are a want of memory when they say: %s", (error) => {
    expect(loadFailure(error).code).toBe("out_of_memory");
    expect(runFailure(error).code).toBe("out_of_memory");
  });

  it.each([
    ["WebGPUNotFoundError", "engine_unavailable"],
    ["ShaderF16SupportError", "unsupported"],
    ["FeatureSupportError", "unsupported"],
    ["DeviceLostError", "device_lost"],
    ["ContextWindowSizeExceededError", "context_exceeded"],
    ["LinkError", "bad_model"],
  ] as const)("are known by web-llm's name %s as %s", (name, code) => {
    expect(loadFailure(named(name)).code).toBe(code);
    expect(runFailure(named(name)).code).toBe(code);
  });

  it("tell a missing GPU and a cancelled load from a bad model", () => {
    expect(loadFailure(new Error("Unable to find a compatible GPU.")).code).toBe("engine_unavailable");
    expect(loadFailure(named("AbortError")).code).toBe("aborted");
    expect(loadFailure(new Error("Check failed: (a == b)")).code).toBe("bad_model");
  });

  it("never quote what could be a prompt", () => {
    const failure = runFailure(new Error("cannot tokenize 'my secret'"));
    expect(failure).toMatchObject({ code: "engine_failed" });
    expect(failure.message).not.toContain("secret");
  });
});
