/**
 * One instance of a runtime, used for call after call. Substrate gives every call a fresh instance; making one costs
 * 0.5–1 ms here, putting back the memory it started with costs 0.05 ms and is the same to the runtime: its statics are
 * as they were, and the heap starts empty.
 */
import type { HostContext } from "./host-context.ts";
import { hostFunctions } from "./host.ts";
import { MAX_RUNTIME_LOG_LINES, MAX_WASM_PAGES } from "./limits.ts";
import type { Overlay } from "./overlay.ts";
import type { SignatureCache } from "./signature-cache.ts";
import { WasmMemory } from "./wasm-memory.ts";

/** The runtime wants something that this host does not have. */
export class RuntimeUnsupported extends Error {}

export class RuntimeInstance {
  readonly #instance: WebAssembly.Instance;
  readonly #context: HostContext;
  readonly #heapBase: number;
  /** Memory from the first byte that is not zero (what lies under it is the stack) up to the heap. */
  readonly #initial: Uint8Array;
  readonly #initialAt: number;
  /** Last lines of the runtime's log, this call's. */
  readonly lines: string[] = [];
  #used = false;

  /** Throws `RuntimeUnsupported`. */
  constructor(module: WebAssembly.Module, signatures: SignatureCache, overlay: Overlay) {
    const memory = new WasmMemory();
    this.#context = { memory, signatures, overlay, log: (line) => this.#log(line) };
    const env: Record<string, WebAssembly.ImportValue> = { ...hostFunctions(this.#context) };
    const imports = WebAssembly.Module.imports(module);
    const missing = imports
      .filter((one) => one.kind === "function" && env[one.name] === undefined)
      .map((one) => one.name);
    if (missing.length > 0)
      throw new RuntimeUnsupported(
        `the runtime needs host functions that are missing here: ${missing.join(", ")}`,
      );
    if (imports.some((one) => one.kind === "memory"))
      env["memory"] = new WebAssembly.Memory({ initial: 64, maximum: MAX_WASM_PAGES });
    this.#instance = new WebAssembly.Instance(module, { env });
    const own = env["memory"] ?? this.#instance.exports["memory"];
    const base = this.#instance.exports["__heap_base"];
    if (!(own instanceof WebAssembly.Memory) || !(base instanceof WebAssembly.Global)) {
      throw new RuntimeUnsupported("the runtime has no memory or no __heap_base");
    }
    memory.attach(own);
    this.#heapBase = Number(base.value);
    const below = memory.view(0, this.#heapBase);
    this.#initialAt = Math.max(
      0,
      below.findIndex((byte) => byte !== 0),
    );
    this.#initial = new Uint8Array(below.subarray(this.#initialAt));
  }

  /** Throws what the runtime's trap or a host function threw; the instance must not be used after that. */
  call(method: string, argument: Uint8Array, overlay: Overlay): Uint8Array {
    const { memory } = this.#context;
    const run = this.#instance.exports[method];
    if (typeof run !== "function") throw new Error("the runtime has no such method");
    if (this.#used) memory.view(this.#initialAt, this.#initial.length).set(this.#initial);
    this.#used = true;
    memory.reset(this.#heapBase, MAX_WASM_PAGES);
    this.lines.length = 0;
    this.#context.overlay = overlay;
    const result = (run as (address: number, length: number) => unknown)(
      memory.put(argument),
      argument.length,
    );
    if (typeof result !== "bigint") throw new Error("not a runtime method");
    return memory.fatCopy(result);
  }

  #log(line: string): void {
    this.lines.push(line);
    if (this.lines.length > MAX_RUNTIME_LOG_LINES) this.lines.shift();
  }
}
